"""The first screen of a request: what is asked, by whom, and how to reach that person. No purpose is asked.

Nine answers at the most are needed: the organ, the subject, the description, how to get it, who asks, the name, the number
of the proof of identity, the telephone, and an address where one is needed to deliver.
"""

from typing import Any, cast

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from gongkai.law import replies
from gongkai.web.cases import identity
from gongkai.web.cases.identity import IdKind
from gongkai.web.organs.models import Organ
from gongkai.web.vault import uploads
from gongkai.web.vault.uploads import BadUpload, Checked

WAYS = (
    ("electronic:online", gettext_lazy("网上查看和下载（电子文档）")),
    ("electronic:email", gettext_lazy("电子邮件（电子文档）")),
    ("paper:mail", gettext_lazy("邮寄（纸质）")),
    ("paper:pickup", gettext_lazy("自行领取（纸质）")),
)
PERSON = "natural_person"
PICTURES = 3
SECONDS = 3
SALT = "gongkai.portal.apply"


class Files(forms.ClearableFileInput):
    """An input for several files."""

    allow_multiple_selected = True


class Pictures(forms.FileField):
    """Pictures that were looked at: a list of `Checked`."""

    widget = Files

    def clean(self, given: Any, initial: Any = None) -> Any:
        """Return the files.

        :raises ValidationError: with the sentence of the file that is not taken.
        """
        chosen = [each for each in (given or []) if isinstance(each, UploadedFile)]
        if len(chosen) > PICTURES:
            raise forms.ValidationError(_("最多选择 %(count)d 个文件。请删去多余的。") % {"count": PICTURES})
        return [checked(each) for each in chosen]


def checked(upload: "UploadedFile[bytes]") -> Checked:
    """Return an upload that may be kept.

    :raises ValidationError: with the sentence that says why it is not.
    """
    try:
        return uploads.check(upload)
    except BadUpload as refused:
        raise forms.ValidationError(str(refused)) from refused


