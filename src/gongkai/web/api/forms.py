"""What an administrator fills in for the token of another system."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from gongkai.web.api.models import Scope
from gongkai.web.organs.forms import Plain, day, text
from gongkai.web.organs.models import Organ

USUAL = timedelta(days=364)


class NewToken(Plain):
    """A token to be made."""

    organ = forms.ModelChoiceField(
        label=gettext_lazy("机关"),
        help_text=gettext_lazy("令牌只打开这一机关的办件。"),
        queryset=Organ.objects.none(),
        empty_label=gettext_lazy("请选择"),
        to_field_name="code",
        error_messages={
            "required": gettext_lazy("请选择机关。"),
            "invalid_choice": gettext_lazy("请从列出的机关中选择。"),
        },
        widget=forms.Select(attrs={"class": "input-medium"}),
    )
    name = text(
        gettext_lazy("对方系统"),
        gettext_lazy("如“区政务服务平台”。在日志和办件中显示为经办的一方。"),
        max_length=40,
        attrs={"autocomplete": "off"},
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("权限范围"),
        help_text=gettext_lazy("只选对方需要的。审核、批准和发出答复不对接口开放。"),
        choices=Scope.choices,
        error_messages={
            "required": gettext_lazy("请至少选择一项权限范围。"),
            "invalid_choice": gettext_lazy("请从列出的权限范围中选择。"),
        },
        widget=forms.CheckboxSelectMultiple,
    )
    valid_until = day(gettext_lazy("有效期至"), gettext_lazy("令牌在此日之后失效，最长两年。到期前请生成新的令牌。"))

    def __init__(self, *given: Any, organs: QuerySet[Organ], today: date, **named: Any) -> None:
        initial = {"valid_until": today + USUAL} | named.pop("initial", {})
        super().__init__(*given, initial=initial, **named)
        field = self.fields["organ"]
        field.queryset = organs  # type: ignore[attr-defined]
        if len(organs) == 1:
            field.initial = organs[0].code
