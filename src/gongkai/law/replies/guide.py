"""The seven questions that lead to a reply (补不补、是不是、谁负责、有没有、给不给、怎么给、怎么答), as data."""

from collections.abc import Mapping

from gongkai.law.refusal import Refusal
from gongkai.law.replies import shelf
from gongkai.law.replies.model import Answer, ReplyKind, Step


class UnknownAnswer(Refusal):
    """The guide has no such question, or the question no such answer."""


def steps() -> tuple[Step, ...]:
    """Return the seven questions in order. The last decides nothing: it is the check of the letter."""
    return shelf.guide()


def remaining(answers: Mapping[str, str]) -> tuple[ReplyKind, ...]:
    """Return the kinds of reply that the answers given so far leave open, by code of step.

    Kinds that may come at any time, such as a withdrawal, are none of the guide's.

    :raises UnknownAnswer: naming the questions or the answers there are.
    """
    order = {step.code: n for n, step in enumerate(steps())}
    given = {order[step]: answer for step, answer in _checked(answers).items()}
    left = []
    for kind in shelf.reply_kinds().values():
        if kind.step and _open(kind, order[kind.step], given):
            left.append(kind)
    return tuple(left)


def _open(kind: ReplyKind, place: int, given: Mapping[int, Answer]) -> bool:
    for step, answer in given.items():
        if step < place and not answer.goes_on:
            return False
        if step == place and answer.code != kind.answer:
            return False
    return True


def _checked(answers: Mapping[str, str]) -> dict[str, Answer]:
    questions = {step.code: {answer.code: answer for answer in step.answers} for step in steps()}
    checked = {}
    for step, code in answers.items():
        if step not in questions:
            raise _unknown("步骤", "step", step, questions)
        if code not in questions[step]:
            raise _unknown("回答", "answer", code, questions[step])
        checked[step] = questions[step][code]
    return checked


def _unknown(zh: str, en: str, code: str, known: Mapping[str, object]) -> UnknownAnswer:
    return UnknownAnswer(
        f"没有“{code}”这一{zh}；可用的有：{'、'.join(known)}。",
        f"There is no {en} {code!r}; there are: {', '.join(known)}.",
    )
