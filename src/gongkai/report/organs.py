"""What an organ's name tells: its kind, whether it can make rules (规章), and whether two names mean the same organ.

Names are all that a published report gives, so every answer may be "not known", and nothing is concluded from that.
"""

import re
from difflib import SequenceMatcher

from gongkai.law.annual_report import OrganKind

_TOWNSHIP = re.compile(r"(?:街道(?:办事处|办)?|(?:镇|乡|苏木)(?:人民)?政府)$")
_GOVERNMENT = re.compile(r"[省市县区旗州盟](?:人民)?政府$")
_DEPARTMENT = re.compile(r"(?:局|厅|委员会|委|办公室|中心|总队|支队|大队|署|院)$")
_COUNTY_GOVERNMENT = re.compile(r"(?:县|区|旗)(?:人民)?政府$")
_COUNTY_DEPARTMENT = re.compile(r"(?:县|区|旗)(?:人民政府)?[^省市县区旗州]{1,16}(?:局|办公室|委员会)$")
# Of these some stand above the county, or have powers of their own.
_DOUBTFUL = re.compile(r"自治区|特别行政区|新区|开发区|园区|管理区|保税区|经济区|特区|示范区|地区")
_PLACED = re.compile(r"^.+[区县市旗州盟].+(?:街道|镇|乡|苏木)")
_FILLING = re.compile(r"人民政府|政府|街道办事处|办事处|街道办|街道|\s")
_PLACES = "省市县区旗州盟"
_ENDING = re.compile(r"(?:局|厅|委员会|委|镇|乡)$")
LIKENESS = 0.6
SHORTEST = 2


def kind(name: str) -> OrganKind | None:
    """Return what kind of organ bears this name, None where the name does not tell."""
    if _TOWNSHIP.search(name):
        return "township"
    if _GOVERNMENT.search(name):
        return "government"
    return "department" if _DEPARTMENT.search(name) else None


def cannot_make_rules(name: str) -> bool:
    """Return True where the name shows an organ that has no power to make rules (规章): a town, a county or below.

    Legislation Law Art. 91 and 93 give it to departments of the State Council and to the governments of provinces,
    cities divided into districts and autonomous prefectures. A city's name does not tell whether it has districts.
    """
    if _TOWNSHIP.search(name):
        return True
    if _DOUBTFUL.search(name):
        return False
    return bool(_COUNTY_GOVERNMENT.search(name) or _COUNTY_DEPARTMENT.search(name))


def lacks_place(name: str) -> bool:
    """Return True for a town or subdistrict whose name does not say in which county, district or city it lies."""
    return bool(_TOWNSHIP.search(name)) and not _PLACED.search(name)


def same(one: str, other: str) -> bool:
    """Return whether two names are those of the same organ, printed more or less in full or renamed a little."""
    (place_a, own_a), (place_b, own_b) = _parted(one), _parted(other)
    if place_a and place_b and not (place_a.endswith(place_b) or place_b.endswith(place_a)):
        return False
    if len(own_a) < SHORTEST or len(own_b) < SHORTEST:
        return own_a == own_b
    return own_a in own_b or own_b in own_a or SequenceMatcher(None, own_a, own_b, autojunk=False).ratio() >= LIKENESS


def _parted(name: str) -> tuple[str, str]:
    """Return the place of a name and what is the organ's own in it: 青石区白桥街道办事处 is 青石区, 白桥."""
    plain = _FILLING.sub("", name)
    place = max((plain.rfind(mark) for mark in _PLACES), default=-1) + 1
    own = plain[place:]
    return plain[:place], _ENDING.sub("", own) or own
