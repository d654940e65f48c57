"""What is looked at before the office starts: that the keys are the office's own."""

from typing import Any

from django.core.checks import CheckMessage, Warning, register

from gongkai.web.vault import keys


@register()
def keys_are_closed(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """Warn where others on this machine can open the key folder or a key."""
    found = "、".join(str(path) for path in keys.exposed())
    said = f"密钥对本机的其他用户开放：{found}。Others on this machine can open the keys."
    hint = "chmod -R go-rwx"
    return [Warning(said, hint=hint, id="vault.W001")] if found else []
