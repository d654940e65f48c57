"""The addresses of this part of the cases; those of one case begin with its number."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
