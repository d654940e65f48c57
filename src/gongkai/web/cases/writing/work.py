"""What is being written on the page: what was sent or saved last, where the guide has come to, and what is still missing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from gongkai.law import procedure, replies
from gongkai.law.procedure import STEPS, Rule, StepKind
from gongkai.law.replies import RemedyClass
from gongkai.web.bilingual import said
from gongkai.web.cases import facts, file_page, wording
from gongkai.web.cases import queries as cases
from gongkai.web.cases.citing import cited
from gongkai.web.cases.models import Case, Purpose, Version
from gongkai.web.cases.writing import evidence, forms, letter, opening, queries, version_words
from gongkai.web.cases.writing.checking import SOME
from gongkai.web.cases.writing.comparing import compare
from gongkai.web.cases.writing.forms import Draft, EvidenceForm, WriteForm
from gongkai.web.cases.writing.guide import Guide, Standpoint, guide
from gongkai.web.cases.writing.needs import Need, needs
from gongkai.web.organs.entrance import StaffRequest

STEP: Mapping[str, StepKind] = {Purpose.EXTENSION: StepKind.EXTENDED, Purpose.DELAY: StepKind.DELAYED}
"""The step of a purpose that leaves no choice."""


@dataclass(slots=True)
class Work:
    """What is being written, and what is said against it.

    `theirs` is what somebody else wrote meanwhile; `checked` says that more is wanted than to bring the page up to date.
    """

    request: StaffRequest
    case: Case
    purpose: Purpose
    last: Version | None
    draft: Draft
    form: WriteForm
    standing: procedure.Standing
    possible: tuple[Rule, ...]
    guide: Guide | None = None
    required: list[evidence.Required] = field(default_factory=list)
    puts: dict[str, EvidenceForm] = field(default_factory=dict)
    problems: list[tuple[str, str]] = field(default_factory=list)
    theirs: Version | None = None
    took: bool = False
    checked: bool = False

    @property
    def terms(self) -> procedure.Terms:
        """What the case is counted by."""
        return cases.terms(self.case.organ, self.standing.state.received or self.request.today)

    @property
    def chosen(self) -> replies.ReplyKind | None:
        """The kind of reply that is decided on."""
        return self.guide.chosen.kind if self.guide and self.guide.chosen else None

    @property
    def kind(self) -> StepKind:
        """The step that is written for."""
        chosen = self.guide.chosen if self.guide else None
        return STEP.get(self.purpose) or (chosen.becomes if chosen else None) or StepKind.REPLIED

    @property
    def split(self) -> bool:
        """Whether the reply has a withheld part."""
        return self.chosen is not None and self.chosen.remedy is RemedyClass.SPLIT

    @property
    def withheld(self) -> tuple[str, ...]:
        """The grounds of the withheld part."""
        return self.draft.withheld if self.split else ()

    @property
    def answers(self) -> dict[str, str]:
        """The answers that count."""
        return dict(self.guide.answers) if self.guide else {}

    @property
    def facts(self) -> dict[str, Any]:
        """What the step will say."""
        found: dict[str, Any] = self.form.facts()
        if self.chosen:
            found["reply"] = self.chosen.code
        if self.withheld:
            found["withheld"] = list(self.withheld)
        return found

    @property
    def attached(self) -> bool:
        """Whether files are on the page, saved or just chosen."""
        return bool(self.draft.kept or self.request.FILES.get("letters"))

    @property
    def begun(self) -> bool:
        """Whether there is anything that could be lost."""
        return bool(self.last or self.draft.text.strip() or self.answers or self.attached)

    @property
    def own(self) -> Version | None:
        """The version that this goes on from; None where the last one was issued."""
        return self.last if self.last and self.last.step_id is None else None


def opened(request: StaffRequest, case: Case, purpose: Purpose) -> Work:
    """Return what was saved last."""
    last = queries.current(case, purpose)
    draft = forms.of_version(last)
    return _work(request, draft, WriteForm(purpose=purpose, initial=_initial(last)), case, last)


def sent(request: StaffRequest, case: Case, purpose: Purpose, *, checked: bool) -> Work:
    """Return what was sent from the page; nothing is said yet against it where it is not to be checked."""
    form = WriteForm(request.POST, request.FILES, purpose=purpose)
    if not form.is_valid() and not checked:
        form.errors.clear()
    draft = forms.of_page(request.POST)
    return _work(request, draft, form, case, queries.current(case, purpose), checked=checked)


def _initial(last: Version | None) -> dict[str, Any]:
    if last is None or last.step_id is not None:
        return {}
    step = facts.read(last.kind, last.written_at.date(), last.facts)
    return {name: value for name, value in (("days", step.days), ("until", step.until)) if value}


def _work(
    request: StaffRequest, draft: Draft, form: WriteForm, case: Case, last: Version | None, *, checked: bool = False
) -> Work:
    standing = cases.standing(case, request.today)
    kinds = [kind for kind in procedure.allowed(standing.stage, standing.state.matter) if kind not in queries.PURPOSES]
    possible, _refused = file_page.next_steps(case, standing, kinds)
    work = Work(request, case, form.purpose, last, draft, form, standing, tuple(possible), checked=checked)
    lead(work)
    return work


def lead(work: Work) -> None:
    """Bring the guide, and what the chosen kind needs, up to what was answered and put on file."""
    if work.purpose != Purpose.REPLY:
        return
    at = Standpoint(work.standing.state, work.terms, work.request.today, work.possible)
    work.guide = guide(at, work.draft.answers, work.draft.kind)
    work.required, work.puts = [], {}
    if work.chosen is None:
        return
    work.required = evidence.requirements(
        case=work.case, kind=work.chosen.code, today=work.request.today, withheld=work.withheld, version=work.own
    )
    items = [item for each in work.required if not each.met for item in each.may_put]
    work.puts = {item.code: _put_form(work, item) for item in items}


def _put_form(work: Work, item: replies.Evidence) -> EvidenceForm:
    request = work.request
    posted = request.POST if request.method == "POST" else None
    form = forms.evidence_form(
        posted, request.FILES, code=item.code, label=said(item), by=request.user, today=request.today
    )
    if not work.checked:
        form.looked_at()
    return form


def needed(work: Work) -> list[Need]:
    """Return what the chosen kind needs."""
    return needs(work.required, forms=work.puts, possible=work.possible, text=work.draft.text, files=work.attached)


def gaps(work: Work) -> list[tuple[str, str]]:
    """Return what is still to be done before this can be submitted, each with where on the page to do it."""
    found: list[tuple[str, str]] = []
    if work.guide and not work.guide.chosen:
        decided = work.guide.decided
        found.append(("guide", _("请选定一种答复。") if decided else _("请回答七步审查的问题，选定一种答复。")))
    for name in ("days", "until"):
        if name in work.form.fields and name not in work.form.facts():
            found.append((f"id_{name}", _("请填写%(label)s。") % {"label": work.form.fields[name].label}))
    found += [
        (f"need-{need.requirement.code}", _("缺少：%(need)s。") % {"need": said(need.requirement)})
        for need in needed(work)
        if need.missing
    ]
    if open_ := wording.unfilled(work.draft.text):
        some = _("、").join(open_[:SOME])
        found.append(("id_text", _("正文中还有 %(n)d 处没有填写：%(some)s。") % {"n": len(open_), "some": some}))
    if not work.draft.text.strip() and not work.attached:
        found.append(("id_text", _("还没有写明内容：请填写正文，或者附上文书。")))
    return found


def offer(work: Work) -> str:
    """Return the text that is offered; nothing while it is not known what is decided."""
    known = opening.Said(work.case, work.standing.state, work.terms, work.request.today, _on_file(work))
    if work.purpose in STEP:
        return opening.notice(known, work.kind, **work.form.facts())
    return opening.reply(known, work.chosen, work.withheld) if work.chosen else ""


def _on_file(work: Work) -> dict[str, str]:
    """Return the words that a letter says too, by the code of the evidence: those on file, or whole on the page."""
    codes = {code for known in opening.ON_FILE.values() for code in known}
    puts = [form.put() for code, form in work.puts.items() if code in codes and form.whole]
    rows = work.case.evidence.filter(withdrawn_at=None, code__in=codes).exclude(text="").order_by("pk")
    found = {put.code: put.search.summary() if put.search else put.text for put in puts}
    return found | {row.code: row.text for row in rows}


def page(work: Work) -> dict[str, Any]:
    """Return what the page shows of it."""
    own, today = work.own, work.request.today
    return {
        "case": work.case,
        "standing": work.standing,
        "purpose": work.purpose,
        "rule": STEPS[work.kind],
        "basis": cited(STEPS[work.kind].basis),
        "draft": work.draft,
        "form": work.form,
        "at": work.request.GET.get("at", ""),
        "guide": work.guide,
        "needs": needed(work),
        "withholdable": forms.withholdable().values() if work.split else (),
        "offer": offer(work),
        "letter": letter.letter(work.case, work.kind, work.facts, work.draft.text, today),
        "gaps": gaps(work),
        "problems": work.problems,
        "theirs": compare(work.theirs.text, work.draft.text) if work.theirs else (),
        "their_version": work.theirs,
        "version": own,
        "where": version_words.where(own, today) if own else None,
        "returned": queries.returned(own) if own else None,
        "kept": queries.files_of(work.case).filter(pk__in=work.draft.kept),
        "token": forms.token(),
        "took": work.took,
    }
