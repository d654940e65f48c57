"""The two typefaces that ship with the package, so that a report can be set on a machine that has no Chinese fonts.

Government networks are closed and servers are often bare: nothing is fetched, and nothing has to be installed.
"""

from pathlib import Path

__all__ = ["HEI", "SONG", "folder"]

SONG = "Noto Serif SC"
HEI = "Noto Sans SC"


def folder() -> Path:
    """Return the folder that holds the font files, in the form in which typst takes its font paths."""
    return Path(__file__).parent
