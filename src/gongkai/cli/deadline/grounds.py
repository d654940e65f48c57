"""Whether reconsideration comes before the court, by the ground of a reply and the day it was decided."""

import re
from datetime import date

from gongkai.law.deadlines.periods import RECONSIDERATION_LAW_FROM
from gongkai.law.options import Conventions
from gongkai.law.refusal import Refusal

SILENCE = "silence"
WITHHELD = "withheld_part"
KNOWN = (
    *("14", "15", "16", "16(1)", "16(2)", "30", "35"),
    *(f"36({item})" for item in range(1, 8)),
    *("37", "38", "39", "39(1)", "39(2)", "42", SILENCE, WITHHELD),
)
_OPEN_UNTIL = date(2025, 6, 1)
_REFUSED = re.compile(r"30|35|36\([456]\)|38|39.*")


class UnknownGround(Refusal):
    """A ground that no reply can have."""


def review_first(ground: str, *, decided: date, conventions: Conventions) -> bool:
    """Return whether a decision on this ground must go to reconsideration before it can be taken to court.

    :raises UnknownGround: naming the grounds there are.
    """
    code = ground.replace("（", "(").replace("）", ")").replace(" ", "")
    if code not in KNOWN:
        raise UnknownGround(
            f"没有“{ground}”这一依据；可用的有：{'、'.join(KNOWN)}。",
            f"There is no ground {ground!r}; there are {', '.join(KNOWN)}.",
        )
    if decided < RECONSIDERATION_LAW_FROM:
        return False
    if code == SILENCE:
        return conventions.silence_remedy == "review_first"
    if code == WITHHELD:
        return conventions.withheld_part_remedy == "review_first"
    if _REFUSED.fullmatch(code) and decided < _OPEN_UNTIL:
        return conventions.refused_before_2025_06 == "review_first"
    return code.startswith(("14", "15", "16"))
