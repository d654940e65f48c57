"""The app portal."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """公众页面."""

    name = "gongkai.web.portal"
    label = "portal"
    verbose_name = "公众页面"
