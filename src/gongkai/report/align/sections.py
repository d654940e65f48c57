"""The text of a report by its sections: headings and narrative lines, tables left out."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace

from gongkai.report.align import endings, labels, vocabularies
from gongkai.report.align.rows import PAGE_NUMBER
from gongkai.report.align.section_titles import known_title
from gongkai.report.blocks import Block, Grid
from gongkai.report.model import Line, PagePlace, Place, Section, TablePlace

_NUMERALS = {numeral: number for number, numeral in enumerate("一二三四五六七八九十", 1)}
_HEADING = re.compile(r"^\s*([一二三四五六七八九十]|\d{1,2})\s*[、.．，,:：]\s*(\S.{0,44})$")
# Only for titles of the form: 第一部分 总体情况, 一 总体情况, and —、总体情况 with a dash for the numeral.
_LOOSE = re.compile(
    r"^\s*(?:第\s*([一二三四五六七八九十])\s*(?:部分|章|节)\s*[、.．:：]?|([一二三四五六七八九十])\s+|([一—–－-])、|([一二三四五六])(?=[\u4e00-\u9fff]{4}))\s*(\S.{0,44})$"
)
_BRACKETED = re.compile(r"^\s*[(（]\s*([一二三四五六七八九十])\s*[)）]\s*(\S.{0,44})$")
_SUBNUMBER = re.compile(r"^\s*[(（]?\s*[一二三四五六七八九十\d]+\s*[)）]|^[-•·]")
_SENTENCE_END = re.compile(r"[。；;：:！？，,]$")
_CONTENTS = re.compile(r"(?:[.．…·・_\-]{3,}|\s{2,}|\t)\s*[-—]?\s*\d{1,3}\s*[-—]?$")
# A title with the section's text on the same line.
_INLINE = re.compile(r"^(.{4,44}?)(?:[：:。]\s*|\s+|(?=[(（]单位))(\S.*)$")
_RULE = re.compile(r"[\s|｜+=_—–\-:：.·*]+")
_PAGE = re.compile(
    r"[-—–\s]*\d{1,3}[-—–\s]*|第\s*\d{1,3}\s*页(?:[,，\s]*共\s*\d{1,3}\s*页)?|(?:https?|file)://[\w./%?=&:~#-]+?(?:\s*\d{1,3}/\d{1,3})?"
    r"|(?:\d{4}/\d{1,2}/\d{1,2}|\d{1,2}/\d{1,2}/\d{2,4}),?\s*(?:[上下]午)?\s*\d{1,2}:\d{2}(?:\s*[AP]M)?.{0,90}"
)
# Marks of headings in Markdown.
_MARKED = re.compile(r"^#{1,6}\s+|^\*\*(?=.*\*\*$)|\*\*$")
_RUN_ON = re.compile(r"^(.*[。；：])\s*([一二三四五六])\s*[、，,.．]?\s*([\u4e00-\u9fff、]{4,30})$")
# A signature, and behind it what a page's layout ran into it.
_SIGNED_ON = re.compile(
    r"^(.{0,60}?)\s*((?:附件?\s*\d*\s*[:：]|[上下]一?[篇条]\s*[:：]|扫一扫|责任编辑|【?打印|分享到|版权所有|相关(?:文章|附件|链接)|返回顶部).*)$"
)
_SHORTEST_PROSE = 12
_SHORTEST_HEADING = 4
_FIRST = frozenset("一二三四五六七八九十0123456789０１２３４５６７８９第—–－-#*(（总總主收政存其")


@dataclass(slots=True)
class Texts:
    """The narrative parts of a document."""

    before: list[Line] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    after: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    number: int | None
    title: str
    place: Place
    kind: str
    known: int | None
    lines: list[Line] = field(default_factory=list)
    tables: bool = False


def divide(blocks: Sequence[Block], used: Set[int]) -> Texts:
    """Return the document's lines by section; `used` are the blocks that belong to tables."""
    opened: list[_Open] = []
    texts = Texts()
    for line, in_table in _lines(blocks, used):
        found = None if line.furniture else _opening(line, opened)
        if found and (found.known or not in_table):
            _open(found, opened)
        elif in_table and not (opened and (_leads(line, opened[-1]) or _follows_tables(line, opened[-1]))):
            for part in opened[-1:]:
                part.tables = True
        else:
            _keep(line, opened, texts)
    if opened:
        last = opened[-1].lines
        cut = endings.ending(last)
        texts.after = [*last[cut:], *texts.after]
        del last[cut:]
    texts.sections = [Section(part.number, part.title, tuple(part.lines), part.place) for part in opened]
    return texts


