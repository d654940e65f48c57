"""The app upkeep."""

from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    """运行维护."""

    name = "gongkai.web.upkeep"
    label = "upkeep"
    verbose_name = "运行维护"
