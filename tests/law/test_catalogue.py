"""What is published unasked: the items by kind of organ, how soon, the column, the directory, what is missing or stale."""

import tomllib
from datetime import date
from importlib.resources import files

import pytest

from gongkai.law import catalogue, packs
from gongkai.law.catalogue import Entry, UnknownItem
from gongkai.law.deadlines.periods import Unit
from gongkai.law.options import Choice, conventions
from gongkai.law.refusal import NotCovered
from gongkai.report import formats

TODAY = date(2026, 11, 22)
ART_20 = 15


def codes(kind: catalogue.OrganKind, **local: str) -> list[str]:
    """Return the codes of the items of an organ beyond Art. 20."""
    chosen = conventions(TODAY, [Choice(name, value) for name, value in local.items()])
    listed = catalogue.items(kind, on=TODAY, conventions=chosen)
    assert [str(one.basis[0].article)[:5] for one in listed[:ART_20]] == ["第二十条第"] * ART_20
    return [one.code for one in listed[ART_20:]]


COUNTY = {
    "municipal_construction",
    "public_services",
    "public_welfare",
    "land_expropriation",
    "house_expropriation",
    "public_order",
    "social_assistance",
}
TOWNSHIP = {
    "rural_policies",
    "farmland_water_works",
    "land_contract_transfers",
    "homestead_use_reviews",
    "land_expropriation",
    "house_expropriation",
    "fund_and_labour_raising",
    "social_assistance",
}


@pytest.mark.parametrize(
    ("kind", "local", "beyond"),
    [
        ("government", {}, COUNTY),
        ("department", {}, COUNTY),
        ("township", {}, TOWNSHIP),
        ("subdistrict", {}, set()),
        ("subdistrict", {"subdistrict_items": "county"}, COUNTY),
        ("subdistrict", {"subdistrict_items": "township"}, TOWNSHIP),
        ("higher", {}, set()),
        ("authorised", {}, set()),
    ],
)
def test_every_organ_has_the_fifteen_items_and_those_of_its_place(kind, local, beyond) -> None:
    found = codes(kind, **local)
    assert (set(found), len(found)) == (beyond, len(beyond))


def test_before_the_regulation_as_revised_there_is_no_catalogue() -> None:
    with pytest.raises(NotCovered, match="2019-05-14"):
        catalogue.items("government", on=date(2019, 5, 14))


def test_an_item_is_found_by_its_code_and_an_unknown_one_refused() -> None:
    assert catalogue.item("statistics", on=TODAY).zh == "国民经济和社会发展统计信息"
    with pytest.raises(UnknownItem, match="没有“weather”这一项"):
        catalogue.item("weather", on=TODAY)


@pytest.mark.parametrize("name", formats.FORMATS)
def test_table_2_counts_the_items_that_its_form_has(name: str) -> None:
    rows = {cell.rpartition(".")[0] for cell in formats.load(name).cells("proactive")}
    counted = catalogue.counted(name)
    assert {row for _, row in counted} == rows
    articles = {one.basis[0].article.removeprefix("第二十条") for one, _ in counted}
    assert articles == {"第一项", "第五项", "第六项", "第八项"} | ({"第九项"} if name == "2019" else set())


@pytest.mark.parametrize(
    ("code", "part", "number", "unit", "settled"),
    [
        ("statistics", "", 20, Unit.WORKDAYS, True),
        ("licences_and_services", "procedure", 20, Unit.WORKDAYS, True),
        ("licences_and_services", "results", 7, Unit.WORKDAYS, False),
        ("penalties_and_coercion", "decisions", 7, Unit.WORKDAYS, False),
        ("budget_and_accounts", "accounts", 20, Unit.DAYS, False),
    ],
)
def test_an_item_is_published_within_its_limit(code, part, number, unit, settled) -> None:
    found = catalogue.limit(code, on=TODAY, part=part)
    assert (found.number, found.unit, found.settled) == (number, unit, settled)
    assert found.basis and found.zh and found.en


