"""What `gongkai deadline` shows and writes: text, iCalendar, the statement; and the files that it takes rules from."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest

from gongkai.cli.widths import width
from gongkai.law import packs
from tests.cli.conftest import Outcome

Command = Callable[..., Outcome]
MOVED = [
    *("--received", "2025-08-18", "--clarified", "2025-08-27..2025-09-05"),
    *("--consult", "2025-09-12..2025-09-16..2025-10-10"),
]


def unfolded(calendar: str) -> list[str]:
    """Return the lines of an iCalendar file as they were before they were folded."""
    return calendar.replace("\r\n ", "").split("\r\n")


def test_text_has_a_line_a_deadline_a_strip_and_the_articles(gongkai: Command) -> None:
    lines = gongkai("deadline", "--received", "2025-01-06").out.splitlines()
    assert lines[0] == "收到申请之日        2025-01-06 星期一（当面提交）"
    assert lines[1] == "答复期限届满之日    2025-02-08 星期六"
    assert "  01-20     10    11    12    13    14    休   15*" in lines
    assert "  01-27     16    假    假    假    假    假    假  春节放假" in lines
    assert "  02-03     假    假    17    18    19 [20*]" in [line[:44].rstrip() for line in lines]
    assert "放假安排：国办发明电〔2024〕12号" in lines
    assert lines[-1].endswith("第三十条")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("explain", [(), ("--explain",)], ids=str)
@pytest.mark.parametrize(
    "argv",
    [
        ["--received", "2025-01-06"],
        ["--received", "2026-12-07", "--replied", "2027-01-05", "--by", "mail"],
        [*MOVED, "--consult", "organ:2025-09-12..2025-09-15..2025-09-20", "--extend", "20"],
        ["--received", "2025-03-03", "--fee-notice", "2025-03-10", "--fee-paid", "2025-03-20"],
        ["--received", "2025-03-03", "--fee-notice", "2025-03-10", "--fee-paid", "2025-03-20"]
        + ["--set", "after_payment=resume"],
        ["--received", "2025-06-07", "--set", "receipt_day=rolled"],
        ["--received", "2025-01-06", "--clarified", "2025-01-10..", "--channel", "fax"],
        ["--received", "2025-01-06", "--consult", "organ:2025-01-10.."],
        ["--formed", "2024-01-24", "--number", "甲〔2024〕1号"],
        ["--served", "2025-02-10", "--ground", "14"],
        ["--served", "2025-02-10", "--ground", "37"],
    ],
    ids=str,
)
def test_text_fits_a_terminal_of_eighty_columns(
    gongkai: Command, argv: list[str], lang: str, explain: tuple[str, ...]
) -> None:
    result = gongkai("deadline", *argv, "--lang", lang, *explain)
    assert result.code == 0
    assert [line for line in result.out.splitlines() if width(line) > 80 or line != line.rstrip()] == []


def test_what_was_superseded_is_one_line_of_the_strip(gongkai: Command) -> None:
    assert "\n  08-18 至 08-31  —\n" in gongkai("deadline", *MOVED).out


def test_each_deadline_is_explained_day_by_day_when_asked(gongkai: Command) -> None:
    out = gongkai("deadline", "--served", "2024-12-31", "--ground", "36(1)", "--explain").out
    assert "  2025-03-01 星期六   60  期间届满之日为休息日，顺延" in out
    assert "  2025-03-03 星期一       休息日后的第一个工作日，期间至此届满" in out


def test_a_reply_is_told_to_be_late(gongkai: Command) -> None:
    argv = ("--received", "2025-01-06", "--replied", "2025-02-09", "--by", "hand")
    assert "答复（2025-02-09，直接送达）  逾期" in gongkai("deadline", *argv).out


def test_an_icalendar_file_has_an_event_and_an_alarm_for_each_deadline(gongkai: Command, tmp_path: Path) -> None:
    out = tmp_path / "期限.ics"
    assert gongkai("deadline", *MOVED, "--number", "甲,1;2\\3", "-o", out).code == 0
    written = out.read_bytes()
    assert b"\n" not in written.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    lines = unfolded(written.decode())
    assert lines[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Gongkai//deadline//ZH"]
    assert [line for line in lines if line.startswith("DTSTART")] == [
        "DTSTART;VALUE=DATE:20251030",
        "DTSTART;VALUE=DATE:20250827",
        "DTSTART;VALUE=DATE:20250917",
        "DTSTART;VALUE=DATE:20251013",
    ]
    assert "DTEND;VALUE=DATE:20251031" in lines
    assert "SUMMARY:答复期限届满之日 甲\\,1\\;2\\\\3" in lines
    # Five working days before 30 October, 09:00 in China.
    assert "TRIGGER;VALUE=DATE-TIME:20251023T010000Z" in lines
    assert {line for line in lines if line.startswith(("STATUS", "DTSTAMP"))} == {
        "STATUS:CONFIRMED",
        "DTSTAMP:20250818T000000Z",
    }
    assert lines[-2:] == ["END:VCALENDAR", ""]


def test_the_same_case_keeps_the_names_of_its_events(gongkai: Command) -> None:
    def names(*argv: str) -> list[str]:
        lines = unfolded(gongkai("deadline", *argv, "--format", "ics").out)
        return [line for line in lines if line.startswith("UID:")]

    case = ("--received", "2025-01-06")
    assert names(*case) == names(*case)
    assert len(set(names(*case))) == 2
    assert names(*case, "--extend", "20")[0] != names(*case)[0]
    numbered = (*case, "--number", "甲1")
    assert names(*numbered, "--extend", "20") == names(*numbered)


def test_the_events_of_two_consultations_are_two(gongkai: Command) -> None:
    twice = gongkai("deadline", *MOVED, *MOVED[4:], "--format", "ics").out
    assert len(set(re.findall("^UID:.*", twice, re.M))) == 5


def test_a_provisional_event_says_so(gongkai: Command) -> None:
    out = gongkai("deadline", "--received", "2026-12-07", "--format", "ics").out
    event = "\n".join(unfolded(out)).partition("END:VEVENT")[0]
    assert "STATUS:TENTATIVE" in event and "SUMMARY:答复期限届满之日（暂定）" in event
    assert "不早于 2027-01-03" in event and "2027 年的放假安排尚未公布" in event
    english = gongkai("deadline", "--received", "2026-12-07", "--format", "ics", "--lang", "en").out
    assert "SUMMARY:Last day to reply (provisional)" in english


def test_a_deadline_without_a_date_is_no_event_and_one_that_is_near_has_no_alarm(gongkai: Command) -> None:
    out = gongkai("deadline", "--served", "2025-02-10", "--ground", "14", "--format", "ics").out
    assert out.count("BEGIN:VEVENT") == 1
    soon = gongkai("deadline", "--copy-received", "2025-01-20", "--simplified", "--format", "ics").out
    assert (soon.count("BEGIN:VEVENT"), soon.count("BEGIN:VALARM")) == (2, 1)


def test_an_alarm_before_the_calendar_begins_is_left_out(gongkai: Command) -> None:
    from gongkai.cli.deadline.ics import _ahead

    known = packs.published()
    assert _ahead(known.first, known) is None
    assert _ahead(known.first, None) is None


def test_the_statement_is_written_as_word_and_as_pdf(gongkai: Command, tmp_path: Path) -> None:
    call = [*MOVED, "--extend", "5", "--replied", "2025-11-06", "--by", "mail", "--number", "甲〔2025〕1号"]
    for name in ("说明.docx", "说明.PDF"):
        result = gongkai("deadline", *call, "--organ", "某某区教育局", "-o", tmp_path / name)
        assert (result.code, result.out, result.err) == (0, "", "")
    assert (tmp_path / "说明.PDF").read_bytes().startswith(b"%PDF")
    document = docx.Document(BytesIO((tmp_path / "说明.docx").read_bytes()))
    text = "\n".join(
        [paragraph.text for paragraph in document.paragraphs]
        + [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    )
    for words in ("某某区教育局", "甲〔2025〕1号", "2025年9月12日发出，2025年9月16日收到，2025年10月10日答复", "按期"):
        assert words in text
    assert "延长后最迟答复之日" not in text


@pytest.mark.parametrize(
    "argv",
    [
        ["--received", "2025-04-28", "--channel", "online", "--confirmed", "2025-04-29"],
        ["--received", "2025-01-06", "--clarified", "2025-01-10.."],
        ["--received", "2025-03-03", "--fee-notice", "2025-03-10"],
        ["--received", "2025-03-03", "--fee-notice", "2025-03-10", "--fee-paid", "2025-03-20"],
        ["--received", "2025-03-03", "--consult", "2025-03-10.."],
        ["--served", "2025-02-10", "--decided", "2025-02-07", "--ground", "14", "--review-served", "2025-04-10"],
        ["--copy-received", "2025-01-20", "--accepted", "2025-01-17", "--sued", "2025-06-03", "--formed", "2024-01-24"],
    ],
    ids=str,
)
def test_a_statement_can_be_written_of_any_facts(gongkai: Command, tmp_path: Path, argv: list[str]) -> None:
    assert gongkai("deadline", *argv, "-o", tmp_path / "x.docx").code == 0


NEXT = """
year = 2027
days = [
  { date = 2027-01-01, off = true, holiday = "元旦", notice = "n" },
%s
]
[[notices]]
key = "n"
title = "试验通知"
number = "试验〔2026〕1号"
date = 2026-11-01
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Return a pack for 2027 with its statutory holidays and 2 January worked."""
    from gongkai.law import statutory

    days = [
        f'  {{ date = {day}, off = true, holiday = "{name}", notice = "n" }},'
        for day, name in statutory.holidays(2027).items()
        if str(day) != "2027-01-01"
    ]
    days.append('  { date = 2027-01-02, off = false, holiday = "元旦", notice = "n" },')
    path = tmp_path / "calendars" / "2027.toml"
    path.parent.mkdir()
    path.write_text(NEXT % "\n".join(days), "utf-8")
    (path.parent / "readme.txt").write_text("no pack", "utf-8")
    return path


def test_a_calendar_that_was_added_settles_the_date(gongkai: Command, pack: Path, tmp_path: Path) -> None:
    call = ("deadline", "--received", "2026-12-07")
    assert "2027-01-05 星期二 暂定" in gongkai(*call).out
    for place in (pack, pack.parent):
        assert "2027-01-04 星期一\n" in gongkai(*call, "--calendar", place).out
    assert "试验〔2026〕1号" in gongkai(*call, "--calendar", pack).out
    assert gongkai(*call, "--calendar", pack, "-o", tmp_path / "x.docx").code == 0


def test_the_folder_of_the_environment_is_read(
    gongkai: Command, pack: Path, monkeypatch: pytest.MonkeyPatch, stdin: Callable[[bytes], None]
) -> None:
    monkeypatch.setenv("GONGKAI_CALENDARS", str(pack.parent))
    stdin(b"2026-12-07\n")
    assert gongkai("deadline", "--workdays", "20", "-").out == "2027-01-04\n"


def test_a_calendar_that_cannot_be_used_is_told(gongkai: Command, tmp_path: Path) -> None:
    call = ("deadline", "--received", "2026-12-07", "--calendar")
    assert "不能打开" in gongkai(*call, tmp_path / "none.toml").err
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\xff")
    assert "不是 UTF-8 文本" in gongkai(*call, tmp_path / "bytes.toml").err
    (tmp_path / "empty.toml").write_text("year = 2027\n")
    result = gongkai(*call, tmp_path / "empty.toml")
    assert (result.code, "日历包" in result.err) == (2, True)


def test_choices_come_from_a_file_and_hold_on_their_days(gongkai: Command, tmp_path: Path) -> None:
    path = tmp_path / "本机关.toml"
    path.write_text(
        '[[choices]]\nname = "receipt_day"\nvalue = "rolled"\nsource = "办理规范"\nvalid_from = 2025-01-01\n'
        '[[choices]]\nname = "clarification_days"\nvalue = 10\n',
        "utf-8",
    )
    call = ("deadline", "--options", path, "--received")
    assert "2025-07-07 星期一" in gongkai(*call, "2025-06-07").out
    assert "2024-03-14 星期四" in gongkai(*call, "2024-02-10").out
    assert "2025-07-04 星期五" in gongkai(*call, "2025-06-07", "--set", "receipt_day=literal").out


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a = ", "不是 TOML"),
        (f"a = {'9' * 5000}", "不是 TOML"),
        (f"a = {'[' * 5000}", "不是 TOML"),
        ("a = 1", "[[choices]]"),
        ("choices = 1", "[[choices]]"),
        ("choices = [1]", "第 1 个选择不对"),
        ('[[choices]]\nname = "receipt_day"\n', "第 1 个选择不对"),
        ('[[choices]]\nname = "receipt_day"\nvalue = "literal"\nnote = "x"\n', "第 1 个选择不对"),
        ('[[choices]]\nname = "receipt_day"\nvalue = "literal"\nvalid_from = "2025"\n', "第 1 个选择不对"),
        ('[[choices]]\nname = "receipt_day"\nvalue = "never"\n', "literal"),
        ('[[choices]]\nname = "nothing"\nvalue = 1\n', "receipt_day"),
    ],
    ids=lambda text: text[:40],
)
def test_choices_that_mean_nothing_are_told(gongkai: Command, tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "本机关.toml"
    path.write_text(text, "utf-8")
    result = gongkai("deadline", "--received", "2025-01-06", "--options", path)
    assert (result.code, words in result.err) == (2, True), result.err
