"""The pages of docs/reference that show how a request is handled: steps, kinds of reply, remedies, options.

Each is drawn from the tables that the rules themselves use, so that a lawyer who checks a page has checked the rule.
"""

from collections.abc import Callable, Iterator, Mapping

from page import OPEN, Sources, table, top

from gongkai.law import remedies, replies
from gongkai.law.options import OPTIONS, Option
from gongkai.law.procedure import NEEDED, STAGES, STEPS, Matter, Rule, Stage, diagram
from gongkai.law.replies import RemedyClass, ReplyKind
from gongkai.report import formats

MATTERS = {Matter.DISCLOSURE: "公开申请", Matter.RECTIFICATION: "更正", Matter.ENQUIRY: "咨询"}
REMEDIES = {
    RemedyClass.REVIEW_FIRST: "先复议 review first",
    RemedyClass.CHOICE: "可选择 free choice",
    RemedyClass.SPLIT: "分别处理 by parts",
    RemedyClass.NONE: "不单独争议 none",
}


def procedure() -> Iterator[str]:
    """Yield the table of steps and the diagram that is drawn from it."""
    sources = Sources()
    yield from top(
        "办理步骤 / The steps of a request",
        "一个办件就是它的各步。哪一步可以跟在哪一步之后，只看这张表；表中没有的，登记时予以拒绝，并说明依据。",
        "A case is its list of steps. Which step may follow is decided by this table alone; what it does not list is "
        "refused, with the article.",
    )
    yield ""
    yield "```mermaid"
    yield diagram().rstrip()
    yield "```"
    yield ""
    yield "## 各步 / Steps"
    yield ""
    yield "“到”一列空着的，办件留在原处；最后一份征求意见书有了结果，办件回到“办理中”。除公开申请外也适用的事项另行写明。"
    yield ""
    yield (
        "Where “to” is empty the case stays where it is; with the last answer to a consultation it is in hand again. "
        "Matters other than requests for disclosure are named where the step is theirs too."
    )
    head = ("步骤 Step", "代码 Code", "从 From", "到 To", "须写明 Must say", "依据 Basis")
    yield from table(head, (_step(rule, sources) for rule in STEPS.values()))
    yield ""
    yield "## 状态 / Stages"
    yield from table(("状态 Stage", "代码 Code"), ((f"{zh} {en}", f"`{code}`") for code, (zh, en) in STAGES.items()))
    yield from sources.named()


def _step(rule: Rule, sources: Sources) -> tuple[str, ...]:
    others = "、".join(MATTERS[matter] for matter in Matter if matter in rule.matters - {Matter.DISCLOSURE})
    return (
        f"{rule.zh}{f'（也适用于{others}）' if others else ''} {rule.en}",
        f"`{rule.kind}`",
        "、".join(STAGES[stage][0] for stage in Stage if stage in rule.sources),
        STAGES[rule.target][0] if rule.target else "",
        "、".join(NEEDED[field][0] for field in rule.needs),
        sources.short(rule.basis),
    )


def kinds_of_reply() -> Iterator[str]:
    """Yield the kinds of reply and of applicant, each with where it counts."""
    sources = Sources()
    yield from top(
        "答复类型与申请人类型 / Kinds of reply and of applicant",
        "比年度报告的行更细：一行计入若干种答复。作出答复之前须有的材料不全的，不能作出，并逐项说明缺什么。",
        "Finer than the rows of the annual report, each of which counts several kinds. A reply that lacks what it needs "
        "on file is refused, and what is missing is named.",
    )
    yield ""
    yield "## 一览 / Overview"
    head = ("答复类型 Kind", "代码 Code", "2021年格式的行 Row of 2021", "2019年格式的行 Row of 2019", "救济 Remedy", "")
    yield from table(head, (_kind_row(kind) for kind in replies.kinds()))
    for kind in replies.kinds():
        yield from _kind(kind, sources)
    yield from _guide(sources)
    yield from _applicants()
    yield from sources.named()


def _kind_row(kind: ReplyKind) -> tuple[str, ...]:
    rows = (_row(name, kind.rows.get(name)) for name in ("2021", "2019"))
    return f"{kind.zh} {kind.en}", f"`{kind.code}`", *rows, REMEDIES[kind.remedy], "" if kind.settled else OPEN


def _row(form: str, row: str | None) -> str:
    if row is None:
        return "不计 not counted"
    label = formats.load(form).label(f"requests.{row}.total").split("/")[1:-1]
    return f"{''.join(label)} `{row}`"


