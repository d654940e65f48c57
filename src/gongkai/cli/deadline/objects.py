"""Deadlines as the JSON objects of the command."""

from collections.abc import Iterable
from typing import Any

from gongkai.cli.deadline.outcome import Outcome
from gongkai.law.deadlines import Deadline, ExplainedDay, Kind, Note, OnTime
from gongkai.law.deadlines.explanation import sentence

ORDER = (*Kind, "consultations", "on_time")


def as_json(outcome: Outcome, lang: str = "zh") -> dict[str, Any]:
    """Return all deadlines of a case by their kind."""
    found: dict[str, Any] = {str(kind): of_deadline(one, lang) for kind, one in outcome.deadlines.items()}
    if len(outcome.consultations) > 1:
        found["consultations"] = [
            {"whom": str(letter.whom), "sent": letter.sent.isoformat(), **of_deadline(one, lang)}
            for letter, one in outcome.consultations
        ]
    if outcome.on_time:
        found["on_time"] = _of_on_time(outcome.on_time, lang)
    return {str(key): found[key] for key in ORDER if key in found}


def of_deadline(deadline: Deadline, lang: str = "zh") -> dict[str, Any]:
    """Return one deadline. Where it has no date, what it waits for and the days it will have stand in it."""
    found = _dated(deadline)
    if deadline.date is None:
        found["after"] = str(deadline.after)
    found["basis"] = _texts(deadline.basis)
    found["days"] = [_of_day(day, lang) for day in deadline.days]
    for note in deadline.notes:
        if note.code == "confirmation_assumed" and found["days"]:
            # The explanation of a date begins with the day of receipt, and why it is taken for that.
            found["days"][0]["why"] += f"；{note.zh}" if lang == "zh" else f". {note.en}"
    return found | dict(deadline.facts) | _noted(deadline.notes)


def _of_on_time(answer: OnTime, lang: str) -> dict[str, Any]:
    found = {"on_time": answer.in_time, "dispatched": answer.dispatched.isoformat(), "by": str(answer.by)}
    return found | _dated(answer.due) | {"basis": _texts(answer.basis), "days": []} | _noted(answer.notes)


def _dated(deadline: Deadline) -> dict[str, Any]:
    return {
        "date": deadline.date.isoformat() if deadline.date else None,
        "provisional": deadline.provisional,
        "not_before": deadline.not_before.isoformat() if deadline.not_before else None,
        "missing": list(deadline.missing),
    }


def _of_day(day: ExplainedDay, lang: str) -> dict[str, Any]:
    return {
        "date": day.date.isoformat(),
        "counted": day.counted,
        "n": day.n,
        "why": sentence(day, lang),
        "code": str(day.why),
        "notice": day.notice or None,
    }


def _noted(notes: Iterable[Note]) -> dict[str, Any]:
    found = [{"code": note.code, "zh": note.zh, "en": note.en, "basis": _texts(note.basis)} for note in notes]
    return {"notes": found} if found else {}


def _texts(basis: Iterable[object]) -> list[str]:
    return [str(citation) for citation in basis]
