"""PDF, set by typst with the fonts that ship with the package, as PDF/A-2a and PDF/UA-1.

One compiler a source is kept for as long as the process lives: loading the fonts costs more than setting a page. The
same words give the same bytes, since no clock is read. What comes from outside goes in as JSON, never as source.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from gongkai import fonts

if TYPE_CHECKING:
    from typst import Compiler, Fonts

FANGSONG = ("FandolFang R", "FandolFang")  # used where the machine has it
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def render(source: Path, given: Mapping[str, Any], *, day: date | None, fangsong: Path | None = None) -> bytes:
    """Return the PDF that a typst source makes of what is given to it as `sys.inputs.given`, dated `day`.

    It is PDF/A-2a and PDF/UA-1 unless a character is in no font; `fangsong` is the organ's own 仿宋 file.

    :raises ValueError: where that file is no font.
    """
    import typst

    compiler = _compiler(source, fangsong)
    whole = {**given, "fonts": families(frozenset(_fonts(fangsong).families()), fangsong)}
    inputs, stamp = {"given": json.dumps(whole, ensure_ascii=False)}, _timestamp(day)
    try:
        made = compiler.compile(sys_inputs=inputs, pdf_standards=["a-2a", "ua-1"], timestamp=stamp)
    except typst.TypstError:
        # The archive form forbids a character that no font can show; the words matter more than the form.
        made = compiler.compile(sys_inputs=inputs, timestamp=stamp)
    return cast("bytes", made)  # only pictures come as a list


def families(known: frozenset[str], own: Path | None) -> dict[str, list[str]]:
    """Return the chains of font families for each use, made of those that are known; `own` is the organ's 仿宋 file."""
    fangsong = [_family_of(own)] if own else [name for name in FANGSONG if name in known][:1]
    # Each chain ends in the Song that ships: a rare character of a town's name falls through to it.
    return {
        "song": [fonts.SONG],
        "hei": [fonts.HEI, fonts.SONG],
        "kai": [name for name in ("FandolKai R", "FandolKai") if name in known][:1] + fangsong + [fonts.SONG],
        "body": [*fangsong, fonts.SONG],
    }


@lru_cache(maxsize=8)
def _compiler(source: Path, fangsong: Path | None) -> "Compiler":
    import typst

    return typst.Compiler(source, root=source.parent, font_paths=_fonts(fangsong))


@lru_cache(maxsize=4)
def _fonts(fangsong: Path | None) -> "Fonts":
    import typst

    folders = [fonts.folder(), fangsong.parent] if fangsong else [fonts.folder()]
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=folders)


@lru_cache(maxsize=4)
def _family_of(file: Path) -> str:
    import typst

    found: Fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[file.parent])
    for font in found.fonts():
        if font.path and Path(font.path).resolve() == file.resolve():
            return font.family
    raise ValueError(
        f"“{file.name}”不是可用的字体文件（TTF、OTF 或 TTC）。 {file.name} is no usable font file (TTF, OTF or TTC)."
    )


def _timestamp(day: date | None) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day and day.year > 1970 else _EPOCH
