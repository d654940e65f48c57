"""Fingerprints of what a case says, kept in the events of the log, so that a change beside the log is found.

They are keyed: whoever has the log or a backup of it cannot try texts against them. What a step says to the applicant is
part of its fingerprint; the remark of the office is not, since it is written afterwards.

What is written, reviewed and put on file is known by a name, such as `reply 1`, `reply 1 approval` or `evidence 17`. Each
event of it tells the fingerprint of it as it then was, and that of a review the fingerprint of the words reviewed: since
none of it is ever changed, all of them have to be the same. An erasure alone begins anew, with what it left.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from gongkai.web.cases import identity
from gongkai.web.cases.models import Case, Evidence, Part, Purpose, Review, Step, Version
from gongkai.web.organs.models import Event
from gongkai.web.vault import sealing
from gongkai.web.vault.models import RestrictedFile

BATCH = 200
WRITTEN = (
    "cases.version_written",
    "cases.version_submitted",
    "cases.version_withdrawn",
    "cases.version_issued",
    "cases.reviewed",
    "cases.approval_given",
    "cases.approval_refused",
    "cases.evidence_put",
    "cases.evidence_withdrawn",
)
"""The events of what is written, reviewed and put on file."""
_ACTS = {
    "cases.version_submitted": "submitted",
    "cases.version_issued": "issued",
    "cases.evidence_withdrawn": "withdrawn",
}
"""How the name of what an event of these did ends."""
_DONE = {"submitted": "送审", "issued": "发出", "withdrawn": "撤回"}


def of_step(row: Step, number: str) -> str:
    """Return the fingerprint of a step of the case with this number."""
    said = [number, row.ordinal, row.kind, str(row.on), row.facts, row.note]
    return sealing.digest(json.dumps(said, ensure_ascii=False, sort_keys=True), purpose="step")


def of_request(case: Case) -> str:
    """Return the fingerprint of what was asked for."""
    said = [case.number, case.subject, case.description, case.form, case.delivery, case.applicant_kind]
    return sealing.digest(json.dumps(said, ensure_ascii=False), purpose="request")


def of_code(case: Case) -> str:
    """Return the fingerprint of the digest of the query code that is in force."""
    return sealing.digest(f"{case.number} {case.code_digest}", purpose="code")


def of_applicant(said: Mapping[str, str]) -> str:
    """Return by what the cases of one applicant are found: nothing where no proof of identity was given.

    The numbers of residents and of organisations are unlike all others; other papers are told apart by their kind. The key
    of the digests is not changed with the keys that data is sealed with, so that it holds for as long as the case is kept.
    """
    number = identity.bare(said.get("id_number", ""))
    if not number:
        return ""
    kind = "" if len(number) == identity.LENGTH else said.get("id_kind", "")
    return sealing.digest(f"{kind} {number}", purpose="known applicant")


def of_version(row: Version) -> dict[str, str]:
    """Return the fingerprint of a version by its name: its words, facts, answers and files, who wrote it and when."""
    said = [row.kind, row.facts, row.answers, row.text, _files(row.files.all()), row.written_by_id, _at(row.written_at)]
    return _named(row.case, _name(row), said)


def of_submission(row: Version) -> dict[str, str]:
    """Return the fingerprint of who submitted a version, and when, by its name; nothing where nobody did."""
    if row.submitted_at is None:
        return {}
    return _named(row.case, f"{_name(row)} submitted", [row.submitted_by_id, _at(row.submitted_at)])


def of_issue(row: Version) -> dict[str, str]:
    """Return the fingerprint of the step that a version became by its name; nothing where it became none."""
    return {} if row.step_id is None else _named(row.case, f"{_name(row)} issued", [row.step_id])


def of_review(row: Review) -> dict[str, str]:
    """Return the fingerprint of a review by its name: the verdict and the opinion, whose they are, and when."""
    said = [row.verdict, row.opinion, row.given_by_id, _at(row.given_at)]
    return _named(row.version.case, f"{_name(row.version)} {row.part}", said)


def of_evidence(row: Evidence) -> dict[str, str]:
    """Return the fingerprint of a piece of evidence by its name: what, its words and files, who put it there and when."""
    said = [row.code, row.text, row.detail, _files(row.files.all()), row.added_by_id, _at(row.added_at)]
    return _named(row.case, f"evidence {row.pk}", said)


def of_withdrawal(row: Evidence) -> dict[str, str]:
    """Return the fingerprint of who withdrew evidence, and when, by its name; nothing where nobody did."""
    if row.withdrawn_at is None:
        return {}
    return _named(row.case, f"evidence {row.pk} withdrawn", [row.withdrawn_by_id, _at(row.withdrawn_at)])


def of_writing(case: Case) -> dict[str, str]:
    """Return all fingerprints of what is written, reviewed and put on file for a case, by their names."""
    found: dict[str, str] = {}
    for version in case.versions.all():
        found |= of_version(version) | of_submission(version) | of_issue(version)
        for review in version.reviews.all():
            found |= of_review(review)
    for evidence in case.evidence.all():
        found |= of_evidence(evidence) | of_withdrawal(evidence)
    return found


def doubts(row: Version) -> list[str]:
    """Return what of a version and of its reviews is not as the log recorded it, each as words without the case."""
    name, number = _name(row), row.case.number
    stands = of_version(row) | of_submission(row)
    for review in row.reviews.all():
        stands |= of_review(review)
    recorded = _recorded([number]).get(number, _Recorded()).written
    own = {each: told for each, told in recorded.items() if each == name or each.startswith(f"{name} ")}
    return list(_unlike(stands, own))


def changed() -> Iterator[str]:
    """Yield every case that says something else than the log recorded, as a sentence. Others may write meanwhile.

    What seems changed is looked at again with the case held, so that what is being done just now counts as no change.
    """
    keys = list(Case.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        doubted = {case.pk for case, _ in _compared(Case.objects.filter(pk__in=keys[start : start + BATCH]))}
        if doubted:
            with transaction.atomic():
                found = list(_compared(Case.objects.select_for_update(of=("self",)).filter(pk__in=doubted)))
            yield from (said for _, said in found)


def unmarked() -> int:
    """Return of how much that was written, reviewed or put on file the log has no fingerprint, being older than these."""
    events = Event.objects.filter(thing="case", verb__in=WRITTEN, detail__said__isnull=True)
    numbers, found = sorted(set(events.order_by().values_list("key", flat=True))), 0
    for start in range(0, len(numbers), BATCH):
        for recorded in _recorded(numbers[start : start + BATCH]).values():
            found += sum(not told and name.split()[-1] not in _DONE for name, told in recorded.written.items())
    return found


@dataclass(slots=True)
class _Recorded:
    """What the log tells of a case: the fingerprint in force of each step, of the request and of the code; and by name all
    of those of what was written, each with the number of its event, none for what is older than fingerprints."""

    stands: dict[str, str] = field(default_factory=dict)
    written: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def hear(self, event: int, verb: str, detail: Mapping[str, Any]) -> None:
        """Take in an event of the case."""
        if "step" in detail:
            self.stands[str(detail["step"])] = detail["content"]
        self.stands |= {name: detail[name] for name in ("request", "code") if name in detail}
        for name in _mentioned(verb, detail):
            self.written.setdefault(name, [])
        for name, content in detail.get("said", {}).items():
            self.written.setdefault(name, []).append((event, content))
        self.written |= {name: [(event, content)] for name, content in detail.get("left", {}).items()}


def _recorded(numbers: list[str]) -> dict[str, _Recorded]:
    found: dict[str, _Recorded] = {}
    events = Event.objects.filter(thing="case", key__in=numbers).order_by("number")
    for key, *told in events.values_list("key", "number", "verb", "detail"):
        found.setdefault(key, _Recorded()).hear(*told)
    return found


def _mentioned(verb: str, detail: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of what an event of something written is about, also of one that is older than fingerprints."""
    if verb not in WRITTEN:
        return
    name = f"evidence {detail['evidence']}" if "evidence" in detail else f"{detail['purpose']} {detail['version']}"
    yield name
    if then := detail.get("part") or _ACTS.get(verb):
        yield f"{name} {then}"


