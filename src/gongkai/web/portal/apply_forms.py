"""The first screen of a request: the form of every request, with what keeps machines out, and pictures of the identity.

Nine answers at the most are needed: the organ, the subject, the description, how to get it, who asks, the name, the number
of the proof of identity, the telephone, and an address where one is needed to deliver.
"""

from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.web.cases.forms.request import WAYS, RequestForm
from gongkai.web.organs import queries
from gongkai.web.organs.models import Organ
from gongkai.web.vault.upload_fields import Uploads

__all__ = ["PICTURES", "WAYS", "Application", "takes_pictures"]

PICTURES = 3
SECONDS = 3
OPENED, SUM = "gongkai.portal.apply opened", "gongkai.portal.apply sum"
"""For what a mark of the page is signed: that of one purpose serves for no other."""


class Application(RequestForm):
    """What a request says. `organs` are those that receive requests; `ask` whether a sum must be answered first.

    `kept` says that an earlier draft has pictures already, which go over into this one.
    """

    use_required_attribute = True

    pictures = Uploads(
        most=PICTURES,
        label=gettext_lazy("身份证明的图片"),
        required=False,
        help_text=gettext_lazy(
            "身份证件或者登记证书的照片、扫描件；代办的另附授权委托书。PDF、JPG、PNG，每个不超过 10 MB，最多 3 个。"
        ),
    )
    homepage = forms.CharField(label=gettext_lazy("这一栏请留空"), required=False)
    opened = forms.CharField(required=False)
    sum_asked = forms.CharField(required=False)
    sum = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-short"})
    )

    def __init__(
        self, *given: Any, organs: list[Organ], now: float, ask: bool = False, kept: bool = False, **named: Any
    ) -> None:
        super().__init__(*given, organs=organs, **named)
        self.now, self.ask, self.kept = now, ask, kept
        if not any(takes_pictures(each) for each in organs):
            del self.fields["pictures"]
        self.stamp = signing.dumps(now, salt=OPENED)
        numbers = int(now) % 8 + 2, int(now / 8) % 8 + 1
        self.fields["sum"].label = _("为防止机器提交，请回答：%(a)d 加 %(b)d 等于几") % dict(
            zip("ab", numbers, strict=True)
        )
        self.sum_stamp = signing.dumps(sum(numbers), salt=SUM)

    def clean(self) -> dict[str, Any]:
        """Check what depends on another answer, and drop what is not needed."""
        said = super().clean()
        organ = self.organs.get(said.get("organ", ""))
        needed = organ is not None and queries.setting(organ, "identity_pictures") == "required"
        if needed and not said.get("pictures") and not self.kept and "pictures" not in self.errors:
            self.add_error("pictures", _("%(organ)s要求附身份证明的图片，请选择照片或者扫描件。") % {"organ": organ})
        self._hands(said)
        for name in ("homepage", "opened", "sum_asked", "sum"):
            said.pop(name, None)
        return said

    def _hands(self, said: dict[str, Any]) -> None:
        """Refuse what no hand has filled in: the trap field, the first seconds, a wrong sum where one was asked."""
        if said.get("homepage"):
            self.add_error(None, _("“这一栏请留空”被填写了。请清空后再提交；这是防止机器提交的一栏。"))
        opened, asked = _signed(said.get("opened", ""), OPENED), _signed(said.get("sum_asked", ""), SUM)
        if opened is None or self.now - opened < SECONDS:
            self.add_error(None, _("页面打开后几秒钟内就提交了，系统不能确认是您本人填写。请核对内容，再提交一次。"))
        if self.ask and (asked is None or said.get("sum", "").strip() != str(asked)):
            self.add_error("sum", _("得数不对。请用阿拉伯数字填写两个数的和。"))


def takes_pictures(organ: Organ) -> bool:
    """Return whether an organ takes pictures of proofs of identity."""
    return queries.setting(organ, "identity_pictures") != "none"


def _signed(value: str, purpose: str) -> Any:
    try:
        return signing.loads(value, salt=purpose)
    except signing.BadSignature:
        return None
