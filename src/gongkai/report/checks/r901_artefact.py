"""GK901: what converters, templates, models and web pages left in the text: bookmarks, markup, foreign words, placeholders.

Latin words that belong in Chinese text (APP, LED, WiFi, file names, addresses, brand names) are left alone: only a word all in
small letters in the middle of a Chinese sentence is taken for a leftover.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.law.citation import REGULATION, Citation
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.checks.words import Hit, finding
from gongkai.report.model import Report
from gongkai.report.narrative.pages import Pages, pages

RULE = Rule(
    id="GK901",
    alias="W-ART",
    severity="warning",
    group="words",
    title={
        "zh": "没有转换软件、模板、网页留下的痕迹和夹杂的外文单词。",
        "en": "No leftovers of converters, templates or web pages, and no stray foreign words.",
    },
    why={
        "zh": "这些痕迹说明文稿发布前没有人通读，也可能掩盖丢失的文字。",
        "en": "Such leftovers show that nobody read the text before it went out, and may hide lost words.",
    },
    basis=(Citation(REGULATION, "第六条"),),
)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of leftover; `needles` are strings one of which each match holds."""

    zh: str
    en: str
    pattern: re.Pattern[str]
    needles: tuple[str, ...]


_KINDS = (
    _Kind(
        "书签",
        "a bookmark",
        re.compile(r"\[bookmark:[^\]\n]{0,40}\]|_GoBack\b|\b_Toc\d{6,}"),
        ("[bookmark", "_GoBack", "_Toc"),
    ),
    _Kind(
        "失效的域",
        "a broken field",
        re.compile(
            r"错误[!！][^。\n]{0,12}(?:引用源|书签|链接)[^。\n]{0,4}|Error! [A-Z][^.\n]{0,40}"
            r"|MERGEFORMAT\b|PAGEREF\b|HYPERLINK\b"
        ),
        ("错误!", "错误！", "Error!", "MERGEFORMAT", "PAGEREF", "HYPERLINK"),
    ),
    _Kind(
        "网页代码",
        "markup",
        re.compile(
            r"</?(?:td|tr|th|p|br|div|span|table|tbody|strong|font|img|ul|li|h[1-6]|o:p)(?:\s[^<>\n]{0,80})?/?>"
            r"|&(?:nbsp|lt|gt|amp|quot|ldquo|rdquo|mdash|middot|#\d{2,5});"
        ),
        ("<", "&"),
    ),
    _Kind(
        "标记语言",
        "markdown",
        re.compile(r"\*\*[^*\n]{1,40}\*\*|^#{1,6} (?=\S)|^```\w*|\]\(https?://", re.MULTILINE),
        ("**", "# ", "```", "](http"),
    ),
    _Kind(
        "模板代码",
        "template code",
        re.compile(r"\{\{[^{}\n]{0,40}\}\}|\{%[^\n]{0,40}%\}|\$\{[^{}\n]{1,40}\}|<%[^\n]{0,40}%>|\\u[0-9a-f]{4}"),
        ("{{", "{%", "${", "<%", "\\u"),
    ),
    _Kind(
        "生成工具的话",
        "words of a text generator",
        re.compile(
            r"作为(?:一个|一名|人工智能|AI)[^，。\n]{0,8}(?:语言模型|AI助手|人工智能助手)"
            r"|希望(?:以上|这份|本)[^，。\n]{0,10}对您有(?:所)?帮助"
            r"|以下是(?:为您|根据您|修改后|润色后|优化后)[^，。\n]{0,12}"
        ),
        ("模型", "助手", "对您有", "以下是"),
    ),
    _Kind(
        "被篡改网页的文字",
        "words of a hijacked page",
        re.compile(r"365(?:体育|bet)|bet365|威廉希尔|体育官网|久久久久|[aA][vV]免费"),
        ("365体育", "365bet", "bet365", "威廉希尔", "体育官网", "久久久久", "V免费", "v免费"),
    ),
    _Kind(
        "网页脚本未运行的空值",
        "a value that the page's script never filled",
        re.compile(r"(?:阅读|浏览|点击|访问)(?:次数|量|数)\s*[:：]\s*-(?!\d)|undefined|\bNaN\b"),
        ("次数", "阅读", "浏览", "点击", "访问", "undefined", "NaN"),
    ),
)
# A word all in small letters, no part of an address or a file name, not in quotes or brackets.
_WORD = re.compile(
    r"[a-z](?<![A-Za-z0-9_.@/\\:&=?#%+“\"‘'《〈「<(（-].)[a-z]{3,}(?![A-Za-z0-9_.@/\\:&=?#%+”\"’'》〉」>)）-])"
)
_FURNITURE = re.compile(
    r"^(?:【?字[体号](?:大小)?[:：]?\s*【?[大中小 ]*】?|打印本?页?|关闭(?:窗口|本页)|分享(?:到|至)[:：]?"
    r"|扫一扫在手机打开当前页|[上下]一[篇条][:：].*|返回顶部|加入收藏|设为首页|无障碍(?:阅读|浏览)|您?当前(?:所在)?(?:的)?位置[:：].*)$"
)
_KNOWN = frozenset(
    [
        "email",
        "http",
        "https",
        "html",
        "docx",
        "xlsx",
        "pptx",
        "jpeg",
        "wifi",
        "excel",
        "word",
        "vlog",
        "vlogs",
        "blog",
        "live",
        "link",
        "logo",
        "mail",
        "online",
        "offline",
        "unix",
        "linux",
        "java",
        "python",
        "office",
        "wechat",
        "weibo",
        "douyin",
        "tiktok",
        "apple",
        "android",
        "iphone",
        "ipad",
        "harmony",
        "windows",
        "video",
        "audio",
        "demo",
        "idea",
        "app",
        "apps",
    ]
)
_HAN = re.compile(r"[\u4e00-\u9fff，。；：、“”《》（）！？]")


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield one finding with everything left over."""
    text = pages(report)
    hits = [*_leftovers(text), *_foreign(text), *_furniture(report)]
    yield from finding(
        RULE,
        hits,
        zh="有转换、模板或网页留下的痕迹",
        en="Leftovers of conversion, template or web page",
        hint=(
            "删去这些痕迹，外文单词改用中文，再通读一遍。",
            "Remove them, say foreign words in Chinese, and read the text once more.",
        ),
    )


def _leftovers(text: Pages) -> Iterator[Hit]:
    for kind in _KINDS:
        for found, place in text.finds(kind.pattern, kind.needles):
            yield Hit(found.group()[:40], place, kind.zh, kind.en)


def _foreign(text: Pages) -> Iterator[Hit]:
    for found, place in text.finds(_WORD):
        if found.group() in _KNOWN or found.group() == "undefined":
            continue
        before = text.text[max(0, found.start() - 2) : found.start()].rstrip(" ")[-1:]
        after = text.text[found.end() : found.end() + 2].lstrip(" ")[:1]
        if _HAN.match(before) and _HAN.match(after):
            yield Hit(found.group(), place, "外文单词", "a foreign word")


def _furniture(report: Report) -> Iterator[Hit]:
    # The last section is left out: on a page, what follows the report is easily taken for its last lines.
    for section in report.sections[:-1]:
        for line in section.lines:
            if len(line.text) < 30 and _FURNITURE.match(line.text.strip()):
                yield Hit(line.text.strip(), line.place, "网页版面文字", "words of the page around it")


CHECK = Check(RULE, judge)
