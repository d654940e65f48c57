"""Remedies: how a reply, a notice or silence may be contested on the day it was made, and the clause that says so.

The class follows the legal ground and the day of the decision, never the row of the report: 行政查询事项 stands among the
refusals of table 3, but rests on Art. 36 (7) and is open to a direct suit.
"""

from gongkai.law.remedies.classes import (
    INTERPRETED_FROM,
    REGIMES,
    REVIEW_FIRST_FROM,
    Regime,
    Remedy,
    remedy,
    remedy_class,
)
from gongkai.law.remedies.clauses import Bodies, Clause, Incomplete, Service, clause
from gongkai.law.remedies.grounds import Ground, Nature, UnknownGround, ground, grounds, of_kind
from gongkai.law.replies import RemedyClass

__all__ = [
    "INTERPRETED_FROM",
    "REGIMES",
    "REVIEW_FIRST_FROM",
    "Bodies",
    "Clause",
    "Ground",
    "Incomplete",
    "Nature",
    "Regime",
    "Remedy",
    "RemedyClass",
    "Service",
    "UnknownGround",
    "clause",
    "ground",
    "grounds",
    "of_kind",
    "remedy",
    "remedy_class",
]
