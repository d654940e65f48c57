"""The app organs."""

from django.apps import AppConfig


class OrgansConfig(AppConfig):
    """机关与人员."""

    name = "gongkai.web.organs"
    label = "organs"
    verbose_name = "机关与人员"
