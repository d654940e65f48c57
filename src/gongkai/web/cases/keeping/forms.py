"""What is asked before something is erased: the ground, how far, and that it was looked at."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from gongkai.web.cases.keeping.actions import Decision
from gongkai.web.cases.models import Retention
from gongkai.web.organs.forms import Plain


class Erasing(Plain):
    """The decision to erase."""

    ground = forms.CharField(
        label=gettext_lazy("清除的理由"),
        help_text=gettext_lazy(
            "如“保管期限已满，经鉴定不再保存（鉴定意见〔2037〕3号）”。不要写个人信息，理由长期保存。"
        ),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": gettext_lazy("请写明清除的理由。"),
            "max_length": gettext_lazy("理由请控制在500字以内。"),
        },
    )
    texts = forms.BooleanField(
        label=gettext_lazy("同时清除申请的内容、告知和答复的文字、内部意见以及文书"),
        help_text=gettext_lazy(
            "不选的，只清除申请人的信息、身份证明和申请人提交的材料、第三方的意见、评价的文字，以及有关通知。"
        ),
        required=False,
    )
    checked = forms.BooleanField(
        label=gettext_lazy("已经核对：这些办件没有未结的行政复议、行政诉讼、投诉举报，也不在审计、检查范围内"),
        help_text=gettext_lazy("系统不掌握全部争议情况，须由您确认。"),
        error_messages={"required": gettext_lazy("请先核对是否有未结的争议；核对之后勾选。")},
    )

    def decision(self) -> Decision:
        """Return what was decided."""
        return Decision(self.cleaned_data["ground"].strip(), self.cleaned_data["texts"])


class Keeping(Plain):
    """The class of a case of its own."""

    retention = forms.ChoiceField(label=gettext_lazy("保管期限"), required=False)

    def __init__(self, *args: Any, default: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["retention"] = forms.ChoiceField(
            label=gettext_lazy("保管期限"),
            required=False,
            choices=[("", default), *Retention.choices],
            error_messages={"invalid_choice": gettext_lazy("请从列出的期限中选择。")},
            widget=forms.Select(attrs={"class": "input-medium"}),
        )
