"""The app cases."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """申请办件."""

    name = "gongkai.web.cases"
    label = "cases"
    verbose_name = "申请办件"
