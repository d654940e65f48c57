"""Whose report it is and of which year: title, organ, dates, signature, attachments."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from gongkai.report.align import labels
from gongkai.report.align.sections import AFTER, DATE_LINE, Texts
from gongkai.report.blocks import Document
from gongkai.report.model import Attachment, Line, Report

_KIND = re.compile(
    r"政府信息公开(工作)?(年度?报告?|情况年度报告|年报|工作报告|情况报告)|信息公开(工作)?(年度报告|年报)|政务公开(工作)?年度报告"
)
_YEAR = re.compile(r"(20\d\d)\s*年?度?|(二[〇○零OＯ０]二[〇○零一二三四五六七八九OＯ０])年")
_CHINESE = str.maketrans("〇○零OＯ０一二三四五六七八九", "000000123456789")
_PUBLISHED = re.compile(
    r"(?:发布|发文|公开|生成|成文|更新|上传)?(?:时间|日期)\s*[:：]\s*[\[【(（]?\s*(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})"
)
_SOURCE = re.compile(
    r"(?:来源|发布机构|信息来源|发文机关|公开主体)\s*[:：]\s*([\u4e00-\u9fff（）()]{3,40}?)(?:\s|发布|$)"
)
_SUFFIX = re.compile(
    r"(人民政府|政府|办事处|委员会|管理委员会|管委会|局|厅|委|办公室|院|署|站|中心|大队|支队|法院|街道|乡|镇|区|县|市|省|公司|协会|联合会|处|所|会|社|馆|校|学|部)$"
)
_FILE = re.compile(r"^\s*(?:附件[:：\d]*\s*)?(\S.{0,120}\.(?:pdf|docx?|xlsx?|wps|zip|rar|ofd))\s*$", re.IGNORECASE)
_BREADCRUMB = re.compile(r"[>＞»]|当前.{0,3}位置|\d+/\d+/\d+")


def identify(report: Report, document: Document, texts: Texts) -> None:
    """Fill in title, organ, year, dates, signature and attachments from the text, then from what the file itself says."""
    report.title = _title(texts, document)
    report.signed, report.signature = _signature(texts)
    report.year = _year(report, texts)
    report.organ = _organ(report, texts)
    report.published = _published([*texts.before, *texts.after]) or document.published
    report.attachments = _attachments(document, texts)


def is_report_title(text: str) -> bool:
    """Return whether a line names an annual report on open government information."""
    return bool(_KIND.search(labels.plain(text)))


def _title(texts: Texts, document: Document) -> str | None:
    lines = [line for line in texts.before if not _BREADCRUMB.search(line.text) and not AFTER.match(line.text.strip())]
    candidates: list[tuple[int, int, str]] = []
    for index, line in enumerate(lines):
        text = _shown(line)
        if not is_report_title(text) or len(text) > 80 or re.search("[。；]|根据|按照|编制|现公布", text):
            continue
        joined = _with_line_before(lines, index)
        score = 2 * bool(_year_in(joined)) + bool(_organ_in(joined)) + 2 * bool(line.heading)
        candidates.append((score, index, joined))
    if candidates:
        return max(candidates, key=lambda item: (item[0], item[1]))[2]
    if document.title and is_report_title(document.title):
        return re.split(r"[_|]|\s[-—–]\s|-(?=[^-]*网)", document.title)[0].strip()
    return None


def _shown(line: Line) -> str:
    """Return a line without what converters leave in it."""
    return re.sub(r"\[bookmark:[^\]]*\]|^\s*Page\s*\d+\s*[-–]\s*", "", line.text).strip()


def _with_line_before(lines: Sequence[Line], index: int) -> str:
    """Return a title with the line above it where the title is printed on two lines."""
    text = _shown(lines[index])
    if (_year_in(text) and _organ_in(text)) or index == 0:
        return text
    above = _shown(lines[index - 1])
    whole = len(above) <= 40 and not is_report_title(above) and not re.search(r"[:：。，；]|\d{4}-\d", above)
    fits = re.search(r"20\d\d\s*年度?$", above) or (_SUFFIX.search(above) and not _organ_in(text))
    return above + text if whole and fits else text


def _year_in(text: str) -> int | None:
    match = _YEAR.search(text)
    if not match:
        return None
    return int(match[1]) if match[1] else int(match[2].translate(_CHINESE))


def _organ_in(title: str) -> str | None:
    plain = re.sub(r"\s+", "", title)
    match = _KIND.search(plain) or _KIND.search(labels.plain(title))
    head = plain[: match.start()] if match else plain
    head = re.sub(r"(20\d\d|二[〇○零OＯ０]二.)年?度?", "", head)
    head = re.sub(r"^(关于|附件\d*[:：]?)|(关于|的|公布|发布|编制)+$", "", head).strip("《》“”\"'（）()·-—_ ：:")
    return head if len(head) >= 2 and re.search(r"[\u4e00-\u9fff]{2}", head) else None


def _organ(report: Report, texts: Texts) -> str | None:
    named = _organ_in(report.title) if report.title else None
    if named:
        return named
    if report.signature:
        return report.signature
    for line in [*texts.before, *texts.after]:
        match = _SOURCE.search(line.text)
        if match:
            return match[1].strip()
    return None


def _year(report: Report, texts: Texts) -> int | None:
    if report.title and (year := _year_in(report.title)):
        return year
    opening = [line.text for line in texts.before[-6:]]
    first = [line.text for section in texts.sections[:1] for line in section.lines[:8]]
    period = re.search(r"(20\d\d)\s*年\s*1\s*月\s*1\s*日", " ".join([*opening, *first]))
    if period:
        return int(period[1])
    years = Counter(
        re.findall(r"(20\d\d)\s*年", " ".join(line.text for section in texts.sections for line in section.lines))
    )
    if years:
        return int(years.most_common(1)[0][0])
    return report.signed.year - 1 if report.signed else None


def _signature(texts: Texts) -> tuple[date | None, str | None]:
    for index, line in enumerate(texts.after):
        match = DATE_LINE.match(line.text)
        if not match:
            continue
        day = _date(match["year"], match["month"], match["day"])
        who = re.sub(r"\s+", "", match["who"]).strip("（）()：:")
        if not who and index:
            who = re.sub(r"\s+", "", texts.after[index - 1].text)
        return day, who if _SUFFIX.search(who) else None
    return None, None


def _published(lines: Sequence[Line]) -> date | None:
    for line in lines:
        match = _PUBLISHED.search(line.text)
        if match and (day := _date(*match.groups())):
            return day
    return None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year.translate(_CHINESE)), _number(month), _number(day))
    except ValueError:
        return None


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, _, ones = text.rpartition("十")
    digit = "一二三四五六七八九"
    high = (digit.index(tens) + 1 if tens else 1) * 10 if "十" in text else 0
    return high + (digit.index(ones) + 1 if ones else 0)


def _attachments(document: Document, texts: Texts) -> list[Attachment]:
    found = list(document.attachments)
    names = {attachment.name for attachment in found}
    for line in [*texts.before, *texts.after]:
        match = _FILE.match(line.text)
        if match and match[1] not in names:
            names.add(match[1])
            found.append(Attachment(match[1]))
    return found
