"""Where a report ends: its signature and date, and the words of the page that stand behind it."""

import re
from collections.abc import Sequence
from datetime import date

from gongkai.report.align import labels
from gongkai.report.model import Line

_FILES = r"(?:pdf|docx?|xlsx?|wps|et|zip|rar|ofd)"
FILE = re.compile(
    rf"^\s*(?:附件\s*\d*\s*[:：]?)?\s*(?:\d{{1,2}}[.、]\s*)?(\S.{{0,120}}\.{_FILES})\s*(?:\(.{{0,12}}\)|（.{{0,12}}）)?\s*$",
    re.IGNORECASE,
)
ATTACHED = re.compile(r"^\s*(?:附件|附)\s*\d*\s*[:：]\s*(\S.{0,120})$")
AFTER = re.compile(
    r"^[\s【\[·•]*(?:附件\s*\d*\s*[:：].*|附件\s*\d*|附[:：].*|扫一扫.*|打印.{0,10}|关闭.{0,8}|收藏.{0,8}|分享(?:到|至)?.{0,20}|[（(]此件.{2,10}[)）]|(?:抄送|主送|抄报)[:：].*|"
    r"(?:上|下)一?[篇条].*|前一篇.*|后一篇.*|(?:责任|网站)?编辑[:：].*|责任编辑.*|(?:主办|承办|协办)(?:单位)?[:：].*|"
    r"主办单位.*|版权所有.*|.*ICP备.*|.*公(?:网)?安备.*|.*备案(?:序)?号.*|网站地图.*|网站声明.*|关于我们.*|联系我们.*|友情链接.*|站群导航.*|"
    r"相关(?:链接|文档|信息|阅读|文章|附件|稿件|新闻|解读).*|返回(?:顶部|首页|列表|上一页).*|(?:政府)?网站标识码.*|党政机关|政府网站找错|我要纠错.*|"
    r"您访问的链接.*|您即将离开.*|技术支持[:：].*|信息来源[:：].*|文章来源[:：].*|来源[:：].*|作者[:：].*|(?:[一二三初复终]审|审核人?|复核|签发|校对|撰稿)[:：].*|您是第.{0,20}|.{0,12}网站\s+.{0,12}网站.*|隐私(?:声明|政策).*|"
    r"(?:发布|更新)(?:时间|日期)[:：].*|(?:浏览|阅读|点击|访问)(?:次数|量|数)[:：].*|地址[:：].*|联系电话[:：].*|邮(?:政)?编(?:码)?[:：].*|"
    r"无障碍(?:浏览|阅读)?.{0,20}|长者(?:版|助手|模式).*|智能(?:问答|机器人).*|手机版|电脑版|微信|微博|小程序|"
    r"(?:图文|文字|图片|视频|政策)?解读[:：].*|"
    rf".*\.{_FILES})[\s】\]]*$",
    re.IGNORECASE,
)
_MENU = re.compile(r"^[^。，；]{1,20}(?:\s*[|｜丨]\s*[^。，；|]{1,20}){2,}$")
_LISTED = re.compile(r"^[·•\-]?\s*\S.{4,60}\s+[\[(（]?20\d\d-\d{1,2}-\d{1,2}[\])）]?$")
_YEAR = r"(?P<year>20\d\d|二[〇○零０OＯo0][〇○零０OＯo0一二三四五六七八九][〇○零０OＯo0一二三四五六七八九])"
_MONTH = r"(?P<month>[\d一二三四五六七八九十]{1,2})"
_DAY = r"(?P<day>[\d一二三四五六七八九十]{1,3})"
DATE_LINE = re.compile(
    rf"^\s*(?P<who>[^\d。，；;]{{0,40}}?)\s*[(（]?\s*{_YEAR}\s*(?:年\s*{_MONTH}\s*月(?:\s*{_DAY}\s*日)?|[-./．]\s*(?P<m>\d{{1,2}})\s*[-./．]\s*(?P<d>\d{{1,2}}))\s*[)）]?\s*$"
)
SUFFIX = re.compile(
    r"(人民政府|政府|办事处|委员会|管理委员会|管委会|局|厅|委|办公室|办公厅|办|院|署|站|中心|大队|支队|总队|法院|街道|乡|镇|区|县|市|省|旗|盟|州|公司|集团|协会|联合会|总社|联社|处|所|会|社|馆|校|学|部|队|厂)$"
)
_CHINESE = str.maketrans("〇○零OＯo０一二三四五六七八九", "0000000123456789")
_NO_NAME = re.compile(r"[。，；：:！？、,;\d]|无|没有|特此|报告|情况|中央|国务院|网站|抄送|主送")
_LONGEST_NAME = 30
_LONGEST_AFTER = 100
_SHORTEST_END = 5
_LAST = frozenset("日月会處处局厅府室）)")


