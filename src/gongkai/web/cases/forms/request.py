"""What a request says (Art. 29 ¶2): what is asked, how to get it, who asks, how to reach that person. No purpose is asked.

The public's form and that of the staff who key in a letter are both made from this one, so that both ask the same.
"""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.law import replies
from gongkai.web.bilingual import said
from gongkai.web.cases import identity
from gongkai.web.cases.actions import Asked
from gongkai.web.cases.identity import IdKind
from gongkai.web.organs.models import Organ

WAYS = (
    ("electronic:online", gettext_lazy("网上查看和下载（电子文档）")),
    ("electronic:email", gettext_lazy("电子邮件（电子文档）")),
    ("paper:mail", gettext_lazy("邮寄（纸质）")),
    ("paper:pickup", gettext_lazy("自行领取（纸质）")),
)
APPLICANT = ("name", "id_kind", "id_number", "contact", "phone", "email", "address")
"""The answers that say who asks; they are kept encrypted."""


class RequestForm(forms.Form):
    """A request, as anybody writes it. `organs` are those that it can be made to."""

    organ = forms.ChoiceField(
        label=gettext_lazy("向哪个机关申请"),
        help_text=gettext_lazy("选择制作或者保存这份信息的机关。不清楚时，选您认为最接近的，它会告诉您该找谁。"),
        error_messages={
            "required": gettext_lazy("请选择机关。"),
            "invalid_choice": gettext_lazy("请从列表中选择机关。"),
        },
    )
    subject = forms.CharField(
        label=gettext_lazy("信息名称"),
        help_text=gettext_lazy("您想要的文件或者信息叫什么，例如：2025年度道路养护经费支出明细。"),
        max_length=200,
        error_messages={
            "required": gettext_lazy("请填写信息名称；不知道准确名称时，写您对它的叫法。"),
            "max_length": gettext_lazy("信息名称最多 200 字，详细的内容请写在下一栏。"),
        },
    )
    description = forms.CharField(
        label=gettext_lazy("内容描述"),
        help_text=gettext_lazy("写明文号、年份、地点、涉及的项目等便于查找的特征。一份申请写一件事。不必说明用途。"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": gettext_lazy("请描述您要的信息，至少写明年份、文号或者其他特征中的一项。"),
            "max_length": gettext_lazy("内容描述最多 4000 字，请写要点。"),
        },
    )
    way = forms.ChoiceField(
        label=gettext_lazy("怎样把信息给您"),
        choices=WAYS,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选择一种获取方式。")},
    )
    email = forms.EmailField(
        label=gettext_lazy("电子邮箱"),
        required=False,
        help_text=gettext_lazy("答复和信息将发到这个邮箱。"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": gettext_lazy("电子邮箱的格式不对，应当像 name@example.com。")},
    )
    address = forms.CharField(
        label=gettext_lazy("邮寄地址"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("写到门牌号，并写邮政编码。"),
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("您以谁的名义申请"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选择您以谁的名义申请。")},
    )
    sub_kind = forms.ChoiceField(label=gettext_lazy("更具体的类别"), required=False)
    name = forms.CharField(
        label=gettext_lazy("姓名或者单位名称"),
        max_length=100,
        help_text=gettext_lazy("与证件上的一致。"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("请填写姓名；以单位名义申请的，填写单位名称。")},
    )
    id_kind = forms.ChoiceField(
        label=gettext_lazy("证件种类"),
        required=False,
        choices=[("", gettext_lazy("个人：居民身份证；单位：统一社会信用代码")), *IdKind.choices],
        help_text=gettext_lazy("用其他证件的，在这里选择。"),
    )
    id_number = forms.CharField(
        label=gettext_lazy("证件号码"),
        max_length=60,
        help_text=gettext_lazy(
            "身份证号为 18 位，末位可为 X；单位填写 18 位统一社会信用代码。加密保存，只用于核对身份。"
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "input-medium"}),
        error_messages={"required": gettext_lazy("请填写证件号码：条例第二十九条要求申请包括身份证明。")},
    )
    contact = forms.CharField(
        label=gettext_lazy("联系人"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("以单位名义申请或者由他人代办的，写联系人的姓名。"),
    )
    phone = forms.CharField(
        label=gettext_lazy("联系电话"),
        max_length=40,
        help_text=gettext_lazy("手机或者带区号的固定电话，例如 13800000000、0731-80000000。"),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "class": "input-medium"}),
        error_messages={"required": gettext_lazy("请填写联系电话，需要请您补正时会打这个电话。")},
    )
    assistance = forms.BooleanField(
        label=gettext_lazy("我在阅读或者视听方面有困难，需要协助"),
        required=False,
        help_text=gettext_lazy("条例第四十三条：有阅读困难或者视听障碍的公民，行政机关应当提供必要的帮助。"),
    )

    def __init__(self, *given: Any, organs: list[Organ], **named: Any) -> None:
        super().__init__(*given, **named)
        self.organs = {organ.code: organ for organ in organs}
        self._choose("organ", [("", _("请选择")), *((code, str(each)) for code, each in self.organs.items())])
        self._choose("kind", [(one.code, said(one)) for one in replies.columns()])
        self._choose("sub_kind", _sub_kinds())
        self.fields["way"].initial = WAYS[0][0]

    @property
    def kinds(self) -> list[tuple[Any, str]]:
        """The six kinds of applicant as inputs, each with its help."""
        return list(zip(self["kind"], [said(one.help) for one in replies.columns()], strict=True))

    def clean(self) -> dict[str, Any]:
        """Check what depends on another answer, and drop what is not needed."""
        answers: dict[str, Any] = super().clean() or {}
        self._delivery(answers)
        self._applicant(answers)
        return answers

    def clean_phone(self) -> str:
        """Return a telephone number that could be called."""
        try:
            return identity.phone(self.cleaned_data["phone"])
        except identity.BadIdentity as wrong:
            raise forms.ValidationError(str(wrong)) from wrong

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def _delivery(self, answers: dict[str, Any]) -> None:
        way = answers.get("way", "")
        if way.endswith(":email"):
            if not answers.get("email") and "email" not in self.errors:
                self.add_error("email", _("选择了电子邮件，请填写电子邮箱。"))
        else:
            answers.pop("email", None)
            self.errors.pop("email", None)
        if not way.endswith(":mail"):
            answers.pop("address", None)
            self.errors.pop("address", None)
        elif not answers.get("address") and "address" not in self.errors:
            self.add_error("address", _("选择了邮寄，请填写邮寄地址。"))

    def _applicant(self, answers: dict[str, Any]) -> None:
        kind, sub_kind, given = answers.get("kind", ""), answers.get("sub_kind", ""), answers.get("id_number")
        if kind and sub_kind and replies.applicant(sub_kind).column != kind:
            self.add_error("sub_kind", _("更具体的类别与上面的选择不一致。请改选其中一项，或者不选。"))
        answers["id_kind"] = answers.get("id_kind") or str(identity.usual(sub_kind or kind, given or ""))
        if given:
            try:
                answers["id_number"] = identity.number(answers["id_kind"], given)
            except identity.BadIdentity as wrong:
                self.add_error("id_number", str(wrong))


def asked(answers: dict[str, Any]) -> Asked:
    """Return what is asked for, of the answers of a form."""
    form, delivery = answers["way"].split(":")
    return Asked(
        subject=answers["subject"],
        description=answers["description"],
        form=form,
        delivery=delivery,
        applicant_kind=answers["sub_kind"] or answers["kind"],
        assistance=answers["assistance"],
    )


def applicant(answers: dict[str, Any]) -> dict[str, str]:
    """Return who asks, of the answers of a form."""
    return {name: answers[name] for name in APPLICANT if answers.get(name)}


def _sub_kinds() -> list[tuple[str, Any]]:
    groups: list[tuple[str, Any]] = [("", _("不选也可以"))]
    for column in replies.columns():
        groups.append((said(column), [(one.code, said(one)) for one in replies.applicants(column.code)]))
    return groups
