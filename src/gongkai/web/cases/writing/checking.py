"""What is checked before a version is written, submitted, reviewed or issued, and the refusals that say what to do."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from gongkai.law import procedure, replies
from gongkai.law.procedure import STAGES, STEPS, Standing, StepKind
from gongkai.law.refusal import Refusal
from gongkai.web.cases import facts, fingerprints, wording
from gongkai.web.cases.models import Case, Part, Verdict, Version
from gongkai.web.cases.writing import queries
from gongkai.web.organs.models import Person
from gongkai.web.vault.models import RestrictedFile

SOME = 4
"""How many gaps of a text are named."""
LONGEST = 20_000
"""Characters of a text; what is longer is a file."""
FIELDS: Mapping[StepKind, frozenset[str]] = {
    StepKind.REPLIED: frozenset({"reply", "withheld"}),
    StepKind.TERMINATED: frozenset({"reply"}),
    StepKind.EXTENDED: frozenset({"days"}),
    StepKind.DELAYED: frozenset({"until"}),
}
"""What the writer says of a step. Who approved it and how it went out come later and from others."""


class Overtaken(Refusal):
    """Somebody else wrote meanwhile: the version that now counts."""

    def __init__(self, version: Version) -> None:
        who, number = version.written_by, version.number
        super().__init__(
            f"{who}刚刚写了第 {number} 稿。请对照后在第 {number} 稿上修改；您写的内容还在页面上，没有保存。",
            f"{who} has just written version {number}. Compare it and change that one; yours is still on the page, not saved.",
        )
        self.version = version


class NotReady(Refusal):
    """A version that cannot be written, submitted, reviewed or issued now, and why."""


def facts_of(kind: StepKind, said: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Return what a version says of its step, as it is kept.

    :raises NotReady: for a step that is none of a version's, or a field that is none of the writer's.
    """
    if kind not in FIELDS:
        raise NotReady(
            f"“{STEPS[kind].zh}”不需要审批，请直接登记这一步。",
            f"“{STEPS[kind].en}” needs no approval: register the step.",
        )
    foreign = sorted(set(said) - FIELDS[kind])
    if foreign:
        raise NotReady(
            f"“{STEPS[kind].zh}”的送审稿不填写 {'、'.join(foreign)}。",
            f"A version of it does not say {', '.join(foreign)}.",
        )
    if not isinstance(said.get("days", 0), int) or not isinstance(said.get("reply", ""), str):
        raise NotReady(
            "工作日数应当是整数，答复类型应当从列表中选择。",
            "Give a number of days, and a kind of reply from the list.",
        )
    plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in said.items() if value}
    try:
        return facts.written(facts.read(kind, today, plain))
    except (TypeError, ValueError):
        raise NotReady("日期应当写成 2026-03-01 这样。", "Write a day as 2026-03-01.") from None


def words(kind: StepKind, said: Mapping[str, Any], answers: Mapping[str, str], text: str) -> None:
    """Check that the law knows the reply, the grounds and the answers, and that the text is no book.

    :raises Refusal: naming what there is.
    """
    if said.get("reply"):
        replies.withheld_kinds(replies.kind(said["reply"]), said.get("withheld", ()))
    replies.remaining(answers)
    if len(text) > LONGEST:
        raise NotReady(
            f"正文有 {len(text)} 字，超过 {LONGEST} 字。请把较长的内容作为附件。",
            f"The text has {len(text)} characters, more than {LONGEST}. Attach what is long as a file.",
        )


def kept(case: Case, files: Iterable[RestrictedFile]) -> None:
    """Check that the files that stay are those of an earlier version of this case.

    :raises NotReady: where one is not.
    """
    own = set(queries.files_of(case).values_list("pk", flat=True))
    if not own.issuperset(each.pk for each in files):
        raise NotReady("有附件不是本件的，请重新上传。", "A file is none of this case. Upload it anew.")


def stage(standing: Standing, kind: StepKind) -> None:
    """Check that the step of a version may come where the case stands.

    :raises NotReady: where the case has ended or moved on.
    """
    if kind not in procedure.allowed(standing.stage, standing.state.matter):
        zh, en = STAGES[standing.stage]
        raise NotReady(
            f"办件现在处于“{zh}”，不能作出“{STEPS[kind].zh}”。请刷新办件页查看最新情况。",
            f"The case is “{en}” now and cannot take “{STEPS[kind].en}”. Look at the page of the case.",
            *STEPS[kind].basis,
        )


def filled(version: Version) -> None:
    """Check that nothing of a text is left to fill in.

    :raises NotReady: naming the first places.
    """
    if open_ := wording.unfilled(version.text):
        some = "、".join(open_[:SOME])
        raise NotReady(
            f"正文中还有 {len(open_)} 处没有填写：{some}。",
            f"The text has {len(open_)} places left to fill in: {some}.",
        )


def as_approved(version: Version) -> None:
    """Check that a version and its reviews are what the log recorded: what goes out is what was approved.

    :raises NotReady: naming what is not.
    """
    if doubts := fingerprints.doubts(version):
        raise NotReady(
            f"这一稿与操作日志不符，不能发出：{'；'.join(doubts)}。请告知系统管理员核对数据，再另写一稿送审。",
            "This version is not what the log recorded and cannot go out. Tell the administrator, and write another.",
        )


def answers_lead(version: Version) -> None:
    """Check that the answers of the guide leave the reply open that was chosen.

    :raises NotReady: where they lead elsewhere.
    """
    of = replies.kind(version.facts.get("reply", ""))
    left = replies.remaining(version.answers)
    if of.step and of not in left:
        raise NotReady(
            f"七步回答与“{of.zh}”不符，按回答可以选：{'、'.join(each.zh for each in left) or '无'}。"
            "请修改回答，或者改选答复类型。",
            f"The answers do not lead to “{of.en}”, but to: {', '.join(each.en for each in left) or 'nothing'}. "
            "Change the answers or the kind of reply.",
            *of.ground,
        )


def parts(given: Sequence[str], verdict: str, opinion: str) -> tuple[Part, ...]:
    """Return the parts that a review is given in.

    :raises NotReady: for none, for one that does not exist, and where a version is returned without an opinion.
    """
    chosen = tuple(part for part in Part if part in set(given))
    if not chosen or len(chosen) != len(set(given)) or verdict not in list(Verdict):
        raise NotReady("请选择作出哪一项审核，以及同意还是退回。", "Choose the part of the review and the verdict.")
    if verdict == Verdict.RETURNED and not opinion.strip():
        raise NotReady(
            "退回时请写明意见：哪里不妥、怎样修改。", "Say what is wrong and what to change when you return it."
        )
    return chosen


def open_to(version: Version, chosen: Iterable[Part], person: Person, today: date) -> None:
    """Check that a person may say these parts of a version now.

    :raises NotReady: with the reason.
    """
    still, known = queries.open_parts(version), queries.Known([version], today)
    allowed = known.allowed(person, version.case.organ)
    for part in chosen:
        lacks = None if queries.VERBS[part] in allowed else ("您没有这一岗位", "you lack the post for it")
        reason = queries.barred(version, part, person, still, known) if lacks is None else lacks
        if reason is not None:
            raise NotReady(
                f"您现在不能作出“{part.label}”：{reason[0]}。", f"You cannot give the part “{part}” now: {reason[1]}."
            )
