"""Cases: filing one, a page of them, where one stands, its period day by day, who asks."""

from typing import Annotated

from ninja import Query, Router, Status
from pydantic import ConfigDict, Field

from gongkai.law.procedure import Stage
from gongkai.web.api import faults, filling, given, shapes, showing
from gongkai.web.api.doors import ApiRequest, call_of
from gongkai.web.api.faults import Fault, Place
from gongkai.web.api.models import Scope
from gongkai.web.api.v1 import READING, WRITING, answers, door
from gongkai.web.api.v1.finding import Key, NumberOf, case_of, check_as_sent, once
from gongkai.web.api.wording import Words
from gongkai.web.cases import actions_staff, queries
from gongkai.web.cases.actions import AlreadyFiled
from gongkai.web.cases.forms import request as asking
from gongkai.web.cases.models import Case
from gongkai.web.vault.sealing import Unreadable

router = Router(tags=["办件 Cases"])
BAD_CURSOR = Words("不是上一页给出的 cursor。", "This is no cursor that a page has given.")
SEALED = Words(
    "申请人的信息现在不能解密，请联系系统管理员。", "Who asks cannot be decrypted now; ask an administrator."
)


class Wanted(given.Given):
    """哪些办件。Which cases are asked for; a day is included where it begins and where it ends."""

    model_config = ConfigDict(extra="ignore")

    stage: Stage | None = Field(default=None, description="阶段。Where they stand.")
    open: bool | None = Field(default=None, description="是否未办结。Whether they are open.")
    received_from: given.Day | None = Field(default=None, description="收到之日自。Received from.")
    received_to: given.Day | None = Field(default=None, description="收到之日至。Received up to.")
    due_from: given.Day | None = Field(default=None, description="届满之日自。Due from.")
    due_to: given.Day | None = Field(default=None, description="届满之日至。Due up to.")
    closed_from: given.Day | None = Field(default=None, description="办结日期自。Ended from.")
    closed_to: given.Day | None = Field(default=None, description="办结日期至。Ended up to.")
    limit: int = Field(default=50, ge=1, le=200, description="一页几件。How many on a page.")
    cursor: str = Field(default="", max_length=20, description="上一页的 next。What the page before gave as `next`.")


_RANGES = {
    f"{column}_{end}": f"{column}__{bound}"
    for column in ("received", "due", "closed")
    for end, bound in (("from", "gte"), ("to", "lte"))
}


@router.get(
    "/cases",
    **door(Scope.READ),
    response=answers(shapes.CasePage, *READING),
    url_name="cases",
    summary="办件列表 Cases",
)
def list_cases(request: ApiRequest, wanted: Annotated[Wanted, Query()]) -> shapes.CasePage:
    """按登记先后排列，次序不变；逐页读取时新登记的排在最后。In the order of filing, which never changes."""
    found = queries.readable(request.auth.person, request.today).filter(organ=request.auth.organ_id)
    for name, column in _RANGES.items():
        if (day := getattr(wanted, name)) is not None:
            found = found.filter(**{column: day})
    if wanted.stage is not None:
        found = found.filter(stage=wanted.stage)
    if wanted.open is not None:
        found = found.filter(closed__isnull=wanted.open)
    rows = list(found.filter(pk__gt=_after(wanted.cursor)).order_by("pk")[: wanted.limit + 1])
    shown = rows[: wanted.limit]
    onward = _cursor(shown[-1]) if len(rows) > len(shown) else None
    return shapes.CasePage(cases=[showing.line(case) for case in shown], next=onward)


@router.post(
    "/cases",
    **door(Scope.FILE),
    response={200: shapes.CaseFiled, **answers(shapes.CaseFiled, *WRITING, status=201)},
    url_name="cases",
    summary="登记申请 File a request",
)
def file_case(request: ApiRequest, given: given.SentRequest, key: Key) -> Status[shapes.CaseFiled]:
    """与工作人员登记收到的申请相同：按渠道确定收到申请之日。再次发送同一 Idempotency-Key 的，返回 200 和同一办件，不含查询码。

    As staff registers what arrives; the channel decides from which day the period runs. Sent again with the same key, the
    answer is 200 and the same case, without the query code.
    """
    organ = request.auth.organ
    form = filling.registration(given, organ, request.today)
    asked = asking.asked(form.cleaned_data)
    try:
        filed = actions_staff.register(
            organ=organ,
            asked=asked,
            applicant=asking.applicant(form.cleaned_data),
            came=form.came(),
            by=call_of(request, once(request, key)),
            papers=form.papers(),
        )
    except AlreadyFiled as earlier:
        case = Case.objects.select_related("organ").get(pk=earlier.case.pk)
        check_as_sent((case.subject, case.description) == (asked.subject, asked.description))
        return Status(200, _filed(request, case, None))
    return Status(201, _filed(request, filed.case, filed.code))


@router.get(
    "/cases/{number}",
    **door(Scope.READ),
    response=answers(shapes.CaseShape, *READING),
    url_name="case",
    summary="办件 A case",
)
def show_case(request: ApiRequest, number: NumberOf) -> shapes.CaseShape:
    """现在的阶段、期限及其依据、结果，在年度报告中计入哪里。Where it stands, its period and why, where it counts."""
    return showing.full(case_of(request, number), request.today)


@router.get(
    "/cases/{number}/deadline",
    **door(Scope.READ),
    response=answers(shapes.DeadlineShape, *READING),
    url_name="deadline",
    summary="答复期限逐日说明 Its period day by day",
)
def show_deadline(request: ApiRequest, number: NumberOf) -> shapes.DeadlineShape:
    """自收到之日起每一天计入与否及其依据。Every day from the receipt on: whether it counts, and why."""
    return showing.days(case_of(request, number), request.today)


@router.get(
    "/cases/{number}/applicant",
    **door(Scope.IDENTITY),
    response=answers(shapes.ApplicantShape, *READING, 409),
    url_name="applicant",
    summary="申请人 Who asks",
)
def show_applicant(request: ApiRequest, number: NumberOf) -> shapes.ApplicantShape:
    """申请人的身份信息；每次读取都记入日志。Who asks; every time this is read, the log says so."""
    case = case_of(request, number)
    try:
        known = actions_staff.open_identity(case=case, by=call_of(request))
    except Unreadable:
        raise Fault(409, "unreadable", SEALED) from None
    return shapes.ApplicantShape(**{name: known.get(name) for name in shapes.ApplicantShape.model_fields})


def _filed(request: ApiRequest, case: Case, code: str | None) -> shapes.CaseFiled:
    return shapes.CaseFiled(number=case.number, query_code=code, case=showing.full(case, request.today))


def _cursor(case: Case) -> str:
    return f"c{case.pk:x}"


def _after(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        return int(cursor.removeprefix("c"), 16) if cursor.startswith("c") and cursor.isalnum() else _refused()
    except ValueError:
        return _refused()


def _refused() -> int:
    raise faults.invalid([Place("query.cursor", *BAD_CURSOR)])
