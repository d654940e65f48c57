"""Rebuild src/gongkai/report/align/traditional.txt from OpenCC's table of characters (Apache-2.0).

pip install opencc-python-reimplemented && python scripts/update/traditional.py
"""

from pathlib import Path

import opencc

TARGET = Path(__file__).parents[2] / "src/gongkai/report/align/traditional.txt"
HEAD = (
    "# Pairs of a traditional and a simplified character, from the character table of OpenCC (Apache-2.0),\n"
    "# simplified side in GB 2312. Rebuilt by scripts/update/traditional.py.\n"
)


def in_gb2312(character: str) -> bool:
    """Return whether a character is in GB 2312, the set that reports are written in."""
    return len(character.encode("gb2312", "ignore")) == 2


def main() -> None:
    """Write the pairs, a hundred characters a line."""
    table = Path(opencc.__file__).parent / "dictionary" / "TSCharacters.txt"
    pairs = dict(line.split("\t")[:2] for line in table.read_text("utf-8").splitlines())
    chosen = {t: s.split(" ")[0].strip() for t, s in pairs.items() if len(t) == 1}
    flat = "".join(t + s for t, s in sorted(chosen.items()) if t != s and len(s) == 1 and in_gb2312(s))
    lines = [flat[start : start + 100] for start in range(0, len(flat), 100)]
    TARGET.write_text(HEAD + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
