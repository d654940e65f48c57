"""A line as the steps that the law knows, in the order of their days, and which column each comes from."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from gongkai.law import procedure
from gongkai.law.deadlines import Channel, Consulted, ServedBy
from gongkai.law.deadlines.receipt import RULES
from gongkai.law.procedure import Step, StepKind
from gongkai.web.cases.taking_over.table.columns import Outcome

K = StepKind
REF = "1"
"""By what the one letter of a line is known."""
_LETTERS = {
    Consulted.THIRD_PARTY: (K.THIRD_PARTY_CONSULTED, K.THIRD_PARTY_ANSWERED, K.THIRD_PARTY_SILENT),
    Consulted.CO_MAKER: (K.CO_MAKER_CONSULTED, K.CO_MAKER_ANSWERED, K.CO_MAKER_SILENT),
    Consulted.ORGAN: (K.ORGAN_CONSULTED, K.ORGAN_ANSWERED, K.ORGAN_ANSWERED),
}


class Told(NamedTuple):
    """A step and the column that tells its day."""

    step: Step
    column: str


def steps(said: Mapping[str, Any]) -> list[Told]:
    """Return the steps of a line: that it came, then the others in the order of their days, or as they usually follow."""
    told = [*_clarified(said), *_explained(said), *_consulted(said), *_longer(said), *_paid(said)]
    told += [*_ended(said), *_after(said)]
    return [*_came(said), *sorted(told, key=lambda each: each.step.on)]


def _came(said: Mapping[str, Any]) -> Iterator[Told]:
    channel, applicant, received = Channel(said["channel"]), said["applicant"], said["received"]
    arrived: date | None = said.get("arrived")
    if arrived and arrived != received and RULES[channel].confirmed:
        yield Told(Step(K.SUBMITTED, arrived, channel=channel, applicant=applicant), "arrived")
    yield Told(Step(K.RECEIVED, received, channel=channel, applicant=applicant), "received")


def _clarified(said: Mapping[str, Any]) -> Iterator[Told]:
    if asked := said.get("clarification_asked"):
        notified, days = said.get("clarification_notified"), said.get("clarification_days")
        yield Told(Step(K.CLARIFICATION_ASKED, asked, arrived=notified, days=days), "clarification_asked")
    if given := said.get("clarified"):
        yield Told(Step(K.CLARIFICATION_GIVEN, given), "clarified")


def _explained(said: Mapping[str, Any]) -> Iterator[Told]:
    if asked := said.get("reasons_asked"):
        yield Told(Step(K.REASONS_ASKED, asked, arrived=said.get("reasons_notified")), "reasons_asked")
    if ended := said.get("reasons_ended"):
        silent = said.get("reasons_outcome") == Outcome.SILENT
        yield Told(Step(K.REASONS_LAPSED if silent else K.REASONS_GIVEN, ended), "reasons_ended")


def _consulted(said: Mapping[str, Any]) -> Iterator[Told]:
    asked, answered, silent = _LETTERS[Consulted(said.get("consulted", Consulted.THIRD_PARTY))]
    if sent := said.get("letter_sent"):
        yield Told(Step(asked, sent, arrived=said.get("letter_arrived"), ref=REF), "letter_sent")
    if ended := said.get("letter_ended"):
        ways = {Outcome.SILENT: silent, Outcome.RETURNED: K.LETTER_RETURNED}
        kind = ways.get(Outcome(said.get("letter_outcome", Outcome.ANSWERED)), answered)
        yield Told(Step(kind, ended, ref=REF), "letter_ended")


def _longer(said: Mapping[str, Any]) -> Iterator[Told]:
    approver = said.get("approver", "")
    if on := said.get("extended"):
        yield Told(Step(K.EXTENDED, on, days=said.get("extended_days"), approver=approver), "extended")
    if on := said.get("delayed"):
        yield Told(Step(K.DELAYED, on, until=said.get("delayed_until"), approver=approver), "delayed")


def _paid(said: Mapping[str, Any]) -> Iterator[Told]:
    if on := said.get("fee_notified"):
        yield Told(Step(K.FEE_NOTIFIED, on, arrived=said.get("fee_arrived")), "fee_notified")
    if on := said.get("fee_paid"):
        yield Told(Step(K.FEE_PAID, on), "fee_paid")


def _ended(said: Mapping[str, Any]) -> Iterator[Told]:
    if not (on := said.get("closed")):
        return
    code = said["reply"]
    kind = procedure.closed_by(code)
    needs = procedure.STEPS[kind].needs
    fields: dict[str, Any] = {"reply": code} if "reply" in needs else {}
    if "by" in needs:
        fields["by"] = ServedBy(said["by"]) if said.get("by") else None
        fields |= {"withheld": said.get("withheld", ()), "tracking": said.get("tracking", "")}
    yield Told(Step(kind, on, **fields), "closed")


def _after(said: Mapping[str, Any]) -> Iterator[Told]:
    if on := said.get("served"):
        yield Told(Step(K.SERVED, on), "served")
    if on := said.get("archived"):
        yield Told(Step(K.ARCHIVED, on), "archived")
