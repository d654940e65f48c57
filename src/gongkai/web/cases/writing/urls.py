"""The addresses of this part of the cases; those of one case begin with its number."""

from django.urls import path

from gongkai.web.cases.writing.views import versions, waiting, writing

urlpatterns = [
    path("reviews/", waiting.reviews, name="reviews"),
    path("<str:number>/write/<str:purpose>/", writing.write, name="write"),
    path("<str:number>/versions/", versions.versions, name="versions"),
    path("<str:number>/versions/<str:purpose>/<int:version>/", versions.version, name="version"),
    path("<str:number>/versions/<str:purpose>/<int:version>/submit/", versions.submit, name="submit"),
    path("<str:number>/versions/<str:purpose>/<int:version>/withdraw/", versions.withdraw, name="withdraw"),
    path("<str:number>/versions/<str:purpose>/<int:version>/issue/", versions.issue, name="issue"),
    path("<str:number>/evidence/<int:key>/withdraw/", waiting.withdraw_evidence, name="withdraw_evidence"),
    path("<str:number>/papers/<int:key>/", waiting.paper, name="paper"),
]