def _open(found: _Open, opened: list[_Open]) -> None:
    if found.known == 1 and not any(part.lines or part.tables for part in opened):
        opened.clear()  # what came before was a table of contents
    opened.append(found)


def _keep(line: Line, opened: Sequence[_Open], texts: Texts) -> None:
    if not opened:
        texts.before.append(line)
    elif line.furniture:
        texts.after.append(line)
    elif not _is_noise(line):
        opened[-1].lines.extend(_parted(line))


def _parted(line: Line) -> Iterator[Line]:
    """Yield a line, or the date and the name of a file that a converter put on one line."""
    both = _SIGNED_ON.match(line.text)
    if both and both[1] and (endings.signing(both[1]) or endings.is_name(both[1], strict=True)):
        yield replace(line, text=both[1])
        yield replace(line, text=both[2])
    else:
        yield line


def _lines(blocks: Sequence[Block], used: Set[int]) -> Iterator[tuple[Line, bool]]:
    """Yield every line with whether it stands in a table; grids that are no tables of the form give their rows."""
    for index, block in enumerate(blocks):
        if isinstance(block, Line):
            if block.text.strip():
                in_table = index in used and not endings.closes(block.text)
                yield from ((line, in_table) for line in _paragraphs(block))
        elif isinstance(block, Grid):
            yield from _rows(block, index in used)


def _paragraphs(line: Line) -> Iterator[Line]:
    """Yield a line, or the paragraph and the heading that a page's layout ran together."""
    joined = _RUN_ON.match(line.text) if isinstance(line.place, PagePlace) and not line.furniture else None
    if joined and known_title(f"{joined[2]}、{joined[3]}"):
        yield replace(line, text=joined[1])
        yield replace(line, text=f"{joined[2]}、{joined[3]}")
    else:
        yield line


def _rows(grid: Grid, in_table: bool) -> Iterator[tuple[Line, bool]]:
    """Yield the rows of a grid that can be text: a heading in a table of the form, a box of meta data, a signature."""
    rows: dict[int, list[Line]] = {}
    for cell in grid.cells:
        if cell.text.strip():
            rows.setdefault(cell.row, []).append(Line(" ".join(cell.text.split()), cell.place))
    for row in rows.values():
        alone = len(row) == 1
        text = " ".join(line.text for line in row)
        yield Line(text, row[0].place, furniture=not alone), in_table or (not alone and len(row) > 8)


def _is_noise(line: Line) -> bool:
    """Return whether a line says nothing: the rule of a table, a page's number, the name of a sheet."""
    text = line.text.strip()
    if line.heading and isinstance(line.place, TablePlace):
        return True
    return bool(_RULE.fullmatch(text) or _PAGE.fullmatch(text) or PAGE_NUMBER.fullmatch(text))


def _leads(line: Line, part: _Open) -> bool:
    """Return whether a line between a heading and its table is a sentence that leads to the table."""
    text = line.text.strip()
    if part.tables or len(text) < _SHORTEST_PROSE or "\t" in text or "|" in text:
        return False
    if not re.search("[。，；：:,;]", text) or "勾稽" in text or re.search("第.项", text):
        return False
    return not labels.plain(text).startswith("(") and not _is_label(text)


