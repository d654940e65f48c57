"""What is kept of a request: the case itself, what is written and found for it, who works on it, what third parties say."""

from gongkai.web.cases.models.filing import (
    Applicant,
    Attachment,
    Case,
    Delivery,
    Form,
    NumberSeries,
    Rating,
    Step,
)
from gongkai.web.cases.models.keeping import Erasure, Feed, Intake, OpeningBalance, Retention
from gongkai.web.cases.models.opinions import Opinion, OpinionLink
from gongkai.web.cases.models.teamwork import Assignment, CaseLink, Conversion
from gongkai.web.cases.models.writing import Evidence, FeeNotice, Part, Purpose, Review, Verdict, Version

__all__ = [
    "Applicant",
    "Assignment",
    "Attachment",
    "Case",
    "CaseLink",
    "Conversion",
    "Delivery",
    "Erasure",
    "Evidence",
    "Feed",
    "FeeNotice",
    "Form",
    "Intake",
    "NumberSeries",
    "OpeningBalance",
    "Opinion",
    "OpinionLink",
    "Part",
    "Purpose",
    "Rating",
    "Retention",
    "Review",
    "Step",
    "Verdict",
    "Version",
]
