"""What anybody may ask: the organs, the kinds of reply and of applicant, the calendar of working days."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from ninja import Router

from gongkai.law import replies
from gongkai.law.workdays import DayKind
from gongkai.web.api import faults, shapes, showing
from gongkai.web.api.v1 import answers
from gongkai.web.api.v1.finding import CodeOf, YearOf
from gongkai.web.api.wording import basis, words
from gongkai.web.organs import queries as organs

router = Router(tags=["公开查询 Public"])
KEPT = "public, max-age=300"
"""How long a copy may be kept of what is open to all."""


@router.get("/organs", response=answers(list[shapes.OrganLine]), url_name="organs", summary="机关列表 Organs")
def list_organs(request: HttpRequest, response: HttpResponse) -> list[shapes.OrganLine]:
    """现在受理申请的机关。The organs that take requests today."""
    response.headers["Cache-Control"] = KEPT
    return [showing.organ_line(organ) for organ in organs.organs(request.today)]  # type: ignore[attr-defined]


@router.get("/organs/{code}", response=answers(shapes.OrganFull, 404), url_name="organ", summary="机关 An organ")
def show_organ(request: HttpRequest, response: HttpResponse, code: CodeOf) -> shapes.OrganFull:
    """机关的名称、联系方式、行政复议机关。An organ, how it is reached, and who reviews its decisions."""
    found = organs.organs(request.today).filter(code=code).first()  # type: ignore[attr-defined]
    if found is None:
        raise faults.not_there()
    response.headers["Cache-Control"] = KEPT
    return showing.organ_full(found)


@router.get(
    "/reply-kinds", response=answers(list[shapes.ReplyKindShape]), url_name="reply_kinds", summary="答复类型 Replies"
)
def list_reply_kinds(request: HttpRequest, response: HttpResponse) -> list[shapes.ReplyKindShape]:
    """答复和结束办理的类型，各自的依据和在年度报告中计入的行。The kinds of reply, their basis, and where each counts."""
    response.headers["Cache-Control"] = KEPT
    return [
        shapes.ReplyKindShape(
            code=kind.code,
            zh=kind.zh,
            en=kind.en,
            basis=basis(kind.ground),
            remedy=str(kind.remedy),
            rows=dict(kind.rows),
            uncounted=showing.named(kind.uncounted) if kind.uncounted else None,
            withholdable=kind.withholdable,
        )
        for kind in replies.kinds()
    ]


@router.get(
    "/applicant-kinds",
    response=answers(list[shapes.ApplicantKindShape]),
    url_name="applicant_kinds",
    summary="申请人类别 Applicants",
)
def list_applicant_kinds(request: HttpRequest, response: HttpResponse) -> list[shapes.ApplicantKindShape]:
    """申请人的六类和更具体的类别。The six columns of applicants, and the finer kinds."""
    response.headers["Cache-Control"] = KEPT
    columns = [(one.code, words(one), one.code) for one in replies.columns()]
    kinds = [(one.code, words(one), one.column) for one in replies.applicants()]
    shown = {code: (said, column) for code, said, column in [*kinds, *columns]}
    return [
        shapes.ApplicantKindShape(code=code, zh=said.zh, en=said.en, column=column)
        for code, (said, column) in shown.items()
    ]


@router.get("/calendar", response=answers(shapes.CalendarShape), url_name="calendar", summary="工作日历 Calendar")
def show_calendar(request: HttpRequest, response: HttpResponse) -> shapes.CalendarShape:
    """放假安排已知到哪一天；此后的期限为暂定。How far the holidays are published; later deadlines are provisional."""
    response.headers["Cache-Control"] = KEPT
    known = organs.calendar()
    return shapes.CalendarShape(first=known.first, last=known.last, years=_years())


@router.get(
    "/calendar/{year}",
    response=answers(shapes.CalendarYear, 404, 422),
    url_name="calendar_year",
    summary="放假安排 Days off",
)
def show_year(request: HttpRequest, response: HttpResponse, year: YearOf) -> shapes.CalendarYear:
    """一年中放假和调休上班的日子。The days off of a year, and the days worked instead."""
    if year not in _years():
        raise faults.not_there()
    known = organs.calendar()
    first, last = max(date(year, 1, 1), known.first), min(date(year, 12, 31), known.last)
    named = [
        shapes.CalendarDayShape(day=day.date, kind=str(day.kind), holiday=day.holiday, notice=day.notice)
        for day in known.days(first, last)
        if day.kind in (DayKind.HOLIDAY, DayKind.MAKE_UP)
    ]
    response.headers["Cache-Control"] = KEPT
    return shapes.CalendarYear(year=year, days=named)


def _years() -> list[int]:
    known = organs.calendar()
    return list(range(known.first.year, known.last.year + 1))
