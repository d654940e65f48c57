"""The public's addresses."""

from django.urls import path

from gongkai.web.portal import check_views, views

app_name = "portal"
urlpatterns = [
    path("check/", check_views.check, name="check"),
    path("check/sample/<str:name>", check_views.sample, name="sample"),
    path("check/<str:token>/", check_views.checked, name="checked"),
    path("check/<str:token>/discard", check_views.discard, name="discard_check"),
    path("", views.home, name="home"),
]
