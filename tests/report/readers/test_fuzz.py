"""Whatever is done to a file, it is read or refused: no other exception, no hang. The budget is fixed, the seeds are too."""

import io
import re
import time
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.report.readers import archive, docx, html, sniff, text, xlsx
from gongkai.report.readers.errors import Unreadable
from tests.report.readers.packages import docx as word_file
from tests.report.readers.packages import p, tbl, tc, tr, word, zipped
from tests.report.readers.packages import xlsx as sheet_file

PAGE = (
    "<html><head><meta charset=gb2312><title>年报</title></head><body><form><div class='nav'>首页</div><h1>年报</h1><p>一<br>二</p>"
    "<table><thead><tr><td rowspan=2 colspan='2'>a</td><td style='display:none'>b</td></tr></thead><tr><td><p>1</p></td><td>&nbsp;</td>"
    "<td><table><tr><td>x</td></tr></table></td></tr></table><pre>p\n q</pre><a href='a.pdf'>f</a><div style='display:table-row'>r</div>"
    "</form></body></html>"
).encode()
STYLES = word(
    "styles",
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
)
NUMBERING = word(
    "numbering",
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
)
BODY = (
    p("总体情况", '<w:pStyle w:val="1"/><w:outlineLvl w:val="0"/>')
    + tbl(tr(tc("a", '<w:gridSpan w:val="2"/>'), tc("1", '<w:vMerge w:val="restart"/>')), tr("b", "2", tc("", "<w:vMerge/>")))
    + '<w:p><w:r><w:sym w:char="F0FE"/><w:br/><w:t>x</w:t></w:r><w:ins><w:r><w:t>y</w:t></w:r></w:ins></w:p>'
)  # fmt: skip
WORD_PARTS: dict[str, str | bytes] = {"word/styles.xml": STYLES, "word/numbering.xml": NUMBERING}
WORD_TARGETS = {"styles": "styles.xml", "numbering": "numbering.xml"}
SHEET = (
    '<sheetViews><sheetView showZeros="0"/></sheetViews><cols><col min="2" max="2" hidden="1"/></cols><sheetData>'
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="0"><v>1.5</v></c><c r="C1"><f>A1</f></c></row>'
    '<row r="2" hidden="1"><c r="A2" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
)
SHEET_PARTS = {"strings": "<si><t>规章</t></si>", "styles": '<cellXfs><xf numFmtId="2"/></cellXfs>'}
SPECIMENS = {
    "page": PAGE,
    "text": "一、总体情况\n规章 | 1 | 2\n".encode("gbk"),
    "wide": "一、总体情况\n".encode("utf-16"),
    "word": word_file(BODY, WORD_PARTS, WORD_TARGETS),
    "sheet": sheet_file({"表": SHEET}, **SHEET_PARTS),
    "archive": zipped({"a.txt": "一", "b.zip": zipped({"c.html": PAGE})}),
}
BUDGET = settings(
    max_examples=120, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)  # fmt: skip
Cuts = list[tuple[int, int, bytes]]
CUTS = st.lists(st.tuples(st.integers(0, 1 << 16), st.integers(0, 40), st.binary(max_size=12)), min_size=1, max_size=6)
VALUES = st.sampled_from(
    ["", "0", "-1", "99999999", "1e9", "x", "２", "%9%9", "\U0001f600", "A1:XFD1048576", "{}", "&#0;", "&e;"]
)


def mutated(data: bytes, cuts: Cuts) -> bytes:
    """Return the data with some stretches replaced."""
    for at, length, put in cuts:
        at %= len(data) + 1
        data = data[:at] + put + data[at + length :]
    return data


def survives(data: bytes, name: str) -> None:
    """Read the data as what it is found to be; only a refusal may stop that. The guard of `document` is left out on purpose."""
    started = time.monotonic()
    try:
        kind = sniff(data, name)
        if kind == "zip":
            for path, member in archive.members(data, name):
                if isinstance(member, bytes):
                    survives(member, path)
        elif kind in ("html", "docx", "xlsx", "text"):
            {"html": html.read, "docx": docx.read, "xlsx": xlsx.read, "text": text.read}[kind](data)
        elif kind == "mhtml":
            html.read_mhtml(data)
    except Unreadable as refusal:
        assert refusal.zh.endswith("。") and refusal.en.endswith(".")
    assert time.monotonic() - started < 10


@pytest.mark.parametrize("specimen", SPECIMENS)
def test_files_with_bytes_changed_are_read_or_refused(specimen: str) -> None:
    @BUDGET
    @given(CUTS)
    def run(cuts: Cuts) -> None:
        survives(mutated(SPECIMENS[specimen], cuts), "-")

    run()


@pytest.mark.parametrize("specimen", SPECIMENS)
def test_files_that_were_cut_off_are_read_or_refused(specimen: str) -> None:
    data = SPECIMENS[specimen]
    for length in range(0, len(data), max(1, len(data) // 40)):
        survives(data[:length], "-")


@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/styles.xml", "word/numbering.xml", "word/_rels/document.xml.rels"]
)
def test_word_files_with_a_part_changed_are_read_or_refused(part: str) -> None:
    run_on_part(SPECIMENS["word"], part)


@pytest.mark.parametrize(
    "part",
    [
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "xl/_rels/workbook.xml.rels",
    ],
)
def test_workbooks_with_a_part_changed_are_read_or_refused(part: str) -> None:
    run_on_part(SPECIMENS["sheet"], part)


def run_on_part(package: bytes, part: str) -> None:
    """Read the package with bytes of one part changed, then with values of its attributes changed."""
    with zipfile.ZipFile(io.BytesIO(package)) as source:
        members: dict[str, bytes | str] = {name: source.read(name) for name in source.namelist()}
    original = bytes(members[part])  # type: ignore[arg-type]
    pieces = original.decode().split('"')

    @BUDGET
    @given(CUTS)
    def with_bytes_changed(cuts: Cuts) -> None:
        survives(zipped({**members, part: mutated(original, cuts)}), "-")

    @BUDGET
    @given(st.lists(st.tuples(st.integers(0, len(pieces) // 2 - 1), VALUES), min_size=1, max_size=4))
    def with_values_changed(changes: list[tuple[int, str]]) -> None:
        changed = list(pieces)
        for index, value in changes:
            changed[2 * index + 1] = value
        survives(zipped({**members, part: '"'.join(changed)}), "-")

    with_bytes_changed()
    with_values_changed()


TAGS = re.findall(
    "<[^>]*>|x",
    "<table><tr><td></td><td rowspan=9><td colspan=0></table><tbody><div></div><p><pre><nav></nav><form><img>x<h1><br><th hidden>"
    "<div role=row><div role=table><div role=cell><input value=1><select><b></p></tr><a href=a.pdf>",
)


@BUDGET
@given(st.lists(st.sampled_from(TAGS), max_size=40))
def test_any_order_of_tags_is_read(tags: list[str]) -> None:
    html.read("".join(tags).encode())


@BUDGET
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    survives(data, "-")
