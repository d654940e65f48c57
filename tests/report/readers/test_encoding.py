"""Bytes become text by what they are, not by what they claim to be."""

import time

import pytest

from gongkai.report.readers.encoding import compatibility_note, declared, decode, fold

SIMPLIFIED = "某某街道办事处2021年政府信息公开工作年度报告\n一、总体情况\n本年新收政府信息公开申请6件，上年结转0件。\n"
TRADITIONAL = "某某街道辦事處2021年政府信息公開工作年度報告\n一、總體情況\n本年新收政府信息公開申請6件，上年結轉0件。\n"


@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL])
@pytest.mark.parametrize(
    ("codec", "name", "guessed"),
    [
        ("utf-8", "UTF-8", False),
        ("utf-8-sig", "UTF-8", False),
        ("utf-16", "UTF-16LE", False),
        ("utf-16-le", "UTF-16LE", True),
        ("utf-16-be", "UTF-16BE", True),
        ("gb18030", "GB18030", True),
        ("gbk", "GB18030", True),
    ],
)
def test_every_usual_encoding_is_read_without_a_declaration(text: str, codec: str, name: str, guessed: bool) -> None:
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.encoding) == (text, name)
    assert any(note.kind == "encoding_guessed" and note.detail == name for note in decoded.notes) is guessed


def test_big5_is_told_from_gbk_by_the_words_of_reports() -> None:
    decoded = decode(TRADITIONAL.encode("big5"))
    assert (decoded.text, decoded.encoding) == (TRADITIONAL, "Big5")


def test_big_endian_text_with_a_mark_is_read() -> None:
    assert decode(b"\xfe\xff" + SIMPLIFIED.encode("utf-16-be")).text == SIMPLIFIED


@pytest.mark.parametrize(
    ("codec", "claim"),
    [("utf-8", "gb2312"), ("gb18030", "utf-8"), ("gb18030", "big5"), ("utf-8", "big5"), ("gb18030", "klingon")],
)
def test_a_wrong_declaration_is_survived(codec: str, claim: str) -> None:
    assert decode(SIMPLIFIED.encode(codec), claim).text == SIMPLIFIED


@pytest.mark.parametrize(
    ("codec", "claim"), [("gbk", "gb2312"), ("gbk", "text/html; charset=GBK"), ("big5", "Big5-HKSCS")]
)
def test_a_right_declaration_leaves_nothing_to_guess(codec: str, claim: str) -> None:
    text = TRADITIONAL if codec == "big5" else SIMPLIFIED
    decoded = decode(text.encode(codec), claim)
    assert (decoded.text, decoded.notes) == (text, ())


def test_few_characters_among_much_markup_are_enough() -> None:
    data = b"<script>" + b"var a = 1;" * 5000 + b"</script>" + "<td>政府信息</td><td>公开</td>".encode("gbk")
    assert decode(data).text.endswith("<td>政府信息</td><td>公开</td>")


def test_bytes_that_are_no_characters_are_noted_and_the_rest_is_read() -> None:
    decoded = decode(SIMPLIFIED.encode() + b"\xff\xfe" + SIMPLIFIED.encode())
    assert decoded.encoding == "UTF-8"
    assert [note.kind for note in decoded.notes if note.kind != "encoding_guessed"] == ["replacement_characters"]


def test_zero_bytes_in_other_text_do_not_make_it_wide() -> None:
    assert decode(b"\0" + SIMPLIFIED.encode()).encoding == "UTF-8"
    assert decode(b"a\0\x01\x02" * 10).encoding == "UTF-8"


def test_ascii_in_wide_characters_is_told_from_control_characters() -> None:
    assert decode("a,b\r\n1".encode("utf-16-le")).encoding == "UTF-16LE"
    assert decode(b"a\0\x01\0b\0").encoding == "UTF-8"


def test_ascii_is_utf_8_and_nothing_is_nothing() -> None:
    assert decode(b"abc").encoding == "UTF-8"
    assert decode(b"").text == ""


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b'<?xml version="1.0" encoding="gb2312"?>', "gb2312"),
        (b"<META content='text/html; charset=gbk' http-equiv=x>", "gbk"),
        (b'<meta charset="utf-8">', "utf-8"),
        (b"<p>charset=gbk</p>", None),
    ],
)
def test_declarations_of_pages_are_found(data: bytes, name: str | None) -> None:
    assert declared(data) == name


def test_radicals_and_compatibility_ideographs_become_the_characters_they_look_like() -> None:
    assert fold("⼀、⾏政⾃然⼈ 豈 ⺠ ⻓ 见") == "一、行政自然人 豈 民 长 见"
    decoded = decode("⼀、总体情况".encode())
    assert decoded.text == "一、总体情况"
    assert [(note.kind, note.detail) for note in decoded.notes] == [("compatibility_forms", "⼀")]


def test_punctuation_stays_as_it_is_printed() -> None:
    assert fold("（１２），ａ；①") == "（１２），ａ；①"
    assert compatibility_note("plain") is None
    assert compatibility_note("﨎") is None  # a compatibility ideograph by name only


def test_ten_kilobytes_take_about_a_millisecond() -> None:
    for codec in ("utf-8", "gb18030"):
        data = (SIMPLIFIED * 70).encode(codec)[:10_000]
        started = time.perf_counter()
        for _ in range(20):
            decode(data)
        assert (time.perf_counter() - started) / 20 < 0.01  # ten times what it takes, since machines are shared
