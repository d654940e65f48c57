"""What a specimen says besides its figures: title, dates, signature, sections and attachments, dressed as reports dress them.

`dress` changes a draft; `told` says afterwards what a reader must find.
"""

import random
from dataclasses import dataclass
from datetime import date

from gongkai.report.formats import load
from tests.specimens.draft import Draft

NUMERALS = {numeral: number for number, numeral in enumerate("一二三四五六七八九十", 1)}
HAN = "〇一二三四五六七八九"
TITLES = (
    "{o}{y}年政府信息公开工作年度报告",
    "{o}{y}年度政府信息公开工作年度报告",
    "{o}\n{y}年政府信息公开工作年度报告",
    "{o}{y}年度\n政府信息公开工作年度报告",
    "{o}\n政府信息公开工作年度报告\n（{y}年度）",
    "{y}年度{o}政府信息公开工作年度报告",
    "{y}年{o}政府信息公开年度报告",
    "{o}关于{y}年政府信息公开工作年度报告",
    "{o}政府信息公开工作年度报告（{y}年）",
    "{o}政府信息公开{y}年度报告",
    "{o}{y}年政府信息公开年报",
    "《{o}{y}年政府信息公开工作年度报告》",
    "{o}{h}年政府信息公开工作年度报告",
    "{o} {y} 年政府信息公开工作年度报告",
    "{o}关于{y}年度政府信息公开工作情况的报告",
    "{o}{y}年政府信息公开工作情况报告",
    "{y}年政府信息公开工作年度报告",
    "{o}{y}年信息公开年报",
    "{o}{y}年政务公开工作年度报告",
)
SECTIONS = (
    ("总体情况", "政府信息公开工作总体情况", "总体情况：", "基本情况"),
    ("主动公开政府信息情况", "行政机关主动公开政府信息情况", "主动公开政府信息的情况", "主动公开政府信息情况。"),
    ("收到和处理政府信息公开申请情况", "行政机关收到和处理政府信息公开申请情况", "收到和处理政府信息公开申请的情况"),
    (
        "政府信息公开行政复议、行政诉讼情况",
        "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "行政复议、行政诉讼情况",
    ),
    (
        "存在的主要问题及改进情况",
        "政府信息公开工作存在的主要问题及改进情况",
        "存在的问题和改进措施",
        "存在的主要问题及改进措施",
        "存在问题及改进情况",
    ),
    ("其他需要报告的事项", "需要报告的其他事项", "其他需要报告事项", "其它需要报告的事项"),
)
NUMBERINGS = ("{}、{}",) * 25 + ("{}、 {}", "{}.{}", "{}，{}", "{} {}", "第{}部分 {}")
DAYS = (
    "{y}年{m}月{d}日",
    "{y}年{m:02}月{d:02}日",
    "{y} 年 {m} 月 {d} 日",
    "{y}年{m}月 {d}日",
    "{hy}年{hm}月{hd}日",
    "{y}.{m}.{d}",
    "{y}-{m:02}-{d:02}",
    "{y}/{m}/{d}",
)
MENU = (
    "首页",
    "设为首页 | 加入收藏",
    "登录 注册",
    "无障碍浏览 | 长者版 | English",
    "选择语言",
    "{o}门户网站",
    "请输入关键字 搜索",
)
CRUMBS = (
    "您当前所在位置： 首页 > 政府信息公开 > 政府信息公开年报",
    "当前位置：首页>>{o}>>政府信息公开年报>>{y}年",
    "首页 / 信息公开 / 政府信息公开年度报告",
    "首页 » 政务公开 » 年报",
)
META = (
    "来源：{o} 发布时间：{p} {t} 阅读次数：{n}",
    "发布日期：{p}    信息来源：{o}    浏览次数：{n}次",
    "发布时间： {p} {t} 来源： {o} 字体：【大 中 小】",
    "时间：{pz}   来源：{o}   点击数：{n}",
    "日期：{p} 来源：{o} 访问量：{n}",
    "{p} {t} 来源：{o} 分享到：",
    "文章来源：{o} 更新时间：{p}",
    "发布机构：{o} 发布时间：[{p} {t}]",
)
BOX = (
    "索 引 号： 000{n}/{q}-00{n}",
    "主题分类： 综合政务、政务公开",
    "发布机构： {o}",
    "成文日期： {f}",
    "发布日期： {p}",
    "名 称： {one}",
    "文 号： 无",
    "有 效 性： 有效",
)
TOOLS = ("字体大小： 大 中 小", "【字体：大 中 小】 打印", "分享到： 微信 微博", "字号：[大] [中] [小]", "视力保护色：")
AFTER = (
    "上一篇：{o}{x}年政府信息公开工作年度报告",
    "下一篇：{y}年法治政府建设年度报告",
    "上一条： 没有了",
    "扫一扫在手机打开当前页",
    "扫一扫分享本页",
    "【打印本页】【关闭窗口】",
    "打印 关闭",
    "责任编辑：张三",
    "编辑：办公室",
    "分享到：",
    "返回顶部",
    "相关文章",
    "相关附件",
    "· {o}{x}年政府信息公开工作年度报告 {x}-01-20",
    "您访问的链接即将离开“{o}”门户网站 是否继续？",
    "友情链接：",
    "网站地图 | 联系我们 | 网站声明",
    "主办：{o} 承办：{o}办公室",
    "主办单位：{o}",
    "版权所有：{o} 备案号：某ICP备00000000号",
    "网站标识码：0000000000 公安备案00000000号",
    "地址：人民路1号 邮编：000000 电话：000-1234567",
    "技术支持：某某公司",
)
OF_TABLES = ("2", "表一", "（单位：件、万元）")
"""Lines of a section that belong to its table."""


