"""The addresses of what is being prepared for publication, open to the staff."""

from django.urls import path

from gongkai.web.publications.views import office

app_name = "drafts"
urlpatterns = [
    path("", office.listing, name="listing"),
    path("new/<slug:code>/", office.new, name="new"),
    path("<int:number>/", office.draft, name="draft"),
    path("<int:number>/edit/", office.edit, name="edit"),
    path("<int:number>/release/", office.release, name="release"),
    path("<int:number>/cancel/", office.cancel, name="cancel"),
    path("<int:number>/drop/", office.drop, name="drop"),
    path("<int:number>/files/<int:key>/", office.download, name="file"),
]
