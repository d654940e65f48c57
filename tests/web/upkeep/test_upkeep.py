"""Keeping an office: what was changed behind its back is found, and everything can be taken along."""

import csv
import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from gongkai.law.procedure import Step, StepKind
from gongkai.web.cases import actions, queries
from gongkai.web.cases.models import Applicant, Case
from gongkai.web.cases.models import Step as StepRow
from gongkai.web.organs.models import Event, Role
from gongkai.web.upkeep import contacts, exporting, replaying, rotating, tables, verifying
from gongkai.web.vault import files, keys, sealing
from gongkai.web.vault.models import RestrictedFile
from tests.web import factories
from tests.web.factories import NOW, TODAY, call

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    """Return a case with a clarification asked for and a proof of identity."""
    organ = factories.organ()
    filed = factories.filed(organ, attachments=[("identity", factories.pdf())], subject="=1+1 支出")
    who = factories.person((organ, Role.HANDLER))
    step = Step(StepKind.CLARIFICATION_ASKED, TODAY)
    actions.take(case=filed.case, step=step, verb="cases.handle", by=call(who))
    return filed.case


def test_summaries_that_follow_from_the_steps_are_left_alone(case: Case) -> None:
    assert list(replaying.differences(TODAY)) == []
    assert replaying.rebuild(by=call()) == []
    assert not Event.objects.filter(verb="office.replayed").exists()


def test_a_summary_that_was_changed_is_found_and_written_anew(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "gongkai.web.upkeep.management.commands.replay.timezone", SimpleNamespace(localtime=lambda: NOW)
    )
    before = Case.objects.values().get(pk=case.pk)
    Case.objects.filter(pk=case.pk).update(stage="archived", due=date(2030, 1, 1))
    found = list(replaying.differences(TODAY))
    assert {each.column for each in found} == {"stage", "due"}
    assert all(case.number in str(each) for each in found)
    with pytest.raises(CommandError):
        call_command("replay", "--check", verbosity=0)
    call_command("replay", verbosity=0)
    assert Case.objects.values().get(pk=case.pk) == before
    assert Event.objects.filter(verb="office.replayed").count() == 1


