"""The register: what is asked for, and that the page, the files and the paper say the same."""

import csv
import io
import random
import re
from datetime import date, datetime
from html.parser import HTMLParser

import openpyxl
import pypdfium2
import pytest
from django.test import Client

from gongkai.law.deadlines import Channel, ServedBy
from gongkai.law.procedure import Step, StepKind
from gongkai.web.cases.models import Assignment
from gongkai.web.organs.models import Role
from tests.web import factories
from tests.web.cases.figures.random_office import lives, written

pytestmark = pytest.mark.django_db
K = StepKind
PAGE = "/office/cases/registry/"
EVERYTHING = "first=&last="


class Table(HTMLParser):
    """Reads the rows of the tables of a page, as texts."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.inside = False

    def handle_starttag(self, tag, attributes) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self.inside = True

    def handle_endtag(self, tag) -> None:
        if tag in ("td", "th"):
            self.inside = False

    def handle_data(self, data) -> None:
        if self.inside:
            self.rows[-1][-1] += data


def shown(page) -> list[list[str]]:
    """Return the rows of the tables of a page."""
    table = Table()
    table.feed(page.content.decode())
    return table.rows


def in_book(content: bytes) -> list[list[str]]:
    """Return the rows of all sheets of an XLSX as they are read."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [[_text(cell) for cell in row] for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)]


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)


@pytest.fixture
def organ():
    return factories.organ()


@pytest.fixture
def visitor(organ) -> Client:
    made = Client()
    made.force_login(factories.person((organ, Role.HANDLER)), "django.contrib.auth.backends.ModelBackend")
    return made


def received(day: date, **fields: object) -> Step:
    return Step(K.RECEIVED, day, **{"channel": Channel.COUNTER, "applicant": "natural_person"} | fields)


@pytest.mark.parametrize(
    "asked", [EVERYTHING, f"{EVERYTHING}&stage=open", f"{EVERYTHING}&channel=fax", "first=2026-06-01"]
)
def test_the_page_the_book_and_the_csv_have_the_same_rows_in_the_same_order(organ, visitor, asked) -> None:
    lives(organ, 45, random.Random(3), first=date(2026, 1, 6), last=factories.TODAY)
    page = shown(visitor.get(f"{PAGE}?{asked}"))
    assert len(page) > 3
    assert in_book(visitor.get(f"{PAGE}file/xlsx/?{asked}").content) == page
    said = visitor.get(f"{PAGE}file/csv/?{asked}").content
    assert said.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(said.decode("utf-8-sig")))) == page
    paper = shown(visitor.get(f"{PAGE}print/?{asked}"))
    assert [row for row in paper[1:] if len(row) > 1 and row != page[0]] == page[1:]


def test_the_tables_of_a_month_are_the_same_in_the_files(organ, visitor) -> None:
    lives(organ, 30, random.Random(5), first=date(2026, 9, 6), last=factories.TODAY)
    page = shown(visitor.get("/office/cases/figures/"))
    assert in_book(visitor.get("/office/cases/figures/file/xlsx/").content) == page
    rows = csv.reader(io.StringIO(visitor.get("/office/cases/figures/file/csv/").content.decode("utf-8-sig")))
    assert [row for row in rows if len(row) > 1] == page


def test_what_a_program_would_run_stays_text(organ, visitor) -> None:
    written(organ, [received(date(2026, 11, 2))], subject="=1+1 的明细")
    said = visitor.get(f"{PAGE}file/csv/").content.decode("utf-8-sig")
    assert "'=1+1 的明细" in said
    sheet = openpyxl.load_workbook(io.BytesIO(visitor.get(f"{PAGE}file/xlsx/").content)).worksheets[0]
    assert (sheet["C2"].value, sheet["C2"].data_type) == ("=1+1 的明细", "s")