def test_an_organ_may_set_itself_a_shorter_limit_and_no_longer_one() -> None:
    own = catalogue.limit("statistics", on=TODAY, local=5)
    assert (own.number, own.basis[-1].instrument.title) == (5, "办理惯例")
    for local in (0, 21):
        with pytest.raises(UnknownItem, match="1 至 20"):
            catalogue.limit("statistics", on=TODAY, local=local)


def test_a_part_that_an_item_does_not_have_is_refused() -> None:
    with pytest.raises(UnknownItem, match="basis、conditions、procedure、results"):
        catalogue.limit("licences_and_services", on=TODAY, part="colour")


def test_the_column_has_four_modules_and_the_entry_for_requests_beside_them() -> None:
    modules = catalogue.modules()
    assert [one.code for one in modules if one.settled] == ["guide", "rules", "statutory_content", "annual_reports"]
    assert [one.code for one in modules if not one.settled] == ["requests"]
    assert [one.renewal.code for one in modules] == ["promptly", "on_change", "on_change", "yearly", "on_change"]
    assert [one.code for one in catalogue.functions()][:3] == ["search", "read", "download"]


def test_the_guide_and_the_catalogue_say_what_article_12_asks_for() -> None:
    assert len(catalogue.guide_elements()) == 9
    assert [one.zh for one in catalogue.catalogue_elements()] == ["索引", "名称", "内容概述", "生成日期"]
    assert all(one.required for one in (*catalogue.guide_elements(), *catalogue.catalogue_elements()))


def test_of_the_metadata_only_what_article_12_names_is_required() -> None:
    metadata = catalogue.metadata()
    asked = {one.code for one in catalogue.catalogue_elements()}
    assert {one.code for one in metadata if one.required} == asked
    assert len([one for one in metadata if one.six]) == 6


def test_there_are_26_fields_and_those_not_yet_seen_in_print_are_marked() -> None:
    fields = catalogue.fields()
    assert len({one.code for one in fields}) == 26
    names = [name for one in fields for name in (one.zh, *one.variants)]
    assert len(names) == len(set(names))
    assert {"环境保护", "城乡规划", "医疗卫生"} <= set(names)
    assert [one.zh for one in fields if not one.settled] == [
        "税收管理",
        "国有土地上房屋征收与补偿",
        "保障性住房",
        "食品药品监管",
        "城市综合执法",
        "市政服务",
    ]


def test_the_columns_of_a_directory_hold_the_minimum() -> None:
    columns = {one.code: one for one in catalogue.directory_columns()}
    assert {code for code, one in columns.items() if one.required} == {
        "item",
        "content",
        "basis",
        "time_limit",
        "organ",
        "channels",
        "audience",
        "manner",
    }
    assert [one.zh for one in columns["audience"].choices] == ["全社会", "特定群众"]
    assert [one.zh for one in catalogue.channels()][0] == "政府网站"
    assert len(catalogue.channels()) == 13


def test_a_row_of_a_directory_that_lacks_a_required_column_is_named() -> None:
    full = {one.code: "有" for one in catalogue.directory_columns()}
    without = full | {"basis": " ", "sub_item": ""}
    del without["audience"]
    (found,) = catalogue.incomplete([full, without])
    assert (found.row, [one.code for one in found.columns]) == (2, ["basis", "audience"])


def published(kind: catalogue.OrganKind) -> list[Entry]:
    """Return an entry for each item of an organ."""
    return [Entry(one.code, published=date(2026, 1, 5)) for one in catalogue.items(kind, on=TODAY)]


def test_where_every_item_has_something_nothing_is_missing() -> None:
    assert catalogue.missing([*published("township"), Entry("guide")], kind="township", on=TODAY) == ()