def _follows_tables(line: Line, part: _Open) -> bool:
    """Return whether a row of a sheet stands alone where no table of the form is: in sections five and six."""
    if part.known not in (5, 6) or line.furniture or not isinstance(line.place, TablePlace | PagePlace):
        return False
    figure = re.fullmatch(r"[\d\s,.+-]+", line.text) and not endings.signing(line.text)
    return not figure and not _is_label(line.text)


def _is_label(text: str) -> bool:
    words = (
        vocabularies.request_rows(),
        vocabularies.request_groups(),
        vocabularies.request_header(),
        vocabularies.remedy_labels(),
    )
    return any(known.match(text) for known in words)


def _opening(line: Line, opened: Sequence[_Open]) -> _Open | None:
    """Return the section that a line opens, with what else stands on the line as its first text."""
    text = line.text.strip()
    # Most lines are figures and sentences: neither a number nor a title of the form begins them.
    if len(text) < _SHORTEST_HEADING or text[0] not in _FIRST:
        return None
    text = _MARKED.sub("", text)
    if _CONTENTS.search(text):
        return None
    heading = _heading(text, line, opened)
    inline = None if heading else _INLINE.match(text)
    if inline and (known := known_title(inline[1])) and not (opened and opened[-1].known == known):
        heading = _heading(inline[1], line, opened)
        if heading and heading.kind != "none":
            heading.lines.append(Line(inline[2], line.place))
        else:
            heading = None
    return heading


def _heading(text: str, line: Line, opened: Sequence[_Open]) -> _Open | None:
    match = _HEADING.match(text)
    if match:
        return _numbered(match, text, line, opened)
    known = known_title(text)
    if loose := _LOOSE.match(text):
        number = _NUMERALS.get(loose[1] or loose[2] or loose[4] or "一", 1)
        # What stands behind the number may be known by its own words only under a number.
        known = known or known_title(f"一、{loose[5]}")
        return _Open(number, _title(loose[5]), line.place, "numeral", known) if known else None
    if not known:
        return None
    if bracketed := _BRACKETED.match(text):
        number = _NUMERALS[bracketed[1]]
        fits = number == known and (known == 1 if not opened else opened[-1].kind == "bracket")
        return _Open(number, _title(bracketed[2]), line.place, "bracket", known) if fits else None
    return None if _SUBNUMBER.match(text) else _Open(None, _title(text), line.place, "none", known)


def _numbered(match: re.Match[str], text: str, line: Line, opened: Sequence[_Open]) -> _Open | None:
    arabic = match[1].isdigit()
    number = int(match[1]) if arabic else _NUMERALS[match[1]]
    known = known_title(text, arabic=arabic)
    if known and arabic and any(part.kind == "numeral" for part in opened):
        # Under 一、 a list 1. 2. has titles like those of sections.
        known = known if known_title(text) and known == number == (opened[-1].number or 0) + 1 else None
    if known or _follows(number, arabic, text, opened):
        return _Open(number, _title(match[2]), line.place, "digit" if arabic else "numeral", known)
    return None


def _title(text: str) -> str:
    return text.strip().rstrip("：:。")


def _follows(number: int, arabic: bool, text: str, opened: Sequence[_Open]) -> bool:
    """Return whether an unknown numbered line continues the numbering of the sections before it."""
    if _SENTENCE_END.search(text) or len(text) > 32 and "，" in text:
        return False
    if not opened:
        return number == 1 and (not arabic or len(text) <= 32)
    last = opened[-1]
    if last.number is None or number != last.number + 1:
        return False
    if arabic:
        return last.kind == "digit"
    # Between the form's own sections, 一、二、… inside section five are a list; elsewhere they are sections.
    return last.kind == "digit" or last.known is None or _home_made(opened)


def _home_made(opened: Sequence[_Open]) -> bool:
    """Return whether the sections so far are not the form's: another title, or the form's title under another number."""
    return any(part.known is None or part.known != part.number for part in opened) or opened[-1].number == 6
