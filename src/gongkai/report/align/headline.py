"""The title of a report and what it says: the kind of document, the organ, the year."""

import re

from gongkai.report.align import labels

_KIND = re.compile(
    r"(?:政府信息|政务信息|政府政务|政府|政务|信息)(?:信息)?公开#?(?:工作)?的?(?:情况)?的?#?(?:年度|年)?(?:工作)?(?:情况)?的?(?:年度)?"
    r"(?:报告|年报|总结报告)"
)
# What is about annual reports and is none.
_OTHER = re.compile(
    r"^(?:制度|格式|模板|模版|编制|编写|指南|办法|规定|要求|解读|图解|说明|统计表|汇编|目录|一览|情况统计|发布情况|栏目|专栏|公告|"
    r"的?(?:通知|公告|函|通报|意见|方案|说明|请示|批复|解读|要求|公示|格式|提示))"
)
_YEARS = r"(?:20\d\d|二[〇○零OＯo０][〇○零OＯo０一二三四五六七八九]{2})"
_YEAR = re.compile(rf"({_YEARS})\s*年?度?")
_PERIOD = re.compile(rf"[(（]?{_YEARS}年?度?[)）]?")
_CHINESE = str.maketrans("〇○零OＯo０一二三四五六七八九", "0000000123456789")
_LABEL = re.compile(
    r"^\s*(?:(?:信息)?名\s*称|标\s*题|题\s*名|主\s*题|文件名称|信息标题|报告名称|附件\s*\d*)(?:\s*[:：]|\s)\s*"
    r"|^\s*#{1,6}\s+|^\s*\*\*(?=.*\*\*\s*$)"
)
_ARTEFACT = re.compile(r"\[bookmark:[^\]]*\]|^\s*Page\s*\d+\s*[-–]\s*")
# What a browser prints above every page: the day, the hour, the page's title.
_PRINTED = re.compile(
    r"^\s*(?:\d{4}[/.-]\d{1,2}[/.-]\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日|\d{1,2}/\d{1,2}/\d{2,4}),?\s*(?:[上下]午)?\s*\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AP]M)?\s*"
)
_META = re.compile(
    r"\s*(?:(?:发布|发文|公开|成文|更新)?(?:时间|日期)\s*[:：]|来源\s*[:：]|浏览(?:次数|量)|(?:索\s*引|文)\s*号\s*[:：]?|主题分类|有\s*效\s*性|(?:发布|公开)机构\s*[:：]).*$"
)
_SITE = re.compile(r"[_|｜]|\s*[-—–]+\s*|\s*»\s*|\s*>+\s*")
# How names of organs end; a word of a menu that a page's layout ran into a title ends otherwise.
_ORGAN = re.compile(
    r"[府处處会會局厅廳委办辦室院署站心队隊道街乡鄉镇鎮区區县縣市省旗盟州司团團社所馆館校学學部厂廠关關台臺行场場园園组組库庫港岛島城苑协協联聯]$"
)
_SITE_MARK = re.compile(r"[_|｜]")
_HAN = re.compile(r"[\u4e00-\u9fff]{2}")


def is_report_title(text: str) -> bool:
    """Return whether a line names an annual report on open government information."""
    return kind_in(text) is not None


def kind_in(text: str) -> re.Match[str] | None:
    """Return where a text, folded and without its year, names this kind of report."""
    folded = without_year(labels.plain(text))
    for match in _KIND.finditer(folded):
        yearly = "年" in match[0] or "#" in folded
        if yearly and not _OTHER.match(folded[match.end() :].lstrip('》"”')):
            return match
    return None


def without_year(text: str) -> str:
    """Return a text with # for the year it names; 年度 stays where it belongs to 年度报告."""
    return re.sub(
        rf"[(（]?{_YEARS}(?:年度(?!报告|工作报告)|年(?!度?报告|报)|(?=年))[)）]?|[(（]{_YEARS}[)）]",
        "#",
        text.replace("#", ""),
    )


def year_in(text: str) -> int | None:
    """Return the year that a title names."""
    match = _YEAR.search(text)
    if not match:
        return None
    digits = match[1].translate(_CHINESE)
    return int(digits) if len(digits) == 4 and digits.startswith("20") else None


def organ_in(title: str) -> str | None:
    """Return the organ that a title names."""
    plain = re.sub(r"\s+", "", title)
    folded = without_year(labels.plain(plain))
    match = kind_in(plain)
    if not match:
        return None
    # Folding may change characters, not their number, unless it took something away.
    unfolded = without_year(plain)
    head = (unfolded if len(unfolded) == len(folded) else folded)[: match.start()]
    if head.endswith("人民") and match[0].startswith("政府"):
        head += "政府"
    head = re.sub(
        r"^(?:关于|附件\d*[:：]?|公布|发布)+|(?:关于|的|公布|发布|编制|年度|[\d至-]+)+$", "", head.strip(_QUOTES)
    )
    head = head.strip(_QUOTES).replace("#", "")
    named = _ORGAN.search(re.sub(r"[（(][^（()）]*[)）]$", "", head)) and not re.search("首页|位置|网站|门户", head)
    return head if named and _HAN.search(head) else None


_QUOTES = "《》“”\"'（）()·-—_ ：:#"


def shown(text: str) -> str:
    """Return a line without what converters, browsers and the boxes of web pages put around a title."""
    text = _LABEL.sub("", _PRINTED.sub("", _ARTEFACT.sub("", text))).strip()
    text = (_META.sub("", text) or text).rstrip("* ")
    if (pieces := text.split()) and (text.count("公开") > 1 or "首页" in text):
        text = next((piece for piece in reversed(pieces) if year_in(piece) and organ_in(piece)), text)
    if _SITE_MARK.search(text):
        text = of_page(text) or text
    half = len(text) // 2
    if len(text) > 20 and text[:half].strip() == text[half:].strip():
        text = text[:half].strip()  # printed twice on one line
    return text


def is_printed(text: str) -> bool:
    """Return whether a line is what a browser prints above a page."""
    return _PRINTED.match(text) is not None


def of_page(title: str) -> str | None:
    """Return the title of the report in that of a web page, which names the site as well."""
    if not is_report_title(title):
        return None
    pieces = [shown(piece) for piece in _SITE.split(title) if is_report_title(piece)]
    return next((piece for piece in pieces if year_in(piece)), pieces[0] if pieces else title.strip())
