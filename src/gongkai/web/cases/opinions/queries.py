"""What is asked of consultations: each letter with its period, its link and the opinion; whether a link opens; the reasons."""

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.law import deadlines, procedure
from gongkai.law.deadlines import Consultation, Consulted, Deadline
from gongkai.law.procedure import IllegalStep, Letter, Standing, Step, StepKind
from gongkai.web.cases import facts
from gongkai.web.cases import queries as cases
from gongkai.web.cases.models import Case, Opinion, OpinionLink
from gongkai.web.cases.models import Step as StepRow
from gongkai.web.vault import sealing

K = StepKind
ASKS = {
    K.THIRD_PARTY_CONSULTED: Consulted.THIRD_PARTY,
    K.CO_MAKER_CONSULTED: Consulted.CO_MAKER,
    K.ORGAN_CONSULTED: Consulted.ORGAN,
}
"""The letters that ask for an opinion, and whom."""

ANSWERS = {
    Consulted.THIRD_PARTY: K.THIRD_PARTY_ANSWERED,
    Consulted.CO_MAKER: K.CO_MAKER_ANSWERED,
    Consulted.ORGAN: K.ORGAN_ANSWERED,
}
ANSWERED = {kind: whom for whom, kind in ANSWERS.items()}
LINK = "opinion link"
MAILED = "opinion/"
"""How the keys of messages begin that carry a link."""
_GROUP, _BYTES = 4, 20
"""A link's secret: 160 bits, shown in groups that can be typed from paper."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A letter on file: its step, what the law knows of it, the last day for an opinion, its link that is open, its opinions."""

    row: StepRow
    kind: StepKind
    letter: Letter
    limit: Deadline
    waits: bool
    link: OpinionLink | None
    opinions: tuple[Opinion, ...]

    @property
    def answer(self) -> StepKind:
        """The step by which an opinion on it is registered."""
        return ANSWERS[self.letter.whom]

    @property
    def number(self) -> int | None:
        """The working days of the period; None where the law sets none."""
        period = Consultation(self.letter.sent, whom=self.letter.whom).period
        return period.number if period else None

    def late(self, day: date) -> bool:
        """Return whether an opinion of a day comes after the last day; never while that day may still change."""
        return is_late(self.limit, day)


def asked(case: Case, standing: Standing) -> list[Asked]:
    """Return the letters of a case that were not undone, in their order."""
    by = cases.terms(case.organ, standing.state.received or standing.today)
    links = {link.asked_id: link for link in case.opinion_links.filter(closed_at=None, used_at=None).order_by("pk")}
    given: dict[str, list[Opinion]] = {}
    for opinion in case.opinions.select_related("step", "link").order_by("pk"):
        given.setdefault(opinion.step.facts.get("ref", ""), []).append(opinion)
    letters = {letter.ref: letter for letter in standing.state.letters}
    return [
        Asked(
            row,
            StepKind(row.kind),
            letters[ref],
            _limit(letters[ref], by),
            _waits(standing, letters[ref], by),
            links.get(row.pk),
            tuple(given.get(ref, ())),
        )
        for row in _asking(case)
        if (ref := row.facts.get("ref", "")) in letters
    ]


def one(case: Case, standing: Standing, ordinal: int) -> Asked | None:
    """Return the letter that a step of a case is."""
    return next((each for each in asked(case, standing) if each.row.ordinal == ordinal), None)


def link_of(secret: str) -> OpinionLink | None:
    """Return the link that an address opens, used or not; None where there is none, or it was closed."""
    found = OpinionLink.objects.filter(digest=digest(secret)).select_related("case__organ", "asked").first()
    return found if found and found.closed_at is None else None


def open_to(link: OpinionLink, today: date) -> Asked | None:
    """Return the letter that a link answers today; None where it was used or closed, or its letter waits no more."""
    if link.used_at is not None or link.closed_at is not None:
        return None
    standing = cases.standing(link.case, today)
    found = one(link.case, standing, link.asked.ordinal)
    return found if found and found.waits else None


def secret_of(link_key: str) -> str:
    """Return the secret that belongs to the key of a link: the same for the same key, and known to nobody without ours."""
    raw = bytes.fromhex(sealing.digest(link_key, purpose="opinion secret"))[:_BYTES]
    text = base64.b32encode(raw).decode().rstrip("=")
    return "-".join(text[at : at + _GROUP] for at in range(0, len(text), _GROUP))


def digest(secret: str) -> str:
    """Return what is kept of a secret, however it was typed."""
    return sealing.digest("".join(filter(str.isalnum, secret.upper())), purpose=LINK)


def purpose(opinion: Opinion) -> str:
    """Return what an opinion is sealed for: this answer and no other."""
    return f"opinion {opinion.case.number} {opinion.step.ordinal}"


def reasons(opinion: Opinion) -> str:
    """Return the reasons of an opinion; empty where they were erased.

    :raises Unreadable: where they were changed, or their key is missing.
    """
    if opinion.erased is not None or not opinion.sealed:
        return ""
    said: dict[str, str] = sealing.unseal_json(opinion.sealed, purpose=purpose(opinion))
    return said.get("reasons", "")


def standing_opinions(case: Case) -> list[Opinion]:
    """Return the opinions of a case whose step was not undone: those that a reply rests on."""
    kept = {row.pk for row in facts.not_undone(case.steps.order_by("ordinal"))}
    return [each for each in case.opinions.select_related("step").order_by("pk") if each.step_id in kept]


def is_late(limit: Deadline, day: date) -> bool:
    """Return whether a day lies after a last day that will not change any more."""
    return limit.date is not None and not limit.provisional and day > limit.date


def names_applicant(case: Case, text: str) -> bool:
    """Return whether a text for others says who the applicant is: a name, a number or an address that was given."""
    return bool(cases.told_of_applicant(case, text))


def _asking(case: Case) -> Iterable[StepRow]:
    return (row for row in facts.not_undone(case.steps.order_by("ordinal")) if row.kind in ASKS)


def _limit(letter: Letter, by: procedure.Terms) -> Deadline:
    sent = Consultation(letter.sent, letter.arrived, whom=letter.whom)
    return deadlines.opinion(sent, conventions=by.conventions, calendar=by.calendar)


def _waits(standing: Standing, letter: Letter, by: procedure.Terms) -> bool:
    try:
        procedure.take(standing.state, Step(ANSWERS[letter.whom], standing.today, ref=letter.ref), by)
    except IllegalStep:
        return False
    return True
