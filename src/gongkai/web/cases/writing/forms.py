"""What is written of a decision, what is put on file for it, what a reviewer says, and how it goes out: it asks, and decides
nothing."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.law import replies
from gongkai.law.deadlines import ServedBy, periods
from gongkai.law.refusal import Refusal
from gongkai.web.bilingual import said
from gongkai.web.cases.forms.step import SERVED_BY
from gongkai.web.cases.models import Case, Delivery, Part, Purpose, Verdict, Version
from gongkai.web.cases.writing.checking import LONGEST
from gongkai.web.cases.writing.evidence import LONGEST as LONGEST_EVIDENCE
from gongkai.web.cases.writing.evidence import Put
from gongkai.web.cases.writing.search_records import CODE as SEARCH
from gongkai.web.cases.writing.search_records import LABELS, SearchRecord
from gongkai.web.organs.forms import Plain, day, text
from gongkai.web.organs.models import Person
from gongkai.web.vault import uploads
from gongkai.web.vault.upload_fields import Uploads

QUESTION = "question-"
EVIDENCE = "evidence-"
_ACCEPTED = gettext_lazy("PDF、JPG、PNG、DOCX、XLSX，每个不超过 10 MB。")
_USUAL = {
    Delivery.ONLINE: ServedBy.ONLINE,
    Delivery.EMAIL: ServedBy.EMAIL,
    Delivery.MAIL: ServedBy.MAIL,
    Delivery.PICKUP: ServedBy.HAND,
}
"""How a reply goes out as a rule, by how the applicant wants to get the information (Art. 40)."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands on the page: answers, the kind of reply, the rest of the facts, the words, the files that stay.

    `after` is the number of the version that the writer has before them.
    """

    answers: Mapping[str, str] = field(default_factory=dict)
    kind: str = ""
    withheld: tuple[str, ...] = ()
    text: str = ""
    kept: tuple[int, ...] = ()
    after: int = 0


def of_version(version: Version | None) -> Draft:
    """Return what a version says; an empty page where there is none. One that was issued is the beginning of another."""
    if version is None:
        return Draft()
    return Draft(
        answers=version.answers,
        kind=version.facts.get("reply", ""),
        withheld=tuple(version.facts.get("withheld", ())),
        text=version.text,
        kept=tuple(version.files.values_list("pk", flat=True)),
        after=version.number,
    )


def of_page(sent: QueryDict) -> Draft:
    """Return what was sent from the page."""
    return Draft(
        answers={step.code: sent.get(QUESTION + step.code, "") for step in replies.steps()},
        kind=sent.get("kind", ""),
        withheld=tuple(code for code in sent.getlist("withheld") if code in withholdable()),
        text=sent.get("text", "").replace("\r\n", "\n"),
        kept=tuple(int(key) for key in sent.getlist("kept") if key.isdecimal() and len(key) < len("10000000000")),
        after=int(after) if (after := sent.get("after", "")).isdecimal() and len(after) < len("10000") else 0,
    )


def withholdable() -> dict[str, replies.ReplyKind]:
    """Return the kinds that can be the ground of a withheld part, by code."""
    return {kind.code: kind for kind in replies.kinds() if kind.withholdable}


class WriteForm(Plain):
    """The words of a decision, its files, and for an extension or a delay what it says."""

    days = forms.IntegerField(
        label=gettext_lazy("延长的工作日数"),
        help_text=format_lazy(
            gettext_lazy("最长 {most} 个工作日，接在原答复期限之后计算。"), most=periods.EXTENSION.number
        ),
        min_value=1,
        max_value=periods.EXTENSION.number,
        initial=periods.EXTENSION.number,
        widget=forms.NumberInput(attrs={"class": "input-short"}),
        error_messages={
            "required": gettext_lazy("请填写延长的工作日数，如 20。"),
            "invalid": gettext_lazy("工作日数应为数字，如 20。"),
            "min_value": gettext_lazy("至少延长 1 个工作日。"),
            "max_value": format_lazy(gettext_lazy("最长只能延长 {most} 个工作日。"), most=periods.EXTENSION.number),
        },
    )
    until = day(gettext_lazy("延迟答复的日期"), gettext_lazy("晚于现在的答复期限。"))
    text = forms.CharField(
        label=gettext_lazy("正文"),
        help_text=gettext_lazy("每段一行。称谓、救济途径和落款由系统加在预览中，不写在这里。"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 14, "class": "letter-text"}),
        error_messages={"max_length": gettext_lazy("正文过长，请把较长的内容作为附件。")},
    )
    letters = Uploads(
        label=gettext_lazy("随文书提供的文件"),
        required=False,
        kinds=uploads.OFFICE,
        help_text=format_lazy(
            "{}{}", gettext_lazy("拟提供的政府信息、盖章的文书等，发出后申请人可以下载。"), _ACCEPTED
        ),
    )

    def __init__(self, *given: Any, purpose: str, **named: Any) -> None:
        super().__init__(*given, **named)
        self.purpose = Purpose(purpose)
        for name, of in (("days", Purpose.EXTENSION), ("until", Purpose.DELAY)):
            if purpose != of:
                del self.fields[name]

    def facts(self) -> dict[str, Any]:
        """Return what the form itself says of the step."""
        found = self.cleaned_data if self.is_bound else {"days": periods.EXTENSION.number, **self.initial}
        return {name: found[name] for name in ("days", "until") if name in self.fields and found.get(name)}


class EvidenceForm(Plain):
    """What is put on file: a sentence or two, and files. Left as it is, it is not asked for."""

    def __init__(self, *given: Any, code: str, label: str, **named: Any) -> None:
        super().__init__(*given, prefix=EVIDENCE + code, empty_permitted=True, **named)
        self.code = code
        self.label = label
        self.whole = False
        self.fields["text"] = forms.CharField(
            # What is asked for stands above the field; whoever listens to the page hears it with the field.
            label=format_html(
                '{}<span class="visually-hidden">{}</span>', _("写明是什么、在哪里、由谁在何时作出："), label
            ),
            max_length=LONGEST_EVIDENCE,
            widget=forms.Textarea(attrs={"rows": 2, "class": "short"}),
            error_messages={"required": _("请用一两句话写明这项依据是什么、在哪里。")},
        )
        self.fields["files"] = _files()

    def has_changed(self) -> bool:
        """Return whether anything was filled in."""
        # A browser sends the field of a file that was not chosen too.
        return self.is_bound and any(name != "files" or self["files"].data for name in self.changed_data)

    def looked_at(self) -> None:
        """Keep whether everything is said, and say nothing yet against what is not."""
        self.whole = self.has_changed() and self.is_valid()
        self.errors.clear()

    def put(self) -> Put:
        """Return what is put on file."""
        return Put(self.code, self.cleaned_data["text"], uploads=self.cleaned_data["files"])

    def refuse(self, refusal: Refusal) -> None:
        """Show the sentence at the fields it is about."""
        names = [name for name in getattr(refusal, "fields", ()) if name in self.fields]
        self.add_error(names[0] if names else next(iter(self.fields)), said(refusal))


class SearchForm(EvidenceForm):
    """A search record (检索记录), field by field."""

    def __init__(self, *given: Any, by: Person, today: date, **named: Any) -> None:
        super().__init__(*given, **named)
        del self.fields["text"], self.fields["files"]
        helps = {
            "systems": _("如公文管理系统、2025年文书档案、业务科室的台账。"),
            "words": _("实际使用的词，如“养护 经费 明细”。"),
            "result": _("如未找到；或者找到哪些、为何不是。"),
        }
        initial = {"by": by.name, "on": today}
        for name, label in LABELS.items():
            if name in ("since", "until", "on"):
                self.fields[name] = day(said(label), initial=today if name == "on" else None)
                self.fields[name].help_text = ""
            else:
                self.fields[name] = text(said(label), helps.get(name, ""), max_length=1000, initial=initial.get(name))
        self.fields["files"] = _files()

    def put(self) -> Put:
        """Return the record."""
        given = self.cleaned_data
        record = SearchRecord(**{name: given[name] for name in LABELS})
        return Put(self.code, uploads=given["files"], search=record)


def evidence_form(sent: QueryDict | None, chosen: Any, **known: Any) -> EvidenceForm:
    """Return the form of a piece of evidence: with what was sent, where it stood on the page."""
    prefix = f"{EVIDENCE}{known['code']}-"
    stood = sent is not None and any(name.startswith(prefix) for name in [*sent, *(chosen or ())])
    given = (sent, chosen) if stood else ()
    if known["code"] == SEARCH:
        return SearchForm(*given, **known)
    return EvidenceForm(*given, code=known["code"], label=known["label"])


class ReviewForm(Plain):
    """What a reviewer says, in the parts that are open to them."""

    parts = forms.MultipleChoiceField(
        label=gettext_lazy("作出的审核"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("请至少选择一项审核。"),
            "invalid_choice": gettext_lazy("请从列出的审核中选择。"),
        },
    )
    opinion = forms.CharField(
        label=gettext_lazy("意见"),
        help_text=gettext_lazy("退回时应当写明哪里不妥、怎样修改。"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *given: Any, parts: tuple[Part, ...], **named: Any) -> None:
        super().__init__(*given, **named)
        field_ = self.fields["parts"]
        assert isinstance(field_, forms.MultipleChoiceField)  # noqa: S101 - it is declared above
        field_.choices = [(part.value, part.label) for part in parts]
        field_.initial = [part.value for part in parts]
        if len(parts) == 1:
            field_.widget = forms.MultipleHiddenInput()
        self.verdict = self.data.get("verdict", "") if self.is_bound else ""

    def clean(self) -> dict[str, Any]:
        """Check that a verdict was given, and that a version is returned with an opinion."""
        answers = super().clean() or {}
        if self.verdict not in Verdict.values:
            self.add_error(None, _("请选择“同意”或者“退回”。"))
        elif self.verdict == Verdict.RETURNED and not answers.get("opinion"):
            self.add_error("opinion", _("退回时请写明意见：哪里不妥、怎样修改。"))
        return answers


class IssueForm(Plain):
    """How and when an approved version goes out."""

    by = forms.TypedChoiceField(
        label=gettext_lazy("送达方式"),
        choices=list(SERVED_BY.items()),
        coerce=ServedBy,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选择送达方式。")},
    )
    on = day(gettext_lazy("发出日期"), gettext_lazy("邮寄的为交邮之日；直接送达的为文书作出之日，签收后再登记送达。"))
    tracking = text(
        gettext_lazy("邮件号码"),
        gettext_lazy("邮寄的应当填写，如 1098765432101。"),
        required=False,
        max_length=40,
        size="short",
    )
    remark = forms.CharField(
        label=gettext_lazy("本机关的记录"),
        help_text=gettext_lazy("仅本机关可见，不写证件号码。"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "short"}),
    )

    def __init__(self, *given: Any, case: Case, served: bool, today: date, **named: Any) -> None:
        named["initial"] = {"by": _USUAL.get(Delivery(case.delivery)), "on": today} | named.get("initial", {})
        super().__init__(*given, **named)
        if not served:
            del self.fields["by"], self.fields["tracking"]

    def clean(self) -> dict[str, Any]:
        """Check that what is posted names the number of the item."""
        answers = super().clean() or {}
        if answers.get("by") is ServedBy.MAIL and not answers.get("tracking"):
            self.add_error("tracking", _("邮寄送达的，请填写邮件号码。"))
        return answers

    def refuse(self, refusal: Refusal) -> None:
        """Show the sentence at the top."""
        self.add_error(None, said(refusal))


def token() -> str:
    """Return a token for a page: what is sent twice from it is done once."""
    return secrets.token_urlsafe(24)


def token_for(sent: str, *content: object) -> str:
    """Return the token of what was sent from a page with one: other words are another version, and never lost."""
    return hashlib.sha256(repr((sent, *content)).encode()).hexdigest() if sent else ""


def _files() -> Uploads:
    return Uploads(label=_("附件"), required=False, kinds=uploads.OFFICE, help_text=_ACCEPTED)
