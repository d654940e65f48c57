"""What is on file for a reply without anybody putting it there: it follows from the steps, the opinions and the reviews.

`FOLLOWS` is the table: the code of each piece of evidence that follows, whether it follows alone, and how. What follows
alone is a step of the procedure: nobody puts it on file by hand and passes the step by.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from gongkai.law import replies
from gongkai.law.deadlines import Consulted
from gongkai.law.procedure import Letter, Stage, State, StepKind
from gongkai.web.cases import queries as cases
from gongkai.web.cases.models import Case, CaseLink, Opinion, Part, Verdict, Version
from gongkai.web.cases.opinions.queries import standing_opinions

Words = tuple[str, str]
"""How it follows, in Chinese and in English."""


class Known:
    """What is known of a case, of the version that is to be decided on, and of the grounds of a withheld part."""

    def __init__(self, case: Case, today: date, version: Version | None, withheld: Collection[str]) -> None:
        self.case, self.today, self.version, self.withheld = case, today, version, withheld

    @cached_property
    def state(self) -> State:
        """Where the case stands."""
        return cases.standing(self.case, self.today).state

    @cached_property
    def heard(self) -> list[Letter]:
        """The letters to third parties."""
        return [each for each in self.state.letters if each.whom is Consulted.THIRD_PARTY]

    @cached_property
    def opinions(self) -> list[Opinion]:
        """The opinions of third parties whose registration was not undone."""
        return [each for each in standing_opinions(self.case) if each.step.kind == StepKind.THIRD_PARTY_ANSWERED]

    @property
    def objected(self) -> list[Opinion]:
        """The opinions that object to a part at least: one of them outweighs the consent or silence of all others."""
        return [each for each in self.opinions if each.verdict != Opinion.Verdict.CONSENT]


@dataclass(frozen=True, slots=True)
class Follows:
    """How a piece of evidence follows; `alone`: in no other way can it come on file."""

    how: Callable[[Known], Words | None]
    alone: bool = False


def _on(name: str, zh: str, en: str) -> Callable[[Known], Words | None]:
    def how(known: Known) -> Words | None:
        day: date | None = getattr(known.state, name)
        return (f"{zh}（{day}）", f"{en} ({day})") if day else None

    return how


def _ended_as(result: str, zh: str, en: str) -> Callable[[Known], Words | None]:
    return lambda known: (zh, en) if known.state.result == result else None


def _reasons_not_given(known: Known) -> Words | None:
    state = known.state
    waited = state.reasons_asked is not None and state.stage is not Stage.EXPLAINING
    return ("已登记逾期未说明理由", "registered as not given in time") if waited and not state.reasons_heard else None


def _consulted(known: Known) -> Words | None:
    if not known.heard:
        return None
    said = "、".join(f"{each.ref}（{each.sent}）" for each in known.heard)
    return f"征求意见书 {said}", f"letters {', '.join(f'{each.ref} ({each.sent})' for each in known.heard)}"


def _silent(known: Known) -> Words | None:
    silent = [each.ref for each in known.heard if each.unheard]
    if not silent or known.objected:
        return None
    return f"征求意见书 {'、'.join(silent)} 逾期未提出意见", f"silence on the letters {', '.join(silent)}"


def _consented(known: Known) -> Words | None:
    if not known.opinions or known.objected:
        return None
    day = known.opinions[-1].step.on
    return f"第三方意见：同意公开（{day}）", f"opinion of the third party: consent ({day})"


def _objected(known: Known) -> Words | None:
    for each in known.objected:
        zh = str(each.get_verdict_display())
        return f"第三方意见：{zh}（{each.step.on}）", f"opinion of the third party: {each.verdict} ({each.step.on})"
    return None


def _reviewed(known: Known) -> Words | None:
    if known.version is None:
        return None
    for each in known.version.reviews.select_related("given_by"):
        if each.part in (Part.SECRECY, Part.APPROVAL) and each.verdict == Verdict.AGREED:
            zh = Part(each.part).label
            return f"第 {known.version.number} 稿的{zh}（{each.given_by}）", f"review of version {known.version.number}"
    return None


def _information(known: Known) -> Words | None:
    number = known.version.files.count() if known.version else 0
    return (f"送审稿所附文件 {number} 个", f"{number} files with the version") if number else None


def _access(known: Known) -> Words | None:
    if known.version is None or not known.version.text.strip():
        return None
    return f"第 {known.version.number} 稿正文写明", f"said in the text of version {known.version.number}"


def _earlier_reply(known: Known) -> Words | None:
    repeats = known.case.links.filter(kind=CaseLink.Kind.REPEAT, ended_at=None).select_related("other")
    for each in repeats:
        if each.other.closed and each.other.result:
            kind, other = replies.kind(each.other.result), each.other
            return f"{other.number}，{other.closed}，{kind.zh}", f"{other.number}, {other.closed}, {kind.en}"
    return None


def _merged_into(known: Known) -> Words | None:
    number = known.state.merged_into
    return (f"已并入 {number}", f"merged into {number}") if number else None


def _withheld(known: Known) -> Words | None:
    kinds = [replies.kind(code) for code in known.withheld]
    return ("、".join(each.zh for each in kinds), ", ".join(each.en for each in kinds)) if kinds else None


FOLLOWS: Mapping[str, Follows] = {
    "clarification_asked": Follows(_on("clarification_asked", "补正告知书", "clarification notice"), alone=True),
    "clarification_given": Follows(_on("clarified", "收到补正", "clarification received"), alone=True),
    "clarification_lapsed": Follows(
        _ended_as("clarification_overdue", "已登记逾期不补正", "registered as lapsed"), alone=True
    ),
    "reasons_asked": Follows(_on("reasons_asked", "说明理由告知书", "request for reasons"), alone=True),
    "reasons_not_given": Follows(_reasons_not_given, alone=True),
    "fee_notified": Follows(_on("fee_sent", "收费通知书", "fee notice"), alone=True),
    "fee_lapsed": Follows(_ended_as("fee_overdue", "已登记逾期未缴费", "registered as unpaid"), alone=True),
    "third_party_consulted": Follows(_consulted, alone=True),
    "third_party_silence": Follows(_silent),
    "third_party_consent": Follows(_consented),
    "third_party_objection": Follows(_objected),
    "disclosure_review": Follows(_reviewed, alone=True),
    "withheld_ground": Follows(_withheld, alone=True),
    "information_on_file": Follows(_information),
    "access_arranged": Follows(_access),
    "earlier_reply": Follows(_earlier_reply),
    "merged_into": Follows(_merged_into, alone=True),
    "withdrawal_statement": Follows(_ended_as("withdrawn", "申请人已撤回", "withdrawn by the applicant")),
}
"""What follows, by the code of the evidence. Every other code is put on file by a person."""
