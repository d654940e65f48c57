"""An office that begins in the middle of a year takes its cases from a table: each as the law has it, or not at all."""

from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from openpyxl import Workbook, load_workbook

from gongkai.law.procedure import STEPS, Stage, StepKind
from gongkai.web.cases import fingerprints, queries, reminders
from gongkai.web.cases.models import Case, Intake, NumberSeries, OpeningBalance, Step
from gongkai.web.cases.taking_over import queries as taken
from gongkai.web.cases.taking_over.actions import tables
from gongkai.web.cases.taking_over.table.columns import BALANCE, Sheet, columns
from gongkai.web.cases.taking_over.table.lines import BadTable
from gongkai.web.cases.taking_over.table.template import template
from gongkai.web.cases.taking_over.tasks import take_table
from gongkai.web.notices.models import Message
from gongkai.web.organs import log
from gongkai.web.organs.models import Event, Organ, Role
from gongkai.web.organs.permissions import NotAllowed
from gongkai.web.upkeep import replaying
from gongkai.web.vault import files
from gongkai.web.vault.models import RestrictedFile
from gongkai.web.vault.office_files import XLSX
from gongkai.web.vault.uploads import Checked as Upload
from tests.web import factories
from tests.web.cases.taking_over.sheets import BALANCES, LAST_YEAR, RECEIVED, REPLIED, Cells, line, table

pytestmark = pytest.mark.django_db
K = StepKind


class Office:
    """An organ, and who takes its cases over."""

    def __init__(self) -> None:
        self.organ: Organ = factories.organ()
        self.handler = factories.person((self.organ, Role.HANDLER))
        self.by = factories.call(self.handler)

    def hand_in(self, data: bytes) -> Intake:
        """Hand a table in."""
        return tables.hand_in(organ=self.organ, upload=Upload(data, "登记簿.xlsx", XLSX), by=self.by)

    def take(self, data: bytes) -> Intake:
        """Hand a table in and take it to its end."""
        return tables.go_on(tables.confirm(intake=self.hand_in(data), by=self.by), by=self.by)

    def case(self, number: str) -> Case:
        """Return a case by the number that it had."""
        return Case.objects.select_related("organ").get(organ=self.organ, former_number=number)

    def browser(self) -> Client:
        """Return the handler's browser."""
        client = Client()
        client.force_login(self.handler, "django.contrib.auth.backends.ModelBackend")
        return client


@pytest.fixture
def office() -> Office:
    """Return an office on 23 November 2026."""
    return Office()


def kinds(case: Case) -> list[str]:
    """Return the steps of a case."""
    return list(case.steps.order_by("ordinal").values_list("kind", flat=True))


def reasons(intake: Intake) -> list[tuple[str, int, str]]:
    """Return the lines that were not taken: sheet, row and column."""
    return [(each["sheet"], each["row"], each["column"]) for each in intake.refused]


