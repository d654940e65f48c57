"""How a step is refused: what stands, what the article says, and what may be registered instead."""

from datetime import date

from gongkai.law.citation import Citation, Instrument
from gongkai.law.procedure.steps import NEEDED, STAGES, STEPS, Matter, Stage, Step, StepKind
from gongkai.law.refusal import Refusal


class IllegalStep(Refusal):
    """A step that may not be taken now."""


def allowed(stage: Stage, matter: Matter = Matter.DISCLOSURE) -> tuple[StepKind, ...]:
    """Return the steps that may follow at a stage, in the order of the table."""
    return tuple(rule.kind for rule in STEPS.values() if stage in rule.sources and matter in rule.matters)


def out_of_place(step: Step, stage: Stage, matter: Matter) -> IllegalStep:
    """Return the refusal of a step that may not follow at this stage."""
    rule, (zh, en) = STEPS[step.kind], STAGES[stage]
    others = [STEPS[kind] for kind in allowed(stage, matter)]
    return IllegalStep(
        f"处于“{zh}”的办件不能登记“{rule.zh}”（{_cited(rule.basis)}）。可以登记：{'、'.join(each.zh for each in others)}。",
        f"A case that is “{en}” cannot take the step “{rule.en}”. It may take: {', '.join(each.en for each in others)}.",
        *rule.basis,
    )


def lacking(step: Step, field: str) -> IllegalStep:
    """Return the refusal of a step that does not say what it must."""
    rule, (zh, en) = STEPS[step.kind], NEEDED[field]
    return IllegalStep(
        f"登记“{rule.zh}”应当写明{zh}（{_cited(rule.basis)}）；请补充。",
        f"The step “{rule.en}” must say {en}; add it.",
        *rule.basis,
    )


def against(step: Step, zh: str, en: str, *basis: Citation) -> IllegalStep:
    """Return the refusal of a step that its article does not allow, with the sentence that says why."""
    rule = STEPS[step.kind]
    cited = basis or rule.basis
    return IllegalStep(
        f"不能登记“{rule.zh}”：{zh}（{_cited(cited)}）。", f"The step “{rule.en}” cannot be taken: {en}.", *cited
    )


def too_early(step: Step, last: date) -> IllegalStep:
    """Return the refusal of a step that lies before the one before it."""
    return against(
        step,
        f"其日期 {step.on} 早于上一步的日期 {last}，各步应当按发生先后登记",
        f"its day {step.on} lies before the last step's {last}; steps are taken in the order of their days",
    )


def happened(step: Step) -> date:
    """Return the day by which all that a step says has happened."""
    return max(step.on, step.arrived or step.on)


def in_the_future(step: Step, today: date) -> IllegalStep:
    """Return the refusal of a step that has not happened yet."""
    day = happened(step)
    return against(
        step,
        f"其日期 {day} 晚于今天（{today}），尚未发生",
        f"its day {day} lies after today, {today}, and has not come yet",
    )


def _cited(basis: tuple[Citation, ...]) -> str:
    articles: dict[Instrument, list[str]] = {}
    for citation in basis:
        articles.setdefault(citation.instrument, []).append(citation.article)
    return "、".join(f"{instrument}{'、'.join(named)}" for instrument, named in articles.items())
