"""The form of a step, made from the table of the law: what the step must say, what it may say, and what comes with it.

It asks; whether the step may be taken is decided by `gongkai.law.procedure` when it is sent.
"""

import secrets
from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.law import procedure, replies
from gongkai.law.deadlines import ServedBy
from gongkai.law.procedure import NEEDED, STEPS, IllegalStep, Matter, Standing, State, Step, StepKind, Terms
from gongkai.law.refusal import Refusal
from gongkai.web.bilingual import said
from gongkai.web.cases.actions_staff import Papers
from gongkai.web.cases.models import Attachment
from gongkai.web.organs.forms import Plain, day, text
from gongkai.web.vault import uploads
from gongkai.web.vault.upload_fields import Uploads

K = StepKind

TOLD = frozenset(
    {
        K.CLARIFICATION_ASKED,
        K.EXTENDED,
        K.REASONS_ASKED,
        K.DELAYED,
        K.FEE_NOTIFIED,
        K.REPLIED,
        K.TERMINATED,
        K.WITHDRAWN,
        K.CLARIFICATION_LAPSED,
        K.FEE_LAPSED,
    }
)
"""The steps of the office whose text and letters the applicant reads."""

MUST_TELL = frozenset({K.CLARIFICATION_ASKED, K.REASONS_ASKED, K.FEE_NOTIFIED})
"""Those that mean nothing to the applicant without a text."""

MUST_REMARK = frozenset({K.UNDONE, K.RECEIVED})
"""Those that the office must be able to account for."""

ARRIVES = frozenset(
    {
        K.CLARIFICATION_ASKED,
        K.THIRD_PARTY_CONSULTED,
        K.CO_MAKER_CONSULTED,
        K.ORGAN_CONSULTED,
        K.REASONS_ASKED,
        K.FEE_NOTIFIED,
        K.LETTER_ARRIVED,
    }
)
"""Those that can say when what was sent reached its reader."""

CONSULTING = frozenset({K.THIRD_PARTY_CONSULTED, K.CO_MAKER_CONSULTED, K.ORGAN_CONSULTED})
SERVED_BY = {
    ServedBy.ONLINE: gettext_lazy("网上（以发出之日为准）"),
    ServedBy.EMAIL: gettext_lazy("电子邮件（以发出之日为准）"),
    ServedBy.MAIL: gettext_lazy("邮寄（以交邮之日为准，应当通过邮政企业）"),
    ServedBy.HAND: gettext_lazy("直接送达（以签收之日为准）"),
}
MATTERS = {
    Matter.DISCLOSURE: gettext_lazy("政府信息公开申请"),
    Matter.RECTIFICATION: gettext_lazy("更正本人信息"),
    Matter.ENQUIRY: gettext_lazy("咨询"),
}


class StepForm(Plain):
    """The form of one kind of step for a case as it stands."""

    def __init__(self, *given: Any, kind: StepKind, standing: Standing, by: Terms, **named: Any) -> None:
        super().__init__(*given, **named)
        self.kind, self.standing, self.by = kind, standing, by
        self.refused: list[tuple[str, str]] = []
        self.fields["on"] = day(_day_of(kind), _("按实际发生的日期填写。"), initial=standing.today)
        for name in _asked(kind, standing.state):
            self.fields[name] = _FIELDS[name](self)
        told = kind in TOLD
        if told:
            self.fields["note"] = _long(_("告知申请人的内容"), _("申请人在网上能看到。"), kind in MUST_TELL)
        self.fields["remark"] = _long(
            _("本机关的记录"), _("仅本机关可见，不写证件号码。"), kind in MUST_REMARK, str(_REMARKS.get(kind, ""))
        )
        self.fields["letters"] = Uploads(
            label=_("文书"),
            required=False,
            kinds=uploads.OFFICE,
            help_text=(_("申请人在网上可以下载。") if told else _("仅本机关可见。")) + _ACCEPTED,
            error_messages={"required": _("请附上文书。")},
        )
        self.fields["evidence"] = Uploads(
            label=_("凭证和其他材料"), required=False, kinds=uploads.OFFICE, help_text=_("仅本机关可见。") + _ACCEPTED
        )
        self.fields["token"] = forms.CharField(
            max_length=64, widget=forms.HiddenInput, initial=secrets.token_urlsafe(24)
        )

    def clean(self) -> dict[str, Any]:
        """Check that a reply says something: a text or a letter."""
        answers = super().clean() or {}
        if self.kind is K.REPLIED and not answers.get("note") and not answers.get("letters"):
            self.add_error("note", _("答复应当有内容：请填写答复的内容，或者附上答复书。"))
        return answers

    def step(self, *, channel: Any = None, applicant: str = "") -> Step:
        """Return the step as the law takes it."""
        answers = self.cleaned_data
        facts = {name: answers[name] for name in _FIELDS if answers.get(name)}
        if self.kind in (K.RECEIVED, K.SUBMITTED):
            facts |= {"channel": channel, "applicant": applicant}
        return Step(self.kind, answers["on"], **facts)

    def papers(self) -> Papers:
        """Return the files with their uses."""
        use = Attachment.Use
        kinds = ((use.LETTER, "letters"), (use.EVIDENCE, "evidence"))
        return [(kind, each) for kind, name in kinds for each in self.cleaned_data.get(name, [])]

    def refuse(self, refusal: Refusal) -> None:
        """Show the law's own sentence."""
        self.add_error(None, said(refusal))