@dataclass(slots=True)
class Told:
    """What a reader must find besides the cells. `published` are the days that are right, None among them for no day."""

    title: str
    organs: frozenset[str | None]
    published: frozenset[date | None]
    signed: date | None
    signature: str | None
    attachments: list[str]
    sections: list[tuple[int | None, str, str]]


def _han(number: int) -> str:
    digits = " 一二三四五六七八九"
    tens, ones = divmod(number, 10)
    return (("" if tens == 1 else digits[tens]) + "十" if tens else "") + digits[ones].strip()


def dress(draft: Draft, rng: random.Random, *, kind: str) -> None:
    """Give a draft another title, other headings, dates and a page around it."""
    figures = draft.figures
    organ, year = figures.organ, figures.year
    published = date(year + 1, rng.randint(1, 3), rng.randint(1, 28))
    words = {
        "o": organ,
        "y": year,
        "x": year - 1,
        "q": year + 1,
        "h": "".join(HAN[int(digit)] for digit in str(year)),
        "p": published.isoformat(),
        "pz": f"{published.year}年{published.month:02}月{published.day:02}日",
        "f": date(year + 1, 1, rng.randint(1, 9)).isoformat(),
        "t": f"{rng.randint(8, 18):02}:{rng.randint(10, 59)}",
        "n": rng.randint(10, 999),
    }
    _entitle(draft, rng, words)
    _sign(draft, rng, words)
    if not any(not part.heading for part in draft.parts) and "sections" not in draft.defects:
        _head(draft, rng)
    draft.marks["told published"] = {None}
    # Other kinds than text and pages have nothing around the report.
    if kind in ("text", "html") and rng.random() < 0.8:
        _surround(draft, rng, words, published)
    else:
        draft.before, draft.after = [], []
    draft.marks["around"] = (draft.before, draft.after)


def _entitle(draft: Draft, rng: random.Random, words: dict[str, object]) -> None:
    form = rng.choice(TITLES[:2] * 3 + TITLES)
    draft.title = form.format(**words)
    draft.marks["named"] = "{o}" in form
    words["one"] = draft.title.replace("\n", "")
    site = rng.choice(("", "_{o}", "-{o}门户网站", " - {o}", "_政府信息公开年报_{o}网"))
    draft.marks["head title"] = f"{words['one']}{site.format(**words)}"


def _sign(draft: Draft, rng: random.Random, words: dict[str, object]) -> None:
    day = date(draft.figures.year + 1, rng.randint(1, 3), rng.randint(1, 28))
    han = {"hy": "".join(HAN[int(digit)] for digit in str(day.year)), "hm": _han(day.month), "hd": _han(day.day)}
    written = rng.choice(DAYS[:1] * 6 + DAYS).format(y=day.year, m=day.month, d=day.day, **han)
    organ = draft.figures.organ
    office = organ + "办公室" if organ.endswith("政府") and rng.random() < 0.3 else organ
    way = rng.choice(("two", "two", "one", "day", "none", "none", "month", "blanks", "who"))
    if way == "none" and not draft.marks["named"]:
        way = "two"
    lines = {
        "two": [office, written],
        "one": [f"{office}　　{written}"],
        "day": [written],
        "month": [office, f"{day.year}年{day.month}月"],
        "blanks": ["", "  " + " ".join(office) if len(office) < 7 else office, "", written],
        "who": [office],
        "none": [],
    }[way]
    draft.marks["closing"] = lines
    draft.signature = office if way not in ("day", "none") else None
    draft.signed = (day.year, day.month, day.day) if way not in ("month", "none", "who") else None