def test_no_applicant_is_named(organ, visitor) -> None:
    factories.case(organ)
    for address in (PAGE, f"{PAGE}print/", f"{PAGE}file/csv/"):
        assert "林" not in visitor.get(address).content.decode()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("first=2026-11-01", ["B"]),
        ("first=2026-10-01&last=2026-10-31", ["A"]),
        ("by=closed&first=2026-11-01", ["A"]),
        (f"{EVERYTHING}&stage=open", ["B"]),
        (f"{EVERYTHING}&stage=ended", ["A"]),
        (f"{EVERYTHING}&stage=replied", ["A"]),
        (f"{EVERYTHING}&result=disclosed", ["A"]),
        (f"{EVERYTHING}&channel=fax", ["B"]),
    ],
)
def test_lines_are_found_by_what_they_say(organ, visitor, asked, found) -> None:
    replied = Step(K.REPLIED, date(2026, 11, 4), reply="disclosed", by=ServedBy.ONLINE)
    written(organ, [received(date(2026, 10, 12)), replied], number="A")
    written(organ, [received(date(2026, 11, 2), channel=Channel.FAX)], number="B")
    assert [row[1] for row in shown(visitor.get(f"{PAGE}?{asked}"))[1:]] == found


def test_lines_are_found_by_who_leads_them_now(organ, visitor) -> None:
    case = written(organ, [received(date(2026, 11, 2))])
    first, second = factories.person((organ, Role.HANDLER)), factories.person((organ, Role.HANDLER))
    for person, ended in ((first, factories.NOW), (second, None)):
        Assignment.objects.create(
            case=case, person=person, part="lead", assigned_by=first, assigned_at=factories.NOW, ended_at=ended
        )
    assert len(shown(visitor.get(f"{PAGE}?handler={first.pk}"))) == 0
    rows = shown(visitor.get(f"{PAGE}?handler={second.pk}"))
    assert rows[1][-1] == second.name


def test_what_stands_in_a_line(organ, visitor) -> None:
    extended = Step(K.EXTENDED, date(2026, 9, 20), days=5, approver="云某")
    replied = Step(K.REPLIED, date(2026, 11, 4), reply="disclosed", by=ServedBy.ONLINE)
    written(organ, [received(date(2026, 9, 7)), extended, replied], number="A")
    written(organ, [received(date(2026, 9, 8))], number="B")
    written(organ, [received(date(2026, 10, 26))], number="C")
    written(organ, [received(date(2026, 11, 23))], number="D")
    rows = {row[1]: row for row in shown(visitor.get(PAGE))[1:]}
    assert rows["A"][8:13] == ["5个工作日", "予以公开", "2026-11-04", "38", "超期办结"]
    assert [rows[name][12] for name in "BCD"] == ["超期", "临期", "正常"]


def test_days_in_the_wrong_order_are_refused_in_words(visitor) -> None:
    assert "请调换两个日期" in visitor.get(f"{PAGE}?first=2026-11-02&last=2026-11-01").content.decode()


def test_a_register_that_is_too_long_asks_for_a_shorter_period(organ, visitor, monkeypatch) -> None:
    from gongkai.web.cases.figures import registry

    factories.case(organ)
    monkeypatch.setattr(registry, "MOST", 0)
    answer = visitor.get(f"{PAGE}file/xlsx/")
    assert answer.status_code == 422 and "缩短期间" in answer.content.decode()


def test_the_pdf_is_a4_across_with_its_heads_and_sums_on_every_sheet(organ, visitor) -> None:
    for _ in range(16):
        written(organ, [received(date(2026, 11, 2))])
    paper = pypdfium2.PdfDocument(visitor.get(f"{PAGE}file/pdf/").content)
    words = [re.sub(r"\s", "", sheet.get_textpage().get_text_bounded()) for sheet in paper]
    assert len(words) == 2 and all("办件编号" in said for said in words)
    assert "本页12件，累计12件" in words[0] and "本页4件，累计16件" in words[1]
    width, height = paper[0].get_size()
    assert width > height
