"""The statement of how a deadline was counted: both kinds of file say the same, whatever the facts are."""

import io
import re
from collections.abc import Iterator
from datetime import date

import docx
import pypdfium2
import pytest

from gongkai.documents import KINDS, TITLE, Statement, render
from gongkai.documents.deadline_note import parts
from gongkai.documents.outline import Table, Text, Weeks
from gongkai.law import deadlines, packs
from gongkai.law.deadlines import Channel, Clarification, Clock, Consultation, Deadline, Fee, receipt
from gongkai.law.options import Conventions
from gongkai.law.packs import Notice

ORGAN = "云亭市住房和城乡建设局"
PLAIN = Clock(date(2025, 1, 10))
BUSY = Clock(
    date(2025, 9, 5),
    clarification=Clarification(date(2025, 9, 10), date(2025, 9, 19)),
    consultations=(Consultation(date(2025, 9, 22), date(2025, 9, 24), date(2025, 10, 13)),),
    extended=20,
)
LATE = Clock(date(2026, 12, 4))
FACTS = (
    ("收到申请之日", date(2025, 9, 5)),
    ("收到方式", "邮寄，以行政机关签收之日为收到申请之日（《条例》第三十一条第二项）"),
    ("告知补正", "2025年9月10日送达补正通知，2025年9月19日收到补正后的申请；答复期限自收到补正的申请之日起计算"),
    ("征求意见", "2025年9月22日发出征求意见书，第三方9月24日收到，10月13日答复；所需时间不计算在答复期限内"),
    ("延长答复期限", "经本机关政府信息公开工作机构负责人同意延长20个工作日，并已告知申请人"),
)


def statement(*found: Deadline, **more: object) -> Statement:
    return Statement(**{"title": TITLE, "facts": FACTS, "deadlines": found, "organ": ORGAN} | more)


def words(made: Statement, kind: str) -> str:
    """Return the text of the file without spaces, as a machine takes it out."""
    data = render(made, kind)
    if kind == "pdf":
        pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]
        return re.sub(r"—\d+—", "", re.sub(r"[\s\u200b\ufffe]", "", "".join(pages)))
    return re.sub(r"\s", "", "".join(_texts(docx.Document(io.BytesIO(data)))))


def _texts(document: "docx.document.Document") -> Iterator[str]:
    for part in document.iter_inner_content():
        if isinstance(part, docx.table.Table):
            yield from (cell.text for row in part.rows for cell in row.cells)
        else:
            yield part.text


def page_count(made: Statement) -> int:
    return len(pypdfium2.PdfDocument(render(made, "pdf")))


@pytest.mark.parametrize("kind", KINDS)
def test_a_statement_says_the_facts_the_date_and_every_day(kind: str) -> None:
    found = words(statement(deadlines.reply(BUSY), made_on=date(2025, 12, 1)), kind)
    assert "2025年9月5日（星期五）" in found
    assert all(what in found and str(value) in found for what, value in FACTS[1:])
    assert "答复期限届满之日2025年12月5日（星期五）" in found
    assert "第三十三条第二款、第三十条、第三十三条第三款、第三十二条" in found
    assert all(f"第{number}日" in found for number in range(1, 41))
    assert "9月19日起始日不计入" in found and "12月5日第40日届满" in found
    assert "9月28日征求意见调休上班" in found and "10月1日国庆节、中秋节放假" in found
    assert "9月8日重新起算前" in found and "10月25日周末" in found
    assert "《国务院办公厅关于2025年部分节假日安排的通知》（国办发明电〔2024〕12号）" in found
    assert f"{ORGAN}（盖章）2025年12月1日" in found


def test_both_kinds_say_the_same() -> None:
    made = statement(deadlines.reply(BUSY), deadlines.reply_latest(LATE), notes=["本说明一式两份。"])
    assert sorted(words(made, "docx")) == sorted(words(made, "pdf"))


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_statement_gives_the_same_bytes(kind: str) -> None:
    made = statement(deadlines.reply(PLAIN))
    first = render(made, kind)
    assert first == render(made, kind)


def test_no_clock_is_read() -> None:
    undated = render(statement(deadlines.reply(PLAIN)), "pdf")
    assert b"D:2000" in undated
    assert "（盖章）年月日" in words(statement(deadlines.reply(PLAIN)), "docx")
    document = docx.Document(io.BytesIO(render(statement(deadlines.reply(PLAIN)), "docx")))
    assert document.core_properties.created.year == 2000


