"""The addresses of keeping: cases whose time has passed, and what is erased."""

from django.urls import URLPattern, path

from gongkai.web.cases.keeping.views import keeping

urlpatterns: list[URLPattern] = [
    path("keeping/", keeping.passed, name="keeping"),
    path("keeping/<str:code>/erase/", keeping.erase, name="erase"),
    path("<str:number>/keeping/", keeping.erase_one, name="erase_one"),
    path("<str:number>/keeping/class/", keeping.retain, name="retain"),
]
