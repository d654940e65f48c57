"""What staff keys in of a request that came on paper, by fax, by e-mail or by mouth: the request, and how it came."""

import secrets
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.law.deadlines import Channel
from gongkai.law.deadlines.receipt import RULES
from gongkai.web.bilingual import said
from gongkai.web.cases.actions_staff import Came, Papers
from gongkai.web.cases.citing import cited
from gongkai.web.cases.forms.request import RequestForm
from gongkai.web.cases.models import Attachment
from gongkai.web.organs.forms import day
from gongkai.web.organs.models import Organ
from gongkai.web.vault.upload_fields import Uploads

WORDS = {Channel.ONLINE: gettext_lazy("电子邮件等互联网渠道")}
"""What a channel is called here, where a request made on the site itself is not meant."""

OWN = {
    "organ": gettext_lazy("收到申请的机关"),
    "way": gettext_lazy("申请人要求的获取方式"),
    "kind": gettext_lazy("申请人以谁的名义申请"),
    "name": gettext_lazy("申请人的姓名或者单位名称"),
    "assistance": gettext_lazy("申请人在阅读或者视听方面有困难，需要协助"),
}
"""The labels of the public's form that speak to the applicant, in words for whoever writes for one."""

MISSING = {
    "subject": gettext_lazy("请填写信息名称；申请人没有写明的，概括填写。"),
    "description": gettext_lazy("请照申请书填写所要的信息，至少写明年份、文号或者其他特征中的一项。"),
    "kind": gettext_lazy("请选择申请人以谁的名义申请。"),
    "name": gettext_lazy("请填写申请人的姓名；以单位名义申请的，填写单位名称。"),
}
"""What is said there of an answer that is missing."""


def rule_in_words(channel: Channel) -> str:
    """Return from which day the period of a channel is counted, and what to keep on file."""
    rule = RULES[channel]
    day_words = _("以双方确认之日为收到申请之日") if rule.confirmed else _("以到达之日为收到申请之日")
    parts = {"day": day_words, "basis": cited(rule.basis), "evidence": rule.evidence_zh}
    return _("%(day)s（%(basis)s）。附：%(evidence)s。") % parts


class Registration(RequestForm):
    """A request that did not come through the site."""

    field_order = ("organ", "channel", "arrived", "confirmed", "remark", "evidence")

    channel = forms.ChoiceField(
        label=gettext_lazy("怎样收到的"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选择申请是怎样收到的，收到之日由此确定。")},
    )
    arrived = day(gettext_lazy("到达日期"), gettext_lazy("当面提交、口头提出的为当日；邮寄的为签收或者实际收到之日。"))
    confirmed = day(
        gettext_lazy("与申请人确认之日"),
        gettext_lazy("平常信函、传真、电子邮件填写。尚未联系上申请人的留空，联系上之后在办件页确认收到。"),
        required=False,
    )
    remark = forms.CharField(
        label=gettext_lazy("收到凭证的说明"),
        required=False,
        max_length=1000,
        help_text=gettext_lazy("邮件号码、签收人，或者联系确认的时间、经办人和结果。仅本机关可见，不写证件号码。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    evidence = Uploads(
        label=gettext_lazy("收到凭证"),
        required=False,
        help_text=gettext_lazy("信封、签收单、登记回执等的扫描件。PDF、JPG、PNG，每个不超过 10 MB。"),
    )
    proofs = Uploads(
        label=gettext_lazy("身份证明"),
        required=False,
        help_text=gettext_lazy("证件、授权委托书的扫描件，加密保存，打开时留下记录。"),
    )
    materials = Uploads(
        label=gettext_lazy("申请书和其他材料"),
        required=False,
        help_text=gettext_lazy("申请书原件的扫描件等。"),
    )
    token = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *given: Any, organs: list[Organ], today: date, **named: Any) -> None:
        initial = {"arrived": today, "token": secrets.token_urlsafe(24)} | named.pop("initial", {})
        if len(organs) == 1:
            initial.setdefault("organ", organs[0].code)
        super().__init__(*given, organs=organs, initial=initial, label_suffix="", **named)
        self._choose("channel", [(each, WORDS.get(each) or said(RULES[each])) for each in RULES])
        self.use_required_attribute = False
        for name, label in OWN.items():
            self.fields[name].label = label
        for name, sentence in MISSING.items():
            self.fields[name].error_messages["required"] = sentence
        for name in ("id_number", "phone"):
            self.fields[name].required = False
        self.fields["organ"].help_text = ""
        self.fields["subject"].help_text = _("申请人所写的文件或者信息的名称，没有写明的概括填写。")
        self.fields["description"].help_text = _("照申请书填写：文号、年份、地点等特征。口头提出的，写后请申请人确认。")
        self.fields["id_number"].help_text = _("申请材料中没有的留空，登记后依照第三十条告知补正。加密保存。")
        self.fields["phone"].help_text = _("手机或者带区号的固定电话。没有的留空。")

    @property
    def channels(self) -> list[tuple[Any, str]]:
        """The channels as inputs, each with its rule in words."""
        return list(zip(self["channel"], map(rule_in_words, RULES), strict=True))

    def clean_phone(self) -> str:
        """Return a telephone number that could be called, empty where the letter has none."""
        return super().clean_phone() if self.cleaned_data["phone"] else ""

    def came(self) -> Came:
        """Return how the request came."""
        answers = self.cleaned_data
        channel = Channel(answers["channel"])
        confirmed = answers["confirmed"] if RULES[channel].confirmed else None
        return Came(channel, answers["arrived"], confirmed, answers["remark"])

    def papers(self) -> Papers:
        """Return the files with their uses."""
        use = Attachment.Use
        kinds = ((use.EVIDENCE, "evidence"), (use.IDENTITY, "proofs"), (use.MATERIAL, "materials"))
        return [(kind, each) for kind, name in kinds for each in self.cleaned_data[name]]
