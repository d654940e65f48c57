"""The steps of a request: what each is, which may follow which, on what article, and what it must say.

`STEPS` is the one table. The state diagram of the documentation is drawn from it, and `take` refuses what it does not
list. Beside requests for disclosure it knows two matters that count nowhere: the rectification of records about oneself
(更正, Art. 41) and plain enquiries (咨询).
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib.resources import files

from gongkai.law.citation import Citation
from gongkai.law.deadlines import Channel, ServedBy
from gongkai.law.replies.shelf import basis


class Matter(StrEnum):
    """What a file is about."""

    DISCLOSURE = "disclosure"  # 政府信息公开申请
    RECTIFICATION = "rectification"  # 更正本人信息（第四十一条），不计入年度报告
    ENQUIRY = "enquiry"  # 咨询，不计入年度报告


class Stage(StrEnum):
    """Where a case stands."""

    NEW = "new"  # 未登记
    UNCONFIRMED = "unconfirmed"  # 待确认收到
    IN_HAND = "in_hand"  # 办理中
    CLARIFYING = "clarifying"  # 待补正
    CONSULTING = "consulting"  # 征求意见中
    EXPLAINING = "explaining"  # 待说明理由
    PAYING = "paying"  # 待缴费
    REPLIED = "replied"  # 已答复
    SERVED = "served"  # 已送达
    CLOSED = "closed"  # 已终止
    ARCHIVED = "archived"  # 已归档


STAGES: Mapping[Stage, tuple[str, str]] = {
    Stage.NEW: ("未登记", "not registered"),
    Stage.UNCONFIRMED: ("待确认收到", "receipt to be confirmed"),
    Stage.IN_HAND: ("办理中", "in hand"),
    Stage.CLARIFYING: ("待补正", "waiting for a clarification"),
    Stage.CONSULTING: ("征求意见中", "consulting"),
    Stage.EXPLAINING: ("待说明理由", "waiting for reasons"),
    Stage.PAYING: ("待缴费", "waiting for the fee"),
    Stage.REPLIED: ("已答复", "replied"),
    Stage.SERVED: ("已送达", "served"),
    Stage.CLOSED: ("已终止", "closed"),
    Stage.ARCHIVED: ("已归档", "archived"),
}


class StepKind(StrEnum):
    """What happened."""

    SUBMITTED = "submitted"
    RECEIVED = "received"
    CLARIFICATION_ASKED = "clarification_asked"
    CLARIFICATION_GIVEN = "clarification_given"
    CLARIFICATION_LAPSED = "clarification_lapsed"
    THIRD_PARTY_CONSULTED = "third_party_consulted"
    THIRD_PARTY_ANSWERED = "third_party_answered"
    THIRD_PARTY_SILENT = "third_party_silent"
    CO_MAKER_CONSULTED = "co_maker_consulted"
    CO_MAKER_ANSWERED = "co_maker_answered"
    CO_MAKER_SILENT = "co_maker_silent"
    ORGAN_CONSULTED = "organ_consulted"
    ORGAN_ANSWERED = "organ_answered"
    LETTER_ARRIVED = "letter_arrived"
    LETTER_RETURNED = "letter_returned"
    EXTENDED = "extended"
    REASONS_ASKED = "reasons_asked"
    REASONS_GIVEN = "reasons_given"
    REASONS_LAPSED = "reasons_lapsed"
    DELAYED = "delayed"
    FEE_NOTIFIED = "fee_notified"
    FEE_PAID = "fee_paid"
    FEE_LAPSED = "fee_lapsed"
    REPLIED = "replied"
    SERVED = "served"
    WITHDRAWN = "withdrawn"
    TERMINATED = "terminated"
    RECLASSIFIED = "reclassified"
    MERGED = "merged"
    CONVERTED = "converted"
    ARCHIVED = "archived"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened to a case on a day. Which of the fields it needs is in `STEPS`.

    `arrived` is the day on which a notice or letter reached its reader, where that is known at once; else the step
    `letter_arrived` says it later: on its own day, or on `arrived` where the proof came after it. `ref` tells several
    consultations apart, and names the case a merged one went into. `withheld` are the grounds of the withheld part of a
    partial disclosure, as kinds of reply (Art. 37); `tracking` is the number that the postal enterprise gave a letter.
    """

    kind: StepKind
    on: date
    matter: Matter = Matter.DISCLOSURE
    channel: Channel | None = None
    applicant: str = ""
    arrived: date | None = None
    ref: str = ""
    days: int | None = None
    until: date | None = None
    approver: str = ""
    reply: str = ""
    by: ServedBy | None = None
    withheld: tuple[str, ...] = ()
    tracking: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of the table: the step, its names, from which stages, to which (None: stays, or `take` decides), its basis."""

    kind: StepKind
    zh: str
    en: str
    sources: frozenset[Stage]
    target: Stage | None
    basis: tuple[Citation, ...]
    needs: tuple[str, ...] = ()
    matters: frozenset[Matter] = frozenset({Matter.DISCLOSURE})


NEEDED: Mapping[str, tuple[str, str]] = {
    "channel": ("渠道", "the channel"),
    "applicant": ("申请人类别", "the kind of applicant"),
    "ref": ("编号", "the reference"),
    "days": ("延长的工作日数", "the number of working days"),
    "until": ("延迟答复的日期", "the day of the delayed reply"),
    "approver": ("批准人（政府信息公开工作机构负责人）", "who approved it, the head of the disclosure office"),
    "reply": ("答复类型", "the kind of reply"),
    "by": ("送达方式", "the way of service"),
    "withheld": ("不予公开部分的依据", "the grounds of the withheld part"),
    "tracking": ("邮件号码", "the number of the postal item"),
    "arrived": ("到达日期", "the day of arrival"),
}
"""What a step may have to say, in words."""


def _rules() -> Iterator[Rule]:
    text = files(__package__).joinpath("steps.toml").read_text("utf-8")
    for entry in tomllib.loads(text)["step"]:
        yield Rule(
            StepKind(entry["code"]),
            entry["zh"],
            entry["en"],
            frozenset(Stage(stage) for stage in entry["from"]),
            Stage(entry["to"]) if "to" in entry else None,
            basis(entry["basis"]),
            tuple(entry.get("needs", ())),
            frozenset(Matter(matter) for matter in entry.get("matters", (Matter.DISCLOSURE,))),
        )


STEPS: Mapping[StepKind, Rule] = {rule.kind: rule for rule in _rules()}
"""The one table, from steps.toml."""
