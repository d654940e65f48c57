"""The addresses of this part of the cases; those of one case begin with its number."""

from django.urls import path

from gongkai.web.cases.opinions import views

urlpatterns = [
    path("<str:number>/opinions/<int:ordinal>/", views.opinion, name="opinion"),
    path("<str:number>/opinions/<int:ordinal>/link", views.link, name="opinion_link"),
    path("<str:number>/opinions/<int:ordinal>/close", views.close, name="opinion_close"),
    path("<str:number>/opinions/<int:ordinal>/told", views.told, name="opinion_told"),
]
