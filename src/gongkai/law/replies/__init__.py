"""Kinds of reply and of applicant: the ground, contents and evidence of each, and the row and column it counts in.

They are finer than the annual report, so that a case says what was done and the report follows from it. The tables are
the TOML files beside this module; a lawyer can read and check them without the code.
"""

from gongkai.law.replies.applicant_kinds import UnknownApplicant, applicant, applicants, column, columns
from gongkai.law.replies.evidence import NotReady, WrongGround, may_issue, missing, withheld_kinds
from gongkai.law.replies.guide import UnknownAnswer, remaining, steps
from gongkai.law.replies.model import (
    Answer,
    ApplicantKind,
    Column,
    Content,
    Document,
    Evidence,
    RemedyClass,
    ReplyKind,
    Requirement,
    Step,
    Words,
)
from gongkai.law.replies.reply_kinds import UnknownKind, document, format_for, kind, kinds, row

__all__ = [
    "Answer",
    "ApplicantKind",
    "Column",
    "Content",
    "Document",
    "Evidence",
    "NotReady",
    "RemedyClass",
    "ReplyKind",
    "Requirement",
    "Step",
    "UnknownAnswer",
    "UnknownApplicant",
    "UnknownKind",
    "Words",
    "WrongGround",
    "applicant",
    "applicants",
    "column",
    "columns",
    "document",
    "format_for",
    "kind",
    "kinds",
    "may_issue",
    "missing",
    "remaining",
    "row",
    "steps",
    "withheld_kinds",
]
