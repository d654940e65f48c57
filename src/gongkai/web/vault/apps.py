"""The app vault."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """保密存储."""

    name = "gongkai.web.vault"
    label = "vault"
    verbose_name = "保密存储"

    def ready(self) -> None:
        """Look at the keys with the other checks."""
        from gongkai.web.vault import checks  # noqa: F401
