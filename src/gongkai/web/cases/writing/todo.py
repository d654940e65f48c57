"""What is to be done with a case now, the most pressing first: at the head of its page, with the button that does it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from gongkai.law import procedure
from gongkai.law.deadlines import ServedBy
from gongkai.law.procedure import STEPS, Letter, Matter, Stage, Standing, StepKind
from gongkai.web.bilingual import said
from gongkai.web.cases import proposals as lapses
from gongkai.web.cases.models import Case, Purpose, Version
from gongkai.web.cases.opinions.queries import ANSWERED
from gongkai.web.cases.waited_for import SILENT
from gongkai.web.cases.writing import queries, version_words
from gongkai.web.organs.models import Person

K = StepKind
WAITS = {
    Stage.CLARIFYING: (K.CLARIFICATION_GIVEN,),
    Stage.EXPLAINING: (K.REASONS_GIVEN,),
    Stage.PAYING: (K.FEE_PAID,),
    Stage.CONSULTING: tuple(ANSWERED),
}
"""What is registered when that which a stage waits for comes."""
NOTIFIED = {
    Stage.CLARIFYING: "clarification_notified",
    Stage.EXPLAINING: "reasons_notified",
    Stage.PAYING: "fee_notified",
}
"""Where a case keeps the day on which the notice of a stage reached the applicant."""


@dataclass(frozen=True, slots=True)
class Button:
    """A button: its words, where it leads."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Task:
    """Something to be done, or waited for: the look of its box, what it is, more of it, what somebody said, the buttons."""

    look: str
    title: str
    text: str = ""
    quote: str = ""
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks at the case, and what they may do in its organ."""

    person: Person
    allowed: frozenset[str]

    @property
    def handles(self) -> bool:
        """Whether they work on it."""
        return "cases.handle" in self.allowed


def tasks(case: Case, standing: Standing, reader: Reader) -> list[Task]:
    """Return what is to be done now."""
    versions = version_words.current(case)
    found = [*_lapses(case, standing, reader), *(_version(each, standing, reader) for each in versions)]
    if standing.stage is Stage.UNCONFIRMED and "cases.confirm" in reader.allowed:
        found.append(
            Task(
                "warn",
                _("确认收到"),
                _("确认之后答复期限才开始计算。"),
                buttons=(_step(case, K.RECEIVED, _("确认收到")),),
            )
        )
    if reader.handles and not any(each.purpose == Purpose.REPLY for each in versions):
        found += _begin(case, standing)
    if reader.handles and standing.state.ended:
        found += _remaining(case, standing)
    return found


def _version(version: Version, standing: Standing, reader: Reader) -> Task:
    """Return where a version stands, and what comes next with it."""
    case, number = version.case, version.number
    where = version_words.where(version, standing.today)
    title = _("%(purpose)s第 %(n)d 稿：%(word)s") % {
        "purpose": Purpose(version.purpose).label,
        "n": number,
        "word": where.word,
    }
    look = Button(_("查看"), _address("version", version))
    write = reverse("cases:write", args=[case.number, version.purpose])
    may = reader.handles
    if where.stage == version_words.WRITING:
        text = _("%(name)s写于 %(at)s，还没有送审。") % {
            "name": version.written_by,
            "at": timezone.localdate(version.written_at),
        }
        return Task("warn", title, text, buttons=(Button(_("继续写"), write),) if may else (look,))
    if where.stage == version_words.RETURNED:
        review = queries.returned(version)
        opinion = review.opinion if review else ""
        return Task("stop", title, where.said, opinion, (Button(_("按意见修改"), write), look) if may else (look,))
    if where.stage == version_words.APPROVED:
        text = _("已经批准，还没有发出。")
        return Task("ok", title, text, buttons=(Button(_("发出"), look.url),) if may else (look,))
    if parts := queries.may_say(version, reader.person, standing.today):
        mine = _("、").join(str(part.label) for part in parts)
        return Task("warn", title, _("等待您的%(parts)s。") % {"parts": mine}, buttons=(Button(_("去审核"), look.url),))
    return Task("", title, where.said, buttons=(look,))


def _lapses(case: Case, standing: Standing, reader: Reader) -> Iterator[Task]:
    if not reader.handles or standing.stage not in lapses.WAITING:
        return
    for each in lapses.proposals(Case.objects.filter(pk=case.pk), standing.today):
        more = {"ref": each.step.ref} if each.step.ref else {}
        day = _("期限于 %(day)s 届满，没有收到对方的回复。是否登记由您决定。") % {"day": each.since}
        button = _step(case, each.step.kind, _("登记“%(step)s”") % {"step": said(each)}, **more)
        yield Task("warn", _("建议登记：%(step)s") % {"step": said(each)}, day, buttons=(button,))


def _begin(case: Case, standing: Standing) -> Iterator[Task]:
    allowed = procedure.allowed(standing.stage, standing.state.matter)
    if K.REPLIED not in allowed:
        return
    button = Button(_("办理答复"), reverse("cases:write", args=[case.number, Purpose.REPLY]))
    if standing.stage in WAITS:
        arrivals, answers = _arrivals(case, standing), _answers(case, standing, allowed)
        text = (
            _("文书到达对方的日期还没有登记，对方的期限无从计算，请先登记到达。")
            if arrivals
            else _("收到以后在这里登记；没有收到的，期满以后系统会提示。")
        )
        yield Task("", _("正在等待"), text, buttons=(*arrivals, *answers, button))
    else:
        about = _("按七步审查选定答复，同时写正文，然后送审。") if standing.state.matter is Matter.DISCLOSURE else ""
        yield Task("", _("办理答复"), about, buttons=(button,))


def _answers(case: Case, standing: Standing, allowed: Collection[StepKind]) -> list[Button]:
    """Return what is registered when it comes: of opinions, only those that are still waited for."""
    kinds = [kind for kind in WAITS[standing.stage] if kind in allowed]
    if standing.stage is not Stage.CONSULTING:
        return [_step(case, kind, said(STEPS[kind])) for kind in kinds]
    return [
        _step(case, kind, _of(kind, letter, standing), ref=letter.ref)
        for kind in kinds
        for letter in standing.state.letters
        if letter.open and letter.whom is ANSWERED[kind]
    ]


def _arrivals(case: Case, standing: Standing) -> list[Button]:
    """Return where an arrival is registered without which a period of the law does not begin."""
    kind, stage = K.LETTER_ARRIVED, standing.stage
    if stage is not Stage.CONSULTING:
        return [] if getattr(standing.state, NOTIFIED[stage]) else [_step(case, kind, said(STEPS[kind]))]
    return [
        _step(case, kind, _of(kind, letter, standing), ref=letter.ref)
        for letter in standing.state.letters
        if letter.open and letter.whom in SILENT and not letter.arrived
    ]


def _of(kind: StepKind, letter: Letter, standing: Standing) -> str:
    """Return the words of a step about a letter, with its number where several are out."""
    several = sum(each.open for each in standing.state.letters) > 1
    return f"{said(STEPS[kind])} {letter.ref}" if several else said(STEPS[kind])


def _remaining(case: Case, standing: Standing) -> Iterator[Task]:
    """Yield what remains after a case has ended: the signature of what is handed over, the post, then the file."""
    allowed = procedure.allowed(standing.stage, standing.state.matter)
    by = standing.state.by
    if standing.stage is Stage.REPLIED and by is ServedBy.HAND:
        text = _("直接送达的以签收之日为准。收到送达回证以后登记送达，然后归档。")
        yield Task("warn", _("等待签收"), text, buttons=(_step(case, K.SERVED, _("登记送达")),))
    elif standing.stage is Stage.REPLIED and by is ServedBy.MAIL:
        text = _("以交邮之日为准。投递结果可以登记为送达；没有其他事项的，归档。")
        buttons = (_step(case, K.SERVED, _("登记送达")), _step(case, K.ARCHIVED, _("归档")))
        yield Task("", _("已交邮"), text, buttons=buttons)
    elif K.ARCHIVED in allowed:
        yield Task("", _("可以归档"), _("各项材料齐全以后归档。"), buttons=(_step(case, K.ARCHIVED, _("归档")),))


def _step(case: Case, kind: StepKind, words: str, **more: str) -> Button:
    url = reverse("cases:step", args=[case.number, kind])
    return Button(words, f"{url}?{urlencode(more)}" if more else url)


def _address(name: str, version: Version) -> str:
    return reverse(f"cases:{name}", args=[version.case.number, version.purpose, version.number])