_ACCEPTED = gettext_lazy("PDF、JPG、PNG、DOCX、XLSX，每个不超过 10 MB。")
_REMARKS = {
    K.UNDONE: gettext_lazy("请写明为什么撤销上一步登记。"),
    K.RECEIVED: gettext_lazy("请写明怎样与申请人确认的：时间、经办人、结果。"),
}
_DAYS = {
    K.RECEIVED: gettext_lazy("确认之日"),
    K.LETTER_ARRIVED: gettext_lazy("登记日期"),
    K.UNDONE: gettext_lazy("撤销日期"),
    K.SERVED: gettext_lazy("送达日期"),
}


def _day_of(kind: StepKind) -> str:
    return str(_DAYS.get(kind, _("日期")))


def _asked(kind: StepKind, state: State) -> list[str]:
    names = [name for name in STEPS[kind].needs if name in _FIELDS]
    if kind is K.CLARIFICATION_ASKED:
        names.append("days")
    if kind is K.LETTER_ARRIVED and any(letter.open for letter in state.letters):
        names.append("ref")
    if kind is K.RECLASSIFIED:
        names.append("matter")
    return [*names, "arrived"] if kind in ARRIVES else names


def _ref(form: StepForm) -> forms.Field:
    name, state = said(NEEDED["ref"]), form.standing.state
    if form.kind is K.MERGED:
        return text(_("并入的办件编号"), _("如 YT01-2026-0001。"), max_length=40)
    if form.kind in CONSULTING:
        return text(
            name, _("用来区分几份征求意见书，如“1”或者文号。"), max_length=40, initial=str(len(state.letters) + 1)
        )
    letters = [letter for letter in state.letters if letter.open or letter.unheard]
    return forms.ChoiceField(
        label=_("征求意见书"),
        choices=[
            (letter.ref, _("%(ref)s（%(sent)s 发出）") % {"ref": letter.ref, "sent": letter.sent}) for letter in letters
        ],
        error_messages={"required": _("请选择征求意见书。"), "invalid_choice": _("请从列表中选择征求意见书。")},
    )


def _reply(form: StepForm) -> forms.Field:
    choices = []
    for kind in replies.kinds():
        step = Step(form.kind, form.standing.today, reply=kind.code, by=ServedBy.ONLINE)
        try:
            procedure.take(form.standing.state, step, form.by)
        except IllegalStep as refused:
            form.refused.append((said(kind), said(refused)))
        else:
            choices.append((kind.code, said(kind)))
    return forms.ChoiceField(
        label=said(NEEDED["reply"]),
        choices=[("", _("请选择")), *choices],
        help_text=_("现在不能选的类型和原因列在页面下方。"),
        error_messages={"required": _("请选择答复类型。"), "invalid_choice": _("请从列表中选择答复类型。")},
    )


def _by(form: StepForm) -> forms.Field:
    return forms.TypedChoiceField(
        label=said(NEEDED["by"]),
        choices=list(SERVED_BY.items()),
        coerce=ServedBy,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择送达方式。")},
    )


def _days(form: StepForm) -> forms.Field:
    clarifying = form.kind is K.CLARIFICATION_ASKED
    return forms.IntegerField(
        label=_("补正期限（工作日）") if clarifying else said(NEEDED["days"]),
        required=not clarifying,
        min_value=1,
        max_value=60,
        help_text=_("不填的，按本机关的设置。") if clarifying else _("最长 20 个工作日。"),
        widget=forms.NumberInput(attrs={"class": "input-short"}),
        error_messages={"required": _("请填写工作日数。"), "invalid": _("请填写数字。")},
    )


def _arrived(form: StepForm) -> forms.Field:
    required = form.kind is K.LETTER_ARRIVED
    return day(
        _("到达对方的日期"),
        _("签收之日。") if required else _("当天就知道的填写；不知道的留空，以后登记“文书到达对方”。"),
        required=required,
    )


def _matter(form: StepForm) -> forms.Field:
    now = form.standing.state.matter
    return forms.TypedChoiceField(
        label=_("改列为"),
        choices=[(each, zh) for each, zh in MATTERS.items() if each is not now],
        coerce=Matter,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择改列为哪一类。")},
    )


def _long(label: str, help_text: str, required: bool, sentence: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": sentence or _("请填写%(label)s。") % {"label": label}},
    )


_FIELDS: dict[str, Callable[[StepForm], forms.Field]] = {
    "reply": _reply,
    "by": _by,
    "ref": _ref,
    "days": _days,
    "until": lambda form: day(said(NEEDED["until"])),
    "approver": lambda form: text(said(NEEDED["approver"]), max_length=40),
    "matter": _matter,
    "arrived": _arrived,
}