LIVES: dict[str, tuple[Cells, list[StepKind]]] = {
    "plain": ({}, [K.RECEIVED]),
    "confirmed": (
        {"收到方式": "传真", "到达日期": date(2026, 10, 30)},
        [K.SUBMITTED, K.RECEIVED],
    ),
    "clarifying": (
        {"告知补正日期": "2026-11-04", "补正告知到达日期": "2026/11/5"},
        [K.RECEIVED, K.CLARIFICATION_ASKED],
    ),
    "clarified": (
        {"告知补正日期": date(2026, 11, 4), "补正告知到达日期": "2026年11月5日", "收到补正日期": "20261109"},
        [K.RECEIVED, K.CLARIFICATION_ASKED, K.CLARIFICATION_GIVEN],
    ),
    "consulting": (
        {"征求意见对象": "第三方", "征求意见发出日期": "2026-11-04", "征求意见到达日期": "2026-11-05"},
        [K.RECEIVED, K.THIRD_PARTY_CONSULTED],
    ),
    "heard and extended": (
        {
            "征求意见对象": "共同制作机关",
            "征求意见发出日期": "2026-11-04",
            "征求意见到达日期": "2026-11-05",
            "征求意见结果": "已提出意见",
            "征求意见结果日期": "2026-11-10",
            "延长期限日期": "2026-11-17",
            "延长工作日数": 20,
            "批准人": "方批准",
        },
        [K.RECEIVED, K.CO_MAKER_CONSULTED, K.CO_MAKER_ANSWERED, K.EXTENDED],
    ),
    "explained": (
        {
            "要求说明理由日期": "2026-11-04",
            "说明理由告知到达日期": "2026-11-04",
            "说明理由结果": "已说明",
            "说明理由结果日期": "2026-11-09",
            "确定延迟答复日期": "2026-11-10",
            "延迟至": "2026-12-25",
            "批准人": "方批准",
        },
        [K.RECEIVED, K.REASONS_ASKED, K.REASONS_GIVEN, K.DELAYED],
    ),
    "paying": (
        {"收费通知日期": "2026-11-04", "收费通知到达日期": "2026-11-05"},
        [K.RECEIVED, K.FEE_NOTIFIED],
    ),
}
ENDS: dict[str, tuple[Cells, list[StepKind]]] = {
    "replied": (REPLIED, [K.RECEIVED, K.REPLIED]),
    "served": (
        REPLIED | {"送达方式": "直接送达", "送达日期": "2026-11-18", "归档日期": "2026-11-20"},
        [K.RECEIVED, K.REPLIED, K.SERVED, K.ARCHIVED],
    ),
    "in part": (
        REPLIED | {"办结方式": "部分公开（区分处理）", "不予公开部分的依据": "商业秘密；个人隐私", "送达方式": "邮寄"},
        [K.RECEIVED, K.REPLIED],
    ),
    "withdrawn": ({"办结方式": "申请人撤回申请", "办结日期": "2026-11-10"}, [K.RECEIVED, K.WITHDRAWN]),
    "terminated": ({"办结方式": "其他原因终止处理", "办结日期": "2026-11-10"}, [K.RECEIVED, K.TERMINATED]),
    "given up": (
        {
            "收到申请之日": "2026-08-03",
            "告知补正日期": "2026-08-05",
            "补正告知到达日期": "2026-08-05",
            "办结方式": "逾期不补正，不再处理",
            "办结日期": "2026-09-10",
        },
        [K.RECEIVED, K.CLARIFICATION_ASKED, K.CLARIFICATION_LAPSED],
    ),
}


def test_lines_become_cases_with_the_steps_that_they_tell(office: Office) -> None:
    done = office.take(
        table(
            [line(name, cells) for name, (cells, _) in LIVES.items()],
            [line(name, cells) for name, (cells, _) in ENDS.items()],
            [line("last year", REPLIED, LAST_YEAR)],
        )
    )
    assert (done.refused, done.taken, done.lines) == ([], 15, 15)
    for name, (_, steps) in (LIVES | ENDS).items():
        assert kinds(office.case(name)) == steps, name
    assert not list(replaying.differences(factories.TODAY))
    assert not list(fingerprints.changed())
    assert not list(log.broken())
    part = office.case("in part").steps.get(kind=K.REPLIED)
    assert part.facts["withheld"] == ["trade_secret", "personal_privacy"]
    assert office.case("clarified").due == queries.standing(office.case("clarified"), factories.TODAY).due.date  # type: ignore[union-attr]
    assert office.case("explained").due == date(2026, 12, 25)
    assert office.case("clarifying").stage == Stage.CLARIFYING