def _compared(cases: QuerySet[Case]) -> Iterator[tuple[Case, str]]:
    """Yield each difference between some cases and the log, with its case."""
    rows = list(
        cases.prefetch_related("steps", "versions__files", "versions__reviews", "evidence__files").order_by("pk")
    )
    recorded = _recorded([case.number for case in rows])
    for case in rows:
        known = recorded.get(case.number, _Recorded())
        yield from ((case, said) for said in _differences(case, known.stands))
        yield from ((case, f"办件 {case.number} 的{said}。") for said in _unlike(of_writing(case), known.written))


def _differences(case: Case, recorded: dict[str, str]) -> Iterator[str]:
    steps = list(case.steps.all())
    for row in steps:
        if recorded.get(str(row.ordinal)) != of_step(row, case.number):
            yield f"办件 {case.number} 的第 {row.ordinal} 步与操作日志不符。"
    if len(steps) != sum(name.isdigit() for name in recorded):
        yield f"办件 {case.number} 有 {len(steps)} 步，与操作日志不符。"
    if recorded.get("request") != of_request(case):
        yield f"办件 {case.number} 的申请内容与操作日志不符。"
    if recorded.get("code") != of_code(case):
        yield f"办件 {case.number} 的查询码与操作日志不符。"


def _unlike(stands: Mapping[str, str], recorded: Mapping[str, list[tuple[int, str]]]) -> Iterator[str]:
    for name, content in stands.items():
        if name not in recorded:
            yield f"{_words(name)}在操作日志中没有记录"
        elif other := [str(event) for event, told in recorded[name] if told != content]:
            yield f"{_words(name)}与操作日志不符（第 {'、'.join(other)} 号事件）"
    yield from (f"{_words(name)}不见了，操作日志中有记录" for name in recorded if name not in stands)


def _words(name: str) -> str:
    of, number, *then = name.split(" ")
    what = f"第 {number} 号依据" if of == "evidence" else f"“{dict(Purpose.choices).get(of, of)}”第 {number} 稿"
    said = {**dict(Part.choices), **_DONE}
    return what + "".join(f"的{said.get(each, each)}" for each in then)


def _named(case: Case, name: str, said: list[Any]) -> dict[str, str]:
    told = json.dumps([case.number, name, *said], ensure_ascii=False, sort_keys=True)
    return {name: sealing.digest(told, purpose="written")}


def _name(row: Version) -> str:
    return f"{row.purpose} {row.number}"


def _files(rows: Iterable[RestrictedFile]) -> list[list[Any]]:
    return sorted([row.name, row.content_type, row.size, row.sha256] for row in rows)


def _at(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
