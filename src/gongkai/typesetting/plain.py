"""Text that a page can hold: whatever came in, on one line and without characters that control anything."""

import re

# Among them those that turn the direction of writing: they make a page say another thing than its text.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff]|[\ud800-\udfff]")


def plain(text: str) -> str:
    """Return text on one line, without characters that XML or a page cannot hold."""
    return " ".join(_CONTROL.sub(" ", text).split())
