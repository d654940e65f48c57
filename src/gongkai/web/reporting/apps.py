"""The app reporting."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """年度报告."""

    name = "gongkai.web.reporting"
    label = "reporting"
    verbose_name = "年度报告"