def _head(draft: Draft, rng: random.Random) -> None:
    numbering = rng.choice(NUMBERINGS)
    plain = rng.random() < 0.4
    for part, numeral in zip(draft.parts, NUMERALS, strict=False):
        title = SECTIONS[(part.number or 1) - 1]
        part.heading = numbering.format(numeral, title[0] if plain else rng.choice(title))
    if rng.random() < 0.3:
        draft.parts[4].paragraphs = [
            "（一）存在的主要问题",
            *draft.parts[4].paragraphs[:1],
            "（二）改进情况",
            *draft.parts[4].paragraphs[1:],
        ]


def _surround(draft: Draft, rng: random.Random, words: dict[str, object], published: date) -> None:
    meta = rng.choice(META)
    box = rng.random() < 0.4
    before = rng.sample(MENU, rng.randint(0, 4)) + rng.sample(CRUMBS, rng.randint(0, 1))
    if box:
        before += rng.sample(BOX, len(BOX))
        draft.marks["box"] = {line.format(**words) for line in BOX}
    tools = rng.sample(TOOLS, rng.randint(0, 2))
    if rng.random() < 0.5:
        title = [str(words["one"])] if rng.random() < 0.5 else []
        before += [*title, *([] if box else [meta]), *tools]
    else:
        before += [*([] if box else [meta]), *tools]
    after = [AFTER[i] for i in sorted(rng.sample(range(len(AFTER)), rng.randint(1, 9)))]
    name = f"{words['one']}.{rng.choice(('pdf', 'doc', 'docx', 'wps'))}"
    draft.marks["told attachments"] = []
    if rng.random() < 0.4:
        after.insert(0, rng.choice(("附件：{}", "附件1：{}", "附件: {}", "{}")).format(name))
        draft.marks["told attachments"] = [name]
    draft.before = [line.format(**words) for line in before]
    draft.after = [line.format(**words) for line in after]
    draft.marks["told published"] = {published}


def told(draft: Draft, *, kind: str) -> Told:
    """Return what a reader must find of a draft."""
    nothing: tuple[list[str], list[str]] = ([], [])
    around = (draft.before, draft.after) if kind == "text" else nothing
    before, after = draft.marks.get("around", around)  # type: ignore[misc]
    published = draft.marks.get("told published") if before else {None}
    if published is None:
        published = {_day(line) for line in before if "发布时间：" in line}
    files = draft.marks.get("told attachments") if after else []
    if files is None:
        files = [line.removeprefix("附件：") for line in after if line.startswith("附件：")]
    day = date(*draft.signed) if draft.signed else None
    signature = draft.signature
    return Told(
        draft.title,
        _organs(draft),
        frozenset(published),
        day,
        signature,
        list(dict.fromkeys(files)),
        _sections(draft),
    )


def _organs(draft: Draft) -> frozenset[str | None]:
    """Return the names that are right: where the title has none, that of who signs or publishes, or nothing."""
    organ = draft.figures.organ
    return frozenset({organ} if draft.marks.get("named", True) else {organ, draft.signature, None})


def _day(line: str) -> date:
    return date.fromisoformat(line.split("发布时间：")[1][:10])


def _sections(draft: Draft) -> list[tuple[int | None, str, str]]:
    found: list[tuple[int | None, str, str]] = []
    for part in draft.parts:
        text = "".join(text for text in part.paragraphs if text not in OF_TABLES)
        if part.heading:
            found.append((*_parted(part.heading), text))
        elif found:
            number, title, before = found[-1]
            found[-1] = (number, title, before + text)
    return found


def _parted(heading: str) -> tuple[int | None, str]:
    for mark in NUMERALS:
        for form in NUMBERINGS:
            lead = form.format(mark, "")
            if heading.startswith((lead.rstrip() + " ", lead)):
                return NUMERALS[mark], heading[len(lead.rstrip()) :].strip().rstrip("：。")
    number = heading[: heading.index("、")]
    return int(number), heading[heading.index("、") + 1 :].strip()


assert len(load("2021").sections) == len(SECTIONS)
