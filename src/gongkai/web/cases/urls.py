"""The addresses of the app cases."""

from django.urls import URLPattern

app_name = "cases"
urlpatterns: list[URLPattern] = []
