"""The labels of all forms together, table by table: which form a table follows is decided after its labels are known."""

from functools import cache

from gongkai.report import formats
from gongkai.report.align import labels
from gongkai.report.align.labels import Vocabulary


@cache
def request_rows() -> Vocabulary:
    """Return the rows of table 3; 其他处理 is a row in one form and a group in the other, 其他 and 总计 stand in headers too."""
    words = Vocabulary()
    for name in formats.FORMATS:
        for row in formats.load(name).request_rows:
            if row.key not in ("other_outcome.rest", "handled"):
                words.add(row.key, row.label, row.variants)
    return words


@cache
def request_groups() -> Vocabulary:
    """Return the group labels of table 3, and 本年度办理结果 above them all."""
    words = Vocabulary()
    for name in formats.FORMATS:
        form = formats.load(name)
        words.add("outcomes", form.outcomes, ["本年办理结果"])
        for key, label in form.request_groups.items():
            if key != "other_outcome":
                words.add(key, label)
    return words


def begins_with_group(text: str) -> bool:
    """Return whether a group's label stands at the beginning of a longer text."""
    words = labels.core(text)
    return any(words.startswith(known) and words != known for known in request_groups().cores)


@cache
def request_header() -> Vocabulary:
    """Return the column labels of table 3 and what stands above them."""
    words = Vocabulary()
    for name in formats.FORMATS:
        form = formats.load(name)
        words.add("corner", form.requests_corner, ["本列数据的勾稽关系", "勾稽关系", "指标", "项目"])
        words.add("applicants", form.applicants)
        for column in form.request_columns:
            words.add(column.key, column.label, column.variants)
            if column.group:
                words.add("organisations", column.group, ["法人和其他组织", "法人及其他组织", "法人"])
    return words


@cache
def proactive_rows() -> Vocabulary:
    """Return the rows of table 2 in all forms."""
    words = Vocabulary()
    for name in formats.FORMATS:
        for item in formats.load(name).items:
            for row in item.rows:
                words.add(row.key, row.label, row.variants)
    return words


def is_row(text: str) -> bool:
    """Return whether a text is the label of a row of table 2 or 3."""
    words = labels.core(text)
    return words in proactive_rows().cores or words in request_rows().cores or words == "总计"


@cache
def proactive_columns(name: str, item: int) -> Vocabulary:
    """Return the columns of one block of table 2 in one form."""
    words = Vocabulary()
    for column in formats.load(name).items[item].columns:
        words.add(column.key, column.label, column.variants)
    return words


@cache
def remedy_labels() -> Vocabulary:
    """Return the block and column labels of table 4."""
    words = Vocabulary()
    for name in formats.FORMATS:
        form = formats.load(name)
        words.add("litigation", form.litigation)
        for block in form.remedy_blocks:
            words.add(
                block.key,
                block.label,
                ["复议后再起诉", "经复议后起诉"] if block.key.endswith("after_reconsideration") else (),
            )
        for column in form.remedy_columns:
            words.add(column.key, column.label, column.variants)
    return words
