"""Which rows belong to which table: from the first label that only this table has to the last row behind its labels."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.report.align import labels, proactive, vocabularies
from gongkai.report.align.rows import Row, Token
from gongkai.report.align.section_titles import known_title
from gongkai.report.model import TABLES, TableName

_PROSE = re.compile(r"[。；;！]")
# Table 3 numbers its own rows 一 to 四, so only a later numeral is a heading there.
_HEADING = re.compile(r"^\s*[一二三四五六七八九十]\s*、\s*\S\S")
_LATE_HEADING = re.compile(r"^\s*[五六七八九十]\s*、\s*\S\S")
_LONGEST_LABEL = 60


@dataclass(slots=True)
class Regions:
    """The rows of each table, and those of none."""

    tables: dict[TableName, list[Row]] = field(default_factory=lambda: {name: [] for name in TABLES})


def locate(rows: Sequence[Row]) -> Regions:
    """Return the rows of each table; a table cut by pages, headers or a section's heading is put together again."""
    regions = Regions()
    now: TableName | None = None
    for index, row in enumerate(rows):
        if row.furniture and now is None:
            continue
        starts = _starts(rows, index, now)
        if starts:
            now = starts
        elif heading := _heads(row):
            now = heading
            continue
        elif now and _ends(row, now):
            now = None
        if now and not _is_prose(row):
            regions.tables[now].append(row)
    return regions


def _heads(row: Row) -> TableName | None:
    """Return the table under this heading of section three or four: its own headings may be broken beyond reading."""
    if row.alone is None:
        return None
    return {3: "requests", 4: "remedies"}.get(known_title(row.alone.text) or 0)  # type: ignore[return-value]


def _is_prose(row: Row) -> bool:
    """Return whether a row within a table is a sentence: it stays with the text of its section."""
    if row.alone is None:
        return False
    text = row.alone.text
    return len(text) > 8 and text.endswith(("。", "；")) and not _row_of_requests(text)


def _starts(rows: Sequence[Row], index: int, now: TableName | None) -> TableName | None:
    """Return the table that this row opens, None where it opens none."""
    for token in rows[index].tokens[:4]:
        if token.blank or token.figure or len(token.text) > 90:
            continue
        name = _opened_by(token, rows, index, now)
        if name and name != now:
            return name
    return None


def _opened_by(token: Token, rows: Sequence[Row], index: int, now: TableName | None) -> TableName | None:
    text, words = labels.plain(token.text), labels.core(token.text)
    if proactive.ITEM.match(text) and len(text) <= 30:
        return "proactive"
    if words == "信息内容" and now != "proactive" and _headings_follow(rows, index):
        return "proactive"
    if _is_request_label(words, now) or (labels.number(token.text) == "一" and words.startswith("本年新收")):
        return "requests"
    if words == "行政复议行政诉讼":
        return "remedies"
    if words in ("行政复议", "未经复议直接起诉", "结果维持") and now != "remedies":
        return "remedies" if _remedies_follow(rows, index) else None
    return None


def _is_request_label(words: str, now: TableName | None) -> bool:
    """Return whether words are a label that only table 3 has, or its header."""
    if (
        "勾稽关系" in words
        or words == "申请人情况"
        or words.startswith(("本年新收政府信息公开申请", "上年结转政府信息公开申请"))
    ):
        return "第三项加第四项" in words or len(words) <= 24
    rows, groups = vocabularies.request_rows(), vocabularies.request_groups()
    return (
        now != "proactive"
        and len(words) >= 6
        and (words in rows.cores or (words in groups.cores and now is None and words == "本年度办理结果"))
    )


def _headings_follow(rows: Sequence[Row], index: int) -> bool:
    """Return whether a heading of table 2 stands beside or right below."""
    near = [token.text for row in rows[index : index + 3] for token in row.tokens][:6]
    return any(len(text) < 40 and proactive.is_heading(text) for text in near)


def _remedies_follow(rows: Sequence[Row], index: int) -> bool:
    """Return whether the labels of table 4 stand near: 行政复议 alone is a heading of prose as well."""
    seen: set[str] = set()
    for row in rows[index : index + 40]:
        for token in row.tokens:
            match = (
                vocabularies.remedy_labels().match(token.text) if not token.figure and len(token.text) < 16 else None
            )
            if match:
                seen.add(match.key)
        if len(seen) >= 4:
            return True
    return "litigation" in seen and "reconsideration" in seen and len(seen) >= 2


def _ends(row: Row, now: TableName) -> bool:
    """Return whether this row is prose or a heading behind the table."""
    if row.alone is None or row.alone.figure:
        return False
    text = row.alone.text
    if known_title(text) and not (now == "requests" and _row_of_requests(text)):
        return True
    if (_LATE_HEADING if now == "requests" else _HEADING).match(text):
        return True
    return len(text) > _LONGEST_LABEL and bool(_PROSE.search(text)) and not _row_of_requests(text)


def _row_of_requests(text: str) -> bool:
    words = labels.core(text)
    return words in vocabularies.request_rows().cores or "勾稽关系" in words
