"""The words of notices on the way: composed from the case and the law, to be completed by whoever sends them.

Each notice is a few lines. What only a person knows stands between 【 and 】 and has to be filled in. Every last day is the
one that `law.deadlines` computes, and every amount that of `law.fees`.
"""

from gongkai.web.cases.charging import Charge
from gongkai.web.cases.wording.given import Given
from gongkai.web.cases.wording.guard import carried_over, days, other_days, unfilled
from gongkai.web.cases.wording.notices import excluded, remark, text

__all__ = ["Charge", "Given", "carried_over", "days", "excluded", "other_days", "remark", "text", "unfilled"]
