"""What a kind of reply, a document, a requirement and a kind of applicant are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from gongkai.law.citation import Citation


class RemedyClass(StrEnum):
    """How a decision may be contested."""

    REVIEW_FIRST = "review_first"  # 应当先申请行政复议
    CHOICE = "choice"  # 可以申请行政复议，也可以直接提起行政诉讼
    SPLIT = "split"  # 公开的部分可以选择，不予公开的部分应当先申请复议
    NONE = "none"  # 不能单独争议


class Words(NamedTuple):
    """The same in Chinese and in English."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Document:
    """A letter or a notice. `remedy` is what a notice opens by itself; None where the kind of reply says it."""

    code: str
    zh: str
    en: str
    to: str
    basis: tuple[Citation, ...]
    remedy: RemedyClass | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """Something that a letter must say."""

    code: str
    zh: str
    en: str
    basis: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something that can be on file."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Requirement:
    """What must be on file before a reply is issued: any one of `met_by`."""

    code: str
    zh: str
    en: str
    basis: tuple[Citation, ...]
    met_by: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class ReplyKind:
    """A kind of reply or of closing.

    `rows` is empty where the case counts in no row of the annual report; then `uncounted` says why. `step` and `answer`
    are where the seven-step guide decides it, empty where it may come at any time. `withholdable` says that it may be the
    ground of the withheld part of a partial disclosure. `open` says what no text settles.
    """

    code: str
    zh: str
    en: str
    ground: tuple[Citation, ...]
    document: Document | None
    contents: tuple[Content, ...]
    evidence: tuple[Requirement, ...]
    remedy: RemedyClass
    risk: Words
    rows: Mapping[str, str] = field(default_factory=dict, hash=False)
    uncounted: Words | None = None
    step: str = ""
    answer: str = ""
    withholdable: bool = False
    open: Words | None = None

    @property
    def settled(self) -> bool:
        """Whether the texts settle everything that is said of it here."""
        return self.open is None

    @property
    def needs_reason(self) -> bool:
        """Whether the letter must give reasons."""
        return any(content.code == "reason" for content in self.contents)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of table 3, as the public form asks for it in plain words."""

    code: str
    zh: str
    en: str
    help: Words


@dataclass(frozen=True, slots=True)
class ApplicantKind:
    """A kind of applicant and its column; `option` names the convention that decides instead where practice differs."""

    code: str
    zh: str
    en: str
    column: str
    option: str = ""
    open: Words | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a question of the guide; where it does not go on to the next question, it decides the kind."""

    code: str
    zh: str
    en: str
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One of the seven questions that lead to a reply."""

    code: str
    zh: str
    en: str
    question: Words
    basis: tuple[Citation, ...]
    answers: tuple[Answer, ...]
