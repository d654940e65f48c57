"""The addresses of what is published, open to anybody."""

from django.urls import path

from gongkai.web.publications import views

app_name = "publications"
urlpatterns = [
    path("", views.listing, name="listing"),
    path("<slug:code>/<int:serial>", views.item, name="item"),
    path("<slug:code>/<int:serial>/files/<int:key>", views.download, name="file"),
]