def test_a_case_gets_a_number_of_the_year_of_its_receipt_and_a_code_that_can_be_renewed(office: Office) -> None:
    NumberSeries.objects.create(organ=office.organ, year=2026, last=41)
    done = office.take(table([line("甲"), line("乙")], register=[line("丙", REPLIED, LAST_YEAR)]))
    code = office.organ.code.upper()
    assert [office.case(each).number for each in "甲乙丙"] == [
        f"{code}-2026-0042",
        f"{code}-2026-0043",
        f"{code}-2025-0001",
    ]
    assert office.case("甲").intake == done
    assert office.case("丙").filed_at.date() in (date(2025, 3, 2), date(2025, 3, 3))
    assert len({each.code_digest for each in Case.objects.all()}) == 3
    renewed = office.browser().post(reverse("cases:new_code", args=[office.case("甲").number]), follow=True)
    assert renewed.status_code == 200


def test_nobody_is_told(office: Office) -> None:
    reached = {"申请人姓名或者名称": "林某某", "联系电话": "13800000000", "电子邮箱": "a@example.cn"}
    office.take(table([line("甲", reached), line("乙", reached, {"收到申请之日": date(2026, 10, 13)})]))
    assert queries.applicant(office.case("甲")) == {"name": "林某某", "phone": "13800000000", "email": "a@example.cn"}
    assert b"1380000" not in bytes(office.case("甲").applicant.sealed)
    reminders.tell_overdue(factories.NOW)
    assert not Message.objects.exists()
    assert not DBTaskResult.objects.filter(task_path__contains="tell").exists()


WRONG: list[tuple[str, Cells, str, str]] = [
    ("open", {"原编号": None, "备注": "无编号"}, "原编号", "没有填写"),
    ("open", {"收到方式": "托人捎来"}, "收到方式", "不是可以选择的内容"),
    ("open", {"收到申请之日": "上周"}, "收到申请之日", "不是日期"),
    ("open", {"收到申请之日": date(2026, 12, 1)}, "收到申请之日", "尚未发生"),
    ("open", {"收到申请之日": date(2019, 1, 2)}, "收到申请之日", "施行"),
    ("open", {"告知补正日期": date(2026, 11, 20)}, "告知补正日期", "7个工作日内"),
    ("open", {"延长期限日期": "2026-11-17", "延长工作日数": 21, "批准人": "方批准"}, "延长期限日期", "最长为 20"),
    ("open", {"延长期限日期": "2026-11-17", "延长工作日数": 5}, "延长期限日期", "批准人"),
    ("open", {"延长工作日数": "五天"}, "延长工作日数", "不是整数"),
    ("open", {"延长工作日数": "9" * 5000}, "延长工作日数", "不是整数"),
    ("open", {"收到补正日期": "=DATE(2026,11,16)"}, "收到补正日期", "公式没有结果"),
    ("open", {"告知补正日期": True}, "告知补正日期", "不是日期"),
    ("open", {"信息名称": "长" * 201}, "信息名称", "超过 200 个字"),
    ("open", {"证件号码": "110105194912310021"}, "证件号码", "有一位写错"),
    ("open", {"联系电话": "12"}, "联系电话", "不是可以拨打"),
    ("open", {"电子邮箱": "林某某"}, "电子邮箱", "不是电子邮箱"),
    ("ended", {}, "办结方式", "没有填写"),
    ("ended", REPLIED | LAST_YEAR, "办结日期", "不在 2026 年办结"),
    ("ended", REPLIED | {"送达方式": None}, "办结日期", "送达方式"),
    ("ended", REPLIED | {"办结日期": date(2026, 10, 30)}, "办结日期", "早于上一步"),
    ("ended", REPLIED | {"办结方式": "补正后申请内容仍不明确"}, "办结日期", "补正"),
    ("register", REPLIED, "办结日期", "不在 2026 年以前办结"),
]


@pytest.mark.parametrize(("sheet", "cells", "column", "reason"), WRONG)
def test_a_line_that_is_wrong_is_not_taken_and_told_by_its_place(
    office: Office, sheet: str, cells: Cells, column: str, reason: str
) -> None:
    names = {"open": Sheet.OPEN, "ended": Sheet.ENDED, "register": Sheet.REGISTER}
    wrong, right = (
        line("甲", cells),
        line("乙", {} if sheet == "open" else REPLIED | (LAST_YEAR if sheet == "register" else {})),
    )
    rows = {"opened" if sheet == "open" else sheet: [wrong, right]}
    done = office.take(table(**rows))
    assert reasons(done) == [(names[sheet], 4, column)]
    assert reason in done.refused[0]["reason"]
    assert done.refused[0]["advice"]
    assert done.taken == 1
    assert office.case("乙")


