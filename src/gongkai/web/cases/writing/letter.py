"""The letter as it will look: title, addressee, text, remedies, signature; and the gaps that are still to be filled in.

A letter is a Chinese document, in whatever language the page around it is read. The applicant's name is masked in it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.documents.day_words import chinese_date
from gongkai.law import replies
from gongkai.law.procedure import StepKind
from gongkai.law.remedies import Service
from gongkai.web.bilingual import said
from gongkai.web.cases import contest, queries, wording
from gongkai.web.cases.identity import PERSON
from gongkai.web.cases.models import Case, Delivery
from gongkai.web.vault import masking
from gongkai.web.vault.sealing import Unreadable

DOCUMENTS: Mapping[StepKind, str] = {StepKind.EXTENDED: "P6", StepKind.DELAYED: "R14"}
"""The notice that a step is told by, where it is no reply."""
TITLES: Mapping[str, str] = {"enquiry_answered": "关于咨询事项的答复"}
"""The name of a letter that is none of the documents of the law."""
_ELECTRONIC = (Delivery.ONLINE, Delivery.EMAIL)


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a paragraph; `blank` where it is still to be filled in."""

    text: str
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter. `lacks` says what the remedy clause lacks, or why there is none yet; `warns` what it could not say fully."""

    title: str
    organ: str
    number: str
    addressee: str
    paragraphs: tuple[tuple[Run, ...], ...]
    clause: str
    lacks: str
    warns: str
    signed_on: date

    @property
    def reference(self) -> str:
        """The line below the title."""
        return f"办件编号：{self.number}"

    @property
    def day(self) -> str:
        """The day in words."""
        return chinese_date(self.signed_on)


def letter(case: Case, kind: StepKind | None, facts: Mapping[str, Any], text: str, day: date) -> Letter:
    """Return the letter of a case for what is decided, made on a day. `kind` is None while nothing is chosen."""
    code = str(facts.get("reply", ""))
    clause, lacks, warns = _clause(case, kind, code, facts.get("withheld", ()), day)
    return Letter(
        title=title(kind, code),
        organ=case.organ.name,
        number=case.number,
        addressee=addressee(case),
        paragraphs=tuple(_runs(line) for line in _lines(text, case.organ.name)),
        clause=clause,
        lacks=lacks,
        warns=warns,
        signed_on=day,
    )


def title(kind: StepKind | None, code: str) -> str:
    """Return the name of the document."""
    if kind is not None and kind in DOCUMENTS:
        return replies.document(DOCUMENTS[kind]).zh
    document = replies.kind(code).document if code else None
    return document.zh.partition("（")[0] if document else TITLES.get(code, "政府信息公开申请答复书")


def addressee(case: Case) -> str:
    """Return whom the letter is to, masked where it is a person."""
    try:
        name = queries.applicant(case).get("name", "")
    except Unreadable:
        name = ""
    if not name:
        return "申请人"
    return masking.name(name) if replies.column(case.applicant_kind) == PERSON else name


def _runs(line: str) -> tuple[Run, ...]:
    runs = []
    for blank in wording.unfilled(line):
        before, _, line = line.partition(blank)
        runs += [Run(before), Run(blank, blank=True)]
    return tuple(run for run in [*runs, Run(line)] if run.text)


def _lines(text: str, organ: str) -> list[str]:
    """Return the paragraphs of a text; the organ's name at its end is that of the signature."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[:-1] if lines and lines[-1] == organ else lines


def _clause(case: Case, kind: StepKind | None, code: str, withheld: Iterable[str], day: date) -> tuple[str, str, str]:
    of = DOCUMENTS.get(kind, code) if kind else code
    if not of:
        return "", "", ""
    online = case.delivery in _ELECTRONIC
    found = contest.clause(of, organ=case.organ, decided=day, service=Service(online=online), withheld=withheld)
    why = said(found.refused) if found.refused else ""
    return (found.clause.zh, "", why) if found.clause else ("", why, "")