def test_what_was_read_in_the_middle_of_a_step_is_not_written(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    before = Case.objects.values().get(pk=case.pk)
    stale = replaying.Difference(case.number, "stage", case.stage, "archived")
    monkeypatch.setattr(replaying, "differences", lambda today: iter([stale]))
    assert replaying.rebuild(by=call()) == []
    assert Case.objects.values().get(pk=case.pk) == before


def test_steps_that_the_law_does_not_allow_are_told_and_not_written_over(case: Case) -> None:
    StepRow.objects.filter(case=case, ordinal=2).update(kind="archived")
    found = replaying.rebuild(by=call())
    assert [each.column for each in found] == [""]
    assert "不能重放" in str(found[0])
    StepRow.objects.filter(case=case, ordinal=2).update(ordinal=3)
    assert "不连续" in str(next(replaying.differences(TODAY)))


def test_a_whole_office_has_no_faults(case: Case) -> None:
    assert list(verifying.faults(TODAY)) == []


@pytest.fixture
def tampered(case: Case) -> Iterator[Case]:
    """Return a case whose file and applicant were changed by somebody."""
    Applicant.objects.filter(case=case).update(sealed=b"\1" * 60)
    path = files.path(RestrictedFile.objects.get())
    path.write_bytes(b"\0" * 60)
    return case


def test_what_was_changed_behind_the_back_is_found(tampered: Case) -> None:
    Event.objects.filter(number=1).update(verb="something.else")
    found = "\n".join(verifying.faults(TODAY))
    for told in ("第 1 号事件", "applicants", "受限文件"):
        assert told in found
    files.path(RestrictedFile.objects.get()).unlink()
    assert "不见了" in "\n".join(verifying.faults(TODAY))


def test_everything_sealed_gets_the_new_key_and_opens(case: Case) -> None:
    old = keys.current().id
    assert rotating.begin(by=call())
    assert sealing.key_of(Applicant.objects.get().sealed) == old
    # Broken off here: the next call finishes it with the same key.
    new = keys.current().id
    assert not rotating.begin(by=call())
    list(rotating.go_on(by=call()))
    assert keys.current().id == new != old
    assert sealing.key_of(Applicant.objects.get().sealed) == new
    assert queries.applicant(Case.objects.get())["name"] == "林某某"
    assert files.read(RestrictedFile.objects.get()) == factories.pdf().data
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert {"office.key_changed", "office.sealed_again"} <= verbs


def test_every_sealed_column_is_known_to_the_rotation_of_keys() -> None:
    from django.apps import apps
    from django.db.models import BinaryField

    from gongkai.web.vault import rotation

    passing = {"portal"}
    sealed = {
        model._meta.model_name
        for model in apps.get_models()
        if model.__module__.startswith("gongkai.web") and model._meta.app_label not in passing
        for field in model._meta.concrete_fields
        if isinstance(field, BinaryField)
    }
    assert len(sealed) == len(set(rotation.shelves()) - {rotation.FILES}), sealed


def test_contact_data_that_nobody_checked_for_long_is_listed() -> None:
    said = {"disclosure_office": "办公室", "address": "一号", "hours": "工作日", "phone": "1"}
    factories.organ(name="甲局", contact_checked=TODAY - timedelta(days=30), **said)
    factories.organ(name="乙局", contact_checked=TODAY - timedelta(days=300), **said)
    factories.organ(name="丙局", **said | {"phone": ""})
    found = list(contacts.wanting(TODAY, 180))
    assert len(found) == 2
    assert any("乙局" in each and "上次核对" in each for each in found)
    assert any("丙局" in each and "联系电话" in each and "从未核对" in each for each in found)


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table that was exported."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_tables_are_taken_along_without_what_is_personal_or_opens_something(case: Case, tmp_path: Path) -> None:
    exporting.export(tmp_path, by=call())
    everything = "".join(path.read_text("utf-8-sig") for path in tmp_path.iterdir())
    for kept_back in ("林某某", "11010519491231002X", case.code_digest, "md5$"):
        assert kept_back not in everything
    assert not (tmp_path / "applicants.csv").exists()
    assert rows(tmp_path / "cases_case.csv")[0]["number"] == case.number
    event = Event.objects.get(verb="office.exported")
    assert event.detail["with_personal"] is False


def test_every_column_that_is_taken_along_is_in_the_dictionary(case: Case, tmp_path: Path) -> None:
    exporting.export(tmp_path, by=call(), with_personal=True)
    told = {(row["table"], row["column"]) for row in rows(tmp_path / "dictionary.csv")}
    for path in tmp_path.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = next(csv.reader(file))
        if path.stem != "dictionary":
            assert {(path.stem, column) for column in header} <= told


def test_personal_data_leave_only_where_asked_for_and_the_log_says_so(case: Case, tmp_path: Path) -> None:
    exporting.export(tmp_path, by=call(), with_personal=True, form="jsonl")
    line = json.loads((tmp_path / "applicants.jsonl").read_text("utf-8"))
    assert (line["case"], line["name"]) == (case.number, "林某某")
    assert Event.objects.get(verb="office.exported").detail["with_personal"] is True


def test_no_cell_runs_as_a_formula_and_json_lines_are_exact(case: Case, tmp_path: Path) -> None:
    for form in ("csv", "jsonl"):
        (tmp_path / form).mkdir()
        exporting.export(tmp_path / form, by=call(), form=form)
    assert rows(tmp_path / "csv" / "cases_case.csv")[0]["subject"] == "'=1+1 支出"
    line = json.loads((tmp_path / "jsonl" / "cases_case.jsonl").read_text("utf-8"))
    assert line["subject"] == "=1+1 支出"


@pytest.mark.parametrize("text", ["+1", "-1", "@A1", "\t=1", "\r=1", "\n=1", "＝1+1", "＠A1"])
def test_a_text_that_a_spreadsheet_may_run_is_marked(text: str) -> None:
    assert exporting._cell(text) == f"'{text}"


def test_a_folder_with_personal_data_is_for_nobody_else(case: Case, tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    exporting.export(tmp_path, by=call(), with_personal=True)
    assert tmp_path.stat().st_mode & 0o077 == 0


def test_a_table_stands_after_those_it_points_to() -> None:
    order = [model._meta.db_table for model in tables.every()]
    assert order.index("organs_organ") < order.index("cases_case") < order.index("cases_step")
    assert set(order) <= set(connection.introspection.table_names())


def test_times_are_taken_along_in_the_zone_of_the_office(case: Case, tmp_path: Path) -> None:
    exporting.export(tmp_path, by=call())
    assert rows(tmp_path / "cases_case.csv")[0]["filed_at"] == NOW.isoformat()
    assert settings.TIME_ZONE == "Asia/Shanghai"