def test_what_stands_in_a_cell_is_told_to_nobody(office: Office) -> None:
    secret = "林某某身份证号"
    wrong = [
        line(str(n), {column.zh: secret}) for n, column in enumerate(columns(Sheet.OPEN)) if column.key != "number"
    ]
    done = office.take(table([*wrong, line("好")]))
    assert done.refused
    said = str(done.refused) + "".join(str(event.detail) for event in Event.objects.all())
    assert secret not in said


def test_a_number_that_stands_twice_is_taken_once(office: Office) -> None:
    done = office.take(table([line("甲"), line("甲", 信息名称="另一件")]))
    assert reasons(done) == [(Sheet.OPEN, 5, "原编号")]
    assert office.case("甲").subject == RECEIVED["信息名称"]


def test_the_same_table_twice_is_one_table(office: Office) -> None:
    data = table([line("甲")])
    first, second = office.take(data), office.take(data)
    assert first == second
    assert (Intake.objects.count(), Case.objects.count()) == (1, 1)


def test_a_table_that_was_mended_brings_what_was_missing_and_nothing_twice(office: Office) -> None:
    office.take(table([line("甲"), line("乙", 收到方式="托人捎来")]))
    mended = office.hand_in(table([line("甲"), line("乙")]))
    found = taken.looked_at(mended, factories.TODAY)
    assert ([each.number for each in found.ready], found.there) == (["乙"], 1)
    tables.go_on(tables.confirm(intake=mended, by=office.by), by=office.by)
    assert Case.objects.count() == 2


def test_two_organs_may_have_the_same_numbers(office: Office) -> None:
    other = Office()
    data = table([line("甲")])
    assert office.take(data) != other.take(data)
    assert office.case("甲") != other.case("甲")


def test_a_table_goes_on_where_it_was_broken_off(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "BATCH", 3)
    confirmed = tables.confirm(intake=office.hand_in(table([line(str(n)) for n in range(10)])), by=office.by)
    real, calls = tables.actions.take_over_all, []

    def killed(**said: Any) -> list[Case]:
        calls.append(said)
        done = real(**said)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return done

    monkeypatch.setattr(tables.actions, "take_over_all", killed)
    with pytest.raises(KeyboardInterrupt):
        tables.go_on(confirmed, by=office.by)
    assert Case.objects.count() == 3, "a batch is taken whole or not at all"
    confirmed.refresh_from_db()
    assert (confirmed.taken, confirmed.ended_at) == (3, None)
    monkeypatch.setattr(tables.actions, "take_over_all", real)
    done = tables.go_on(confirmed, by=office.by)
    assert (done.taken, done.refused, Case.objects.count()) == (10, [], 10)
    assert done.ended_at
    assert tables.go_on(done, by=office.by).taken == 10


def test_nothing_is_changed_before_it_is_confirmed(office: Office) -> None:
    office.hand_in(table([line("甲")], balance=BALANCES))
    assert not Case.objects.exists()
    assert not OpeningBalance.objects.exists()


def test_the_file_is_encrypted_while_it_is_kept_and_deleted_once_it_was_taken(
    office: Office, django_capture_on_commit_callbacks: Any
) -> None:
    found = office.hand_in(table([line("甲", 备注="林某某")]))
    assert found.file is not None
    place: Path = files.path(found.file)
    assert place.exists()
    assert not place.read_bytes().startswith(b"PK")
    with django_capture_on_commit_callbacks(execute=True):
        tables.go_on(tables.confirm(intake=found, by=office.by), by=office.by)
    assert not place.exists()
    assert not RestrictedFile.objects.exists()


