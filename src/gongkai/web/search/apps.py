"""The app search."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """检索."""

    name = "gongkai.web.search"
    label = "search"
    verbose_name = "检索"
