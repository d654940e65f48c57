"""Labels are recognised by their words, whatever is printed around them, and likeness is never taken for identity."""

import pytest

from gongkai.report.align import labels
from gongkai.report.align.labels import Match, Vocabulary
from gongkai.report.align.vocabularies import proactive_rows, request_rows


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("一、本年新收", "本年新收"),
        ("（一）予以公开", "予以公开"),
        ("(一)予以公开", "予以公开"),
        ("1.属于国家秘密", "属于国家秘密"),
        ("1属于国家秘密", "属于国家秘密"),
        ("12、属于", "属于"),
        ("第二十条第（一）项", "第二十条第一项"),
        ("三、", "三"),
        ("本年增/减", "本年增减"),
        ("规  章", "规章"),
        ("[bookmark: _GoBack]规章", "规章"),
        ("總計", "总计"),
        ("3.危及“三安全一稳定”", "危及三安全一稳定"),
        ("", ""),
        ("（）", ""),
    ],
)
def test_the_core_of_a_label_is_its_words(text, words) -> None:
    assert labels.core(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("（二）部分公开（区分处理的，只计这一情形）", "部分公开"),
        ("本年收费金额（单位：万元（含税））", "本年收费金额"),
        ("本年收费金额（单位：万元", "本年收费金额"),
        ("总计", "总计"),
    ],
)
def test_a_note_in_brackets_at_the_end_is_no_part_of_the_bare_label(text, words) -> None:
    assert labels.bare(text) == words


@pytest.mark.parametrize(
    ("text", "number"),
    [("3.其他", "3"), ("（七）总计", "七"), ("四、结转", "四"), ("12.其他", "12"), ("其他", ""), ("3其他", "")],
)
def test_the_numbering_of_a_label_is_told(text, number) -> None:
    assert labels.number(text) == number


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1.属于国家秘密", Match("denied.state_secret", True)),
        ("属于国家秘密", Match("denied.state_secret", True)),
        ("（二）部分公开", Match("partial", False)),
        ("（二）部分公开（只计这一情形）", Match("partial", False)),
        ("2.没有现成信息需另行制作", Match("unavailable.needs_creation", False)),
        ("1.属于国家秘密（涉密）", Match("denied.state_secret", False)),
        ("6.属于四类过程性资料信息", Match("denied.process_information", False)),
        ("属于秘密", None),
        ("", None),
        ("（）", None),
        ("某" * 81, None),
        ("全年无违规发布的情况", None),
    ],
)
def test_rows_are_recognised_exactly_by_variant_or_by_likeness(text, found) -> None:
    assert request_rows().match(text) == found


def test_a_note_behind_a_variant_does_not_hide_it() -> None:
    assert proactive_rows().match("行政事业型收费（全年）") == Match("fees", False)


def test_what_is_like_two_labels_is_neither() -> None:
    words = Vocabulary()
    words.add("first", "甲乙丙丁戊己")
    words.add("second", "甲乙丙丁戊庚")
    assert words.match("甲乙丙丁戊辛") is None
    assert words.match("甲乙丙丁戊己辛") == Match("first", False)


def test_a_vocabulary_of_one_label_knows_no_rival() -> None:
    words = Vocabulary()
    words.add("only", "甲乙丙丁戊己")
    assert words.match("甲乙丙丁戊辛己") == Match("only", False)


def test_a_variant_that_is_another_label_of_the_form_is_no_variant() -> None:
    words = Vocabulary()
    words.add("first", "甲乙丙")
    words.add("second", "丁戊己（注）", ["甲乙丙", "庚辛"])
    assert words.match("甲乙丙") == Match("first", True)
    assert words.match("庚辛") == Match("second", False)
    assert words.match("丁戊己") == Match("second", False)


def test_the_memory_of_matches_does_not_grow_without_end() -> None:
    words = Vocabulary()
    words.add("first", "甲乙丙")
    for number in range(8200):
        words.match(f"某{number}")
    assert words.match("甲乙丙") == Match("first", True)
    assert len(words._memory) < 100


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("3.补正后申请内", "unavailable.still_unclear"),
        ("（三）不予公开1.属于国", "denied.state_secret"),
        ("（一）予", "granted"),
        ("属于", None),
        ("申请人", None),
        ("甲", None),
        ("", None),
    ],
)
def test_the_beginning_of_one_label_is_recognised(text, key) -> None:
    assert request_rows().beginning(text) == key


@pytest.mark.parametrize(
    ("text", "key", "is_end"),
    [
        ("容仍不明确", "unavailable.still_unclear", True),
        ("容仍不明确", "granted", False),
        ("", "granted", False),
        ("。", "granted", False),
        ("公开", "granted", True),
    ],
)
def test_the_rest_of_a_label_is_recognised(text, key, is_end) -> None:
    assert request_rows().ending(text, key) is is_end


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("（三）不予公开1.属于国家秘密", "denied.state_secret"),
        ("三、本年度办理结果（一）予以公开", "granted"),
        ("说明", None),
    ],
)
def test_a_label_behind_its_groups_label_is_found(text, key) -> None:
    assert request_rows().inside(text) == key
