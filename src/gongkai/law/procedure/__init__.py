"""The procedure of a request: a case is its list of steps, and where it stands is replayed from them.

`replay(steps, today)` refuses a list that the law does not allow, and answers for one that it does: the stage, the last
day to reply, the days used and left, the result, and the rows and the column of the annual report it counts in.
"""

from gongkai.law.procedure.diagram import diagram
from gongkai.law.procedure.ending import closed_by
from gongkai.law.procedure.refusals import IllegalStep, allowed, happened, in_the_future
from gongkai.law.procedure.splitting import NotSplit, behind_each_part, may_split
from gongkai.law.procedure.standing import Standing, column, replay, rows, standing, uncounted
from gongkai.law.procedure.state import Letter, State
from gongkai.law.procedure.steps import NEEDED, STAGES, STEPS, Matter, Rule, Stage, Step, StepKind
from gongkai.law.procedure.taking import take
from gongkai.law.procedure.terms import Terms, due, terms

__all__ = [
    "NEEDED",
    "STAGES",
    "STEPS",
    "IllegalStep",
    "Letter",
    "Matter",
    "NotSplit",
    "Rule",
    "Stage",
    "Standing",
    "State",
    "Step",
    "StepKind",
    "Terms",
    "allowed",
    "behind_each_part",
    "closed_by",
    "column",
    "diagram",
    "due",
    "happened",
    "in_the_future",
    "may_split",
    "replay",
    "rows",
    "standing",
    "take",
    "terms",
    "uncounted",
]
