"""The addresses of what is published, open to anybody."""

from django.urls import path

from gongkai.web.publications.views import public

app_name = "publications"
urlpatterns = [
    path("", public.listing, name="listing"),
    path("<slug:code>/<int:serial>", public.item, name="item"),
    path("<slug:code>/<int:serial>/files/<int:key>", public.download, name="file"),
]
