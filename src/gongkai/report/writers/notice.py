"""The notice that goes back to an organ with what was found in its report, as a Word file to be completed and sealed.

It states what is printed and what to do, and judges nobody: whether to return a report is its supervisor's decision, so
the sender, the day and the time limit are left blank.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.report.checked import Checked
from gongkai.report.model import Finding, Report
from gongkai.report.writers import outline, words
from gongkai.report.writers.findings_report import where
from gongkai.typesetting import word
from gongkai.typesetting.plain import plain

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

TITLE = "关于政府信息公开工作年度报告的核查意见"
PARTS = {"error": "需要改正的事项（错误）", "warning": "需要核对的事项（警告）", "note": "供参考的事项（提示）"}
HEADS = ("序号", "编号", "发现的情况", "处理建议")
WIDTHS = (8, 14, 46, 32)
CIRCLED = 20  # ① to ⑳
NAME = 60  # characters of an organ's name in a file name
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)$")


@dataclass(frozen=True, slots=True)
class _Manner:
    """What all findings of a notice share: the sources they cite, by number, and whether their report must be named."""

    basis: Sequence[str]
    named: bool

    def cited(self, finding: Finding) -> str:
        return f"依据：{''.join(_circled(self.basis.index(one) + 1) for one in finding.basis)}" if finding.basis else ""


def notice(results: Sequence[Checked]) -> bytes:
    """Return the notice to one organ about its checked reports, as a DOCX."""
    organ = _organ(results[0])
    document = word.blank(title=TITLE, author="", day=None)
    word.paragraph(document, TITLE, "Title")
    word.paragraph(document, f"{organ}：", "Normal")
    for checked in results:
        if checked.report is not None:
            _about(document, checked, checked.report)
    basis = list(dict.fromkeys(one for checked in results for finding in checked.findings for one in finding.basis))
    for checked in results:
        if checked.report is not None:
            _found(document, checked, checked.report, _Manner(basis, named=len(results) > 1))
    _close(document, basis)
    return word.saved(document)


def write_notices(results: Iterable[Checked], folder: Path) -> list[Path]:
    """Write one notice an organ into the folder, for every organ with findings, and return the new files.

    A file that is there already is never overwritten: the new one takes a number.
    """
    organs: dict[str, list[Checked]] = {}
    for checked in results:
        if checked.report is not None and checked.findings:
            organs.setdefault(_organ(checked), []).append(checked)
    folder.mkdir(parents=True, exist_ok=True)
    return [_write(folder, name, notice(group)) for name, group in sorted(organs.items())]


def file_name(organ: str) -> str:
    """Return a name for the organ's notice that every file system takes."""
    folded = unicodedata.normalize("NFC", plain(organ))
    safe = re.sub(r"[^\w（）〔〕《》·-]+", "_", folded).strip("._ -")[:NAME]
    return f"{'_' if not safe or _RESERVED.match(safe) else ''}{safe}核查意见"


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if number <= CIRCLED else f"〔{number}〕"


def _write(folder: Path, organ: str, content: bytes) -> Path:
    number = 1
    while True:
        path = folder / f"{file_name(organ)}{'' if number == 1 else f'（{number}）'}.docx"
        try:
            with path.open("xb") as file:
                file.write(content)
        except FileExistsError:
            number += 1
            continue
        return path


def _organ(checked: Checked) -> str:
    report = checked.report
    known = (report.organ or report.signature) if report else None
    return plain(known or "") or Path(checked.path).stem


def _title(report: Report) -> str:
    return f"《{''.join(outline.title(report))}》"


def _about(document: "WordDocument", checked: Checked, report: Report) -> None:
    errors, warnings, notes = (checked.count(severity) for severity in words.SEVERITIES)
    source = f"{_title(report)}（文件“{Path(report.source.path).name}”，SHA-256 值前12位为{report.source.sha256[:12]}）"
    text = (
        f"对你单位{source}进行了核查，发现需要改正的{errors}项、需要核对的{warnings}项、供参考的{notes}项，详见下表。"
    )
    word.paragraph(document, text, "Body")
    request = (
        "请对照政府信息公开申请台账、行政复议和行政诉讼案卷等原始材料逐项核实，作出修改，"
        "于　　　　年　　月　　日前重新报送；核实后认为无需修改的，请说明理由。"
        if errors or warnings
        else "没有发现需要改正的事项，下列提示供参考。"
    )
    word.blank_line(document, request, "Body")


def _found(document: "WordDocument", checked: Checked, report: Report, manner: "_Manner") -> None:
    if manner.named:
        word.paragraph(document, _title(report), "Subheading")
    number = 0
    parts = [(s, [f for f in checked.findings if f.severity == s]) for s in words.SEVERITIES]
    for at, (severity, findings) in enumerate([part for part in parts if part[1]]):
        heading = word.paragraph(document, f"{outline.NUMERALS[at]}、{PARTS[severity]}", "Heading 1")
        heading.paragraph_format.space_before = word.points(10)
        rows = [_row(number + i, finding, report, manner) for i, finding in enumerate(findings, 1)]
        number += len(findings)
        word.grid(document, HEADS, rows, WIDTHS)
    if checked.not_assessed:
        text = f"另有{len(checked.not_assessed)}项因报告或者对照材料不足未能评定，不计入上述事项。"
        word.paragraph(document, text, "Body")


def _row(number: int, finding: Finding, report: Report, manner: "_Manner") -> tuple[Sequence[str], ...]:
    return (
        (str(number),),
        (finding.id, finding.alias),
        tuple(_situation(finding, report)),
        tuple(filter(None, (finding.hint["zh"], manner.cited(finding)))),
    )


def _situation(finding: Finding, report: Report) -> Iterator[str]:
    yield finding.message["zh"]
    cells = where(report, finding)
    if cells:
        yield f"涉及数据：{cells}。"
    if finding.places:
        places = list(dict.fromkeys(words.place(place, "zh") for place in finding.places))
        more = f"等{len(places)}处" if len(places) > words.SHOWN else ""
        yield f"位置：{'，'.join(places[: words.SHOWN])}{more}。"


def _close(document: "WordDocument", basis: Sequence[str]) -> None:
    if basis:
        cited = "；".join(f"{_circled(at)}{one}" for at, one in enumerate(basis, 1))
        word.paragraph(document, f"依据：{cited}。", "Table Text").paragraph_format.space_before = word.points(10)
    lines = [
        word.paragraph(document, "数值与文字以原报告为准，本意见供修改报告时参考。", "Body"),
        word.blank_line(document, "联系人：　　　　　　　　联系电话：　　　　　　　　", "Body"),
        word.paragraph(document, "（印章）", "Signature Line"),
    ]
    lines[-1].paragraph_format.space_before = word.points(56)
    for line in lines:
        line.paragraph_format.keep_with_next = True
    word.blank_line(document, "　　　　年　　月　　日", "Signature Line")
