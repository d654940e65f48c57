"""The strip of days: a week a line, each day with the number it counted as or the reason why it did not count."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby

from gongkai.cli.widths import fit, width
from gongkai.law.deadlines import Deadline, ExplainedDay, Why

COLUMN = 6
ROOM = 80
WEEKDAYS = {"zh": "一二三四五六日", "en": ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")}
_BEFORE = ("—", "-")
_UNTIL = {"zh": "至", "en": "to"}
_MARKS = {
    Why.START: ("起", "from"),
    Why.WEEKEND: ("休", "we"),
    Why.HOLIDAY: ("假", "off"),
    Why.START_MOVED: ("休", "we"),
    Why.MOVED_END: ("休", "we"),
    Why.CONSULTING: ("停", "stop"),
    Why.PAYING: ("停", "stop"),
    Why.SUPERSEDED_CLARIFIED: _BEFORE,
    Why.SUPERSEDED_PAID: _BEFORE,
    Why.DELAYED: ("定", "set"),
}
_ESTIMATED = {"zh": "? 推算", "en": "? = estimated"}
_LEGEND = {
    Why.START: ("起 起算之日，不计", "from = not counted"),
    Why.WEEKEND: ("休 周休息日", "we = weekend"),
    Why.HOLIDAY: ("假 放假", "off = holiday"),
    Why.CONSULTING: ("停 征求意见", "stop = consulting"),
    Why.PAYING: ("停 等待缴费", "stop = to be paid"),
    Why.SUPERSEDED_CLARIFIED: ("— 补正前，重新起算", "- = before the clarification"),
    Why.SUPERSEDED_PAID: ("— 缴费前，重新起算", "- = before the payment"),
    Why.MAKE_UP: ("* 调休上班", "* = make-up day"),
}


def lines(deadline: Deadline, lang: str) -> Iterator[str]:
    """Yield the heading, a line a week and the legend."""
    days = deadline.days
    yield " " * 8 + "".join(fit(name, COLUMN, right=True) for name in WEEKDAYS[lang])
    weeks = groupby(days, key=lambda day: day.date - timedelta(days=day.date.weekday()))
    for superseded, run in groupby((list(week) for _, week in weeks), key=_superseded):
        several = list(run)
        if superseded:
            yield f"  {several[0][0].date:%m-%d} {_UNTIL[lang]} {several[-1][-1].date:%m-%d}  —"
        else:
            yield from (_week(week, deadline.date, lang).rstrip() for week in several)
    yield from _legend(days, lang)


def notices(days: Iterable[ExplainedDay]) -> list[str]:
    """Return the notices that rule the days, in their order."""
    return list(dict.fromkeys(day.notice for day in days if day.notice))


def _superseded(week: Iterable[ExplainedDay]) -> bool:
    return all(_MARKS.get(day.why) is _BEFORE for day in week)


def _week(days: list[ExplainedDay], last: date | None, lang: str) -> str:
    cells = {day.date.weekday(): _mark(day, day.date == last, lang) for day in days}
    row = "".join(fit(cells.get(number, ""), COLUMN, right=True) for number in range(7))
    said = "；".join(_remarks(days, lang)) if lang == "zh" else "; ".join(_remarks(days, lang))
    return f"  {days[0].date:%m-%d} {row}  {said}"


def _mark(day: ExplainedDay, last: bool, lang: str) -> str:
    guess = "?" if day.provisional else ""
    if day.n is None:
        return _MARKS[day.why][lang == "en"] + guess
    number = f"{day.n}{'*' if day.why is Why.MAKE_UP else ''}{guess}"
    return f"[{number}]" if last else number


def _remarks(days: Iterable[ExplainedDay], lang: str) -> list[str]:
    names = dict.fromkeys(day.holiday for day in days if day.why is Why.HOLIDAY)
    return [f"{name}放假" if lang == "zh" else f"{name} holiday" for name in names]


def _legend(days: Iterable[ExplainedDay], lang: str) -> Iterator[str]:
    met = {day.why for day in days}
    words = [words[lang == "en"] for why, words in _LEGEND.items() if why in met]
    words += [_ESTIMATED[lang]] if any(day.provisional for day in days) else []
    line = ""
    for word in words:
        if line and width(line) + 2 + width(word) > ROOM:
            yield line
            line = ""
        line = f"{line}  {word}".lstrip()
    yield line
