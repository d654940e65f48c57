"""The kinds of applicant, and the column of table 3 in which each counts."""

from gongkai.law.citation import FORMAT_2021, Citation
from gongkai.law.options import Conventions
from gongkai.law.refusal import Refusal
from gongkai.law.replies import shelf
from gongkai.law.replies.model import ApplicantKind, Column

DEFAULTS = Conventions()


class UnknownApplicant(Refusal):
    """There is no such kind of applicant."""


def columns() -> tuple[Column, ...]:
    """Return the six columns in the order of the form, with the plain words of the public form."""
    return shelf.columns()


def applicants(column_code: str | None = None) -> tuple[ApplicantKind, ...]:
    """Return the kinds of applicant, all or those of one column."""
    return tuple(one for one in shelf.applicant_kinds().values() if column_code in (None, one.column))


def applicant(code: str) -> ApplicantKind:
    """Return one kind of applicant.

    :raises UnknownApplicant: naming the kinds there are.
    """
    found = shelf.applicant_kinds().get(code)
    if found is None:
        known = shelf.applicant_kinds()
        raise UnknownApplicant(
            f"没有“{code}”这一申请人类型；可用的有：{'、'.join(one.zh for one in known.values())}。",
            f"There is no kind of applicant {code!r}; there are: {', '.join(known)}.",
            Citation(FORMAT_2021),
        )
    return found


def column(code: str, *, conventions: Conventions = DEFAULTS) -> str:
    """Return the column of table 3 for a kind of applicant; a column's own code is taken as it is.

    :raises UnknownApplicant: for a kind that does not exist.
    """
    if any(code == one.code for one in columns()):
        return code
    found = applicant(code)
    return str(getattr(conventions, found.option)) if found.option else found.column
