"""The addresses of this part of the cases; those of one case begin with its number.

Merging and turning into a publication are steps, at the addresses of steps, which come after these; they need more than the
form of a step: another case, a draft.
"""

from django.urls import URLPattern, path

from gongkai.web.cases.linking.views import conversions, links, merges, splits

urlpatterns: list[URLPattern] = [
    path("<str:number>/related/", links.link, name="link"),
    path("<str:number>/related/<int:key>/end/", links.unlink, name="unlink"),
    path("<str:number>/split/", splits.split, name="split"),
    path("<str:number>/split/done/", splits.done, name="split_done"),
    path("<str:number>/steps/merged/", merges.merge, name="merge"),
    path("<str:number>/steps/converted/", conversions.convert, name="convert"),
]
