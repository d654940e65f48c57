"""Loads the tables of this package, once, with every article they name turned into a citation."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.law import citation
from gongkai.law.citation import Citation
from gongkai.law.replies.model import (
    Answer,
    ApplicantKind,
    Column,
    Content,
    Document,
    Evidence,
    RemedyClass,
    ReplyKind,
    Requirement,
    Step,
    Words,
)

SHORT_TITLES = {
    "条例": citation.REGULATION,
    "收费办法": citation.FEE_MEASURES,
    "复议法": citation.RECONSIDERATION_LAW,
    "保密法": citation.STATE_SECRETS_LAW,
    "行诉解释": citation.LITIGATION_INTERPRETATION,
    "信息公开解释": citation.INTERPRETATION_2025,
    "指导案例101号": citation.GUIDING_CASE_101,
    "2019年格式": citation.FORMAT_2019,
    "2021年格式": citation.FORMAT_2021,
    "送达解释": citation.SERVICE_2016,
    "惯例": citation.PRACTICE,
}
"""How the tables name an instrument; the article follows, as in 条例第三十六条第四项."""

Table = dict[str, Any]


def cited(text: str) -> Citation:
    """Return the citation for a short title and an article.

    :raises ValueError: for a title that the tables may not use.
    """
    for short, instrument in SHORT_TITLES.items():
        if text.startswith(short):
            return Citation(instrument, text.removeprefix(short))
    raise ValueError(f"{text!r} begins with none of {', '.join(SHORT_TITLES)}.")


@cache
def table(name: str) -> Table:
    """Return one of the TOML tables of this package."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))


@cache
def documents() -> dict[str, Document]:
    """Return the letters and notices by code."""
    return {
        entry["code"]: Document(
            entry["code"],
            entry["zh"],
            entry["en"],
            entry["to"],
            basis(entry["basis"]),
            RemedyClass(entry["remedy"]) if "remedy" in entry else None,
        )
        for entry in table("documents")["document"]
    }


@cache
def requirements() -> dict[str, Requirement]:
    """Return what may have to be on file, by code."""
    return {entry["code"]: _requirement(entry) for entry in table("requirements")["requirement"]}


@cache
def reply_kinds() -> dict[str, ReplyKind]:
    """Return the kinds of reply and of closing by code, in the order of the form."""
    data = table("kinds")
    return {entry["code"]: _kind(entry, data["formats"]) for entry in data["kind"]}


@cache
def columns() -> tuple[Column, ...]:
    """Return the six columns of applicants in the order of the form."""
    return tuple(Column(**{**entry, "help": Words(**entry["help"])}) for entry in table("applicants")["column"])


@cache
def applicant_kinds() -> dict[str, ApplicantKind]:
    """Return the kinds of applicant by code."""
    return {
        entry["code"]: ApplicantKind(**{**entry, "open": words(entry, "open")}) for entry in table("applicants")["kind"]
    }


@cache
def guide() -> tuple[Step, ...]:
    """Return the seven steps in order."""
    return tuple(
        Step(
            entry["code"],
            entry["zh"],
            entry["en"],
            Words(**entry["question"]),
            basis(entry["basis"]),
            tuple(Answer(**answer) for answer in entry["answers"]),
        )
        for entry in table("guide")["step"]
    )


def basis(texts: list[str]) -> tuple[Citation, ...]:
    """Return the citations of a list of articles."""
    return tuple(cited(text) for text in texts)


def words(entry: Table, key: str) -> Words | None:
    """Return the words of an entry in both languages, None where it has none."""
    return Words(**entry[key]) if key in entry else None


def _requirement(entry: Table) -> Requirement:
    own = {key: entry[key] for key in ("code", "zh", "en")}
    met_by = tuple(Evidence(**evidence) for evidence in entry.get("any_of", [own]))
    return Requirement(**own, basis=basis(entry["basis"]), met_by=met_by)


def _kind(entry: Table, formats: Table) -> ReplyKind:
    row = entry.get("row")
    return ReplyKind(
        code=entry["code"],
        zh=entry["zh"],
        en=entry["en"],
        ground=basis(entry["ground"]),
        document=documents()[entry["document"]] if "document" in entry else None,
        contents=_contents(entry),
        evidence=tuple(requirements()[code] for code in entry["evidence"]),
        remedy=RemedyClass(entry["remedy"]),
        risk=Words(**entry["risk"]),
        rows={name: form["renamed"].get(row, row) for name, form in formats.items()} if row else {},
        uncounted=words(entry, "uncounted"),
        step=entry.get("step", ""),
        answer=entry.get("answer", ""),
        withholdable=entry.get("withholdable", False),
        open=words(entry, "open"),
    )


def _contents(entry: Table) -> tuple[Content, ...]:
    if "document" not in entry:
        return ()
    own = {*entry["contents"]} | ({"remedy_clause"} if entry["remedy"] != "none" else set())
    return tuple(
        Content(content["code"], content["zh"], content["en"], basis(content["basis"]))
        for content in table("requirements")["content"]
        if content.get("always") or content["code"] in own
    )
