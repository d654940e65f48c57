"""What an applicant may see with number and query code, as on the public's pages. Both come in the body, never in an address."""

from typing import cast

from django.http import HttpRequest
from ninja import Router

from gongkai.law import replies
from gongkai.law.procedure import STAGES, STEPS, Standing, StepKind
from gongkai.web.api import faults, given, shapes, showing
from gongkai.web.api.doors import ApiRequest
from gongkai.web.api.faults import Fault
from gongkai.web.api.v1 import answers
from gongkai.web.api.wording import Words, both
from gongkai.web.cases import contest, notify, queries
from gongkai.web.cases.contest import Contest
from gongkai.web.cases.models import Case
from gongkai.web.organs import attempts
from gongkai.web.organs.origin import address

router = Router(tags=["公开查询 Public"])
NO_MATCH = Words("没有找到。办件编号或者查询码不对。", "Nothing was found: the number or the query code is wrong.")


@router.post(
    "/status",
    response=answers(shapes.PublicStatus, 404, 413, 422, 429),
    url_name="status",
    summary="查询进度 Follow a request",
)
def show_status(request: HttpRequest, given: given.SentCode) -> shapes.PublicStatus:
    """凭办件编号和查询码查询进度、期限和救济途径，不需要令牌。编号不对和查询码不对，答复相同。

    Where a request stands, by its number and its query code, without a token. A wrong number and a wrong code are answered
    alike.
    """
    call = cast(ApiRequest, request)
    who, number, now = address(request), given.number.strip().upper(), call.now
    if not attempts.may_open(who, number, now):
        raise faults.too_many(attempts.CODE_BY_ADDRESS.wait(now))
    case = queries.followed(number, given.code)
    if case is None:
        attempts.add_wrong(who, number, now)
        raise Fault(404, "no_match", NO_MATCH)
    return _shown(case, queries.standing(case, call.today))


def _shown(case: Case, standing: Standing) -> shapes.PublicStatus:
    state = standing.state
    return shapes.PublicStatus(
        number=case.number,
        organ=showing.organ_line(case.organ),
        stage=standing.stage,
        stage_name=showing.named(STAGES[standing.stage]),
        received=state.received,
        deadline=showing.due(standing.due),
        days_left=None if state.ended else standing.left,
        overdue=not state.ended and standing.overdue,
        result=state.result,
        result_name=showing.named(replies.kind(state.result)) if state.result else None,
        closed=state.closed,
        steps=_steps(case),
        remedies=_remedies(case, standing),
    )


def _steps(case: Case) -> list[shapes.PublicStep]:
    """Return the steps that an applicant is told of, and that stand."""
    rows = list(case.steps.order_by("ordinal"))
    gone = showing.undone(rows)
    told = [row for row in rows if row.ordinal not in gone and StepKind(row.kind) in notify.APPLICANT]
    return [
        shapes.PublicStep(kind=StepKind(row.kind), name=showing.named(STEPS[StepKind(row.kind)]), on=row.on)
        for row in told
    ]


def _remedies(case: Case, standing: Standing) -> shapes.Remedies | None:
    def ways() -> Contest | None:
        return contest.against_reply(case.organ, standing.state) or contest.against_silence(case.organ, standing)

    zh, en = both(ways)
    if zh is None or en is None:
        return None
    return shapes.Remedies(
        clause=shapes.Bilingual(zh=zh.clause, en=en.clause),
        review_body=zh.review_body,
        review_until=zh.review.date if zh.review else None,
        court=zh.court,
        suit_until=zh.suit.date if zh.suit else None,
        review_first=zh.review_first,
    )
