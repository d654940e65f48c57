"""What a case says agrees with the log, and a change beside the log is found."""

from datetime import date

import pytest

from gongkai.law.procedure import Step, StepKind
from gongkai.web.cases import actions, actions_staff, fingerprints
from gongkai.web.cases.models import Case
from gongkai.web.cases.models import Step as StepRow
from gongkai.web.organs.models import Role
from tests.web import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    made = factories.case()
    handler = factories.person((made.organ, Role.HANDLER))
    step = Step(StepKind.CLARIFICATION_ASKED, factories.TODAY, arrived=factories.TODAY)
    actions.take(case=made, step=step, verb="cases.handle", by=factories.call(handler), note="请写明年份。")
    return made


def test_cases_made_by_actions_agree_with_the_log(case) -> None:
    handler = factories.person((case.organ, Role.HANDLER))
    actions_staff.renew_code(case=case, by=factories.call(handler))
    assert list(fingerprints.changed()) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [("note", "别的话"), ("on", date(2026, 11, 1)), ("facts", {"days": 40}), ("kind", "withdrawn")],
)
def test_a_changed_step_is_found(case, field, value) -> None:
    StepRow.objects.filter(case=case, ordinal=2).update(**{field: value})
    assert list(fingerprints.changed()) == [f"办件 {case.number} 的第 2 步与操作日志不符。"]


@pytest.mark.parametrize("field", ["subject", "description", "form", "delivery", "applicant_kind"])
def test_a_changed_request_is_found(case, field) -> None:
    Case.objects.filter(pk=case.pk).update(**{field: "other"})
    assert list(fingerprints.changed()) == [f"办件 {case.number} 的申请内容与操作日志不符。"]


def test_a_planted_query_code_is_found(case) -> None:
    Case.objects.filter(pk=case.pk).update(code_digest="0" * 64)
    assert list(fingerprints.changed()) == [f"办件 {case.number} 的查询码与操作日志不符。"]


def test_a_step_that_was_taken_away_is_found(case) -> None:
    StepRow.objects.filter(case=case, ordinal=2).delete()
    assert list(fingerprints.changed()) == [f"办件 {case.number} 有 1 步，与操作日志不符。"]


def test_a_remark_of_the_office_may_be_added_afterwards(case) -> None:
    StepRow.objects.filter(case=case, ordinal=2).update(remark="已电话联系")
    assert list(fingerprints.changed()) == []
