"""The ground that a decision rests on: an article, a kind of reply, a notice, or silence."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from gongkai.law.citation import LITIGATION_INTERPRETATION, REGULATION, Citation
from gongkai.law.refusal import Refusal
from gongkai.law.replies import RemedyClass, ReplyKind, shelf


class Nature(StrEnum):
    """What a decision is for the question of remedies."""

    REFUSED = "refused"  # 依据第十四条至第十六条不予公开
    PARTIAL = "partial"  # 部分公开
    WITHHELD = "withheld"  # 部分公开中不予公开的部分
    UNABLE = "unable"  # 无法提供、不予处理、不再处理
    OTHER = "other"  # 其他决定
    SILENCE = "silence"  # 逾期不答复
    PROCEDURAL = "procedural"  # 办理过程中的通知，不单独争议


@dataclass(frozen=True, slots=True)
class Ground:
    """What a decision rests on."""

    code: str
    zh: str
    en: str
    nature: Nature
    basis: tuple[Citation, ...]
    noun: str = "本答复"


class UnknownGround(Refusal):
    """No decision of this kind is known."""


_NATURE = {
    RemedyClass.REVIEW_FIRST: Nature.REFUSED,
    RemedyClass.SPLIT: Nature.PARTIAL,
    RemedyClass.NONE: Nature.PROCEDURAL,
}
_TURNED_DOWN = ("unavailable", "not_processed", "other_outcome")
_STEP_ON_THE_WAY = Citation(LITIGATION_INTERPRETATION, "第一条第二款第六项")
_SILENCE = ("不答复", "逾期不答复", "逾期未答复", "no reply")
_ARTICLE = re.compile(r"第?(\d+)条?(?:第?1款(?=第?\(?\d+\)?项))?(?:第?\(?(\d+)\)?[款项]?)?")
_NUMERAL = re.compile("[一二三四五六七八九十]+")
_TOLD = 40  # characters of an unknown ground that a refusal repeats
_DIGITS = {character: number for number, character in enumerate("一二三四五六七八九", start=1)}


@cache
def grounds() -> dict[str, Ground]:
    """Return the articles that a decision may rest on, and silence, by code such as 14, 16(2) or 36(4)."""
    table = tomllib.loads(files(__package__).joinpath("grounds.toml").read_text("utf-8"))
    return {
        entry["code"]: Ground(
            entry["code"], entry["zh"], entry["en"], Nature(entry["nature"]), shelf.basis(entry["basis"])
        )
        for entry in table["ground"]
    }


def ground(text: str) -> Ground:
    """Return the ground for 16(2), 36（4）, 第三十六条第四项, silence, a kind of reply, or a document such as P13.

    :raises UnknownGround: naming the grounds there are.
    """
    if text in shelf.reply_kinds():
        return of_kind(shelf.reply_kinds()[text])
    if text in shelf.documents() and shelf.documents()[text].remedy:
        return _of_document(text)
    found = grounds().get(_code(text))
    if found is None:
        told = text if len(text) <= _TOLD else f"{text[:_TOLD]}…"
        raise UnknownGround(
            f"没有“{told}”这一决定依据；可用的有：{'、'.join(grounds())}，或者答复类型的代码。",
            f"No decision rests on {told!r}; there are: {', '.join(grounds())}, and the codes of the kinds of reply.",
            Citation(REGULATION, "第三十六条"),
        )
    return found


def of_kind(kind: ReplyKind) -> Ground:
    """Return the ground of a kind of reply."""
    turned_down = any(row.startswith(_TURNED_DOWN) for row in kind.rows.values())
    nature = _NATURE.get(kind.remedy, Nature.UNABLE if turned_down else Nature.OTHER)
    return Ground(kind.code, kind.zh, kind.en, nature, kind.ground, _noun(kind.document.zh if kind.document else ""))


def _of_document(code: str) -> Ground:
    document = shelf.documents()[code]
    if document.remedy is RemedyClass.NONE:
        basis = (*document.basis, _STEP_ON_THE_WAY)
        return Ground(code, document.zh, document.en, Nature.PROCEDURAL, basis, _noun(document.zh))
    return Ground(code, document.zh, document.en, Nature.OTHER, document.basis, _noun(document.zh))


def _noun(title: str) -> str:
    for word in ("答复书", "告知书", "通知书", "决定书"):
        if word in title:
            return f"本{word}"
    return "本答复"


def _code(text: str) -> str:
    plain = re.sub(r"^\s*art(icle)?\.?|\s|《[^》]*》|条例", "", unicodedata.normalize("NFKC", text).casefold())
    if plain in _SILENCE or text.casefold() in _SILENCE:
        return "silence"
    article = _ARTICLE.fullmatch(_NUMERAL.sub(_digits, plain))
    if article is None:
        return plain
    number, part = article.groups()
    return f"{number}({part})" if part else number


def _digits(numeral: re.Match[str]) -> str:
    tens, ten, ones = numeral.group().rpartition("十")
    return str((_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0))
