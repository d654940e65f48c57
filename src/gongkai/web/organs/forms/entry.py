"""Signing in, the password, the second factor."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.web.organs.forms import Plain, secret, text


class SignIn(Plain):
    """The name and the password."""

    username = text(
        gettext_lazy("登录名"),
        gettext_lazy("由本机关的系统管理员分配。"),
        max_length=60,
        attrs={"autocomplete": "username"},
    )
    password = secret(gettext_lazy("密码"), gettext_lazy("区分大小写。"), "current-password")


class ChangePassword(Plain):
    """The password that holds now, and the new one twice."""

    old = secret(gettext_lazy("现在的密码"), gettext_lazy("首次登录的，填写管理员告知的初始密码。"), "current-password")
    new = secret(gettext_lazy("新密码"), gettext_lazy("须符合上面的要求。"), "new-password")
    again = secret(gettext_lazy("再次输入新密码"), gettext_lazy("与上一项相同。"), "new-password")

    def clean(self) -> dict[str, Any]:
        """Check that both new ones are the same."""
        cleaned = super().clean() or {}
        if cleaned.get("new") and cleaned.get("again") and cleaned["new"] != cleaned["again"]:
            self.add_error("again", _("两次输入的新密码不一致，请重新输入。"))
        return cleaned


class Code(Plain):
    """A token of the authenticator."""

    code = text(
        gettext_lazy("动态码"),
        gettext_lazy("身份验证器当前显示的6位数字。"),
        size="short",
        max_length=20,
        attrs={"autocomplete": "one-time-code", "inputmode": "text", "spellcheck": "false"},
    )
