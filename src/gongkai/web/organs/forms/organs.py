"""Organs: what is said of them, their place, what they choose."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.law.options import Choice, Option, Value
from gongkai.web.bilingual import said
from gongkai.web.organs.forms import Plain, day, text
from gongkai.web.organs.local_settings import SETTINGS, Setting
from gongkai.web.organs.models import Organ, OrganKind
from gongkai.web.organs.words import value_name


class OrganFacts(Plain):
    """What is said of an organ."""

    name = text(gettext_lazy("名称"), gettext_lazy("公章上的全称。"), max_length=100)
    short_name = text(gettext_lazy("简称"), gettext_lazy("列表中使用。"), max_length=40)
    kind = forms.ChoiceField(
        label=gettext_lazy("类型"),
        help_text=gettext_lazy("目录、年度报告的报送日期和复议机关随类型而定。"),
        choices=OrganKind.choices,
        widget=forms.Select(attrs={"class": "input-medium"}),
        error_messages={
            "required": gettext_lazy("请选择类型。"),
            "invalid_choice": gettext_lazy("请从列出的类型中选择。"),
        },
    )
    uscc = text(
        gettext_lazy("统一社会信用代码"), gettext_lazy("18位。尚无代码的可以不填。"), required=False, max_length=30
    )
    disclosure_office = text(
        gettext_lazy("政府信息公开工作机构"), gettext_lazy("如“办公室”。"), required=False, max_length=100
    )
    address = text(gettext_lazy("办公地址"), gettext_lazy("当面提交、邮寄申请的地址。"), required=False, max_length=200)
    postcode = forms.RegexField(
        r"^\d{6}$",
        label=gettext_lazy("邮政编码"),
        help_text=gettext_lazy("6位数字。"),
        required=False,
        error_messages={"invalid": gettext_lazy("邮政编码应为6位数字。")},
        widget=forms.TextInput(attrs={"class": "input-short", "inputmode": "numeric"}),
    )
    hours = text(
        gettext_lazy("办公时间"), gettext_lazy("如“工作日 9:00-12:00，14:00-17:30”。"), required=False, max_length=100
    )
    phone = text(gettext_lazy("联系电话"), gettext_lazy("带区号。"), required=False, max_length=40)
    fax = text(gettext_lazy("传真"), gettext_lazy("没有传真的可以不填。"), required=False, max_length=40)
    email = forms.EmailField(
        label=gettext_lazy("电子邮箱"),
        help_text=gettext_lazy("政府信息公开工作机构的公务邮箱。"),
        required=False,
        error_messages={"invalid": gettext_lazy("电子邮箱应形如 gongkai@example.gov.cn。")},
        widget=forms.EmailInput(attrs={"class": "input-medium"}),
    )
    review_body = text(
        gettext_lazy("行政复议机关"), gettext_lazy("答复书的救济告知中使用。"), required=False, max_length=100
    )
    court = text(gettext_lazy("管辖法院"), gettext_lazy("答复书的救济告知中使用。"), required=False, max_length=100)


class NewOrgan(OrganFacts):
    """An organ to be set up."""

    field_order = ("name", "short_name", "code", "kind", "valid_from")
    code = text(
        gettext_lazy("编码"),
        gettext_lazy("用于办件编号，小写字母开头，只含小写字母和数字，启用后不再变更，如 jtj。"),
        max_length=20,
        size="short",
    )
    valid_from = day(gettext_lazy("设立日期"))


class FromDay(Plain):
    """A day from which something holds or ends."""

    on = day(gettext_lazy("日期"), gettext_lazy("自此日起。"))


class MoveOrgan(FromDay):
    """Where an organ goes and from when."""

    field_order = ("parent", "on")
    parent = forms.ModelChoiceField(
        label=gettext_lazy("新的上级机关"),
        help_text=gettext_lazy("自所填日期起隶属于该机关，此前的隶属关系保留。"),
        queryset=Organ.objects.none(),
        empty_label=gettext_lazy("请选择"),
        error_messages={
            "required": gettext_lazy("请选择上级机关。"),
            "invalid_choice": gettext_lazy("请从列出的机关中选择。"),
        },
        widget=forms.Select(attrs={"class": "input-medium"}),
    )

    def __init__(self, *args: Any, parents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = parents  # type: ignore[attr-defined]


class ChooseOption(Plain):
    """What an organ answers to one question that the law leaves open; its fields follow from the option."""

    field_order = ("value", "source", "valid_from", "valid_to")
    source = text(gettext_lazy("依据文件"), gettext_lazy("作出这一选择所依据的文件名称和文号。"), max_length=200)
    valid_from = day(gettext_lazy("生效日期"), gettext_lazy("自此日收到的申请起适用。"))
    valid_to = day(gettext_lazy("终止日期"), gettext_lazy("自此日起不再适用；长期有效的不填。"), required=False)

    def __init__(self, *args: Any, option: Option, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.option = option
        self.fields["value"] = _answer(option)
        self.order_fields(self.field_order)

    def choice(self) -> Choice:
        """Return the choice as the law takes it."""
        said = self.cleaned_data
        return Choice(self.option.name, self._value(), said["source"], said["valid_from"], said["valid_to"])

    def _value(self) -> Value:
        given = self.cleaned_data["value"]
        return int(given) if self.option.values is None else str(given)


def _answer(option: Option) -> forms.Field:
    if option.values is None:
        low, high = option.bounds
        wrong = _("请填写%(low)s至%(high)s之间的整数。") % {"low": low, "high": high}
        return forms.IntegerField(
            label=_("工作日数"),
            help_text=_("%(low)s至%(high)s之间的整数，默认为%(default)s。")
            % {"low": low, "high": high, "default": option.default},
            min_value=low,
            max_value=high,
            error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
            widget=forms.NumberInput(attrs={"class": "input-short"}),
        )
    return forms.ChoiceField(
        label=_("选择"),
        help_text=_("各项的含义见上面的问题。"),
        choices=[
            (
                value,
                _("%(value)s，默认") % {"value": value_name(value)} if value == option.default else value_name(value),
            )
            for value in option.values
        ],
        error_messages={"required": _("请选择一项。"), "invalid_choice": _("请从列出的选项中选择。")},
        widget=forms.RadioSelect,
    )


class SiteSettings(Plain):
    """The settings of an organ's own work, those of the whole site only for the top organ."""

    def __init__(self, *args: Any, whole_site: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, setting in SETTINGS.items():
            if whole_site or not setting.whole_site:
                self.fields[name] = _setting(setting)


def _setting(setting: Setting) -> forms.Field:
    if setting.values is None:
        size = "short" if setting.default else "medium"
        return text(said(setting.zh), said(setting.help), required=bool(setting.default), size=size, max_length=100)
    return forms.ChoiceField(
        label=said(setting.zh),
        help_text=said(setting.help),
        choices=[(value, said(words)) for value, words in setting.values.items()],
        error_messages={"required": _("请选择一项。"), "invalid_choice": _("请从列出的选项中选择。")},
        widget=forms.RadioSelect,
    )
