"""The addresses of the tokens, open to administrators."""

from django.urls import path

from gongkai.web.api import office_views

app_name = "tokens"
urlpatterns = [
    path("", office_views.listing, name="listing"),
    path("new/", office_views.new, name="new"),
    path("<int:key>/revoke/", office_views.revoke, name="revoke"),
]
