"""The addresses of figures: tables, the cases behind them, the register, and the calendars of people."""

from django.urls import URLPattern, path

from gongkai.web.cases.figures.views import figures, my_calendar, registry

urlpatterns: list[URLPattern] = [
    path("figures/", figures.figures, name="figures"),
    path("figures/below/", figures.below, name="figures_below"),
    path("figures/cases/", figures.figure, name="figure"),
    path("figures/file/<str:form>/", figures.file, name="figures_file"),
    path("registry/", registry.listing, name="registry"),
    path("registry/print/", registry.printed, name="registry_print"),
    path("registry/file/<str:form>/", registry.file, name="registry_file"),
    path("my-calendar/", my_calendar.my_calendar, name="my_calendar"),
    path("my-calendar/renew/", my_calendar.renew, name="renew_feed"),
    path("my-calendar/stop/", my_calendar.stop, name="stop_feed"),
    path("feed/<str:token>.ics", my_calendar.feed, name="feed"),
]
