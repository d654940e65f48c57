"""What makes a request hard to answer, seen in its words: hints for who writes it, never reasons to refuse it."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

_VAGUE = (
    (re.compile("所有|全部|一切|任何"), "所有"),
    (re.compile("相关|有关"), "相关"),
    # 等 as an ending of a list, not as a part of 等级, 平等, 中等, 等待 and the like.
    (re.compile(r"(?<![平高初中均相劳优特甲乙何])等(?![级待同于候效价额号离值])"), "等"),
)
_LISTED = re.compile(r"(?:^|[\n。；;])\s*(?:[一二三四五六七八九十]+、|[（(]?\d{1,2}[）)、.．])")
_TITLES = re.compile("《[^》]{2,}》")
_YEAR = re.compile(r"(?:19|20)\d\d|今年|去年|本年|近.{1,2}年")
SEVERAL = 2
SHORT = 8


def hints(subject: str, description: str) -> Iterator[str]:
    """Yield what would make a request easier to find an answer to."""
    text = f"{subject}\n{description}"
    vague = [word for pattern, word in _VAGUE if pattern.search(text)]
    if vague:
        yield _(
            "您用了“%(words)s”这样的说法，范围可能不够明确，本机关可能需要请您补正。"
            "写明文件名称、文号、年份或者地点，答复会更快。"
        ) % {"words": "”“".join(vague)}
    if len(_LISTED.findall(text)) >= SEVERAL or len(set(_TITLES.findall(text))) > SEVERAL:
        yield _("看起来一份申请里有几件事。一事一申请更容易办：每件事分别提交，各有各的办件编号和期限。")
    if not _YEAR.search(text):
        yield _("没有写年份。如果您知道信息是哪一年的，请写上。")
    if len(description.strip()) < SHORT:
        yield _("内容描述很短。请写明名称、文号或者其他便于查找的特征。")
