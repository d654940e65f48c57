"""The addresses of the calendar and of what is taken over from tables."""

from django.urls import path

from gongkai.web.cases.taking_over.views import calendar, opening, tables

urlpatterns = [
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/import/", calendar.take_over, name="calendar_import"),
    path("calendar/<int:year>.toml", calendar.pack, name="calendar_pack"),
    path("take-over/", tables.take_over, name="take_over"),
    path("take-over/template.xlsx", tables.template, name="take_over_template"),
    path("take-over/opening/", opening.opening, name="opening"),
    path("take-over/<int:key>/", tables.intake, name="intake"),
    path("take-over/<int:key>/confirm/", tables.confirm, name="intake_confirm"),
    path("take-over/<int:key>/go-on/", tables.go_on, name="intake_go_on"),
    path("take-over/<int:key>/drop/", tables.drop, name="intake_drop"),
    path("take-over/<int:key>/refused.xlsx", tables.refused, name="intake_refused"),
]
