"""Fingerprints of what a case says, kept in the events of the log, so that a change beside the log is found.

They are keyed: whoever has the log or a backup of it cannot try texts against them. What a step says to the applicant is
part of its fingerprint; the remark of the office is not, since it is written afterwards.
"""

import json
from collections.abc import Iterator, Mapping

from gongkai.web.cases import identity
from gongkai.web.cases.models import Case, Step
from gongkai.web.organs.models import Event
from gongkai.web.vault import sealing

BATCH = 200


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


def changed() -> Iterator[str]:
    """Yield every case that says something else than the log recorded, as a sentence."""
    keys = list(Case.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        cases = Case.objects.filter(pk__in=keys[start : start + BATCH]).prefetch_related("steps").order_by("pk")
        recorded = _recorded([case.number for case in cases])
        for case in cases:
            yield from _differences(case, recorded.get(case.number, {}))


def _recorded(numbers: list[str]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for key, detail in (
        Event.objects.filter(thing="case", key__in=numbers).order_by("number").values_list("key", "detail")
    ):
        known = found.setdefault(key, {})
        if "step" in detail:
            known[str(detail["step"])] = detail["content"]
        known |= {name: detail[name] for name in ("request", "code") if name in detail}
    return found


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
