"""The unified social credit code of an organ (统一社会信用代码, GB 32100-2015): 18 characters, the last one checks the others."""

from django.utils.translation import gettext as _
from stdnum.cn import uscc

ALPHABET = set("0123456789ABCDEFGHJKLMNPQRTUWXY")


class BadCode(ValueError):
    """What is no unified social credit code, and why, as a sentence."""


def check(text: str) -> str:
    """Return a code in capitals without blanks; the empty text as it is.

    The library's own check insists on digits in the first two places, where the standard allows letters as well: only its
    sum is used, so that no organ's right code is refused.

    :raises BadCode: where the length, a character or the sum is wrong.
    """
    code = uscc.compact(text)
    if not code:
        return ""
    if len(code) != 18:
        raise BadCode(_("统一社会信用代码应为18位，现在是%(count)d位，请核对。") % {"count": len(code)})
    if strange := sorted(set(code) - ALPHABET):
        raise BadCode(
            _("统一社会信用代码不含“%(strange)s”，只含数字和除 I、O、S、V、Z 以外的字母，请核对。")
            % {"strange": "、".join(strange)}
        )
    if code[-1] != uscc.calc_check_digit(code[:-1]):
        raise BadCode(_("统一社会信用代码的末位校验码不符，请逐位核对是否录错。"))
    return code
