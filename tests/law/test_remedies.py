"""How a decision may be contested follows its legal ground and its day, and the letter says so in full."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from gongkai.law import annual_report, remedies, replies
from gongkai.law.citation import FEE_MEASURES, INTERPRETATION_2025, RECONSIDERATION_LAW, RECONSIDERATION_LAW_2017
from gongkai.law.deadlines import periods
from gongkai.law.options import OPTIONS, Conventions
from gongkai.law.refusal import ImpossibleDates, NotCovered
from gongkai.law.remedies import Bodies, Incomplete, Nature, RemedyClass, Service, UnknownGround

TABLES = tomllib.loads((Path(__file__).parent / "remedies.toml").read_text("utf-8"))
SPELLINGS = [(one["code"], written) for one in TABLES["spelling"] for written in one["written"]]
TODAY = date(2026, 11, 2)
BODIES = Bodies("甲区人民政府", "甲区人民法院", review_url="https://review.example.cn")


def clause(of: str, *, decided: date = TODAY, bodies: Bodies = BODIES, **given):
    return remedies.clause(of, decided=decided, bodies=bodies, **given)


@pytest.mark.parametrize("case", TABLES["case"], ids=lambda case: case["name"])
def test_the_remedy_of_a_decision(case) -> None:
    given = dict(case["given"])
    ground, decided, withheld = given.pop("ground"), given.pop("decided"), given.pop("withheld", ())
    found = remedies.remedy(ground, decided=decided, conventions=Conventions(**given), withheld=withheld)
    assert found.of == case["expect"]
    assert found.open == (OPTIONS[case["open"]] if "open" in case else None)
    assert found.settled == ("open" not in case)
    assert found.review_first == (case["expect"] == "review_first")
    assert found.basis
    class_alone = remedies.remedy_class(
        remedies.ground(ground), decided=decided, conventions=Conventions(**given), withheld=withheld
    )
    assert class_alone is found.of


@pytest.mark.parametrize(("code", "written"), SPELLINGS, ids=str)
def test_a_ground_may_be_written_in_many_ways(code, written) -> None:
    assert remedies.ground(written).code == code


@pytest.mark.parametrize("text", ["", "99", "16(3)", "36(8)", "第十七条", "R4", "用途", "14 或 15"])
def test_an_unknown_ground_is_refused_and_the_known_ones_are_named(text) -> None:
    with pytest.raises(UnknownGround) as refused:
        remedies.ground(text)
    assert "36(4)" in refused.value.zh and "silence" in refused.value.en


def test_a_refusal_repeats_no_more_of_an_unknown_ground_than_can_be_read() -> None:
    with pytest.raises(UnknownGround, match=f"没有“{'9' * 40}…”这一决定依据"):
        remedies.ground("9" * 1000)


@pytest.mark.parametrize("ground", remedies.grounds().values(), ids=lambda ground: ground.code)
def test_every_ground_has_its_source(ground) -> None:
    assert ground.basis and ground.zh and ground.en
    assert remedies.ground(ground.code) == ground


@pytest.mark.parametrize("kind", replies.kinds(), ids=lambda kind: kind.code)
def test_a_kind_of_reply_and_its_article_are_contested_alike(kind) -> None:
    articles = {article: ground for ground in remedies.grounds().values() for article in ground.basis}
    articles[remedies.ground("37").basis[0]] = remedies.ground("37")  # its withheld part has the same article
    ground = articles.get(kind.ground[0])
    if ground and kind.remedy is not RemedyClass.NONE and kind.code != "disclosed_despite_objection":
        for day in (date(2021, 5, 6), date(2024, 5, 6), TODAY):
            by_article = remedies.remedy_class(ground, decided=day)
            assert (
                remedies.remedy_class(kind, decided=day) == by_article == remedies.remedy_class(kind.code, decided=day)
            )


@pytest.mark.parametrize("kind", replies.kinds(), ids=lambda kind: kind.code)
def test_today_a_kind_has_the_remedy_of_its_table(kind) -> None:
    assert remedies.remedy_class(kind, decided=TODAY) is kind.remedy


def test_the_rows_of_the_report_that_go_to_review_first_are_those_of_the_kinds() -> None:
    """One rule, told twice so that the checks of reports need not load the kinds."""
    rows = {row for kind in replies.kinds() if kind.remedy is RemedyClass.REVIEW_FIRST for row in kind.rows.values()}
    assert rows == annual_report.REVIEW_FIRST_ROWS
    assert annual_report.REVIEW_FIRST_FROM == remedies.REVIEW_FIRST_FROM == periods.RECONSIDERATION_LAW_FROM


@pytest.mark.parametrize("kind", replies.kinds(), ids=lambda kind: kind.code)
@pytest.mark.parametrize("decided", [date(2023, 12, 29), date(2024, 1, 2)])
def test_row_and_kind_tell_the_same_of_review_first(kind, decided) -> None:
    first = remedies.remedy_class(kind, decided=decided) is RemedyClass.REVIEW_FIRST
    for row in kind.rows.values():
        assert annual_report.review_first(row, decided=decided) is first


def test_a_day_before_the_regulation_is_refused() -> None:
    with pytest.raises(NotCovered, match="2019-05-14"):
        remedies.remedy("14", decided=date(2019, 5, 14))


def test_the_interpretation_is_cited_from_its_day_on() -> None:
    def cited(day: date) -> bool:
        return INTERPRETATION_2025 in {source.instrument for source in remedies.remedy("36(4)", decided=day).basis}

    assert (cited(date(2025, 5, 31)), cited(date(2025, 6, 1))) == (False, True)


def test_a_refusal_says_that_review_comes_first_and_on_which_article() -> None:
    found = clause("draft")
    for words in ("第十六条第二款", "第二十三条第一款第四项", "应当先", "60日", "甲区人民政府", "甲区人民法院", "15日"):
        assert words in found.zh
    assert "不能直接提起行政诉讼" in found.zh and "6个月" not in found.zh
    assert "must first apply" in found.en and "第五十一条" in found.zh
    assert found.remedy.of is RemedyClass.REVIEW_FIRST


def test_another_reply_leaves_the_choice() -> None:
    found = clause("does_not_exist")
    assert "60日" in found.zh and "6个月" in found.zh and "应当先" not in found.zh
    assert "本答复书" in found.zh and found.zh.endswith("。")


def test_a_partial_disclosure_tells_both_parts_apart() -> None:
    found = clause("partly_disclosed", withheld=["personal_privacy", "draft"])
    disclosed, withheld = found.zh.split("对不予公开的部分", 1)
    assert "对予以公开的部分不服" in disclosed and "6个月" in disclosed
    assert "第十五条" in withheld and "第十六条第二款" in withheld and "应当先" in withheld


def test_what_is_no_government_information_is_not_sent_to_review_first() -> None:
    found = clause("partly_disclosed", withheld=["not_government_information", "draft"])
    disclosed, withheld = found.zh.split("对不予公开的部分", 1)
    assert "不属于政府信息的部分" in disclosed and "第二条" not in withheld


def test_the_withheld_part_may_be_asked_about_alone() -> None:
    assert "对不予公开的部分不服" in clause("withheld_part").zh


def test_a_partial_disclosure_must_name_the_ground_of_its_withheld_part() -> None:
    with pytest.raises(Incomplete, match="不予公开部分的依据"):
        clause("partly_disclosed")


def test_silence_is_counted_from_the_end_of_the_period_to_reply() -> None:
    found = clause("silence", decided=date(2026, 3, 2))
    assert "自2026年3月2日（答复期限届满之日）起" in found.zh and "第六十六条" in found.zh


def test_silence_that_goes_to_review_first_cites_its_own_item() -> None:
    found = clause("silence", conventions=Conventions(silence_remedy="review_first"))
    assert "第二十三条第一款第三项" in found.zh and "（依据" not in found.zh


def test_the_clause_counts_from_receipt_or_from_the_day_of_service() -> None:
    assert "自收到本告知书之日起" in clause("not_this_organ").zh
    served = clause("not_this_organ", service=Service(date(2026, 11, 5)))
    assert "自2026年11月5日（本告知书送达之日）起" in served.zh and "2026-11-05" in served.en


def test_a_letter_is_not_served_before_it_is_made() -> None:
    with pytest.raises(ImpossibleDates):
        clause("draft", service=Service(date(2026, 11, 1)))


def test_a_letter_served_online_gives_the_channel_for_review_online() -> None:
    found = clause("draft", service=Service(online=True))
    assert "https://review.example.cn" in found.zh and "第二十二条第二款" in found.zh
    assert "https://review.example.cn" not in clause("draft").zh
    earlier = clause("draft", decided=date(2023, 3, 1), service=Service(online=True))
    assert "https://review.example.cn" not in earlier.zh


def test_before_2024_the_earlier_law_is_cited_and_the_choice_is_free() -> None:
    found = clause("draft", decided=date(2023, 3, 1))
    assert RECONSIDERATION_LAW_2017 in {source.instrument for source in found.basis}
    assert RECONSIDERATION_LAW not in {source.instrument for source in found.basis}
    assert "第九条第一款" in found.zh and "6个月" in found.zh


@pytest.mark.parametrize(
    ("bodies", "online", "words"),
    [
        (Bodies(court="甲区人民法院"), False, "行政复议机关"),
        (Bodies("甲区人民政府", "  "), False, "人民法院"),
        (Bodies(), False, "行政复议机关、人民法院"),
        (Bodies("甲区人民政府", "甲区人民法院"), True, "网上申请行政复议的地址"),
    ],
)
def test_a_clause_with_a_body_left_out_is_refused(bodies, online, words) -> None:
    with pytest.raises(Incomplete, match=words) as refused:
        clause("draft", bodies=bodies, service=Service(online=online))
    assert "设置" in refused.value.zh and refused.value.basis


def test_addresses_and_the_place_to_complain_stand_in_the_clause() -> None:
    bodies = Bodies("甲区人民政府", "甲区人民法院", "一路1号", "二路2号", complaint_body="甲区人民政府办公室")
    found = clause("excessive", bodies=bodies)
    for words in ("甲区人民政府（地址：一路1号）", "甲区人民法院（地址：二路2号）", "向甲区人民政府办公室投诉、举报"):
        assert words in found.zh


def test_a_fee_notice_says_that_the_fee_alone_cannot_be_contested() -> None:
    found = clause("P13", bodies=Bodies())
    assert "不能单独" in found.zh and "第五十一条" in found.zh
    assert FEE_MEASURES in {source.instrument for source in found.basis}
    with pytest.raises(NotCovered):
        clause("P13", decided=date(2020, 12, 31))


@pytest.mark.parametrize("of", ["P4", "P6", "withdrawn", "merged", "33"])
def test_what_decides_nothing_has_no_clause(of) -> None:
    found = clause(of, bodies=Bodies())
    assert (found.zh, found.en, found.basis, found.remedy.of) == ("", "", (), RemedyClass.NONE)


def test_a_third_party_may_contest_the_disclosure() -> None:
    assert "本告知书" in clause("P12").zh and "6个月" in clause("P12").zh


@pytest.mark.parametrize("kind", replies.kinds(), ids=lambda kind: kind.code)
@pytest.mark.parametrize("decided", [date(2022, 6, 6), date(2024, 6, 6), TODAY])
def test_every_kind_has_a_clause_on_every_day_and_every_clause_its_sources(kind, decided) -> None:
    withheld = ["enforcement_file"] if kind.remedy is RemedyClass.SPLIT else []
    found = clause(kind.code, decided=decided, withheld=withheld, service=Service(decided, online=True))
    assert bool(found.zh) == bool(found.en) == bool(found.basis) == (kind.remedy is not RemedyClass.NONE)
    if found.zh:
        assert found.zh.endswith("。") and "！" not in found.zh and found.en.endswith(".")
        numbers = [source for source in found.basis if source.article]
        assert len(numbers) == len(found.basis)


def test_every_nature_has_a_ground() -> None:
    assert {ground.nature for ground in remedies.grounds().values()} == set(Nature)