@pytest.mark.parametrize(
    "found",
    [
        (deadlines.reply(PLAIN), deadlines.clarification_notice(date(2025, 1, 10))),
        (deadlines.reply(BUSY),),
        (deadlines.reply(LATE), deadlines.reply_latest(LATE)),
        (deadlines.reply(Clock(date(2025, 9, 12), extended=20)),),
    ],
    ids=["plain", "busy", "provisional", "extended over National Day"],
)
def test_an_ordinary_case_is_one_page(found: tuple[Deadline, ...]) -> None:
    assert page_count(statement(*found)) == 1


def test_a_case_with_everything_in_it_is_one_page() -> None:
    clock = Clock(
        date(2025, 8, 18),
        clarification=deadlines.Clarification(date(2025, 8, 27), date(2025, 9, 5)),
        consultations=(Consultation(date(2025, 9, 12), date(2025, 9, 16), date(2025, 10, 10)),),
        extended=20,
    )
    assert clock.clarification
    found = (
        deadlines.reply(clock),
        deadlines.reply_original(clock.received),
        deadlines.clarification_notice(clock.received),
        deadlines.clarification(clock.clarification),
        deadlines.opinion(clock.consultations[0]),
    )
    made = statement(*found, facts=[("事项", "内容")] * 7, notes=["答复（2025年11月20日，邮寄）：按期。"])
    assert page_count(made) == 1


def test_a_pdf_is_for_the_archive_and_for_everyone() -> None:
    made = render(statement(deadlines.reply(BUSY)), "pdf")
    assert b"pdfuaid:part" in made and b"<pdfaid:part>2" in made


def test_a_long_case_goes_on_with_its_weekdays_at_the_head() -> None:
    waiting = Consultation(date(2025, 3, 4), date(2025, 3, 5), date(2026, 4, 30), whom=deadlines.Consulted.ORGAN)
    made = statement(deadlines.reply(Clock(date(2025, 3, 3), consultations=(waiting,))))
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(render(made, "pdf"))]
    assert len(pages) == 2
    assert all("星期一" in page for page in pages)
    assert "— 2 —" in pages[1]


def test_a_seal_is_never_alone_on_a_page() -> None:
    for rows in range(1, 24):
        facts = [("事项", f"第{number}项")] * rows if (number := rows) else []
        pages = list(pypdfium2.PdfDocument(render(statement(deadlines.reply(PLAIN), facts=facts), "pdf")))
        last = pages[-1].get_textpage().get_text_range()
        assert len(pages) == 1 or "国务院关于职工工作时间的规定" in last


@pytest.mark.parametrize("kind", KINDS)
def test_a_provisional_date_is_marked_as_one(kind: str) -> None:
    found = words(statement(deadlines.reply(LATE)), kind)
    assert "暂定2027年1月4日（星期一）" in found and "不早于2027年1月2日（星期六）" in found
    assert "2027年部分节假日安排的通知尚未公布" in found
    assert "1月4日第20日届满，推算" in found and "2027年1月1日元旦放假推算" in found
    assert "12月28日第16日12月29日第17日推算" in found
    assert "《全国年节及纪念日放假办法》（国务院令第795号）第二条（推算的法定节假日）" in found


def test_a_date_that_will_hold_is_not_marked() -> None:
    found = words(statement(deadlines.reply(PLAIN)), "docx")
    assert "暂定" not in found and "推算" not in found


def table(made: Statement, heading: str) -> Table:
    return next(part for part in parts(made) if isinstance(part, Table) and heading in part.caption)


def test_a_period_of_months_is_told_without_a_box_a_day() -> None:
    made = statement(deadlines.litigation(date(2025, 8, 31)), deadlines.reconsideration(date(2025, 8, 4)))
    assert not any(isinstance(part, Weeks) for part in parts(made))
    assert table(made, "计算经过").rows == (
        (
            "提起行政诉讼的最后一日",
            "2025年8月31日",
            "6个月",
            "届满之月没有31日，以该月最后一日为届满之日。自次日起连续计算，至2026年2月28日（星期六，调休上班）届满。",
        ),
        (
            "申请行政复议的最后一日",
            "2025年8月4日",
            "60日",
            "自次日起连续计算至2025年10月3日（星期五）；该日国庆节、中秋节放假，顺延至其后第一个工作日。",
        ),
    )
    assert page_count(made) == 1
    notices = [part.text for part in parts(made) if isinstance(part, Text) and "通知" in part.text]
    assert len(notices) == 2  # of 2025 for the day of rest, of 2026 for the Saturday that is worked


