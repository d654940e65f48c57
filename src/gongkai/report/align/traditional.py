"""Traditional characters and the words of Taiwan and Hong Kong made simplified, for comparing labels and headings.

A report in traditional characters is read by its labels like any other; its text stays as printed.
"""

import re
from importlib.resources import files

_PAIRS = "".join(
    line
    for line in files(__package__).joinpath("traditional.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
)
_MAP = {ord(_PAIRS[i]): _PAIRS[i + 1] for i in range(0, len(_PAIRS), 2)}
_NONE = dict.fromkeys(_MAP)
_WORDS = (("资讯", "信息"), ("讯息", "信息"), ("档案", "文件"), ("文档", "文件"))
# Converters put the reading in brackets behind a rare character: 規(guī).
_PINYIN = re.compile(r"[(（][a-zA-Zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ]{1,7}[)）]")


def simplify(text: str) -> str:
    """Return text in simplified characters with the mainland's words, readings in brackets removed."""
    plain = text.translate(_MAP)
    if plain == text:
        return _PINYIN.sub("", text) if _PINYIN.search(text) else text
    plain = _PINYIN.sub("", plain)
    for word, ours in _WORDS:
        plain = plain.replace(word, ours)
    return plain


def is_traditional(text: str) -> bool:
    """Return whether at least two characters in a hundred are traditional."""
    marks = len(text) - len(text.translate(_NONE))
    return marks * 50 >= max(len(text), 1)
