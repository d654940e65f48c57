"""Personal data as it is shown to whoever need not read it whole: enough to tell one from another, no more.

What is too short to keep anything of is masked whole.
"""

import re

STAR = "*"
STARS = STAR * 4
_PLACE = re.compile(r"^.*?[区县旗]|^.*?[市州盟]")


def name(text: str) -> str:
    """Return a name of which the first sign can be read: 张*、欧**."""
    text = text.strip()
    return text[:1] + STAR * (len(text) - 1) if len(text) > 1 else STAR


def id_number(text: str) -> str:
    """Return the number of a proof of identity with its first three and last four signs: 110***********002X."""
    return _ends(text, 3, 4)


def phone(text: str) -> str:
    """Return a telephone number with its first three and last four digits: 138****0000."""
    return _ends(text, 3, 4)


def email(text: str) -> str:
    """Return an e-mail address with its first sign and its domain: z***@example.com."""
    local, at, domain = text.strip().rpartition("@")
    return f"{local[:1]}{STAR * 3}@{domain}" if at and local else STAR * 3


def address(text: str) -> str:
    """Return an address down to the district, and nothing of the street: 云亭市荔洲区****."""
    text = text.strip()
    found = _PLACE.match(text)
    known = found[0] if found else text[:3] if len(text) > len(STARS) else ""
    return known + STARS


def masked(field: str, text: str) -> str:
    """Return a field of an applicant masked as its kind asks; one that is not known here is masked whole."""
    if not text:
        return ""
    return _OF[field](text) if field in _OF else STAR * min(max(len(text), 3), 8)


def _ends(text: str, head: int, tail: int) -> str:
    text = text.strip()
    if len(text) < head + tail + 2:
        head, tail = (1, 1) if len(text) > head + 1 else (0, 0)
    return text[:head] + STAR * (len(text) - head - tail) + (text[-tail:] if tail else "")


_OF = {
    "name": name,
    "contact": name,
    "agent": name,
    "id_number": id_number,
    "phone": phone,
    "email": email,
    "address": address,
}
