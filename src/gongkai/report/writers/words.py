"""The words of the pages and notices about findings, in Chinese and in English."""

from typing import Literal

from gongkai.report.model import PagePlace, Place, Severity, TablePlace, TextPlace

Lang = Literal["zh", "en"]
SHOWN = 8  # cells or places named of a finding before the rest is only counted
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")

KINDS: dict[str, dict[Lang, str]] = {
    "text": {"zh": "文本", "en": "text"},
    "html": {"zh": "网页", "en": "web page"},
    "docx": {"zh": "Word 文档", "en": "Word document"},
    "doc": {"zh": "旧版 Word 文档", "en": "legacy Word document"},
    "xlsx": {"zh": "电子表格", "en": "spreadsheet"},
    "pdf": {"zh": "PDF", "en": "PDF"},
    "pdf_scan": {"zh": "扫描 PDF", "en": "scanned PDF"},
    "image": {"zh": "图片", "en": "picture"},
}

WORDS: dict[str, dict[Lang, str]] = {
    "page": {"zh": "政府信息公开工作年度报告核查结果", "en": "Check of annual reports on open government information"},
    "error": {"zh": "错误", "en": "Error"},
    "warning": {"zh": "警告", "en": "Warning"},
    "note": {"zh": "提示", "en": "Note"},
    "errors": {"zh": "错误", "en": "errors"},
    "warnings": {"zh": "警告", "en": "warnings"},
    "notes": {"zh": "提示", "en": "notes"},
    "organ": {"zh": "机关", "en": "Organ"},
    "year": {"zh": "年度", "en": "Year"},
    "source": {"zh": "源文件", "en": "Source"},
    "kind": {"zh": "类型", "en": "Kind"},
    "unknown": {"zh": "未识别", "en": "not found"},
    "reports": {"zh": "份报告", "en": "reports"},
    "findings": {"zh": "核查发现", "en": "Findings"},
    "clean": {"zh": "没有发现问题。", "en": "Nothing was found."},
    "hint": {"zh": "处理建议", "en": "What to do"},
    "basis": {"zh": "依据", "en": "Basis"},
    "cells": {"zh": "涉及数据", "en": "Figures"},
    "places": {"zh": "位置", "en": "Places"},
    "tables": {"zh": "报告中的表格", "en": "Tables of the report"},
    "tables_note": {
        "zh": "以下按法定格式排列，数值与原文所印一致，未作任何修改；带编号的格子与上面的核查发现对应。",
        "en": "Set in the statutory layout; values are as printed and nothing was changed. "
        "A numbered cell belongs to the finding of that number.",
    },
    "no_table": {"zh": "报告中没有找到这张表。", "en": "This table was not found in the report."},
    "form": {"zh": "格式", "en": "form"},
    "surplus": {"zh": "表格中多出的数值", "en": "Surplus values in the tables"},
    "surplus_note": {
        "zh": "下列数值印在表格中，但法定格式没有与之对应的格子。",
        "en": "These values are printed in the tables, but no cell of the statutory form claims them.",
    },
    "text": {"zh": "报告正文", "en": "Text of the report"},
    "not_assessed": {"zh": "未能评定的项目", "en": "Not assessed"},
    "silenced": {"zh": "已按说明不再提示", "en": "Silenced, with reasons"},
    "refused": {"zh": "未能读取", "en": "Could not be read"},
    "overview": {"zh": "总览", "en": "Overview"},
    "total": {"zh": "合计", "en": "Total"},
    "explanations": {"zh": "核查规则说明", "en": "The rules"},
    "top": {"zh": "返回页首", "en": "Back to top"},
    "back": {"zh": "返回正文位置", "en": "to the place"},
    "see": {"zh": "见核查发现第{}项", "en": "see finding {}"},
    "more": {"zh": "等{}处", "en": "and more, {} in all"},
    "legend": {"zh": "图例", "en": "Legend"},
    "blank": {"zh": "空白", "en": "blank"},
    "slash": {"zh": "斜线", "en": "slash"},
    "dash": {"zh": "短横", "en": "dash"},
    "none": {"zh": "“无”", "en": "“无”"},
    "unread": {"zh": "未能确认", "en": "not certain"},
    "absent": {"zh": "原文没有", "en": "not in the source"},
    "comma": {"zh": "，", "en": ", "},
    "skip": {"zh": "跳到核查发现", "en": "Skip to the findings"},
    "compact": {
        "zh": "报告较多，本页只列核查发现；要看某一份报告的表格和正文，请单独核查该文件。",
        "en": "With so many reports this page lists the findings only. "
        "Check one file alone to see its tables and text.",
    },
    "colophon": {
        "zh": "本页由程序依据公开的报告文本自动核查生成，供修改参考；"
        "数值与文字以原报告为准，是否需要修改由报告编制机关和主管部门认定。",
        "en": "Made by a program from the published text, as a help to correct it. The report itself is authoritative; "
        "whether to change it is for its authors and their supervisors to decide.",
    },
}

TABLES: dict[str, dict[Lang, str]] = {
    "proactive": {"zh": "表二　主动公开政府信息情况", "en": "Table 2 · Proactive disclosure"},
    "requests": {"zh": "表三　收到和处理政府信息公开申请情况", "en": "Table 3 · Requests received and handled"},
    "remedies": {"zh": "表四　政府信息公开行政复议、行政诉讼情况", "en": "Table 4 · Reconsideration and litigation"},
}


def word(name: str, lang: Lang) -> str:
    """Return a word of the page."""
    return WORDS[name][lang]


def place(where: Place, lang: Lang) -> str:
    """Return a place in words, as a reader of the source would look for it."""
    if isinstance(where, TextPlace):
        return f"第{where.line}行第{where.column}列" if lang == "zh" else f"line {where.line}, column {where.column}"
    if isinstance(where, PagePlace):
        return f"第{where.page}页" if lang == "zh" else f"page {where.page}"
    if isinstance(where, TablePlace):
        table, row, cell = where.table, where.row, where.cell
        return f"第{table}张表第{row}行第{cell}格" if lang == "zh" else f"table {table}, row {row}, cell {cell}"
    return f"第{where.paragraph}段" if lang == "zh" else f"paragraph {where.paragraph}"
