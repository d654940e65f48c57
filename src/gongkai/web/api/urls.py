"""The addresses of the interface: its operations, its description for programs and for people, and JSON for all else."""

from django.urls import URLPattern, include, path, re_path

from gongkai.web.api import reference
from gongkai.web.api.entry import entered
from gongkai.web.api.service import api


def _operations() -> list[URLPattern]:
    found = [each for each in api.urls[0] if isinstance(each, URLPattern) and each.name != "api-root"]
    for each in found:
        each.callback = entered(each.callback, name=str(each.name))
    return found


app_name = "api"
urlpatterns = [
    path("v1/", reference.page, name="reference"),
    path("v1/openapi.json", reference.description, name="openapi"),
    path("v1/", include(_operations())),
    re_path(r"^.*$", reference.nothing, name="nothing"),
]
