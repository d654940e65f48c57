"""People: who they are, their posts, who acts for them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from gongkai.web.organs.forms import Plain, day, text
from gongkai.web.organs.models import Organ, Person, Role


class PersonFacts(Plain):
    """What is said of a person."""

    name = text(gettext_lazy("姓名"), gettext_lazy("在办件和日志中显示。"), max_length=40)
    email = forms.EmailField(
        label=gettext_lazy("电子邮箱"),
        help_text=gettext_lazy("公务邮箱，用于提醒和统一身份认证。"),
        required=False,
        error_messages={"invalid": gettext_lazy("电子邮箱应形如 name@example.gov.cn。")},
        widget=forms.EmailInput(attrs={"class": "input-medium"}),
    )
    phone = text(gettext_lazy("手机"), gettext_lazy("用于提醒。"), required=False, max_length=20, size="short")


class NewPerson(Plain):
    """Somebody to be taken on."""

    username = text(
        gettext_lazy("登录名"),
        gettext_lazy("字母、数字和 . _ @ -，3至60个字符。"),
        max_length=60,
        attrs={"autocomplete": "off"},
    )
    name = text(
        gettext_lazy("姓名"), gettext_lazy("在办件和日志中显示。"), max_length=40, attrs={"autocomplete": "off"}
    )
    email = PersonFacts.base_fields["email"]
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("岗位"),
        help_text=gettext_lazy("可以选择多个。经办过一件申请的人不能批准这件申请。"),
        choices=Role.choices,
        error_messages={
            "required": gettext_lazy("请至少选择一个岗位。"),
            "invalid_choice": gettext_lazy("请从列出的岗位中选择。"),
        },
        widget=forms.CheckboxSelectMultiple,
    )


class GivePost(Plain):
    """A post to be given."""

    organ = forms.ModelChoiceField(
        label=gettext_lazy("机关"),
        help_text=gettext_lazy("您负责维护人员的机关。"),
        queryset=Organ.objects.none(),
        error_messages={
            "required": gettext_lazy("请选择机关。"),
            "invalid_choice": gettext_lazy("请从列出的机关中选择。"),
        },
        widget=forms.Select(attrs={"class": "input-medium"}),
    )
    role = forms.ChoiceField(
        label=gettext_lazy("岗位"),
        help_text=gettext_lazy("一人可以担任多个岗位。"),
        choices=Role.choices,
        error_messages={
            "required": gettext_lazy("请选择岗位。"),
            "invalid_choice": gettext_lazy("请从列出的岗位中选择。"),
        },
        widget=forms.Select(attrs={"class": "input-medium"}),
    )
    valid_from = day(gettext_lazy("开始日期"), gettext_lazy("自此日起。"))
    valid_to = day(gettext_lazy("终止日期"), gettext_lazy("自此日起不再担任；长期担任的不填。"), required=False)

    def __init__(self, *args: Any, organs: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset = organs  # type: ignore[attr-defined]


class ActFor(Plain):
    """Who acts for whom and when."""

    acts_for = forms.ModelChoiceField(
        label=gettext_lazy("被代理人"),
        help_text=gettext_lazy("其岗位在代理期间由代理人行使。"),
        queryset=Person.objects.none(),
        error_messages={
            "required": gettext_lazy("请选择被代理人。"),
            "invalid_choice": gettext_lazy("请从列出的人员中选择。"),
        },
        widget=forms.Select(attrs={"class": "input-medium"}),
    )
    person = forms.ModelChoiceField(
        label=gettext_lazy("代理人"),
        help_text=gettext_lazy("代理期间的操作同时记录两人。"),
        queryset=Person.objects.none(),
        error_messages={
            "required": gettext_lazy("请选择代理人。"),
            "invalid_choice": gettext_lazy("请从列出的人员中选择。"),
        },
        widget=forms.Select(attrs={"class": "input-medium"}),
    )
    valid_from = day(gettext_lazy("开始日期"), gettext_lazy("自此日起代理。"))
    valid_to = day(gettext_lazy("终止日期"), gettext_lazy("自此日起不再代理。"))

    def __init__(self, *args: Any, people: Any, absent: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        self.fields["acts_for"].queryset = absent  # type: ignore[attr-defined]
