"""Deadlines as an iCalendar file (RFC 5545): an all-day event each, with an alarm five working days before.

The same facts give the same file, so nothing in it is read from a clock: the stamp is the first day of the case.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from gongkai.cli.deadline import text
from gongkai.cli.deadline.outcome import Outcome
from gongkai.law.deadlines import Deadline, Kind
from gongkai.law.deadlines.explanation import TITLES
from gongkai.law.refusal import BeyondCalendar
from gongkai.law.workdays import ONE_DAY, Calendar

OCTETS = 75
AHEAD = 5
_LEFT_OUT = frozenset({Kind.REPLY_ORIGINAL, Kind.REPLY_LATEST})
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
_MARK = {"zh": "（暂定）", "en": " (provisional)"}
_SOON = {"zh": "还有 {} 个工作日：{}", "en": "{} working days left: {}"}


def calendar(outcomes: Iterable[Outcome], lang: str) -> str:
    """Return the deadlines of cases that have a date, those left out that only might have been."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Gongkai//deadline//ZH", "CALSCALE:GREGORIAN"]
    for outcome in outcomes:
        for place, deadline in enumerate(outcome.every):
            if deadline.date and deadline.kind not in _LEFT_OUT:
                lines += _event(outcome, deadline, deadline.date, place, lang)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(outcome: Outcome, deadline: Deadline, day: date, place: int, lang: str) -> Iterator[str]:
    title = TITLES[deadline.kind][lang] + (_MARK[lang] if deadline.provisional else "")
    summary = f"{title} {outcome.facts.number}".rstrip()
    first = outcome.facts.first
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(outcome, deadline.kind, place)}"
    yield f"DTSTAMP:{first:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + ONE_DAY:%Y%m%d}"
    yield f"SUMMARY:{_escaped(summary)}"
    yield f"DESCRIPTION:{_escaped(chr(10).join(_described(deadline, lang)))}"
    yield f"STATUS:{'TENTATIVE' if deadline.provisional else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    alarm = _ahead(day, deadline.calendar)
    if alarm and alarm > first:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{_escaped(_SOON[lang].format(AHEAD, summary))}"
        # 09:00 in China, where a day is a day.
        yield f"TRIGGER;VALUE=DATE-TIME:{alarm:%Y%m%d}T010000Z"
        yield "END:VALARM"
    yield "END:VEVENT"


def _described(deadline: Deadline, lang: str) -> Iterator[str]:
    yield text.due(deadline, lang)
    yield from text.missing([deadline], lang)
    yield (
        text.WORDS[lang]["basis"]
        + ("：" if lang == "zh" else ": ")
        + text.WORDS[lang]["stop"].join(dict.fromkeys(str(citation) for citation in deadline.basis))
    )
    yield from (note.zh if lang == "zh" else note.en for note in deadline.notes)


def _uid(outcome: Outcome, kind: Kind, place: int) -> str:
    """Return a name that stays: of the case number where there is one, so that a new file replaces the old events."""
    case = outcome.facts.number or repr(outcome.facts)
    which = f"{kind}{place if kind is Kind.CONSULTATION else ''}"
    return hashlib.sha256(f"{case}\n{which}".encode()).hexdigest()[:32] + "@gongkai"


def _ahead(day: date, known: Calendar | None) -> date | None:
    """Return the working day on which as many more are left as the alarm comes ahead."""
    if known is None:
        return None
    try:
        for _ in range(AHEAD):
            day -= ONE_DAY
            while not known.is_workday(day):
                day -= timedelta(days=1)
    except BeyondCalendar:
        return None
    return day


def _escaped(words: str) -> str:
    return words.translate(_ESCAPED)


def _folded(line: str) -> Iterator[str]:
    """Yield a line in pieces of at most 75 octets, the later ones after a space; no character is torn."""
    piece, room = "", OCTETS
    for character in line:
        size = len(character.encode())
        if size > room:
            yield piece
            piece, room = " ", OCTETS - 1
        piece, room = piece + character, room - size
    yield piece
