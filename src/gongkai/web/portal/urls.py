"""The public's addresses."""

from django.urls import path

from gongkai.web.portal import apply_views, check_views, follow_views, opinion_views, views

app_name = "portal"
urlpatterns = [
    path("check/", check_views.check, name="check"),
    path("check/sample/<str:name>", check_views.sample, name="sample"),
    path("check/<str:token>/", check_views.checked, name="checked"),
    path("check/<str:token>/discard", check_views.discard, name="discard_check"),
    path("", views.home, name="home"),
    path("apply/", apply_views.apply, name="apply"),
    path("apply/matches", apply_views.matches, name="matches"),
    path("apply/<str:key>/", apply_views.confirm, name="confirm"),
    path("apply/<str:key>/filed", apply_views.filed, name="filed"),
    path("apply/<str:key>/receipt.pdf", apply_views.filed_receipt, name="filed_receipt"),
    path("follow/", follow_views.follow, name="follow"),
    path("follow/leave", follow_views.leave, name="leave"),
    path("follow/<str:number>/", follow_views.case, name="case"),
    path("follow/<str:number>/answer", follow_views.answer, name="answer"),
    path("follow/<str:number>/withdraw", follow_views.withdraw, name="withdraw"),
    path("follow/<str:number>/rate", follow_views.rate, name="rate"),
    path("follow/<str:number>/receipt.pdf", follow_views.case_receipt, name="case_receipt"),
    path("follow/<str:number>/letters/<int:key>", follow_views.letter, name="letter"),
    path("opinion/<str:token>/", opinion_views.opinion, name="opinion"),
    path("opinion/<str:token>/confirm", opinion_views.confirm, name="opinion_confirm"),
    path("organs/", views.organs, name="organs"),
    path("organs/<slug:code>/", views.organ, name="organ"),
]