def test_what_has_nothing_is_missing_whole_or_in_part() -> None:
    entries = [
        one for one in published("township") if one.item not in ("emergencies", "social_assistance", "statistics")
    ]
    entries += [Entry("emergencies", "plans", published=date(2026, 1, 5)), Entry("emergencies", "warnings")]
    entries += [Entry("statistics", published=date(2027, 1, 5))]
    found = catalogue.missing(entries, kind="township", on=TODAY, none_held=["statistics"])
    assert [(gap.item.code, [part.code for part in gap.parts]) for gap in found] == [
        ("emergencies", ["warnings", "responses"]),
        ("social_assistance", []),
    ]


def test_what_other_rules_require_is_not_found_missing() -> None:
    gaps = catalogue.missing([], kind="higher", on=TODAY)
    assert len(gaps) == ART_20 - 1
    assert "other_by_law" not in {gap.item.code for gap in gaps}


def test_an_entry_of_no_item_is_refused() -> None:
    with pytest.raises(UnknownItem):
        catalogue.missing([Entry("weather")], kind="higher", on=TODAY)


@pytest.mark.parametrize(
    ("entry", "due"),
    [
        (Entry("statistics", changed=date(2024, 1, 24)), date(2024, 2, 26)),
        (Entry("statistics", changed=date(2024, 9, 20)), date(2024, 10, 23)),
        (Entry("statistics", published=date(2024, 1, 2), changed=date(2024, 1, 24), local=5), date(2024, 1, 31)),
        (Entry("guide", published=date(2024, 1, 2), changed=date(2024, 1, 24)), date(2024, 2, 26)),
        (Entry("budget_and_accounts", "budget", changed=date(2024, 1, 24)), date(2024, 2, 13)),
    ],
)
def test_what_changed_and_was_not_published_in_time_is_overdue_from_the_next_day(entry: Entry, due: date) -> None:
    assert list(catalogue.stale([entry], today=due)) == []
    (found,) = catalogue.stale([entry], today=date.fromordinal(due.toordinal() + 1), calendar=packs.published())
    assert (found.due.date, found.due.provisional) == (due, False)
    assert found.basis


def test_what_was_published_after_it_changed_is_not_overdue() -> None:
    entries = [
        Entry("statistics", published=date(2024, 1, 24), changed=date(2024, 1, 24)),
        Entry("statistics", published=date(2020, 1, 24)),
        Entry("statistics"),
    ]
    assert list(catalogue.stale(entries, today=TODAY)) == []


def test_an_organ_may_want_something_renewed_after_so_many_days() -> None:
    entries = [Entry("guide", published=date(2025, 11, 1)), Entry("guide"), Entry("statistics", published=TODAY)]
    (found,) = catalogue.stale(entries, today=TODAY, cycles={"guide": 365, "statistics": 30})
    assert (found.entry.item, found.due.date) == ("guide", date(2026, 11, 1))


def test_past_the_calendar_the_day_is_an_estimate_and_says_so() -> None:
    (found,) = catalogue.stale([Entry("statistics", changed=date(2026, 12, 20))], today=date(2027, 3, 1))
    assert (found.due.provisional, found.due.missing) == (True, (2027,))


@pytest.mark.parametrize("name", ["items", "directory", "column"])
def test_every_table_says_where_it_comes_from(name: str) -> None:
    table = tomllib.loads(files(catalogue).joinpath(f"{name}.toml").read_text("utf-8"))
    assert table["source"] and table["checked_by"] == "Gongkai project" and table["checked_on"]


def test_everything_of_the_catalogue_carries_its_article() -> None:
    listed = [*catalogue.items("government", on=TODAY), *catalogue.items("township", on=TODAY)]
    assert all(one.basis and all(own.basis for own in one.limits.values()) for one in listed)
    named = [*catalogue.modules(), *catalogue.functions(), *catalogue.guide_elements(), *catalogue.metadata()]
    assert all(one.basis for one in (*named, *catalogue.directory_columns()))
    assert all(one.renewal.basis for one in catalogue.modules())
