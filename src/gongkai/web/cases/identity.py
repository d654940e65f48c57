"""Proofs of identity: which there are, whether a number can be one, and how one is shown to whoever need not see it whole.

A number is refused only where it cannot be right: what nobody can check from its digits is taken as it is.
"""

import re

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from stdnum.cn import ric, uscc

from gongkai.law import replies

LENGTH = 18
PERSON = "natural_person"
"""The column of table 3 of those who ask for themselves."""
_LETTERS = frozenset("0123456789ABCDEFGHJKLMNPQRTUWXY")
_SEPARATORS = re.compile(r"[\s\-—－·]+")
_DOCUMENT = re.compile(r"[0-9A-Z\u4e00-\u9fff()（）/]{4,40}")
_PHONE = re.compile(r"\+?\d{7,15}(?:(?:转|EXT|X)\d{1,6})?")


class IdKind(models.TextChoices):
    """What somebody is identified by (Art. 29 ¶2: 申请人的姓名或者名称、身份证明、联系方式)."""

    RESIDENT_ID = "resident_id", gettext_lazy("居民身份证")
    USCC = "uscc", gettext_lazy("统一社会信用代码（单位）")
    PASSPORT = "passport", gettext_lazy("护照")
    HONG_KONG_MACAO = "hong_kong_macao", gettext_lazy("港澳居民来往内地通行证、居住证")
    TAIWAN = "taiwan", gettext_lazy("台湾居民来往大陆通行证、居住证")
    FOREIGN_RESIDENT = "foreign_resident", gettext_lazy("外国人永久居留身份证")
    MILITARY = "military", gettext_lazy("军官证、士兵证")
    OTHER = "other", gettext_lazy("其他证件")


class BadIdentity(ValueError):
    """A number that cannot be right, and what to do about it, as a sentence."""


def bare(given: str) -> str:
    """Return a number as it is compared: in capitals, without blanks and dashes."""
    return _SEPARATORS.sub("", _narrow(given)).upper()


def usual(applicant: str, given: str) -> IdKind:
    """Return the proof that a kind of applicant has as a rule; a business of one person has its owner's or its own."""
    if applicant == "individual_business":
        try:
            number(IdKind.RESIDENT_ID, given)
        except BadIdentity:
            return IdKind.USCC
    return IdKind.RESIDENT_ID if not applicant or replies.column(applicant) == PERSON else IdKind.USCC


def number(kind: str, given: str) -> str:
    """Return the number of a proof of identity as it is kept: in capitals, without blanks and dashes.

    :raises BadIdentity: where it cannot be a number of this kind.
    """
    given = bare(given)
    if kind == IdKind.RESIDENT_ID:
        return _resident(given)
    if kind == IdKind.USCC:
        return _organisation(given)
    if not _DOCUMENT.fullmatch(given):
        raise BadIdentity(_("证件号码应为 4 至 40 位的数字和字母。请照证件填写。"))
    return given


def phone(given: str) -> str:
    """Return a telephone number without blanks and dashes.

    :raises BadIdentity: where nobody could be called by it.
    """
    bare = _SEPARATORS.sub("", _narrow(given)).replace("(", "").replace(")", "").upper()
    if not _PHONE.fullmatch(bare):
        raise BadIdentity(_("电话号码应为 7 至 15 位数字，例如 13800000000 或者 0731-80000000。请检查有没有漏写。"))
    return bare


def _resident(bare: str) -> str:
    if not re.fullmatch(r"\d{17}[\dX]", bare):
        raise BadIdentity(_("身份证号应为 18 位，末位可为 X。您填写的是 %(count)d 位，请检查。") % {"count": len(bare)})
    # The place of birth is not looked up: divisions are renamed and dissolved, and no list has them all.
    try:
        ric.get_birth_date(bare)
        right = bare[-1] == ric.calc_check_digit(bare)
    except ric.ValidationError:
        right = False
    if not right:
        raise BadIdentity(_("身份证号的出生日期或者校验位不对，可能有一位写错了。请照证件逐位检查。"))
    return bare


def _organisation(bare: str) -> str:
    if len(bare) != LENGTH or not set(bare) <= _LETTERS:
        raise BadIdentity(
            _("统一社会信用代码应为 18 位，由数字和大写字母组成，不含 I、O、S、V、Z。您填写的是 %(count)d 位，请检查。")
            % {"count": len(bare)}
        )
    # GB 32100 lets the first two signs be letters, as in the codes of rural collectives; only the check digit decides.
    if bare[-1] != uscc.calc_check_digit(bare[:-1]):
        raise BadIdentity(_("统一社会信用代码的校验位不对，可能有一位写错了。请照登记证书逐位检查。"))
    return bare


def _narrow(text: str) -> str:
    return "".join(chr(ord(each) - 0xFEE0) if 0xFF01 <= ord(each) <= 0xFF5E else each for each in text)
