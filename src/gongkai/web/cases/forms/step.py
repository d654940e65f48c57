"""The form of a step: its fields, the text composed for it, and what is looked at before it is sent.

It asks; whether the step may be taken is decided by `gongkai.law.procedure` when it is sent.
"""

import secrets
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.documents.day_words import chinese_date
from gongkai.law.deadlines import ServedBy
from gongkai.law.procedure import Standing, Step, StepKind, Terms
from gongkai.law.refusal import Refusal
from gongkai.web.bilingual import said
from gongkai.web.cases import actions_staff, charging, queries, wording
from gongkai.web.cases.actions_staff import Papers
from gongkai.web.cases.charging import Charge
from gongkai.web.cases.forms import step_fields
from gongkai.web.cases.forms.step_fields import ARRIVES, FACTS, FIELDS, SERVED_BY, long
from gongkai.web.cases.models import Attachment, Case, Opinion
from gongkai.web.cases.models import Step as StepRow
from gongkai.web.cases.opinions.actions import NamesApplicant, Said, register
from gongkai.web.cases.opinions.queries import ANSWERED, ASKS, names_applicant
from gongkai.web.cases.wording import Given
from gongkai.web.cases.wording.given import read
from gongkai.web.organs.forms import Plain, day
from gongkai.web.organs.log import Call
from gongkai.web.vault import uploads
from gongkai.web.vault.upload_fields import Uploads

__all__ = ["MUST_TELL", "SERVED_BY", "TOLD", "StepForm"]

K = StepKind

