"""GK801: the six parts of the form are there, in order, under their titles, and not empty.

Parts two to four consist of a table; whether it is there is asked by GK705 and GK808.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from gongkai.law.citation import FORMAT_2019, FORMAT_2021, REGULATION, Citation
from gongkai.report.checks.parts import NUMERALS, TITLES, Part, parts, written_lines
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.model import Place, Report

RULE = Rule(
    id="GK801",
    alias="F-PART",
    severity="warning",
    group="form",
    title={
        "zh": "报告有规定的六个部分，次序、标题与格式一致，没有空的部分。",
        "en": "The six parts of the form are there, in order, under their titles, and not empty.",
    },
    why={
        "zh": "报告应当包括条例规定的各项内容，使用全国统一的格式；没有情况的部分写“无”。",
        "en": (
            "The report must contain what the Regulation lists, in the national "
            "form; a part with nothing to report says 无."
        ),
    },
    basis=(Citation(REGULATION, "第五十条"), Citation(FORMAT_2021), Citation(FORMAT_2019)),
)
_WITH_TEXT = (1, 5, 6)
_Problem = tuple[str, str, Place | None]


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield one finding for all that is wrong with the parts."""
    found = parts(report)
    worded = list(_wording(found))
    wrong = [*_titles(found), *_order(found), *_strangers(found), *_empty(found)]
    problems = [*worded, *wrong]
    if problems:
        yield RULE.finding(
            zh=f"报告的部分与格式不一致：{'；'.join(zh for zh, _, _ in problems)}。",
            en=f"The parts are not those of the form: {'; '.join(en for _, en, _ in problems)}.",
            hint_zh="按格式设六个部分，使用规定的标题和次序；没有情况的部分写“无”。",
            hint_en="Use the form's six parts, titles and order; write 无 in a part that has nothing to report.",
            places=[place for _, _, place in problems],
            count=len(problems),
            # Other words for the same part are worth knowing; they leave nothing out.
            severity=None if wrong else "note",
        )


def _name(number: int) -> str:
    return f"{NUMERALS[number - 1]}、{TITLES[number - 1]}"


def _titles(found: Sequence[Part]) -> Iterator[_Problem]:
    for number in range(1, len(TITLES) + 1):
        here = [part for part in found if part.number == number]
        exact = [part for part in here if part.exact]
        if not here:
            yield f"缺少“{_name(number)}”", f"part {number} is missing", None
        elif len(exact) > 1:
            yield (
                f"“{_name(number)}”出现{len(exact)}次",
                f"part {number} appears {len(exact)} times",
                exact[1].section.place,
            )


def _wording(found: Sequence[Part]) -> Iterator[_Problem]:
    exact = {part.number for part in found if part.exact}
    for part in found:
        if part.number and part.number not in exact:
            exact.add(part.number)
            title = part.section.title
            yield (
                f"“{title}”应为“{_name(part.number)}”",
                f"the title of part {part.number} is “{title}”",
                part.section.place,
            )


def _order(found: Sequence[Part]) -> Iterator[_Problem]:
    known = [part for part in found if part.number is not None]
    for before, after in zip(known, known[1:], strict=False):
        if (after.number or 0) < (before.number or 0):
            yield (
                f"“{after.section.title}”排在“{before.section.title}”之后",
                f"part {after.number} comes after part {before.number}",
                after.section.place,
            )
            return


def _strangers(found: Sequence[Part]) -> Iterator[_Problem]:
    strangers = [part.section for part in found if part.number is None]
    if strangers:
        titles = "、".join(f"“{section.title}”" for section in strangers)
        yield f"有格式以外的部分{titles}", f"parts beyond the form: {titles}", strangers[0].place


def _empty(found: Sequence[Part]) -> Iterator[_Problem]:
    with_text = Counter(part.number for part in found if written_lines(part.section))
    for part in found:
        if part.exact and part.number in _WITH_TEXT and not with_text[part.number]:
            yield f"“{_name(part.number)}”没有内容", f"part {part.number} is empty", part.section.place


CHECK = Check(RULE, judge)
