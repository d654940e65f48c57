"""Whose report it is and of which year: title, organ, dates, signature, attachments."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from gongkai.report.align import endings, headline
from gongkai.report.align.headline import is_report_title
from gongkai.report.align.sections import Texts
from gongkai.report.blocks import Document
from gongkai.report.model import Attachment, Line, Report

__all__ = ["identify", "is_report_title"]

_DATE = r"[\[【(（]?\s*(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})"
# In order of trust. The day on which a text was made (成文, 生成) is not the day on which it was published.
_PUBLISHED = (
    re.compile(rf"(?:发布|公开|发稿|上传|发表|上网|公布)(?:时间|日期)\s*[:：|]?\s*{_DATE}"),
    re.compile(rf"(?<![文成印更效施止档新改集刷访取])(?:时\s*间|日\s*期)\s*[:：]\s*{_DATE}"),
    re.compile(rf"^\s*{_DATE}日?\s*(?:\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?\s.*(?:来源|浏览|阅读|点击|访问|作者|字体|字号)"),
)
_LATER = re.compile(rf"(?:发文|更新|录入)(?:时间|日期)(?:\s*[:：|]|\s)\s*{_DATE}")
_NAME = r"([\u4e00-\u9fff（）()]{3,40}?)(?:\s|发布|时间|日期|浏览|阅读|点击|作者|字[体号]|【|\[|\||$)"
_SOURCES = (
    re.compile(rf"(?:发布|公开|制作|发文|责任)(?:机构|机关|单位|部门|主体)(?:\s*[:：|]|\s)\s*{_NAME}"),
    re.compile(rf"(?:信息来源|文章来源|来\s*源|作者)\s*[:：]\s*{_NAME}"),
)
_NO_ORGAN = re.compile(r"网$|站$|原创|转载|报社|日报|平台|未知|本站|互联网|公众号")
_CRUMBS = re.compile(r"[>＞»]|当前.{0,5}位置|^首页|\s首页|\d+/\d+/\d+|索\s*引\s*号|主题分类|体裁分类")
_PROSE = re.compile("[。；]|根据|按照|编制|现公布|现将|的?通知|征求意见")
_OPENING = re.compile(
    r"(?:公布|公开|发布|编制)《?([\u4e00-\u9fff]{2,30}?)(20\d\d)年度?[\u4e00-\u9fff]{0,12}(?:年度报告|年报)"
)
_BRACKETED_YEAR = re.compile(r"^[(（]?\s*20\d\d\s*年?度?\s*[)）]?$")
_DATED = re.compile(r"\s+[\[(（]?20\d\d-\d{1,2}-\d{1,2}[\])）]?$")
_LONGEST_TITLE = 80


def identify(report: Report, document: Document, texts: Texts) -> None:
    """Fill in title, organ, year, dates, signature and attachments from the text, then from what the file itself says."""
    report.title = _title(texts, document)
    named = headline.organ_in(report.title) if report.title else None
    report.signed, report.signature = _signature(texts, named)
    around = [*texts.before, *texts.after]
    report.published = _published(around, document)
    report.year = _year(report, texts)
    report.organ = _organ(report, texts)
    report.attachments = _attachments(document, around)


def _title(texts: Texts, document: Document) -> str | None:
    lines = [line for line in texts.before if headline.is_printed(line.text) or not _CRUMBS.search(line.text)]
    candidates: list[tuple[int, int, str]] = []
    for index, line in enumerate(lines):
        text = headline.shown(line.text)
        if not _may_be_title(text):
            continue
        joined = _whole(lines, index)
        score = 2 * bool(headline.year_in(joined)) + bool(headline.organ_in(joined)) + 2 * bool(line.heading)
        candidates.append((score - 4 * bool(_DATED.search(text) or endings.is_after(line.text)), index, joined))
    best = max(candidates, key=lambda item: item[:2], default=None)
    said = headline.of_page(document.title) if document.title else None
    if best and best[0] >= (1 if said else 0):
        return best[2]
    return said


def _may_be_title(text: str) -> bool:
    return len(text) <= _LONGEST_TITLE and is_report_title(text) and not _PROSE.search(text)


def _whole(lines: Sequence[Line], index: int) -> str:
    """Return a title with the lines above and below it that belong to it."""
    text = headline.shown(lines[index].text)
    above = headline.shown(lines[index - 1].text) if index and not lines[index - 1].furniture else ""
    if not (headline.year_in(text) and headline.organ_in(text)) and _leads(above, text):
        text = above + text
    below = lines[index + 1].text.strip() if index + 1 < len(lines) else ""
    return text + below if not headline.year_in(text) and _BRACKETED_YEAR.match(below) else text


def _leads(above: str, text: str) -> bool:
    """Return whether the line above a title is its first half."""
    if not above or len(above) > 40 or is_report_title(above) or any(source.search(above) for source in _SOURCES):
        return False
    if re.search(r"[:：。，；|]|\d{4}-\d", above):
        return False
    names = endings.SUFFIX.search(above) and not headline.organ_in(text)
    return bool(re.search(r"20\d\d\s*年度?$|关于$", above) or (names and not _NO_ORGAN.search(above)))


def _organ(report: Report, texts: Texts) -> str | None:
    named = headline.organ_in(report.title) if report.title else None
    if named:
        return named
    if report.signature:
        return report.signature
    lines = [*texts.before, *texts.after]
    for source in _SOURCES:
        for line in lines:
            match = source.search(line.text)
            if match and not _NO_ORGAN.search(match[1]):
                return match[1].strip()
    opening = _opening(texts)
    return opening[1] if opening else None


def _opening(texts: Texts) -> re.Match[str] | None:
    """Return where the opening words name the report: 现公布某局2022年政府信息公开工作年度报告."""
    first = [line for section in texts.sections[:1] for line in section.lines[:3]]
    return next((match for line in [*texts.before, *first] if (match := _OPENING.search(line.text))), None)


def _year(report: Report, texts: Texts) -> int | None:
    if report.title and (year := headline.year_in(report.title)):
        return year
    opening = [line.text for line in texts.before[-6:]]
    first = [line.text for section in texts.sections[:1] for line in section.lines[:8]]
    period = re.search(r"(20\d\d)\s*年\s*1\s*月\s*1\s*日", " ".join([*opening, *first]))
    if period:
        return int(period[1])
    if named := _opening(texts):
        return int(named[2])
    years = Counter(
        re.findall(r"(20\d\d)\s*年", " ".join(line.text for section in texts.sections for line in section.lines))
    )
    if years:
        return int(years.most_common(1)[0][0])
    return report.signed.year - 1 if report.signed else None


def _signature(texts: Texts, organ: str | None) -> tuple[date | None, str | None]:
    # A text without sections has no end that divides it from what stands behind.
    tail = texts.after if texts.sections else texts.before[endings.ending(texts.before) :]
    if found := _signed(tail):
        return found
    first = tail[0].text if tail else ""
    if endings.is_name(first, strict=True) and _is_like(_name(first), organ):
        return None, _name(first)
    return _signed_above(texts.before) or (None, None)


def _signed_above(lines: Sequence[Line]) -> tuple[date | None, str | None] | None:
    """Return the date and name that stand below the title; the day on which a page was opened may stand there too."""
    for index in range(max(0, len(lines) - 4), len(lines)):
        above = headline.shown(lines[index - 1].text) if index else ""
        bracketed = lines[index].text.strip().startswith(("(", "（"))
        if endings.signing(lines[index].text) and (
            bracketed or is_report_title(above) or endings.is_name(above, strict=True)
        ):
            return _signed(lines[max(0, index - 1) : index + 1])
    return None


def _signed(lines: Sequence[Line]) -> tuple[date | None, str | None] | None:
    for index, line in enumerate(lines):
        if line.furniture:
            continue
        match = endings.signing(line.text)
        if match:
            who = endings.name_in(match) or _beside(lines, index)
            return endings.day_of(match), who if endings.SUFFIX.search(who) and not is_report_title(who) else None
        if endings.is_after(line.text) and not endings.may_precede(line.text):
            return None  # from here on it is the page, with dates of its own
    return None


def _beside(lines: Sequence[Line], index: int) -> str:
    """Return the name above a date, or else below it."""
    above = _name(lines[index - 1].text) if index else ""
    below = lines[index + 1].text if index + 1 < len(lines) else ""
    return _name(below) if not above and endings.is_name(below, strict=True) else above


def _is_like(name: str, organ: str | None) -> bool:
    """Return whether a name without a date can be that of the organ in the title, and not that of the site."""
    if not organ:
        return True
    shared = sum(character in name for character in organ)
    return shared >= 0.7 * len(organ) or sum(character in organ for character in name) >= 0.8 * len(name)


def _name(text: str) -> str:
    return re.sub(r"\s+|[(（](?:盖章|公章|印章|章)[)）]|^(?:落款|署名)[:：]", "", text).strip("（）()")


def _published(lines: Sequence[Line], document: Document) -> date | None:
    found = next((day for pattern in _PUBLISHED for day in _days(lines, pattern)), None)
    return found or document.published or next(_days(lines, _LATER), None)


def _days(lines: Sequence[Line], pattern: re.Pattern[str]) -> Iterator[date]:
    for line in lines:
        match = pattern.search(line.text)
        if match:
            try:
                yield date(int(match[1]), int(match[2]), int(match[3]))
            except ValueError:
                continue


def _attachments(document: Document, lines: Sequence[Line]) -> list[Attachment]:
    found = list(document.attachments)
    names = {attachment.name for attachment in found}
    for line in lines:
        match = endings.FILE.match(line.text) or endings.ATTACHED.match(line.text)
        name = match[1].strip() if match else ""
        if name and not any(name in known or known in name for known in names):
            names.add(name)
            found.append(Attachment(name))
    return found
