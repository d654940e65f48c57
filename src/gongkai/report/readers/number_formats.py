"""Numbers of a spreadsheet as they are printed: what is read is what people see, not what is stored."""

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: '#,##0;-#,##0;"-"',
    42: '#,##0;-#,##0;"-"',
    43: '#,##0.00;-#,##0.00;"-"',
    44: '#,##0.00;-#,##0.00;"-"',
    **dict.fromkeys((14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58), "yyyy-mm-dd"),
}
_ASIDE = re.compile(r"\[[^\]]*\]|_.|\*.")  # colours and conditions, room for a sign, filling
_PIECE = re.compile(r'"([^"]*)"|\\(.)|([#0?][#0?,.]*%?|\.[0#?]+%?)|(.)', re.DOTALL)
_DATE = re.compile(r"[yd]|m(?!\w*\")", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"|\\.')
_FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - a count of days knows no time zone
_MOST = Decimal(10) ** 15


def printed(stored: str, code: str) -> str:
    """Return a stored number as its format prints it; as it is stored, in the general format."""
    try:
        number = Decimal(stored)
    except InvalidOperation:
        return stored
    if not number.is_finite():
        return stored
    if code in ("", "General", "@", "GENERAL") or abs(number) >= _MOST:
        return _general(number)
    section = _section(number, code)
    bare = _ASIDE.sub("", section)
    if _DATE.search(_QUOTED.sub("", bare)):
        return _day(number)
    if "E+" in bare.upper() or "/" in bare or "General" in bare:
        return _general(number)
    sign = "-" if number < 0 and section is _sections(code)[0] else ""
    return sign + _filled(abs(number), bare)


def _sections(code: str) -> list[str]:
    return re.findall(r'(?:"[^"]*"|\\.|[^;"\\])+|(?<=;)(?=;|$)|^(?=;)', code) or [code]


def _section(number: Decimal, code: str) -> str:
    """Return the part of a format that is for numbers of this sign: positive; negative; zero."""
    sections = _sections(code)
    if number < 0 and len(sections) > 1:
        return sections[1]
    if number == 0 and len(sections) > 2:
        return sections[2]
    return sections[0]


def _filled(number: Decimal, section: str) -> str:
    text, done = "", False
    for quoted, escaped, digits, other in _PIECE.findall(section):
        if digits and not done:
            text += _digits(number, digits)
            done = True
        elif not digits:
            text += quoted + escaped + other
    return text.strip()


def _digits(number: Decimal, pattern: str) -> str:
    if pattern.endswith("%"):
        return _digits(number * 100, pattern[:-1]) + "%"
    whole, _, fraction = pattern.partition(".")
    rounded = number.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    if rounded == 0 and "0" not in pattern:
        return ""
    text = f"{rounded:,f}" if "," in whole else f"{rounded:f}"
    text = text.zfill(len(text.partition(".")[2]) + bool(fraction) + whole.count("0"))
    optional = len(fraction) - len(fraction.rstrip("#?"))
    for _ in range(optional):
        text = text.removesuffix("0")
    return text.removesuffix(".") if fraction else text


def _general(number: Decimal) -> str:
    # Spreadsheets store binary fractions: 0.1 is written as 0.10000000000000001.
    rounded = Decimal(f"{number:.15g}")
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _day(number: Decimal) -> str:
    try:
        return (_FIRST_DAY + timedelta(days=float(number))).date().isoformat()
    except OverflowError:
        return _general(number)
