"""The statement of how a deadline was counted (期限计算说明), to be handed to an applicant or a court.

It answers one question, why this date: the facts, the date with its articles, every day with its number or the reason
why it has none, and the notices on days off that were relied on.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from gongkai.documents import day_words
from gongkai.documents.outline import WEEKDAYS, Part, Square, Table, Text, Weeks
from gongkai.law import packs, statutory
from gongkai.law.citation import WORKING_HOURS, Citation, Instrument
from gongkai.law.deadlines import Deadline, ExplainedDay
from gongkai.law.deadlines.counting import Appointed, Span
from gongkai.law.deadlines.explanation import TITLES
from gongkai.law.packs import Pack
from gongkai.law.workdays import Calendar
from gongkai.typesetting import pdf
from gongkai.typesetting.plain import plain

TITLE = "政府信息公开期限计算说明"
SOURCE = Path(__file__).with_name("deadline_note.typ")
NUMERALS = "一二三四五六七"
BLANK_DATE = "　　　　年　　月　　日"
_ISO = re.compile(r" ?(\d{4}-\d\d-\d\d) ?", re.ASCII)  # a day as the notes of the law write it
_REST_DAYS = Citation(WORKING_HOURS, "第七条")


@dataclass(frozen=True, slots=True)
class Statement:
    """What a statement says. The first deadline that is counted in working days is shown day by day.

    `facts` are pairs of what and when, such as 收到申请之日, a date or words; `packs` the calendar packs that were added to
    the published ones; `made_on` the day it is signed, left blank where None.
    """

    title: str
    facts: Sequence[tuple[str, str | date]]
    deadlines: Sequence[Deadline]
    notes: Sequence[str] = ()
    organ: str = ""
    made_on: date | None = None
    packs: Sequence[Pack] = ()


def render(statement: Statement, kind: str) -> bytes:
    """Return the statement as the bytes of a file of the kind, "docx" or "pdf".

    :raises ValueError: for any other kind.
    """
    if kind not in KINDS:
        raise ValueError(
            f"期限计算说明不能写成“{kind}”；可以写成 docx、pdf。 No statement as {kind!r}; write docx or pdf."
        )
    return KINDS[kind](statement)


def parts(statement: Statement) -> Iterator[Part]:
    """Yield the statement from its title to its date; every writer sets these parts and nothing else."""
    if plain(statement.organ):
        yield Text("organ", plain(statement.organ))
    yield Text("title", plain(statement.title))
    written = (section for section in _sections(statement) if section)
    for numeral, (heading, *section) in zip(NUMERALS, written, strict=False):
        yield Text("heading", f"{numeral}、{heading}")
        yield from section
    yield Text("seal", f"{plain(statement.organ)}（盖章）")
    yield Text("date", day_words.chinese_date(statement.made_on) if statement.made_on else BLANK_DATE)


def _sections(statement: Statement) -> Iterator[list[Any]]:
    """Yield the sections, each its heading and its parts; one that has nothing to say is empty."""
    shown = next((deadline for deadline in statement.deadlines if _day_by_day(deadline)), None)
    yield _facts(statement)
    yield _results(statement)
    yield _calendar(shown) if shown else []
    yield _others([each for each in statement.deadlines if each is not shown and each.days], alone=shown is None)
    yield _notices(statement, shown)
    yield _notes(statement)


def _day_by_day(deadline: Deadline) -> bool:
    return bool(deadline.days) and not isinstance(deadline.course, Span | Appointed) and deadline.days[-1].counted


def _facts(statement: Statement) -> list[Any]:
    calendar = next((each.calendar for each in statement.deadlines if each.calendar), None)
    rows = tuple((plain(what), _worded(value, calendar)) for what, value in statement.facts)
    return ["基本情况", Table("基本情况", ("事项", "内容"), rows, (27, 73))] if rows else []


def _worded(value: str | date, calendar: Calendar | None) -> str:
    return plain(value) if isinstance(value, str) else day_words.full_date(value, calendar)


def _results(statement: Statement) -> list[Any]:
    known: set[Instrument] = set()
    rows = tuple(
        (TITLES[each.kind]["zh"], day_words.result(each), day_words.cited(each.basis, known))
        for each in statement.deadlines
    )
    found: list[Any] = ["计算结果", Table("计算结果", ("期限", "日期", "依据"), rows, (27, 33, 40))]
    if missing := sorted({year for each in statement.deadlines for year in each.missing}):
        years = "、".join(f"{year}年" for year in missing)
        found.append(
            Text(
                "paragraph",
                f"标明“暂定”的日期为推算：{years}部分节假日安排的通知尚未公布；公布后按通知重新计算，日期可能变动。",
            )
        )
    return found


def _calendar(deadline: Deadline) -> list[Any]:
    days = deadline.days
    span = f"{day_words.chinese_date(days[0].date)}至{day_words.chinese_date(days[-1].date)}"
    heading = f"{TITLES[deadline.kind]['zh']}的逐日计算（{span}）"
    return [heading, Weeks(heading, tuple(_weeks(deadline, days))), Text("small", day_words.legend(days))]


def _weeks(deadline: Deadline, days: Sequence[ExplainedDay]) -> Iterator[tuple[Square | None, ...]]:
    first, last = days[0].date, days[-1].date
    squares: list[Square | None] = [None] * first.weekday()
    squares += (day_words.square(day, first=first, last=last, calendar=deadline.calendar) for day in days)
    squares += [None] * (len(WEEKDAYS) - 1 - last.weekday())
    for start in range(0, len(squares), len(WEEKDAYS)):
        yield tuple(squares[start : start + len(WEEKDAYS)])


def _others(deadlines: Sequence[Deadline], *, alone: bool) -> list[Any]:
    if not deadlines:
        return []
    heads = ("期限", "起始日", "长度", "计算经过")
    rows = tuple((TITLES[each.kind]["zh"], *day_words.counted(each)) for each in deadlines)
    heading = "计算经过" if alone else "其他期限的计算经过"
    return [heading, Table(heading, heads, rows, (27, 19, 14, 40))]


def _notices(statement: Statement, shown: Deadline | None) -> list[Any]:
    found = dict.fromkeys(notice for deadline in statement.deadlines for notice in _relied_on(deadline))
    titles = _titles((*packs.shipped(), *statement.packs))
    lines = [titles.get(number, number) for number in found]
    if shown:
        lines.append(f"{_REST_DAYS}（星期六和星期日为周休息日）")
    if guessed := next((each.date for each in statement.deadlines if each.provisional and each.date), None):
        measures = "、".join(str(citation) for citation in statutory.MEASURES.on(guessed).basis)
        lines.append(f"{measures}（推算的法定节假日）")
    if not lines:
        return []
    return ["休息日和调休上班的依据", *(Text("paragraph", f"{at}．{plain(line)}") for at, line in enumerate(lines, 1))]


def _relied_on(deadline: Deadline) -> Iterator[str]:
    """Yield the notices that rule the days of a deadline; of a period of calendar days, those that rule its end."""
    yield from (day.notice for day in deadline.days if day.notice)
    if deadline.date and deadline.calendar and (notice := deadline.calendar.day(deadline.date).notice):
        yield notice


def _titles(known: Iterable[Pack]) -> dict[str, str]:
    notices = chain.from_iterable(pack.notices for pack in known)
    return {str(each): f"《{each.title}》（{each.number}）" if each.number else f"《{each.title}》" for each in notices}


def _notes(statement: Statement) -> list[Any]:
    own = (_ISO.sub(_as_documents_write, note.zh) for deadline in statement.deadlines for note in deadline.notes)
    lines = dict.fromkeys(plain(line) for line in (*own, *statement.notes))
    return ["说明", *(Text("paragraph", line) for line in lines if line)] if any(lines) else []


def _as_documents_write(found: re.Match[str]) -> str:
    return day_words.chinese_date(date.fromisoformat(found[1]))


def _pdf(statement: Statement) -> bytes:
    given = {
        "title": plain(statement.title),
        "author": plain(statement.organ),
        "weekdays": WEEKDAYS,
        "parts": [
            asdict(part) | {"kind": getattr(part, "kind", type(part).__name__.lower())} for part in parts(statement)
        ],
    }
    return pdf.render(SOURCE, given, day=statement.made_on)


def _docx(statement: Statement) -> bytes:
    from gongkai.documents import word_page  # python-docx is slow to load, and a PDF does not need it

    return word_page.render(
        list(parts(statement)), title=statement.title, author=statement.organ, day=statement.made_on
    )


KINDS: dict[str, Callable[[Statement], bytes]] = {"docx": _docx, "pdf": _pdf}