def test_a_period_that_ends_on_a_plain_weekend_or_a_month_later_says_so() -> None:
    over_weekend = statement(deadlines.reconsideration(date(2025, 4, 15)))
    assert "该日为周休息日，顺延" in table(over_weekend, "计算经过").rows[0][3]
    next_day = deadlines.litigation(date(2025, 8, 31), conventions=Conventions(month_end="next_day"))
    assert "以次月第一日为届满之日" in table(statement(next_day), "计算经过").rows[0][3]
    assert "放假" not in "".join(part.text for part in parts(over_weekend) if isinstance(part, Text))


def test_a_day_that_is_no_plain_weekday_says_what_it_is() -> None:
    kept = deadlines.reconsideration(date(2025, 8, 4), conventions=Conventions(rest_day_end="keep"))
    made = statement(kept, facts=[("送达之日", date(2025, 2, 8)), ("收到之日", date(2010, 1, 1))])
    assert table(made, "计算结果").rows[0][1] == "2025年10月3日（星期五，国庆节、中秋节放假）"
    assert table(made, "基本情况").rows == (
        ("送达之日", "2025年2月8日（星期六，调休上班）"),
        ("收到之日", "2010年1月1日（星期五）"),
    )


def test_the_first_period_of_working_days_has_the_calendar_and_the_others_a_line() -> None:
    made = statement(
        deadlines.litigation(date(2025, 3, 1)),
        deadlines.reply(PLAIN),
        deadlines.reply_latest(PLAIN),
        deadlines.clarification_notice(date(2025, 3, 3)),
    )
    assert sum(isinstance(part, Weeks) for part in parts(made)) == 1
    rows = {row[0]: row[1:] for row in table(made, "其他期限").rows}
    assert set(rows) == {"提起行政诉讼的最后一日", "延长后最迟答复之日", "告知补正的最后一日"}
    assert rows["延长后最迟答复之日"] == (
        "2025年1月10日",
        "40个工作日",
        "周末14日、春节放假8日（1月28日至2月4日），不计入。1月26日、2月8日调休上班，计入。",
    )
    assert rows["告知补正的最后一日"][2] == "周末2日，不计入。"


def test_what_stops_a_period_is_told_in_a_line_too() -> None:
    made = statement(deadlines.reply(PLAIN), deadlines.reply(BUSY), deadlines.fee_payment(date(2026, 3, 2)))
    rows = table(made, "其他期限").rows
    assert "重新起算前14日（9月5日至18日）" in rows[0][3] and "征求意见" in rows[0][3]
    short = statement(deadlines.reply(PLAIN), deadlines.review_answer(date(2025, 3, 3), simplified=True))
    assert table(short, "其他期限").rows[0][2] == "5个工作日"


def test_a_period_without_a_day_of_rest_says_so() -> None:
    made = statement(deadlines.reply(PLAIN), deadlines.reply(Clock(date(2025, 3, 3), delayed=date(2025, 6, 30))))
    assert table(made, "其他期限").rows[0][2:] == ("由行政机关确定", "没有需要扣除的日期。")


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (deadlines.litigation(date(2025, 3, 1), review_first=True), "待复议决定送达，自送达次日起15日"),
        (deadlines.reply(Clock(date(2025, 3, 3), Clarification(date(2025, 3, 6)))), "尚未起算：待申请人补正"),
        (deadlines.reply(Clock(date(2025, 3, 3), fee=Fee(date(2025, 3, 6)))), "尚未起算：待申请人缴费"),
        (deadlines.opinion(Consultation(date(2025, 3, 6))), "尚未起算：待对方收到征求意见书"),
    ],
)
def test_a_period_that_does_not_run_yet_says_what_it_waits_for(found: Deadline, said: str) -> None:
    made = statement(found)
    assert said in table(made, "计算结果").rows[0][1]
    assert not any(isinstance(part, Weeks) for part in parts(made))