def _kind(kind: ReplyKind, sources: Sources) -> Iterator[str]:
    yield ""
    yield f"### {kind.zh} `{kind.code}`"
    yield ""
    yield f"{kind.en}. 依据 Basis: {sources.short(kind.ground)}"
    if kind.document:
        yield ""
        yield f"文书 Document: {kind.document.zh} {kind.document.code}"
    if kind.evidence:
        yield ""
        yield "须有的材料 Needed on file:"
        yield ""
        for need in kind.evidence:
            choices = f"（任一：{'、'.join(one.zh for one in need.met_by)}）" if len(need.met_by) > 1 else ""
            yield f"- {need.zh}{choices} {need.en} `{need.code}`（{sources.short(need.basis)}）"
    yield ""
    yield f"提示 Note: {kind.risk.zh} {kind.risk.en}"
    for label, words in (("不计入 Not counted", kind.uncounted), (OPEN, kind.open)):
        if words:
            yield ""
            yield f"{label}: {words.zh} {words.en}"


def _guide(sources: Sources) -> Iterator[str]:
    yield ""
    yield "## 七个问题 / Seven questions"
    yield ""
    yield "回答到哪一步，就还剩哪些答复类型。 / Each answer narrows down which replies remain."
    rows = (
        (
            step.zh,
            f"{step.question.zh} {step.question.en}",
            "；".join(f"{answer.zh}{' →' if answer.goes_on else ''}" for answer in step.answers),
            sources.short(step.basis),
        )
        for step in replies.steps()
    )
    yield from table(("步 Step", "问题 Question", "回答（→ 进入下一步） Answers", "依据 Basis"), rows)


def _applicants() -> Iterator[str]:
    names = {column.code: column.zh for column in replies.columns()}
    yield ""
    yield "## 申请人类型 / Kinds of applicant"
    rows = (
        (
            f"{one.zh} {one.en}",
            f"`{one.code}`",
            f"{names[one.column]} `{one.column}`",
            f"选项 option `{one.option}`" if one.option else "",
            f"{OPEN}：{one.open.zh} {one.open.en}" if one.open else "",
        )
        for one in replies.applicants()
    )
    yield from table(("申请人 Applicant", "代码 Code", "列 Column", "", ""), rows)


def remedy() -> Iterator[str]:
    """Yield how a decision on each ground may be contested, by the day on which it was made."""
    sources = Sources()
    yield from top(
        "救济途径 / Remedies",
        "按答复的依据和作出之日确定，不按年度报告的行确定。标“待定”的，现有文件没有写明，按本机关的选项处理（见[选项](options.md)）。",
        "By the ground of a reply and the day on which it was made, never by the row of the annual report. Where it says "
        "open, no text settles the question and the organ's [option](options.md) decides.",
    )
    versions = remedies.REGIMES.versions
    head = [f"{one.valid_from} 起 from" for one in versions]
    yield from table(
        ("依据 Ground", "代码 Code", *head),
        ((f"{one.zh} {one.en}", f"`{one.code}`", *_remedies(one)) for one in remedies.grounds().values()),
    )
    yield ""
    yield "## 所依据的法律 / The law that governs"
    rows = ((f"{one.valid_from}", f"{one.valid_to or ''}", sources.short(one.basis)) for one in versions)
    yield from table(("自 From", "至（不含） Before", "依据 Basis"), rows)
    yield from sources.named()


def _remedies(ground: remedies.Ground) -> Iterator[str]:
    for version in remedies.REGIMES.versions:
        found = remedies.remedy(ground, decided=version.valid_from)
        yield REMEDIES[found.of] + (f"（{OPEN} `{found.open.name}`）" if found.open else "")


def conventions() -> Iterator[str]:
    """Yield every question that practice answers differently."""
    sources = Sources()
    yield from top(
        "选项 / Options",
        "条例没有写明、各地做法不一的问题，由机关自己选择；没有选择的，用默认值。在命令行上用 `--set 名称=值` 或者 "
        "`--options 文件`，在程序中用 `options.conventions(day, choices)`。每个选择可以写明来源和起止日期。",
        "Questions that the Regulation leaves open and practice answers differently. An organ chooses; the default holds "
        "where it has not: `--set NAME=VALUE` or `--options FILE` on the command line, `options.conventions(day, "
        "choices)` in a program. A choice may carry its source and the days on which it holds.",
    )
    for option in OPTIONS.values():
        yield from _option(option, sources)
    yield from sources.named()


def _option(option: Option, sources: Sources) -> Iterator[str]:
    values = "、".join(f"`{value}`" for value in option.values or ()) or f"{option.bounds[0]}–{option.bounds[1]}"
    until = f" 至 to {option.valid_to}（不含 excluded）" if option.valid_to else ""
    yield ""
    yield f"## {option.name}"
    yield ""
    yield f"{option.zh} {option.en}"
    yield ""
    yield f"- 可取 Values: {values}"
    yield f"- 默认 Default: `{option.default}`"
    yield f"- 适用 Holds: {option.valid_from}{until or ' 起 on'}"
    yield f"- 依据 Basis: {sources.short(option.basis)}"
    if not option.settled:
        yield f"- {OPEN}：没有文件写明 no text settles it"


PAGES: Mapping[str, Callable[[], Iterator[str]]] = {
    "procedure": procedure,
    "replies": kinds_of_reply,
    "remedies": remedy,
    "options": conventions,
}
"""The pages by the names of their files."""