TOLD = frozenset(
    {
        K.CLARIFICATION_ASKED,
        K.REASONS_ASKED,
        K.FEE_NOTIFIED,
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

LONG = 14
"""The lines of the field for a text that was composed."""

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
    **dict.fromkeys(ARRIVES - {K.LETTER_ARRIVED}, gettext_lazy("发出日期")),
    **dict.fromkeys(ANSWERED, gettext_lazy("收到意见的日期")),
}


class StepForm(Plain):
    """The form of one kind of step for a case as it stands."""

    def __init__(self, *given: Any, case: Case, kind: StepKind, standing: Standing, by: Terms, **named: Any) -> None:
        super().__init__(*given, **named)
        self.case, self.kind, self.standing, self.by = case, kind, standing, by
        received = standing.state.received
        asks_fee = kind is K.FEE_NOTIFIED and received
        self.known_earlier = charging.earlier(case, received, by.conventions) if asks_fee and received else None
        sends = kind in ARRIVES and kind is not K.LETTER_ARRIVED
        help_text = _("交邮之日或者发出之日。") if sends else _("按实际发生的日期填写。")
        self.fields["on"] = day(str(_DAYS.get(kind, _("日期"))), help_text, initial=standing.today)
        for name in step_fields.asked(kind, case, standing.state):
            self.fields[name] = FIELDS[name](self)
        self._add_texts()
        self._add_files()
        self.fields["token"] = forms.CharField(
            max_length=64, widget=forms.HiddenInput, initial=secrets.token_urlsafe(24)
        )
        self._compose()

    def clean(self) -> dict[str, Any]:
        """Check that what is sent says something, leaves nothing open, and names the days and amounts that were computed."""
        answers = super().clean() or {}
        for name in ("note", "remark"):
            if left := wording.unfilled(answers.get(name, "")):
                sentence = _("还有没填写的地方：%(left)s。请填写，或者连同括号一起删去。")
                self.add_error(name, sentence % {"left": "、".join(left)})
        self._clean_note(answers)
        self._clean_opinion(answers)
        self._clean_proof(answers)
        return answers

    def step(self, *, channel: Any = None, applicant: str = "") -> Step:
        """Return the step as the law takes it."""
        answers = self.cleaned_data
        facts = {name: answers[name] for name in FACTS if answers.get(name)}
        if self.kind in (K.RECEIVED, K.SUBMITTED):
            facts |= {"channel": channel, "applicant": applicant}
        return Step(self.kind, answers["on"], **facts)

    def charge(self) -> Charge:
        """Return what the fee of a notice is charged for."""
        answers = self.cleaned_data
        return Charge(answers["method"], answers["count"], answers["earlier"], answers.get("aid_pages") or 0)

    def opinion(self) -> Said | None:
        """Return the opinion that came; None where nobody is waited for any more."""
        answers = self.cleaned_data
        return Said(answers["verdict"], answers.get("reasons", "")) if answers.get("verdict") else None

    def take(self, by: Call) -> StepRow:
        """Take the step that is filled in, with all that belongs to it: its papers, its fee, the opinion that came.

        :raises Refusal: where the law does not allow it now.
        """
        case, answers = self.case, self.cleaned_data
        step = self.step(channel=queries.channel(case), applicant=case.applicant_kind)
        note, remark, papers = answers.get("note", ""), answers["remark"], self.papers()
        if self.kind is K.FEE_NOTIFIED:
            notice = charging.Notice(self.charge(), note, remark, papers)
            return charging.notify(case=case, step=step, notice=notice, by=by)
        if self.kind in ANSWERED:
            return register(case=case, step=step, said=self.opinion(), by=by, remark=remark, papers=papers)
        return actions_staff.act(case=case, step=step, by=by, note=note, remark=remark, papers=papers)

    def papers(self) -> Papers:
        """Return the files with their uses."""
        use = Attachment.Use
        kinds = ((use.LETTER, "letters"), (use.EVIDENCE, "evidence"))
        return [(kind, each) for kind, name in kinds for each in self.cleaned_data.get(name, [])]

    def refuse(self, refusal: Refusal) -> None:
        """Show the law's own sentence."""
        self.add_error(None, said(refusal))

    @property
    def composes(self) -> bool:
        """Whether a text is composed from the days that are filled in, and so can be composed anew."""
        return bool(self._text(Given(self.standing.today)))

    def renewed(self) -> tuple["StepForm", list[str]]:
        """Return the form with the text as the days and numbers now filled in have it, and the lines that found no place."""
        now = self._chosen()
        before = read(self.data.get("composed", ""), now)
        note, left = wording.carried_over(self.data.get("note", ""), self._text(before), self._text(now))
        remark, _left = wording.carried_over(self.data.get("remark", ""), self._remark(before), self._remark(now))
        kept = {name: self.data.get(name) for name, field in self.fields.items() if not isinstance(field, Uploads)}
        renewed = StepForm(
            initial=kept | {"note": note, "remark": remark, "composed": now.written()},
            case=self.case,
            kind=self.kind,
            standing=self.standing,
            by=self.by,
        )
        return renewed, left

    def _add_texts(self) -> None:
        kind = self.kind
        if kind in TOLD or kind in ASKS:
            label = _("征求意见书的内容") if kind in ASKS else _("告知申请人的内容")
            help_text = _("申请人看不到。") if kind in ASKS else _("申请人在网上能看到。")
            if self.composes:
                help_text += _("【】里的内容请填写；改了日期或者数量，请按“更新正文”。")
            self.fields["note"] = long(label, help_text, kind in MUST_TELL, rows=LONG if self.composes else 5)
        self.fields["remark"] = long(
            _("本机关的记录"),
            _("仅本机关可见，不写证件号码。"),
            kind in MUST_REMARK,
            str(_REMARKS.get(kind, "")),
            rows=3,
        )

    def _add_files(self) -> None:
        told = self.kind in TOLD
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

    def _compose(self) -> None:
        """Put the composed texts into a form that nobody has written in yet."""
        self.fields["composed"] = forms.CharField(max_length=1000, required=False, widget=forms.HiddenInput)
        if self.is_bound or "composed" in self.initial:
            return
        if self.known_earlier is not None:
            self.initial.setdefault("earlier", self.known_earlier)
        if self.kind is K.SERVED and (sent := self._posted_as()):
            self.initial.setdefault("tracking", sent)
        now = self._chosen()
        for name, words in (("note", self._text(now)), ("remark", self._remark(now))):
            if name in self.fields and words:
                self.initial.setdefault(name, words)
        self.initial["composed"] = now.written()

    def _posted_as(self) -> str:
        """Return the number under which the reply was posted, where it was."""
        replied = self.case.steps.filter(kind=K.REPLIED).order_by("-ordinal").first()
        return str(replied.facts.get("tracking", "")) if replied else ""

    def _chosen(self) -> Given:
        """Return what is filled in, as far as it can be read."""
        on: date = self._value("on") or self.standing.today
        charge = None
        if self.kind is K.FEE_NOTIFIED and self._value("count"):
            numbers = [self._value(name) or 0 for name in ("count", "earlier", "aid_pages")]
            charge = Charge("pages" if self._value("method") == "pages" else "items", *numbers)
        return Given(
            on, self._value("arrived"), self._value("days"), self._value("until"), self._value("ref") or "", charge
        )

    def _value(self, name: str) -> Any:
        field = self.fields.get(name)
        if field is None:
            return None
        try:
            return field.clean(self.data.get(name) if self.is_bound else self.get_initial_for_field(field, name))
        except forms.ValidationError:
            return self._first(field) if not self.is_bound and isinstance(field, forms.ChoiceField) else None

    def _first(self, field: forms.ChoiceField) -> Any:
        return next((value for value, _label in field.choices), None)  # type: ignore[misc,union-attr]

    def _text(self, given: Given) -> str:
        today = self.standing.today
        # Days and numbers that nothing can be composed from are refused when the form is sent.
        for each in (given, Given(given.on), Given(today)):
            try:
                return wording.text(self.kind, self.case, self.standing, each, self.by)
            except Refusal:
                continue
        return ""

    def _remark(self, given: Given) -> str:
        return wording.remark(self.kind, self.case, self.standing, given, self.by)

    def _clean_note(self, answers: dict[str, Any]) -> None:
        note = answers.get("note", "")
        if not note or "on" not in answers:
            return
        if self.kind in ASKS and names_applicant(self.case, note):
            self.add_error("note", said(NamesApplicant()))
        composed = self._text(self._chosen())
        if composed and not self.data.get("dates_meant"):
            self._clean_days(note, composed, answers["on"])
        if self.kind is K.FEE_NOTIFIED and not self.errors:
            self._clean_amount(note)

    def _clean_days(self, note: str, composed: str, on: date) -> None:
        other = wording.other_days(note, composed, on, self._known_days())
        if not other:
            return
        named = "、".join(map(chinese_date, other))
        computed = "、".join(chinese_date(each) for each in dict.fromkeys(wording.days(composed)) if each > on)
        self.add_error(
            "note",
            _("正文写的%(named)s，与按现在填写的日期算出的最后一日（%(computed)s）不同。请按“更新正文”。")
            % {"named": named, "computed": computed or _("没有")},
        )
        self.fields["dates_meant"] = forms.BooleanField(
            label=_("这些日期是有意写的，不是期限的最后一日"), required=False
        )
        names = [name for name in self.fields if name != "dates_meant"]
        names.insert(names.index("note") + 1, "dates_meant")
        self.order_fields(names)

    def _known_days(self) -> set[date]:
        state, due = self.standing.state, self.standing.due
        known = {value for value in state if isinstance(value, date)}
        return known | ({due.date} if due and due.date else set())

    def _clean_amount(self, note: str) -> None:
        try:
            amount = charging.due(self.charge(), self.standing.state.received or self.cleaned_data["on"])
        except Refusal as refused:
            self.add_error("count", said(refused))
            return
        if f"{amount}元" not in note:
            sentence = _("正文写的金额与计算的 %(amount)d 元不同。请按“更新正文”。")
            self.add_error("note", sentence % {"amount": amount})

    def _clean_opinion(self, answers: dict[str, Any]) -> None:
        if self.kind not in ANSWERED or "verdict" not in answers:
            return
        objecting = answers["verdict"] in (Opinion.Verdict.PARTLY, Opinion.Verdict.OBJECTION)
        if objecting and not answers.get("reasons"):
            self.add_error(
                "reasons", _("不同意或者部分同意公开的，请填写对方的理由；没有说明理由的，写明“未说明理由”。")
            )

    def _clean_proof(self, answers: dict[str, Any]) -> None:
        by_hand = self.kind is K.SERVED and self.standing.state.by is ServedBy.HAND
        if not by_hand and self.kind is not K.LETTER_ARRIVED:
            return
        if not any(answers.get(name) for name in ("tracking", "remark", "evidence")):
            sentence = _("请附上送达凭证，或者填写邮件号码，或者写明签收人和签收的时间。")
            self.add_error("evidence", sentence)