def test_other_reasons_stand_in_the_calendar() -> None:
    paid = Clock(date(2025, 3, 3), fee=Fee(date(2025, 3, 6), date(2025, 3, 12)))
    found = words(statement(deadlines.reply(paid)), "docx")
    assert "3月12日起始日" in found and "缴费后期限重新起算" in found
    resumed = Clock(paid.received, fee=paid.fee, conventions=Conventions(after_payment="resume"))
    assert "3月10日等待缴费" in words(statement(deadlines.reply(resumed)), "docx")
    rolled = Clock(date(2025, 3, 1), conventions=Conventions(receipt_day="rolled"))
    assert "2025年3月1日休息日收到" in words(statement(deadlines.reply(rolled)), "docx")


def test_what_is_to_be_known_of_a_deadline_stands_in_the_notes_once() -> None:
    assumed = receipt(date(2025, 3, 3), channel=Channel.FAX)
    reply = deadlines.reply(PLAIN).noting(*assumed.notes)
    texts = [
        part.text for part in parts(statement(reply, reply, notes=["附注。", "", "附注。"])) if isinstance(part, Text)
    ]
    assert sum("以双方确认之日为收到申请之日" in text for text in texts) == 1
    assert texts.count("附注。") == 1


def test_a_notice_of_an_added_pack_is_named_in_full() -> None:
    pack = packs.shipped()[-1]
    number = "示例〔2026〕1号"
    notice = Notice("x", "示例自治区关于节日放假的通知", date(2026, 1, 1), number)
    regional = packs.Pack(2026, (notice,), (packs.PackDay(date(2026, 3, 20), True, "示例节", "x"),), region="示例")
    calendar = packs.extended([regional])
    made = statement(deadlines.reply(Clock(date(2026, 3, 2)), calendar=calendar), packs=[regional])
    assert f"《示例自治区关于节日放假的通知》（{number}）" in words(made, "docx")
    assert number in words(statement(*made.deadlines), "docx")
    assert pack.year == 2026


HOSTILE = (
    "<script>alert(1)</script>",
    '#panic("x") $x^2$ *b* _i_ @ref `raw` //c \\u{41}',
    "]]> &amp; {{x}} ${x} </w:t>",
    "a" * 3000,
    "字" * 3000,
    "https://example.gov.cn/" + "a/b?c=" * 60,
)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_stands_in_the_facts_comes_out_as_text(kind: str, text: str) -> None:
    made = statement(deadlines.reply(PLAIN), facts=[(text, text)], notes=[text], organ=text[:40], title=text[:40])
    found = words(made, kind)
    if len(set(text)) == 1:  # two cells that go on over pages come out in turns
        assert found.count(text[0]) >= 3 * len(text)
    else:
        assert found.count(re.sub(r"\s", "", text)) >= 3


@pytest.mark.parametrize("kind", KINDS)
def test_what_no_page_can_hold_is_left_out(kind: str) -> None:
    text = "前\x00\x01\x0b\ufffe\ud800\u202e\u2066后"
    assert "前后" in words(statement(deadlines.reply(PLAIN), facts=[("事项", text)]), kind)
    assert words(statement(deadlines.reply(PLAIN), facts=[("事项", "\ue000文")]), kind)


def test_a_statement_of_nothing_is_still_a_page() -> None:
    bare = Statement(TITLE, (), ())
    assert [part.text for part in parts(bare) if isinstance(part, Text)][:1] == [TITLE]
    assert page_count(bare) == 1


def test_other_kinds_of_file_are_refused() -> None:
    with pytest.raises(ValueError, match="不能写成"):
        render(Statement(TITLE, (), ()), "txt")


def test_the_tables_of_word_repeat_their_headings_and_have_names() -> None:
    document = docx.Document(io.BytesIO(render(statement(deadlines.reply(BUSY)), "docx")))
    for part in document.tables:
        xml = part._tbl.xml
        assert xml.count("<w:tblHeader/>") == 1 and "<w:tblCaption" in xml


def test_the_days_in_its_notes_are_written_as_documents_do() -> None:
    late = Clock(date(2025, 3, 3), fee=deadlines.Fee(date(2025, 3, 10), paid=date(2025, 4, 9)))
    found = words(statement(deadlines.reply(late)), "docx")
    assert "缴费（2025年4月9日）晚于期限届满之日（2025年4月8日）" in found
