"""Documents that are handed to an applicant or a court, made of what the rules say, as PDF and as Word."""

from gongkai.documents.deadline_note import KINDS, TITLE, Statement, render

__all__ = ["KINDS", "TITLE", "Statement", "render"]
