"""What is filled in for a one-time link: what those asked may see of the information, and where to send it."""

import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from gongkai.web.cases import wording
from gongkai.web.organs.forms import Plain


class LinkForm(Plain):
    """The form of a link."""

    shown = forms.CharField(
        label=gettext_lazy("向对方说明的信息内容"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "对方打开链接时看到的内容：哪份信息、其中的哪些内容与对方有关。不写申请人的姓名和其他情况。"
        ),
        error_messages={"required": gettext_lazy("请写明征求意见的是哪些信息，对方据此提出意见。")},
    )
    email = forms.EmailField(
        label=gettext_lazy("对方的电子邮箱"),
        required=False,
        help_text=gettext_lazy("填写的，链接同时发到这个邮箱；系统不保存邮箱地址。"),
        widget=forms.EmailInput(attrs={"class": "input-medium", "autocomplete": "off"}),
        error_messages={"invalid": gettext_lazy("请填写完整的电子邮箱，如 name@example.cn；不发邮件的留空。")},
    )
    token = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.initial.setdefault("token", secrets.token_urlsafe(24))

    def clean_shown(self) -> str:
        """Refuse what was left to fill in."""
        text: str = self.cleaned_data["shown"]
        if left := wording.unfilled(text):
            raise forms.ValidationError(gettext_lazy("还有没填写的地方：%(left)s。"), params={"left": "、".join(left)})
        return text