def test_a_table_is_dropped_or_forgotten_where_nobody_confirms_it(office: Office) -> None:
    first = office.hand_in(table([line("甲")]))
    tables.drop(intake=first, by=office.by)
    office.hand_in(table([line("乙")]))
    assert tables.forget(factories.NOW + timedelta(days=6)) == 0
    assert tables.forget(factories.NOW + timedelta(days=8)) == 1
    assert not Intake.objects.exists()
    assert not RestrictedFile.objects.exists()
    taken_over = office.take(table([line("丙")]))
    with pytest.raises(tables.NotNow):
        tables.drop(intake=taken_over, by=office.by)


def test_a_table_without_anything_to_take_is_not_confirmed(office: Office) -> None:
    found = office.hand_in(table([line("甲", 收到方式="托人捎来")]))
    with pytest.raises(tables.NotNow):
        tables.confirm(intake=found, by=office.by)


def test_who_has_no_post_here_takes_nothing(office: Office) -> None:
    stranger = factories.call(factories.person((factories.organ(), Role.HANDLER), (office.organ, Role.APPROVER)))
    with pytest.raises(NotAllowed):
        tables.hand_in(organ=office.organ, upload=Upload(b"", "a.xlsx", XLSX), by=stranger)
    found = office.hand_in(table([line("甲")]))
    for act in (tables.confirm, tables.drop):
        with pytest.raises(NotAllowed):
            act(intake=found, by=stranger)


# The sheets


