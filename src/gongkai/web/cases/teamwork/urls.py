"""The addresses of this part of the cases; those of one case begin with its number."""

from django.urls import URLPattern, path

from gongkai.web.cases.teamwork.views import overview, people

urlpatterns: list[URLPattern] = [
    path("overview/", overview.overview, name="overview"),
    path("<str:number>/people/", people.people, name="people"),
    path("<str:number>/people/assign/", people.assign, name="assign"),
    path("<str:number>/people/claim/", people.claim, name="claim"),
    path("<str:number>/people/ask/", people.ask, name="ask_help"),
    path("<str:number>/people/<int:key>/end/", people.end, name="end_part"),
]
