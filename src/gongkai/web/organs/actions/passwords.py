"""Passwords and codes: those the office gives out once, and the rules for those that people choose."""

import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.web.organs.actions.objection import Objection
from gongkai.web.organs.models import Person

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""Letters and digits without those that are taken for each other: 0 o 1 i l."""

RULES = (
    gettext_lazy("至少12个字符。"),
    gettext_lazy("不能只有数字。"),
    gettext_lazy("不能与登录名、姓名、电子邮箱相近。"),
    gettext_lazy("不能是常见的、容易猜到的密码。"),
    gettext_lazy("不能与现在的密码相同。"),
)
_BROKEN = {
    "password_too_short": gettext_lazy("新密码不足12个字符，请加长。"),
    "password_entirely_numeric": gettext_lazy("新密码只有数字，请加入字母或者其他字符。"),
    "password_too_similar": gettext_lazy("新密码与登录名、姓名或者电子邮箱相近，请更换。"),
    "password_too_common": gettext_lazy("新密码是常见的密码，容易被猜到，请更换。"),
}


def first_password() -> str:
    """Return a password to begin with: four groups of four, easy to read out and to type."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


def recovery_codes(count: int = 10) -> list[str]:
    """Return codes of twelve characters in two groups."""
    return ["-".join("".join(secrets.choice(LETTERS) for _ in range(6)) for _ in range(2)) for _ in range(count)]


def clean_code(text: str) -> str:
    """Return a code without the blanks and dashes that people put in."""
    return "".join(each for each in text.lower() if each.isalnum())


def check(person: Person, new: str) -> None:
    """Refuse a password that is against the rules.

    :raises Objection: saying what to change.
    """
    if person.check_password(new):
        raise Objection(_("新密码与现在的密码相同，请更换。"), "new")
    try:
        validate_password(new, person)
    except ValidationError as error:
        sentences = [str(_BROKEN.get(each.code or "", _("新密码不符合要求，请更换。"))) for each in error.error_list]
        raise Objection("".join(dict.fromkeys(sentences)), "new") from None
