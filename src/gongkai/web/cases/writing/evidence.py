"""What is on file for a reply: what follows from the steps, and what somebody has put on file."""

from datetime import date

from gongkai.web.cases import queries
from gongkai.web.cases.models import Case, Version


def on_file(case: Case, today: date, version: Version | None = None) -> set[str]:
    """Return the codes of the evidence on file, for `law.replies.may_issue`."""
    put = set(case.evidence.filter(withdrawn_at=None).values_list("code", flat=True))
    state = queries.standing(case, today).state
    followed = {
        "clarification_asked": state.clarification_asked,
        "clarification_given": state.clarified,
        "reasons_asked": state.reasons_asked,
    }
    return put | {code for code, day in followed.items() if day is not None}
