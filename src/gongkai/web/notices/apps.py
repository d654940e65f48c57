"""The app notices."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """通知."""

    name = "gongkai.web.notices"
    label = "notices"
    verbose_name = "通知"

    def ready(self) -> None:
        """Say what waits here sealed, so that a new key reaches it."""
        from gongkai.web.notices import delivery
        from gongkai.web.notices.models import Message
        from gongkai.web.vault import rotation

        rotation.register(
            rotation.Shelf("messages", lambda: Message.objects.exclude(sealed=b""), lambda _: delivery.PURPOSE)
        )
