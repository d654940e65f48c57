"""The unified social credit code: right ones of organs pass, and a slip of the pen is found."""

import pytest

from gongkai.web.organs import uscc


@pytest.mark.parametrize(
    "code",
    [
        "11330000002482123A",
        "113300000024821239",
        "N2330000002482123X",
    ],
)
def test_the_last_character_is_worked_out_from_the_others(code: str) -> None:
    """Whatever stands there, exactly one character fits; letters are allowed in the first places."""
    fitting = [code[:-1] + each for each in sorted(uscc.ALPHABET) if _fits(code[:-1] + each)]
    assert len(fitting) == 1


def _fits(code: str) -> bool:
    try:
        return uscc.check(code) == code
    except uscc.BadCode:
        return False


def test_a_code_is_kept_in_capitals_without_blanks() -> None:
    """As people copy it, in groups or in small letters."""
    assert uscc.check(" 9111 0000 6000 3734 1l ") == "91110000600037341L"
    assert uscc.check("") == ""


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("91110000600037341", "应为18位，现在是17位"),
        ("9111000060003734IL", "不含“I”"),
        ("91110000600037342L", "末位校验码不符"),
    ],
)
def test_a_wrong_code_is_refused_with_what_to_look_at(code: str, sentence: str) -> None:
    """Length, characters, sum."""
    with pytest.raises(uscc.BadCode, match=sentence):
        uscc.check(code)
