"""The app vault."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """保密存储."""

    name = "gongkai.web.vault"
    label = "vault"
    verbose_name = "保密存储"