class Application(forms.Form):
    """What a request says. `organs` are those that receive requests; `asked` whether a sum must be answered first."""

    use_required_attribute = True

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
        help_text=gettext_lazy("个人填身份证号，单位填统一社会信用代码。"),
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
        help_text=gettext_lazy("手机，或者带区号的固定电话。"),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "class": "input-medium"}),
        error_messages={"required": gettext_lazy("请填写联系电话，需要请您补正时会打这个电话。")},
    )
    pictures = Pictures(
        label=gettext_lazy("身份证明的图片"),
        required=False,
        help_text=gettext_lazy(
            "身份证件或者登记证书的照片、扫描件；代办的另附授权委托书。PDF、JPG、PNG，每个不超过 10 MB，最多 3 个。"
        ),
    )
    assistance = forms.BooleanField(
        label=gettext_lazy("我在阅读或者视听方面有困难，需要协助"),
        required=False,
        help_text=gettext_lazy("条例第四十三条：有阅读困难或者视听障碍的公民，行政机关应当提供必要的帮助。"),
    )
    homepage = forms.CharField(label=gettext_lazy("这一栏请留空"), required=False)
    opened = forms.CharField(required=False)
    sum_asked = forms.CharField(required=False)
    sum = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-short"})
    )

    def __init__(self, *given: Any, organs: list[Organ], now: float, ask: bool = False, **named: Any) -> None:
        super().__init__(*given, **named)
        self.organs = {organ.code: organ for organ in organs}
        self.now, self.ask = now, ask
        english = get_language() == "en"
        self._choose("organ", [("", _("请选择")), *((code, str(each)) for code, each in self.organs.items())])
        self._choose("kind", [(one.code, one.en if english else one.zh) for one in replies.columns()])
        self._choose("sub_kind", _sub_kinds(english))
        self.fields["way"].initial = WAYS[0][0]
        if not any(takes_pictures(each) for each in organs):
            del self.fields["pictures"]
        self.stamp = signing.dumps(now, salt=SALT)
        numbers = int(now) % 8 + 2, int(now / 8) % 8 + 1
        self.fields["sum"].label = _("为防止机器提交，请回答：%(a)d 加 %(b)d 等于几") % dict(
            zip("ab", numbers, strict=True)
        )
        self.sum_stamp = signing.dumps(sum(numbers), salt=SALT)

    @property
    def kinds(self) -> list[tuple[Any, str]]:
        """The six kinds of applicant as inputs, each with its help."""
        english = get_language() == "en"
        helps = [one.help.en if english else one.help.zh for one in replies.columns()]
        return list(zip(self["kind"], helps, strict=True))

    def clean(self) -> dict[str, Any]:
        """Check what depends on another answer, and drop what is not needed."""
        said: dict[str, Any] = super().clean() or {}
        self._delivery(said)
        self._applicant(said)
        self._hands(said)
        for name in ("homepage", "opened", "sum_asked", "sum"):
            said.pop(name, None)
        return said

    def clean_phone(self) -> str:
        """Return a telephone number that could be called."""
        try:
            return identity.phone(self.cleaned_data["phone"])
        except identity.BadIdentity as wrong:
            raise forms.ValidationError(str(wrong)) from wrong

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def _delivery(self, said: dict[str, Any]) -> None:
        way = said.get("way", "")
        if way.endswith(":email"):
            if not said.get("email") and "email" not in self.errors:
                self.add_error("email", _("选择了电子邮件，请填写电子邮箱。"))
        else:
            said.pop("email", None)
            self.errors.pop("email", None)
        if not way.endswith(":mail"):
            said.pop("address", None)
            self.errors.pop("address", None)
        elif not said.get("address") and "address" not in self.errors:
            self.add_error("address", _("选择了邮寄，请填写邮寄地址。"))

    def _applicant(self, said: dict[str, Any]) -> None:
        kind, sub_kind, given = said.get("kind", ""), said.get("sub_kind", ""), said.get("id_number")
        if kind and sub_kind and replies.applicant(sub_kind).column != kind:
            self.add_error("sub_kind", _("更具体的类别与上面的选择不一致。请改选其中一项，或者不选。"))
        said["id_kind"] = said.get("id_kind") or _usual(kind, sub_kind, given or "")
        if given:
            try:
                said["id_number"] = identity.number(said["id_kind"], given)
            except identity.BadIdentity as wrong:
                self.add_error("id_number", str(wrong))

    def _hands(self, said: dict[str, Any]) -> None:
        """Refuse what no hand has filled in: the trap field, the first seconds, a wrong sum where one was asked."""
        if said.get("homepage"):
            self.add_error(None, _("“这一栏请留空”被填写了。请清空后再提交；这是防止机器提交的一栏。"))
        opened = _signed(said.get("opened", ""))
        if opened is None or self.now - opened < SECONDS:
            self.add_error(None, _("页面打开后几秒钟内就提交了，系统不能确认是您本人填写。请核对内容，再提交一次。"))
        if self.ask and said.get("sum", "").strip() != str(_signed(said.get("sum_asked", ""))):
            self.add_error("sum", _("得数不对。请用阿拉伯数字填写两个数的和。"))


def takes_pictures(organ: Organ) -> bool:
    """Return whether an organ takes pictures of proofs of identity."""
    return str(organ.settings.get("identity_pictures", "")) == "optional"


def _usual(kind: str, sub_kind: str, given: str) -> str:
    if sub_kind == "individual_business":  # known by its owner's number, or by its own
        try:
            identity.number(IdKind.RESIDENT_ID, given)
        except identity.BadIdentity:
            return str(IdKind.USCC)
    return str(IdKind.RESIDENT_ID if kind in ("", PERSON) else IdKind.USCC)


def _sub_kinds(english: bool) -> list[tuple[str, Any]]:
    groups: list[tuple[str, Any]] = [("", _("不选也可以"))]
    for column in replies.columns():
        kinds = [(one.code, one.en if english else one.zh) for one in replies.applicants(column.code)]
        groups.append((column.en if english else column.zh, kinds))
    return groups


def _signed(value: str) -> Any:
    try:
        return signing.loads(value, salt=SALT)
    except signing.BadSignature:
        return None
