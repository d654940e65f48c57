"""Plain text: every line with its place, whatever ends it."""

import pytest

from gongkai.report.model import Line, TextPlace
from gongkai.report.readers import text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\f"])
def test_whatever_ends_a_line_lines_count_alike(end: str) -> None:
    document = text.read(end.join(["甲", "", "乙"]).encode())
    assert document.kind == "text"
    assert document.blocks == [
        Line("甲", TextPlace(1, 1)),
        Line("", TextPlace(2, 1)),
        Line("乙", TextPlace(3, 1)),
    ]


@pytest.mark.parametrize(("line", "column"), [("\t甲", 2), ("　　甲 乙", 3), ("甲", 1), ("  ", 1), ("|甲|", 1)])
def test_a_line_stands_where_its_first_character_stands(line: str, column: int) -> None:
    (block,) = text.read(line.encode()).blocks
    assert block == Line(line, TextPlace(1, column))


def test_what_was_guessed_about_the_encoding_is_noted() -> None:
    document = text.read("本年新收政府信息公开申请数量，上年结转政府信息公开申请数量".encode("gb18030"))
    assert [note.kind for note in document.notes] == ["encoding_guessed"]
