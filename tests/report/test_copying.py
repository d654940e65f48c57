"""How much of one narrative is in another, and the search for pairs among many."""

import random
from array import array

from gongkai.report.copying import LEAST, Fingerprint, containment, fingerprint, grams, pairs
from tests.report import factory

LETTERS = [chr(0x4E00 + number) for number in range(3000)]


def words(seed: int, length: int) -> str:
    rng = random.Random(seed)
    return "。".join("".join(rng.choices(LETTERS, k=50)) for _ in range(length // 50))


def of(text: str):
    return factory.report(texts={1: text, 5: None, 6: None})


def prints(*seeds: int) -> list[Fingerprint]:
    return [fingerprint(of(words(seed, 1000))) for seed in seeds]


def test_a_report_contains_itself_and_nothing_of_a_stranger() -> None:
    one, other = of(words(1, 1000)), of(words(2, 1000))
    assert containment(one, one) == 1.0
    assert containment(one, other) == 0.0


def test_containment_is_the_share_of_the_shorter() -> None:
    part = words(1, 500)
    share = containment(of(part), of(part + "。" + words(2, 1500)))
    assert share == 1.0


def test_too_short_a_narrative_is_not_judged() -> None:
    assert containment(of("全年公开信息12条。"), of(words(1, 1000))) is None


def test_statutory_words_and_what_a_report_says_of_itself_do_not_count() -> None:
    preface = (
        "本报告根据《中华人民共和国政府信息公开条例》编制，由总体情况、主动公开政府信息情况、其他需要报告的事项等组成。"
        "数据的统计期限为2024年1月1日至2024年12月31日。如有疑问，请与党政办公室联系，电话见网站。政府信息公开工作年度报告。"
    )
    assert grams(of(preface)) == frozenset()


def test_only_chinese_characters_count() -> None:
    assert grams(of("公开信息一百二十条")) == grams(of("公开 信息，一百 ABC 二十3条"))


def test_copies_are_found_among_strangers() -> None:
    half = words(1, 1000)[:500] + "。" + words(9, 500)
    found = list(pairs([*prints(1, 2, 3), fingerprint(of(half)), *prints(4)]))
    assert [(one.first, one.second) for one in found] == [(0, 3)]
    assert 0.3 < found[0].containment < 0.7


def test_short_reports_are_no_candidates() -> None:
    short = fingerprint(of("公开信息一百二十条。"))
    assert short.grams < LEAST
    assert list(pairs([short, short])) == []


def test_a_crowd_of_copies_is_told_in_linear_number() -> None:
    crowd = prints(1) * 60
    found = list(pairs(crowd))
    assert {one.first for one in found} | {one.second for one in found} == set(range(60))
    assert len(found) < 60 * 5


def test_what_shares_little_is_no_pair() -> None:
    one = Fingerprint(1000, array("I", range(0, 800, 8)))
    other = Fingerprint(1000, array("I", [*range(0, 80, 8), *range(10_000, 10_720, 8)]))
    stranger = Fingerprint(1000, array("I", [0, *range(20_000, 20_720, 8)]))
    assert list(pairs([one, other, stranger])) == []
    assert [pair.containment for pair in pairs([one, other], at_least=0.1)] == [0.1]
    bare = Fingerprint(1000, array("I"))
    assert list(pairs([bare, bare])) == []
