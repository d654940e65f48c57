"""The app publications."""

from django.apps import AppConfig


class PublicationsConfig(AppConfig):
    """主动公开."""

    name = "gongkai.web.publications"
    label = "publications"
    verbose_name = "主动公开"
