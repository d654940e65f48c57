"""The facts and deadlines of a case as the one-page 期限计算说明 that is handed to an applicant or a court."""

from collections.abc import Iterator
from datetime import date

from gongkai.cli.deadline.facts import Facts
from gongkai.cli.deadline.outcome import Outcome
from gongkai.cli.deadline.text import IN_TIME, WAYS, WHOM, WORDS
from gongkai.cli.local_rules import LocalRules
from gongkai.documents import deadline_note
from gongkai.documents.day_words import chinese_date
from gongkai.law.deadlines import Deadline, Kind
from gongkai.law.deadlines.receipt import RULES


def written(outcome: Outcome, kind: str, rules: LocalRules, *, organ: str = "") -> bytes:
    """Return the statement as the bytes of a file, "docx" or "pdf". The day it is signed is left blank."""
    return deadline_note.render(statement(outcome, rules, organ), kind)


def statement(outcome: Outcome, rules: LocalRules, organ: str) -> deadline_note.Statement:
    """Return what the statement says: of what might have been, such as the longest extension, nothing."""
    return deadline_note.Statement(
        deadline_note.TITLE,
        tuple(_facts(outcome)),
        tuple(deadline for deadline in outcome.every if _belongs(deadline, outcome)),
        tuple(_in_time(outcome)),
        organ=organ,
        packs=rules.packs,
    )


def _belongs(deadline: Deadline, outcome: Outcome) -> bool:
    if deadline.kind is Kind.REPLY_ORIGINAL:
        return deadline.date != outcome.deadlines[Kind.REPLY].date
    if deadline.kind is Kind.CLARIFICATION_NOTICE:
        return outcome.facts.clarification is not None
    return deadline.kind is not Kind.REPLY_LATEST


def _facts(outcome: Outcome) -> Iterator[tuple[str, str | date]]:
    facts = outcome.facts
    if facts.number:
        yield "办件编号", facts.number
    if outcome.receipt:
        yield "申请渠道", RULES[outcome.receipt.channel].zh
        if facts.received and facts.received != outcome.receipt.day:
            yield "申请到达之日", facts.received
        yield "收到申请之日", outcome.receipt.day
    yield from _events(facts)
    days = {
        "信息形成或者变更之日": facts.formed,
        "作出答复之日": facts.decided,
        "答复送达之日": facts.served,
        "复议决定送达之日": facts.review_served,
        "收到复议申请书副本之日": facts.copy_received,
        "复议机关受理之日": facts.accepted,
        "收到起诉状副本之日": facts.sued,
    }
    yield from ((what, day) for what, day in days.items() if day)
    if facts.ground:
        yield "答复的依据", facts.ground


def _events(facts: Facts) -> Iterator[tuple[str, str | date]]:
    if asked := facts.clarification:
        yield "申请人收到补正通知之日", asked.notified
        yield "收到补正的申请之日", asked.received or "尚未收到"
    for letter in facts.consultations:
        received = f"{chinese_date(letter.received)}收到" if letter.received else "尚未收到"
        answered = f"{chinese_date(letter.answered)}答复" if letter.answered else "没有答复"
        yield f"征求意见（{WHOM[letter.whom]['zh']}）", f"{chinese_date(letter.sent)}发出，{received}，{answered}"
    if facts.extended:
        yield "延长答复期限", f"{facts.extended}个工作日"
    if facts.fee:
        yield "申请人收到收费通知之日", facts.fee.notified
        yield "缴费之日", facts.fee.paid or "尚未缴费"


def _in_time(outcome: Outcome) -> Iterator[str]:
    if answer := outcome.on_time:
        replied = WORDS["zh"]["replied"].format(chinese_date(answer.dispatched), WAYS[answer.by]["zh"])
        yield f"{replied}：{IN_TIME[answer.in_time]['zh']}。"