def sheet_of(rows: list[list[Any]], title: str = Sheet.OPEN) -> bytes:
    """Return a workbook with one sheet."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = title
    for row in rows:
        page.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_empty_table_has_lists_explanations_and_an_example_that_is_not_taken(office: Office) -> None:
    book = load_workbook(BytesIO(template()))
    assert book.sheetnames == ["填写说明", *Sheet, BALANCE, "选项"]
    for sheet in Sheet:
        chosen = {
            str(each.sqref).split(":")[0].rstrip("0123456789") for each in book[sheet].data_validations.dataValidation
        }
        assert len(chosen) >= 6
        assert book[sheet]["A2"].value.startswith("说明")
        assert book[sheet]["A3"].value.startswith("示例")
    words = [cell.value for cell in book["选项"]["A"]]
    assert words[0] == "收到方式"
    assert "邮寄（需签收）" in words
    found = taken.looked_at(office.hand_in(template()), factories.TODAY)
    assert (found.ready, found.problems, found.balance) == ([], [], None)


def test_columns_may_be_moved_left_out_and_added(office: Office) -> None:
    headings = ["信息名称", "申请人类别", "我的列", "收到申请之日", "收到方式", "原编号"]
    done = office.hand_in(sheet_of([headings, ["明细", "公司", "x", 46328, "传真", 7.0]]))
    found = taken.looked_at(done, factories.TODAY)
    assert [each.number for each in found.ready] == ["7"]
    assert found.ready[0].standing.state.received == date(2026, 11, 2)
    assert found.aside == ["在办申请：“我的列”"]


def test_a_missing_column_is_told_once(office: Office) -> None:
    found = taken.looked_at(office.hand_in(sheet_of([["原编号", "信息名称"], ["甲", "明细"]])), factories.TODAY)
    assert [each.column for each in found.problems] == ["收到方式", "收到申请之日", "申请人类别"]


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04 cut short", sheet_of([["a"]], title="Sheet1"), b"%PDF-1.4"],
    ids=["empty", "cut short", "another workbook", "no workbook"],
)
def test_what_is_no_table_is_refused(office: Office, data: bytes) -> None:
    with pytest.raises(BadTable):
        office.hand_in(data)
    assert not Intake.objects.exists()


def test_too_many_lines_are_refused(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.web.cases.taking_over.table.lines.MOST_LINES", 3)
    with pytest.raises(BadTable, match="最多 3 行"):
        office.hand_in(table([line(str(n)) for n in range(4)]))


# The figures that a year begins with


def test_last_years_figures_are_kept_by_column_with_their_source(office: Office) -> None:
    carried = [line(str(n), {"收到申请之日": date(2025, 12, 29), "办结日期": date(2026, 1, 15)}) for n in range(4)]
    rows = [REPLIED | each | {"办结日期": date(2026, 1, 15)} for each in carried]
    found = office.hand_in(table(ended=rows, balance=BALANCES))
    assert taken.looked_at(found, factories.TODAY).doubts == []
    done = tables.go_on(tables.confirm(intake=found, by=office.by), by=office.by)
    kept = taken.opening(office.organ, 2026)
    assert kept is not None
    assert kept.cells["natural_person"] == 3
    assert (sum(kept.cells.values()), kept.source, kept.intake) == (4, "2025年度报告", done)
    assert taken.opening(office.organ, 2025) is None


def test_figures_that_do_not_agree_with_the_cases_are_told(office: Office) -> None:
    found = taken.looked_at(office.hand_in(table([line("甲")], balance=BALANCES)), factories.TODAY)
    assert "合计 4 件" in found.doubts[0]
    assert "没有办结的有 0 件" in found.doubts[0]


def test_a_mended_table_agrees_with_its_figures_by_what_was_taken_of_it_before(office: Office) -> None:
    carried = [
        line(str(n), REPLIED | {"收到申请之日": date(2025, 12, 29), "办结日期": date(2026, 1, 15)}) for n in range(4)
    ]
    office.take(table(ended=[*carried[:3], carried[3] | {"收到方式": "托人捎来"}], balance=BALANCES))
    mended = taken.looked_at(office.hand_in(table(ended=carried, balance=BALANCES)), factories.TODAY)
    assert (len(mended.ready), mended.there, mended.doubts) == (1, 3, [])


@pytest.mark.parametrize("wrong", [{"来源": ""}, {"自然人": "三"}, {"自然人": -1}])
def test_figures_that_are_not_whole_are_not_taken(office: Office, wrong: dict[str, Any]) -> None:
    done = office.take(table([line("甲")], balance=BALANCES | wrong))
    assert [each["sheet"] for each in done.refused] == [BALANCE]
    assert taken.opening(office.organ, 2026) is None
    assert done.taken == 1


def test_figures_are_typed_in_on_a_page_and_the_last_ones_count(office: Office) -> None:
    client, address = office.browser(), reverse("cases:opening")
    given = {"organ": office.organ.code, "year": 2026, "source": "2025年度报告", "natural_person": 5}
    given |= dict.fromkeys(("commercial", "research", "public_welfare", "legal_service", "other"), 0)
    assert client.post(address, given | {"source": ""}).status_code == 422
    assert client.post(address, given | {"year": 2027}).status_code == 422
    assert client.post(address, given | {"other": -1}).status_code == 422
    for number in (5, 6, 6):
        assert client.post(address, given | {"natural_person": number}).status_code == 302
    kept = taken.opening(office.organ, 2026)
    assert kept is not None
    assert kept.cells["natural_person"] == 6
    assert OpeningBalance.objects.count() == 2
    assert "2025年度报告" in client.get(reverse("cases:take_over")).content.decode()


# The pages


def test_a_table_is_looked_at_confirmed_and_its_remainder_fetched_on_the_pages(office: Office) -> None:
    client = office.browser()
    upload = SimpleUploadedFile("在办.xlsx", table([line("甲"), line("乙", 收到方式="托人捎来")]), XLSX)
    sent = client.post(reverse("cases:take_over"), {"organ": office.organ.code, "table": upload})
    assert sent.status_code == 302
    page = client.get(sent["Location"]).content.decode()
    assert "可以导入 1 行，不能导入 1 行" in page
    assert "不是可以选择的内容" in page
    found = Intake.objects.get()
    assert client.post(reverse("cases:intake_confirm", args=[found.pk])).status_code == 302
    assert "导入 1 件，没有导入 1 行" in client.get(sent["Location"]).content.decode()
    fetched = client.get(reverse("cases:intake_refused", args=[found.pk]))
    rows = list(load_workbook(BytesIO(fetched.content)).worksheets[0].values)
    assert rows[0] == ("工作表", "行", "列", "原因", "怎样处理")
    assert rows[1][:3] == (Sheet.OPEN, 5, "收到方式")
    assert client.get(reverse("cases:take_over_template")).content[:2] == b"PK"
    number = office.case("甲").number
    assert number in client.get(reverse("cases:inbox")).content.decode()
    assert client.get(reverse("cases:inbox"), {"number": "甲"})["Location"] == reverse("cases:case", args=[number])
    assert "原编号" in client.get(reverse("cases:case", args=[number])).content.decode()


def test_a_large_table_goes_on_in_the_background_and_by_hand(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.web.cases.taking_over.views.tables.AT_ONCE", 2)
    client = office.browser()
    found = office.hand_in(table([line(str(n)) for n in range(15)]))
    client.post(reverse("cases:intake_confirm", args=[found.pk]))
    address = reverse("cases:intake", args=[found.pk])
    waiting = client.get(address)
    assert waiting["Refresh"] == "3"
    assert "已经导入 0 件，表中共 15 行" in waiting.content.decode()
    client.post(reverse("cases:intake_go_on", args=[found.pk]))
    assert Case.objects.count() == 10
    assert DBTaskResult.objects.filter(task_path__endswith="take_table", status="READY").count() == 1
    take_table.func(found.pk)
    assert Case.objects.count() == 15
    done = client.get(address)
    assert "Refresh" not in done
    assert "导入 15 件" in done.content.decode()


def test_a_wrong_file_is_told_at_its_field(office: Office) -> None:
    for content, words in (
        (b"%PDF-1.4\n%%EOF", "只能上传 XLSX"),
        (b"", "文件是空的"),
        (sheet_of([["a"]], "x"), "没有找到工作表"),
    ):
        upload = SimpleUploadedFile("a.xlsx", content, XLSX)
        answer = office.browser().post(reverse("cases:take_over"), {"organ": office.organ.code, "table": upload})
        assert answer.status_code == 422
        assert words in answer.content.decode()


def test_every_step_of_a_line_is_one_that_has_a_name() -> None:
    assert {kind for _, steps in (LIVES | ENDS).values() for kind in steps} <= set(STEPS)
    assert Step.objects.count() == 0


def test_late_replies_and_late_cases_are_taken_as_they_were(office: Office) -> None:
    late = line("迟", {"收到申请之日": date(2026, 9, 1)}, REPLIED)
    over = line("超", {"收到申请之日": date(2026, 9, 1)})
    found = office.hand_in(table([over], [late]))
    assert taken.looked_at(found, factories.TODAY).overdue == 1
    tables.go_on(tables.confirm(intake=found, by=office.by), by=office.by)
    assert queries.standing(office.case("超"), factories.TODAY).overdue
    assert office.case("迟").closed == date(2026, 11, 16)
    assert office.case("超").filed_at <= datetime(2026, 9, 1, 0, 0, tzinfo=factories.SHANGHAI)


def test_what_is_decided_once_the_office_works_here_goes_through_its_review(office: Office) -> None:
    """A table could else bring a reply that nobody has approved; what was decided before is taken as it was."""
    case = factories.case(office.organ, by=factories.call(now=factories.NOW - timedelta(days=4)))
    assert case.intake is None
    day = factories.TODAY - timedelta(days=3)
    done = office.take(
        table(
            ended=[line("甲", REPLIED), line("乙", REPLIED | {"办结日期": day})],
            opened=[line("丙", {"延长期限日期": day, "延长工作日数": 5, "批准人": "方批准"})],
        )
    )
    assert done.taken == 1 and office.case("甲")
    assert sorted(each["column"] for each in done.refused) == ["办结日期", "延长期限日期"]
    assert all("须在系统内送审" in each["reason"] for each in done.refused)
