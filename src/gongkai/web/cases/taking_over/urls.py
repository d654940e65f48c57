"""The addresses of the calendar and of what is taken over from tables."""

from django.urls import path

from gongkai.web.cases.taking_over.views import calendar

urlpatterns = [
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/import/", calendar.take_over, name="calendar_import"),
    path("calendar/<int:year>.toml", calendar.pack, name="calendar_pack"),
]
