"""The statutory column 政府信息公开 of a website: its modules, its guide and catalogue, what stands with each item."""

from dataclasses import dataclass
from functools import cache

from gongkai.law.catalogue.tables import citations, table
from gongkai.law.citation import Citation


@dataclass(frozen=True, slots=True)
class Renewal:
    """How something is kept current."""

    code: str
    zh: str
    en: str
    basis: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Module:
    """A module of the column; `settled` False marks one that is usual and not confirmed."""

    code: str
    zh: str
    en: str
    basis: tuple[Citation, ...]
    renewal: Renewal
    variants: tuple[str, ...] = ()
    settled: bool = True


@dataclass(frozen=True, slots=True)
class Element:
    """Something that a guide, a catalogue or a published item says, and other names for it."""

    code: str
    zh: str
    en: str
    basis: tuple[Citation, ...]
    required: bool = True
    variants: tuple[str, ...] = ()
    six: bool = False


@cache
def modules() -> tuple[Module, ...]:
    """Return the modules of the column: the four of the notice, and the entry for requests that stands beside them."""
    return tuple(
        Module(
            **{
                **written,
                "basis": citations(written["basis"]),
                "renewal": renewal(written["renewal"]),
                "variants": tuple(written.get("variants", ())),
            }
        )
        for written in table("column")["modules"]
    )


def renewal(code: str) -> Renewal:
    """Return the rule of renewal of that code: promptly, on_change or yearly.

    Art. 12 ¶1: 政府信息公开指南和政府信息公开目录应当及时更新.
    """
    rules = {written["code"]: written for written in table("column")["renewals"]}
    return Renewal(**{**rules[code], "basis": citations(rules[code]["basis"])})


def functions() -> tuple[Element, ...]:
    """Return what the platform must be able to do.

    Art. 24: 政府信息公开平台应当具备信息检索、查阅、下载等功能.
    """
    return tuple(
        Element(written["code"], written["zh"], written["en"], citations(written["basis"]))
        for written in table("column")["functions"]
    )


def guide_elements() -> tuple[Element, ...]:
    """Return what a guide must say.

    Art. 12 ¶2: 政府信息的分类、编排体系、获取方式和政府信息公开工作机构的名称……互联网联系方式等内容.
    """
    return _elements("guide")


def catalogue_elements() -> tuple[Element, ...]:
    """Return what a catalogue must say of each item.

    Art. 12 ¶3: 政府信息的索引、名称、内容概述、生成日期等内容.
    """
    return _elements("catalogue")


def metadata() -> tuple[Element, ...]:
    """Return what stands with a published item. Those that Art. 12 ¶3 does not name are usual and not required."""
    return _elements("metadata")


def _elements(name: str) -> tuple[Element, ...]:
    written = table("column")[name]
    basis = citations(written["basis"])
    return tuple(
        Element(**{**one, "basis": basis, "variants": tuple(one.get("variants", ()))}) for one in written["elements"]
    )
