"""The addresses of the app organs."""

from django.urls import URLPattern

app_name = "organs"
urlpatterns: list[URLPattern] = []
