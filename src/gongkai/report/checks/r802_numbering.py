"""GK802: the numbering has no doubles, gaps or steps back, and one system for the parts that no list inside uses.

Readers cite a report by these numbers, and programs find its parts by them.
"""

from collections.abc import Iterator

from gongkai.law.citation import FORMAT_2019, FORMAT_2021, Citation
from gongkai.report.checks.numbering import PART_STYLE, Slip, markers, slips
from gongkai.report.checks.parts import headings, parts
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.model import TABLES, Line, Place, Report

RULE = Rule(
    id="GK802",
    alias="F-NUM",
    severity="warning",
    group="form",
    title={
        "zh": "编号不重复、不跳号、不混用。",
        "en": "The numbering has no doubles, no gaps and one system.",
    },
    why={
        "zh": "编号混乱，读者无法按编号引用，程序也无法按编号分出各部分。",
        "en": "With broken numbering, readers cannot cite a place and programs cannot tell the parts.",
    },
    basis=(Citation(FORMAT_2021), Citation(FORMAT_2019)),
)
_Problem = tuple[str, str, Place | None]
_SLIPS = {
    "doubled": ("重复", "is doubled"),
    "skipped": ("前有跳号", "comes after a gap"),
    "back": ("倒退", "goes back"),
}


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield one finding for all that is wrong with the numbering."""
    problems = [*_of_parts(report), *_inside(report)]
    if problems:
        yield RULE.finding(
            zh=f"编号有误：{'；'.join(zh for zh, _, _ in problems)}。",
            en=f"The numbering is wrong: {'; '.join(en for _, en, _ in problems)}.",
            hint_zh="六个部分用一、至六、，部分以内依次用（一）、1.、（1），逐个排号。",
            hint_en="Number the parts 一、 to 六、, and inside them （一）, 1. and （1）, one after the other.",
            places=[place for _, _, place in problems],
            count=len(problems),
        )


def _of_parts(report: Report) -> Iterator[_Problem]:
    first = [
        (marker, part.number, section.place)
        for part, (section, heading) in zip(parts(report), headings(report), strict=True)
        for marker in markers([Line(heading, section.place)] if section.place else [])
        if marker.style in (PART_STYLE, "1.")
    ]
    styles = dict.fromkeys(marker.style for marker, _, _ in first)
    if len(styles) > 1:
        zh, en = "、".join(f"“{style}”" for style in styles), " and ".join(styles)
        odd = next(place for marker, _, place in first if marker.style != first[0][0].style)
        yield f"各部分混用{zh}两种编号", f"the parts mix {en}", odd
    last = 0
    for marker, part, place in first:
        # Where a part is missing, the number after it may still be its own; GK801 tells what is missing.
        own = part == marker.value > last
        if marker.value != last + 1 and not own:
            yield (
                f"各部分的编号到“{marker.printed}”处不连续",
                f"the number of the part {marker.printed} is out of sequence",
                place,
            )
        last = marker.value


def _inside(report: Report) -> Iterator[_Problem]:
    for part in parts(report):
        # Where a table was not recognised, its own numbers (一、本年新收 …) stand among the lines.
        if part.number in (2, 3, 4) and report.tables.get(TABLES[part.number - 2]) is None:
            continue
        lines = part.section.lines
        collisions = [marker for marker in markers(lines) if marker.style == PART_STYLE]
        if collisions:
            title = part.section.title
            shown = f"“{collisions[0].printed}”" + (f"至“{collisions[-1].printed}”" if len(collisions) > 1 else "")
            yield (
                f"“{title}”内的编号{shown}与各部分的编号相撞",
                f"{shown} inside “{title}” collide with the numbers of the parts",
                collisions[0].line.place,
            )
        for slip in slips(lines):
            if slip.marker.style != PART_STYLE:
                yield _slipped(part.section.title, slip)


def _slipped(title: str, slip: Slip) -> _Problem:
    zh, en = _SLIPS[slip.kind]
    printed = slip.marker.printed
    return f"“{title}”内的“{printed}”{zh}", f"“{printed}” in “{title}” {en}", slip.marker.line.place


CHECK = Check(RULE, judge)
