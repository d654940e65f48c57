"""The state diagram and the table of steps for the documentation, drawn from `STEPS` and from nothing else."""

from collections.abc import Iterator

from gongkai.law.procedure.steps import STAGES, STEPS, Stage, StepKind


def diagram() -> str:
    """Return the stages and the steps that lead from one to another as a Mermaid state diagram."""
    lines = ["stateDiagram-v2"]
    lines += [f"  {stage}: {zh} {en}" for stage, (zh, en) in STAGES.items() if stage is not Stage.NEW]
    arrows: dict[tuple[str, str], list[str]] = {}
    for rule in STEPS.values():
        if rule.kind is StepKind.UNDONE:
            continue
        for source in sorted(rule.sources, key=list(Stage).index):
            for target in _targets(rule.kind, source):
                if target != source:
                    arrows.setdefault((_name(source), _name(target)), []).append(rule.zh)
    lines += [f"  {source} --> {target}: {'／'.join(names)}" for (source, target), names in arrows.items()]
    return "\n".join(lines) + "\n"


def _targets(kind: StepKind, source: Stage) -> Iterator[Stage]:
    target = STEPS[kind].target
    if target is not None:
        yield target
    elif source is Stage.CONSULTING and kind.endswith(("_answered", "_silent", "_returned")):
        # While another letter is unanswered the case stays where it is; with the last answer it goes back in hand.
        yield Stage.IN_HAND
    else:
        yield source


def _name(stage: Stage) -> str:
    return "[*]" if stage is Stage.NEW else str(stage)
