"""The steps of a case: what happened, and taking one."""

from ninja import Router, Status

from gongkai.law import procedure
from gongkai.law.procedure import STEPS, Step, StepKind
from gongkai.web.api import filling, given, shapes, showing
from gongkai.web.api.doors import ApiRequest, call_of
from gongkai.web.api.faults import Fault
from gongkai.web.api.models import Scope
from gongkai.web.api.v1 import READING, WRITING, answers, door
from gongkai.web.api.v1.finding import Key, NumberOf, case_of, check_as_sent, once
from gongkai.web.api.wording import Words, basis
from gongkai.web.cases import queries
from gongkai.web.cases.models import Step as StepRow
from gongkai.web.cases.writing.queries import PURPOSES

router = Router(tags=["步骤 Steps"])


@router.get(
    "/cases/{number}/steps",
    **door(Scope.READ),
    response=answers(list[shapes.StepShape], *READING),
    url_name="steps",
    summary="办理步骤 Steps",
)
def list_steps(request: ApiRequest, number: NumberOf) -> list[shapes.StepShape]:
    """按登记先后的全部步骤。撤销是新的一步，被撤销的也在其中。All steps in their order, with those that were undone."""
    return showing.steps(case_of(request, number))


@router.post(
    "/cases/{number}/steps",
    **door(Scope.STEP),
    response={200: shapes.StepShape, **answers(shapes.StepShape, *WRITING, status=201)},
    url_name="steps",
    summary="登记步骤 Take a step",
)
def take_step(request: ApiRequest, number: NumberOf, given: given.SentStep, key: Key) -> Status[shapes.StepShape]:
    """登记法律现在允许的一步。答复、终止、延长、延迟须经审核和批准，不在此登记，返回 409。再次发送同一编号的，返回 200 和同一步骤。

    Takes a step that the law allows now. A reply, a termination, an extension and a delay are reviewed and approved by people
    and are not taken here: the answer is 409. Sent again with the same key, the answer is 200 and the same step.
    """
    case, token = case_of(request, number), once(request, key)
    if earlier := case.steps.select_related("registered_by").filter(token=token).first():
        return Status(200, showing.step(_as_sent(earlier, given)))
    if given.kind in PURPOSES:
        raise _needs_approval(given.kind)
    standing = queries.standing(case, request.today)
    by = queries.terms(case.organ, standing.state.received or request.today)
    if given.kind not in procedure.allowed(standing.stage, standing.state.matter):
        procedure.take(standing.state, Step(given.kind, given.on), by)
    form = filling.step_form(given, case, standing, by, token)
    return Status(201, showing.step(_as_sent(form.take(call_of(request, token)), given)))


def _as_sent(row: StepRow, given: given.SentStep) -> StepRow:
    check_as_sent((row.kind, row.on, row.facts.get("ref", "")) == (given.kind, given.on, given.ref.strip()))
    return row


def _needs_approval(kind: StepKind) -> Fault:
    rule = STEPS[kind]
    said = Words(
        f"“{rule.zh}”须经工作人员审核和批准后发出，不能由接口直接登记；请用 versions 报送送审稿。",
        f"“{rule.en}” is reviewed, approved and issued by people; submit a draft under `versions` instead.",
    )
    return Fault(409, "needs_approval", said, basis(rule.basis))
