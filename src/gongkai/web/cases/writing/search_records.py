"""The record of a search (检索记录): what “does not exist” rests on (Art. 36 (4), 指导案例101号)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.law.citation import GUIDING_CASE_101, REGULATION, Citation
from gongkai.law.refusal import Refusal

CODE = "search_record"
LABELS: Mapping[str, tuple[str, str]] = {
    "systems": ("检索的系统与载体", "systems and holdings"),
    "words": ("关键词", "key words"),
    "since": ("信息形成时间的起点", "beginning of the period"),
    "until": ("信息形成时间的终点", "end of the period"),
    "by": ("检索人员", "persons"),
    "on": ("检索日期", "day of the search"),
    "result": ("检索结果", "result"),
}
"""What a search record says, in words."""
_BASIS = (Citation(REGULATION, "第三十六条第四项"), Citation(GUIDING_CASE_101, ""))


class IncompleteSearch(Refusal):
    """A search record that does not say all that it must; `fields` are the names of what is missing or wrong."""

    def __init__(self, zh: str, en: str, names: tuple[str, ...]) -> None:
        super().__init__(zh, en, *_BASIS)
        self.fields = names


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """Where was searched, with which words, for information of which time, by whom, on which day, and what was found."""

    systems: str = ""
    words: str = ""
    since: date | None = None
    until: date | None = None
    by: str = ""
    on: date | None = None
    result: str = ""

    def check(self, today: date) -> None:
        """Check that it says everything, and nothing that cannot be.

        :raises IncompleteSearch: naming what is missing or wrong.
        """
        lacking = tuple(name for name in LABELS if not _said(getattr(self, name)))
        if lacking:
            zh, en = ("、".join(LABELS[name][0] for name in lacking), ", ".join(LABELS[name][1] for name in lacking))
            raise IncompleteSearch(
                f"检索记录还缺：{zh}。没有完整检索记录的“信息不存在”难以成立，请补充。",
                f"The search record lacks: {en}. Add it: “does not exist” rests on a whole record.",
                lacking,
            )
        if self.on and self.on > today:
            raise IncompleteSearch(
                f"检索日期 {self.on} 晚于今天（{today}）。请填写实际检索的日期。",
                f"The day of the search, {self.on}, lies ahead. Enter the day on which it was made.",
                ("on",),
            )
        if self.since and self.until and self.until < self.since:
            raise IncompleteSearch(
                f"信息形成时间的终点 {self.until} 早于起点 {self.since}。请核对。",
                f"The period ends on {self.until}, before it begins on {self.since}. Check it.",
                ("until",),
            )

    def detail(self) -> dict[str, str]:
        """Return it as JSON, for `Evidence.detail`."""
        return {name: str(getattr(self, name)).strip() for name in LABELS}

    def summary(self) -> str:
        """Return it as a paragraph, for the file and for the reply."""
        return (
            f"{self.on}，由{self.by.strip()}在{self.systems.strip()}中，以“{self.words.strip()}”为关键词，"
            f"检索{self.since}至{self.until}期间形成的信息。结果：{self.result.strip()}"
        )


def read(detail: Mapping[str, Any]) -> SearchRecord:
    """Return the search record that was written to `Evidence.detail`."""
    said: dict[str, Any] = {name: detail[name] for name in LABELS if detail.get(name)}
    said |= {name: date.fromisoformat(said[name]) for name in ("since", "until", "on") if name in said}
    return SearchRecord(**said)


def _said(value: object) -> bool:
    return value is not None and bool(str(value).strip())
