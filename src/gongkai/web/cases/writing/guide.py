"""The seven questions as the page shows them: what was answered, which kinds of reply remain, and what each of them means."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.law import procedure, remedies, replies
from gongkai.law.deadlines import ServedBy
from gongkai.law.procedure import Matter, Rule, State, Step, StepKind, Terms
from gongkai.law.refusal import Refusal
from gongkai.law.remedies import RemedyClass
from gongkai.law.replies import ReplyKind
from gongkai.report import formats
from gongkai.web.bilingual import said
from gongkai.web.cases.citing import cited

K = StepKind
AT_HAND: Mapping[str, tuple[StepKind, ...]] = {
    "clarity": (K.CLARIFICATION_ASKED, K.CLARIFICATION_GIVEN, K.CLARIFICATION_LAPSED),
    "nature": (K.REASONS_ASKED, K.REASONS_GIVEN, K.REASONS_LAPSED, K.RECLASSIFIED, K.MERGED),
    "responsible": (K.ORGAN_CONSULTED, K.ORGAN_ANSWERED, K.CO_MAKER_CONSULTED, K.CO_MAKER_ANSWERED, K.CO_MAKER_SILENT),
    "holdings": (K.ORGAN_CONSULTED,),
    "decision": (K.THIRD_PARTY_CONSULTED, K.THIRD_PARTY_ANSWERED, K.THIRD_PARTY_SILENT),
    "manner": (K.THIRD_PARTY_CONSULTED, K.FEE_NOTIFIED, K.FEE_PAID),
}
"""Beside which question the page offers which steps, where the procedure allows them."""
REMEDIES: Mapping[RemedyClass, tuple[str, str]] = {
    RemedyClass.REVIEW_FIRST: ("应当先申请行政复议", "reconsideration comes first"),
    RemedyClass.CHOICE: ("可以申请行政复议，也可以直接起诉", "reconsideration or a suit"),
    RemedyClass.SPLIT: ("不予公开的部分应当先申请行政复议", "reconsideration comes first for the withheld part"),
    RemedyClass.NONE: ("不能单独争议", "cannot be contested by itself"),
}
FEW = 8
"""Up to how many remaining kinds are shown one by one before the questions have decided."""


class Place(StrEnum):
    """Where a question stands."""

    ANSWERED = "answered"
    NOW = "now"
    LATER = "later"
    NEEDLESS = "needless"


@dataclass(frozen=True, slots=True)
class Question:
    """One of the questions: its number, the code and the words of the answer given, where it stands, the steps beside it."""

    step: replies.Step
    number: int
    given: str
    answer: str
    place: Place
    at_hand: tuple[Rule, ...]

    @property
    def basis(self) -> str:
        """The articles that it rests on."""
        return cited(self.step.basis)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A kind of reply that remains: its articles, the row of table 3, its remedy, and why it may not be taken now.

    `becomes` is the step that it will be; None where the procedure allows none today.
    """

    kind: ReplyKind
    articles: str
    row: str
    remedy: str
    becomes: StepKind | None
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Guide:
    """The guide with the answers given. `chosen` is the one kind that is decided on, None while several remain."""

    questions: tuple[Question, ...]
    answers: Mapping[str, str]
    remaining: tuple[Candidate, ...]
    outside: tuple[Candidate, ...]
    decided: bool
    chosen: Candidate | None

    @property
    def few(self) -> bool:
        """Whether the remaining kinds are few enough to be shown one by one."""
        return len(self.remaining) <= FEW


@dataclass(frozen=True, slots=True)
class Standpoint:
    """From where the guide looks: the case as it stands, what it is counted by, the day, the steps that may follow."""

    state: State
    by: Terms
    today: date
    possible: tuple[Rule, ...] = ()


