"""What looks like personal data in a text that is about to be published: numbers of identity, of mobiles, of bank cards.

It warns and does not decide: a number that looks like one may be another, and what has no such shape is not found.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy
from stdnum import luhn
from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from gongkai.web.vault import masking


class Kind(TextChoices):
    """What a number looks like."""

    IDENTITY = "identity", gettext_lazy("身份证件号码")
    MOBILE = "mobile", gettext_lazy("手机号码")
    CARD = "card", gettext_lazy("银行卡号")


@dataclass(frozen=True, slots=True)
class Found:
    """A number that was found: what it looks like, itself masked, and the line of the text it stands in."""

    kind: Kind
    masked: str
    line: int


# Blanks and dashes may stand between the digits, but no digit before or after them.
_APART = r"[ \-\u2010-\u2014\u2212]?"
_IDENTITY = re.compile(rf"(?<![0-9A-Za-z])(?:[0-9]{_APART}){{17}}[0-9Xx](?![0-9A-Za-z])")
_MOBILE = re.compile(rf"(?<![0-9A-Za-z])(?:\+?86{_APART})?1[3-9][0-9](?:{_APART}[0-9]{{4}}){{2}}(?![0-9])")
_CARD = re.compile(rf"(?<![0-9A-Za-z])[3-6](?:{_APART}[0-9]){{14,18}}(?![0-9A-Za-z])")


def numbers(text: str) -> tuple[Found, ...]:
    """Return what looks like a number of a person, line by line; none can be read from the answer."""
    return tuple(each for number, line in enumerate(text.splitlines(), 1) for each in _in_line(line, number))


def _in_line(line: str, number: int) -> Iterator[Found]:
    rest = unicodedata.normalize("NFKC", line)
    for kind, pattern, holds in _LOOKS:
        for match in pattern.finditer(rest):
            digits = "".join(each for each in match[0] if each.isalnum())
            if holds(digits):
                yield Found(kind, masking.id_number(digits), number)
                # What is one of these is not another one too.
                rest = rest[: match.start()] + "." * len(match[0]) + rest[match.end() :]


def _has_birthday(digits: str) -> bool:
    """Return whether a number tells a day of birth where one of identity does; a wrong check digit may be a slip."""
    try:
        ric.get_birth_date(digits)
    except ValidationError:
        return False
    return digits[6:8] in ("18", "19", "20")


_LOOKS: tuple[tuple[Kind, re.Pattern[str], Callable[[str], bool]], ...] = (
    (Kind.IDENTITY, _IDENTITY, _has_birthday),
    (Kind.CARD, _CARD, luhn.is_valid),
    (Kind.MOBILE, _MOBILE, lambda digits: True),
)
