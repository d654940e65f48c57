"""The addresses of the office."""

from django.urls import include, path

from gongkai.web.config import views

urlpatterns = [
    path("health", views.health, name="health"),
    path("language", views.language, name="language"),
    path("office/", include("gongkai.web.organs.urls")),
    path("office/cases/", include("gongkai.web.cases.urls")),
    path("office/publications/", include("gongkai.web.publications.office_urls")),
    path("office/reports/", include("gongkai.web.reporting.urls")),
    path("office/tokens/", include("gongkai.web.api.office_urls")),
    path("api/", include("gongkai.web.api.urls")),
    path("publications/", include("gongkai.web.publications.urls")),
    path("", include("gongkai.web.portal.urls")),
]

handler400 = "gongkai.web.portal.views.bad_request"
handler403 = "gongkai.web.portal.views.forbidden"
handler404 = "gongkai.web.portal.views.not_found"