def guide(at: Standpoint, given: Mapping[str, str], kind: str = "") -> Guide:
    """Return the guide for these answers. What was answered behind a deciding answer is left out.

    A matter that is no disclosure request has no questions: the kinds of reply that the procedure allows are its choices.
    """
    disclosure = at.state.matter is Matter.DISCLOSURE
    answers = pruned(given) if disclosure else {}
    decided = _decided(answers) if disclosure else True
    kinds = replies.remaining(answers) if disclosure else replies.kinds()
    remaining = tuple(_candidate(one, at) for one in kinds)
    if not disclosure:
        remaining = tuple(one for one in remaining if one.becomes is not None)
    outside = () if decided else tuple(_outside(at))
    return Guide(
        questions=tuple(_questions(answers, decided, at.possible)) if disclosure else (),
        answers=answers,
        remaining=remaining,
        outside=outside,
        decided=decided,
        chosen=_chosen(kind, remaining if decided else outside),
    )


def pruned(given: Mapping[str, str]) -> dict[str, str]:
    """Return the answers that count: those that exist, up to the first that decides."""
    kept: dict[str, str] = {}
    for step in replies.steps():
        answer = next((one for one in step.answers if one.code == given.get(step.code)), None)
        if answer is None:
            continue
        kept[step.code] = answer.code
        if not answer.goes_on:
            break
    return kept


def becomes(code: str, at: Standpoint, withheld: Iterable[str] = ()) -> tuple[StepKind | None, str]:
    """Return the step that a kind of reply becomes today, or None and the law's sentence why there is none."""
    why = ""
    for kind in (K.REPLIED, K.TERMINATED):
        step = Step(kind, at.today, reply=code, by=ServedBy.ONLINE, withheld=tuple(withheld))
        try:
            procedure.take(at.state, step, at.by)
        except Refusal as refused:
            why = why or said(refused)
        else:
            return kind, ""
    return None, why


def row_words(code: str, year: int) -> str:
    """Return the row of table 3 that a kind of reply counts in, as the form of a year prints it, or why it counts nowhere."""
    kind = replies.kind(code)
    key = replies.row(code, replies.format_for(year))
    if key is None:
        return said(kind.uncounted)
    form = formats.load(replies.format_for(year))
    row = next(one for one in form.request_rows if one.key == key)
    group = form.request_groups.get(row.group, "")
    return f"{group} {row.label}" if group else row.label


def _questions(answers: Mapping[str, str], decided: bool, possible: Iterable[Rule]) -> Iterable[Question]:
    rules = tuple(possible)
    asked = False
    for number, step in enumerate(replies.steps(), 1):
        given = answers.get(step.code, "")
        answer = next((one for one in step.answers if one.code == given), None)
        if answer:
            place = Place.ANSWERED
        elif not step.answers:
            place = Place.NOW if decided else Place.LATER
        elif decided:
            place = Place.NEEDLESS
        else:
            place = Place.LATER if asked else Place.NOW
            asked = True
        at_hand = tuple(rule for rule in rules if rule.kind in AT_HAND.get(step.code, ()))
        yield Question(step, number, given, said(answer), place, at_hand)


def _decided(answers: Mapping[str, str]) -> bool:
    for step in replies.steps():
        if not step.answers:
            continue
        answer = next((one for one in step.answers if one.code == answers.get(step.code)), None)
        if answer is None:
            return False
        if not answer.goes_on:
            return True
    return True


def _candidate(kind: ReplyKind, at: Standpoint) -> Candidate:
    step, refused = becomes(kind.code, at)
    remedy = remedies.remedy(kind, decided=at.today, conventions=at.by.conventions).of
    return Candidate(
        kind, cited(kind.ground), row_words(kind.code, at.today.year), said(REMEDIES[remedy]), step, refused
    )


def _outside(at: Standpoint) -> Iterable[Candidate]:
    """Yield the kinds that end a case without the questions and are decided on as a reply is."""
    for kind in replies.kinds():
        if not kind.step:
            found = _candidate(kind, at)
            if found.becomes is not None:
                yield found


def _chosen(kind: str, among: tuple[Candidate, ...]) -> Candidate | None:
    possible = [one for one in among if one.becomes is not None]
    asked = next((one for one in possible if one.kind.code == kind), None)
    return asked or (possible[0] if len(among) == len(possible) == 1 and among[0].kind.step else None)