def ending(lines: Sequence[Line]) -> int:
    """Return the index in the last section's lines at which the report's text ends."""
    cut = next((i for i, line in enumerate(lines) if is_after(line.text)), len(lines))
    signed = _signed(lines, cut)
    if signed is not None:
        alone = not name_in(DATE_LINE.match(lines[signed].text))
        above = signed - 1
        return min(cut, above if alone and above >= 0 and is_name(lines[above].text) else signed)
    return cut - 1 if cut and is_name(lines[cut - 1].text, strict=True) else cut


def _signed(lines: Sequence[Line], cut: int) -> int | None:
    """Return the line that bears the date: the last one before the page goes on, or behind the names of files."""
    for index in range(cut - 1, -1, -1):
        if signing(lines[index].text):
            return index
    for index in range(cut, len(lines)):
        text = lines[index].text
        if signing(text):
            return index
        if not (may_precede(text) or is_name(text)):
            return None
    return None


def is_after(text: str) -> bool:
    """Return whether a line belongs to the page behind a report."""
    text = text.strip()
    if len(text) > _LONGEST_AFTER or "。" in text and not text.startswith("您"):
        return False
    return bool(AFTER.match(text) or _MENU.match(text) or _LISTED.match(text))


def may_precede(text: str) -> bool:
    """Return whether a line may stand between the text and its signature: an attachment, to whom it goes."""
    return bool(FILE.match(text) or ATTACHED.match(text)) or text.strip().startswith(
        ("附", "（此件", "(此件", "主送", "抄")
    )


def closes(text: str) -> bool:
    """Return whether a line can only be the end of a report, whatever stands before it."""
    text = text.strip()
    if len(text) < _SHORTEST_END or text[-1] not in _LAST:
        return False
    match = signing(text)
    return match is not None and "年" in text or is_name(text, strict=True)


def signing(text: str) -> re.Match[str] | None:
    """Return the date that a line is, alone or behind a name."""
    match = DATE_LINE.match(text)
    who = name_in(match)
    return match if not who or (SUFFIX.search(who) and not _NO_NAME.search(who)) else None


def name_in(match: re.Match[str] | None) -> str:
    """Return the name before a date on one line."""
    return re.sub(r"\s+", "", match["who"]).strip("（）()：:·") if match else ""


def is_name(text: str, *, strict: bool = False) -> bool:
    """Return whether a line can be the name of who signs; `strict` asks for words that only organs bear."""
    text = re.sub(r"\s+", "", text)
    if not 2 < len(text) <= _LONGEST_NAME + 10 or labels.number(text):
        return False
    if strict:
        text = re.sub(r"[(（](?:盖章|公章|印章|章)[)）]$|^(?:落款|署名)[:：]", "", text)
        return len(text) <= _LONGEST_NAME and bool(_ORGAN.search(text)) and not _NO_NAME.search(text)
    return not re.search("[。，；：]", text)


_ORGAN = re.compile(
    r"\S{2,}(?:人民政府|镇政府|乡政府|区政府|县政府|市政府|办事处|管理委员会|管委会|委员会|政府办公室|政府办公厅|办公室|[^全门佈布]局|[^客]厅)$"
)


def day_of(match: re.Match[str]) -> date | None:
    """Return the day that a date line says, None where it says none or one that does not exist."""
    month, day = match["month"] or match["m"], match["day"] or match["d"]
    if not day:
        return None
    try:
        return date(int(match["year"].translate(_CHINESE)), number(month), number(day))
    except ValueError:
        return None


def number(text: str) -> int:
    """Return a number up to 99 in digits or Chinese numerals.

    :raises ValueError: where it is none.
    """
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    digits = "一二三四五六七八九"
    high = (digits.index(tens) + 1 if tens else 1) * 10 if ten else 0
    return high + (digits.index(ones) + 1 if ones else 0)
