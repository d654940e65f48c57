"""What people fill in: fields with their words, help and errors as sentences. What may be done is decided in `actions`."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.law.options import Choice, Option, Value
from gongkai.web.bilingual import said
from gongkai.web.organs.local_settings import SETTINGS, Setting
from gongkai.web.organs.models import Organ, OrganKind, Person, Role

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Words

DATE = gettext_lazy("请填写日期，如 2026-11-23。")


def day(
    label: "Words", help_text: "Words" = "", *, required: bool = True, initial: date | None = None
) -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(
        label=label,
        help_text=help_text or gettext_lazy("如 2026-11-23。"),
        required=required,
        initial=initial,
        error_messages={"required": DATE, "invalid": DATE},
        widget=forms.DateInput(attrs={"type": "date", "class": "input-short"}, format="%Y-%m-%d"),
    )


def text(
    label: "Words", help_text: "Words" = "", *, required: bool = True, size: str = "medium", **known: Any
) -> forms.CharField:
    """Return a field for a line of text."""
    attrs = {"class": f"input-{size}"} | known.pop("attrs", {})
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        error_messages={
            "required": format_lazy(gettext_lazy("请填写{label}。"), label=label),
            "max_length": format_lazy(gettext_lazy("{label}过长，请缩短。"), label=label),
        },
        widget=known.pop("widget", forms.TextInput)(attrs=attrs),
        **known,
    )


def secret(label: "Words", help_text: "Words", autocomplete: str) -> forms.CharField:
    """Return a field for a password."""
    return text(
        label,
        help_text,
        strip=False,
        max_length=200,
        widget=forms.PasswordInput,
        attrs={"autocomplete": autocomplete},
    )


class Plain(forms.Form):
    """A form whose fields know their errors and helps by their ids, for those who listen to a page."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def object_to(self, error: Exception) -> None:
        """Show an objection at the entry it is about, or at the top."""
        field = getattr(error, "field", "")
        self.add_error(field if field in self.fields else None, str(error))


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
            (value, _("%(value)s（默认）") % {"value": value} if value == option.default else value)
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


class Filter(Plain):
    """What the log is looked through by."""

    organ = forms.ModelChoiceField(
        label=gettext_lazy("机关"), queryset=Organ.objects.none(), required=False, empty_label=gettext_lazy("全部")
    )
    verb = forms.CharField(label=gettext_lazy("操作"), required=False, max_length=60, widget=forms.Select)
    thing = forms.CharField(label=gettext_lazy("对象编号"), required=False, max_length=60)
    person = forms.CharField(label=gettext_lazy("操作人登录名"), required=False, max_length=60)
    since = day(gettext_lazy("起"), required=False)
    until = day(gettext_lazy("止"), required=False)

    def __init__(self, *args: Any, organs: Any, verbs: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset = organs  # type: ignore[attr-defined]
        self.fields["verb"].widget.choices = [("", _("全部")), *verbs]  # type: ignore[attr-defined]
