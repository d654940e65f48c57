"""The words of invented reports: titles, sections that agree with the tables, and page furniture."""

import random
from collections.abc import Callable
from typing import Any

from tests.specimens.truth import Figures

OPENINGS = (
    "{year}年，本机关围绕中心工作，把公开贯穿于办事的各个环节，现将一年来的情况报告如下。",
    "本报告根据《中华人民共和国政府信息公开条例》编制，所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。",
    "一年来，本机关按照条例的要求推进各项公开工作，报告由六个部分组成。",
)
UNASKED = (
    "（一）主动公开。通过门户网站公开信息{a}条，其中政策解读{b}条、财政信息{c}条；更新栏目{d}个。",
    "（一）主动公开情况。全年公开各类信息{a}条，主要包括：工作动态{b}条，通知公告{c}条，其他{d}条。",
)
ASKED = (
    "（二）依申请公开。全年新收政府信息公开申请{new}件，上年结转{carried}件，均按规定办理。",
    "（二）依申请公开情况。本年度共收到申请{new}宗，办结{handled}宗，结转下年度{out}宗。",
)
REST = (
    "（三）政府信息管理。落实先审后发，对历年文件逐件清理。",
    "（四）平台建设。设有查阅点{b}处，新媒体账号{d}个。",
    "（五）监督保障。召开培训会{d}次，参加人员{c}人次，未发生责任追究的情形。",
)
PROBLEMS = (
    "存在的问题：一是解读的形式还不够多样；二是个别栏目更新不够及时。",
    "改进的措施：一是增加图解和问答；二是按月检查栏目，逾期的列出清单、限期改正。",
)
LAST = (
    "无。",
    "本年度没有收取信息处理费。",
    "无其他需要报告的事项。",
    "本机关{year}年度未收取信息处理费，没有其他需要报告的事项。",
)
HEADINGS = (
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
)
NUMERALS = "一二三四五六七八九十"


def title(figures: Figures, rng: random.Random) -> str:
    """Return the title."""
    forms = (
        "{o}{y}年政府信息公开工作年度报告",
        "{o}{y}年度政府信息公开工作年度报告",
        "{y}年{o}政府信息公开工作年度报告",
    )
    return rng.choice(forms[:1] * 4 + forms).format(o=figures.organ, y=figures.year)


def parts(figures: Figures, rng: random.Random, part: Callable[..., Any]) -> list[Any]:
    """Return the six sections; what they say of requests agrees with table 3."""
    numbers = {key: rng.randint(2, 400) for key in "abcd"}
    numbers["a"] = numbers["b"] + numbers["c"] + numbers["d"]
    facts: dict[str, Any] = {**numbers, "year": figures.year}
    for key, row in (("new", "new"), ("carried", "carried_in"), ("handled", "handled"), ("out", "carried_out")):
        facts[key] = figures.values[f"requests.{row}.total"]
    first = [rng.choice(OPENINGS), rng.choice(UNASKED), rng.choice(ASKED), *rng.sample(REST, rng.randint(0, 3))]
    texts = [first, [], [], [], list(PROBLEMS), [rng.choice(LAST)]]
    tables = (None, "proactive", "requests", "remedies", None, None)
    return [
        part(number, f"{NUMERALS[number - 1]}、{heading}", [text.format(**facts) for text in body], table)
        for number, (heading, body, table) in enumerate(zip(HEADINGS, texts, tables, strict=True), 1)
    ]


def furniture(figures: Figures, rng: random.Random) -> tuple[list[str], list[str]]:
    """Return what stands on a web page before and after the report."""
    day = f"{figures.year + 1}-01-{rng.randint(10, 31)}"
    before = [
        "无障碍浏览 | 长者版 | English",
        "您当前所在位置： 首页 > 政府信息公开 > 政府信息公开年报",
        f"来源：{figures.organ} 发布时间：{day} {rng.randint(10, 18)}:15 阅读次数：{rng.randint(3, 900)}",
        "字体大小： 大 中 小",
        "分享到： 微信 微博",
    ]
    after = [
        f"附件：{figures.organ}{figures.year}年政府信息公开工作年度报告.pdf",
        f"上一篇：{figures.organ}{figures.year - 1}年政府信息公开工作年度报告",
        f"下一篇：{figures.year}年法治政府建设年度报告",
        "扫一扫在手机打开当前页",
        "版权所有 网站标识码：0000000000 备案00000000号 联系电话：000-12345678",
    ]
    return before, after
