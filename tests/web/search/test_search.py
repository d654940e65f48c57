"""Finding Chinese text: every part of it is found, whatever stands around it, alike on each database."""

from datetime import date

import pytest
from django.utils.html import strip_tags

from gongkai.web.search import index, queries
from gongkai.web.search.index import Words
from gongkai.web.search.models import Entry

pytestmark = pytest.mark.django_db

TEXTS = {
    "1": (
        "关于做好2025年农村低保工作的通知",
        "各村（居）委会：现将低保对象动态管理有关事项通知如下。",
        date(2025, 3, 1),
    ),
    "2": ("桥头路道路养护经费支出明细", "本年度道路养护经费共计12.5万元，其中低保户优先录用。", date(2024, 5, 6)),
    "3": ("云亭区人民政府关于印发危房改造方案的通知", "云政〔2021〕3号 OGI Report ＡＢＣ", date(2021, 1, 4)),
    "4": ("行政处罚信息公示", "⽂件载明：⾏政处罚⾦额若干。断在这\n里的词。", date(2026, 1, 4)),
}


@pytest.fixture(autouse=True)
def _entries() -> None:
    for key, (title, text, day) in TEXTS.items():
        index.put(kind="publication", key=key, organ=int(key) % 2, day=day, words=Words(title, text))
    index.put(kind="other", key="1", organ=1, day=date(2025, 1, 1), words=Words("低保", "低保"))


def found(text: str, **narrowed: int) -> list[str]:
    """Return the keys that a query finds, in their order, and see that they are counted right."""
    page = queries.find(text, kind="publication", **narrowed)
    assert page.count == len(page.hits)
    return [hit.key for hit in page.hits]


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("低保", ["1", "2"]),
        ("低保户", ["2"]),
        ("保", ["1", "2"]),
        ("户", ["2"]),
        ("道路养护经费", ["2"]),
        ("经费 道路", ["2"]),
        ("低保 经费", ["2"]),
        ("低保　经费", ["2"]),
        ("2025年", ["1"]),
        ("2025", ["1"]),
        ("１２．５", ["2"]),
        ("[2021] 3 号", ["3"]),
        ("〔2021〕3号", ["3"]),
        ("(2021)3号", ["3"]),
        ("云政2021", ["3"]),
        ("ogi", ["3"]),
        ("REPORT abc", ["3"]),
        ("行政处罚金额", ["4"]),
        ("这里的词", ["4"]),
        ("护道", []),
        ("年度经费", []),
        ("不在这里", []),
        ("og", []),
    ],
)
def test_every_part_of_a_text_is_found_and_nothing_else(query: str, keys: list[str]) -> None:
    assert found(query) == keys


def test_what_stands_in_the_title_comes_first_and_of_those_alike_the_newest() -> None:
    for number, day in (("5", date(2020, 1, 1)), ("6", date(2022, 1, 1)), ("7", date(2021, 1, 1))):
        index.put(kind="publication", key=number, organ=1, day=day, words=Words("水费标准", "正文"))
    index.put(kind="publication", key="8", organ=1, day=date(2026, 1, 1), words=Words("其他", "水费标准 " * 30))
    assert found("水费标准") == ["6", "7", "5", "8"]


def test_an_empty_query_finds_everything_the_newest_first() -> None:
    assert found("  ") == ["4", "1", "2", "3"]


def test_hits_are_narrowed_and_counted_by_organ_and_year() -> None:
    assert found("低保", organ=0) == ["2"]
    assert found("低保", year=2025) == ["1"]
    assert found("低保", organ=1, year=2024) == []
    assert queries.facets("低保", kind="publication") == queries.Facets({1: 1, 0: 1}, {2025: 1, 2024: 1})
    assert list(queries.facets("", kind="publication").years) == [2026, 2025, 2024, 2021]


def test_hits_come_in_pages() -> None:
    pages = [queries.find("", kind="publication", limit=3, offset=offset) for offset in (0, 3, 6)]
    assert [[hit.key for hit in page.hits] for page in pages] == [["4", "1", "2"], ["3"], []]
    assert {page.count for page in pages} == {4}


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "'",
        "''",
        '"低保',
        "低保*",
        "*",
        "低保 OR 经费",
        "NOT 低保",
        "低保 AND",
        "NEAR(低保 经费, 2)",
        "title:低保",
        "-低保",
        "^低保",
        "低保 & 经费",
        "低保 <-> 经费",
        "低保:*",
        "!低保",
        "(低保",
        "%",
        "%s",
        "\\",
        "低\0保",
        "；--",
        "'; DROP TABLE search_entry; --",
        "保" * 500,
        "低保 " * 250,
        "a" * 500,
        "1 2 3 4 5 6 7 8 9 0 " * 25,
        "\ud800低",
        "👍",
        "𬭎",
        "{}",
        "__",
    ],
)
def test_no_query_fails(query: str) -> None:
    for each in (query, query[:1]):
        assert queries.find(each, kind="publication").count >= 0
        assert queries.facets(each, kind="publication")
        assert isinstance(queries.alike(each, kind="publication"), list)
    assert Entry.objects.count() == 5


def test_signs_alone_find_nothing() -> None:
    assert found("？！") == []
    assert queries.facets("？！", kind="publication") == queries.Facets({}, {})


def test_rare_characters_are_found() -> None:
    index.put(kind="publication", key="9", organ=1, day=date(2026, 1, 1), words=Words("𬭎𮧵村公示", ""))
    assert found("𬭎𮧵") == found("𮧵村") == found("𮧵") == found("𬭎𮧵村公示") == ["9"]


def test_what_was_looked_for_is_marked_and_the_rest_is_escaped() -> None:
    text = "开头" * 100 + "<b>低\n保 & 经费"
    index.put(kind="publication", key="9", organ=1, day=date(2027, 1, 1), words=Words("关于低保的<script>", text))
    hit = queries.find("低保", kind="publication", year=2027).hits[0]
    assert hit.title == "关于<mark>低保</mark>的&lt;script&gt;"
    assert "&lt;b&gt;<mark>低 保</mark> &amp; 经费" in hit.excerpt
    assert hit.excerpt.startswith("…") and "<b>" not in hit.excerpt


def test_a_mark_stands_where_the_reader_wrote_full_width_and_the_text_half() -> None:
    hit = queries.find("abc 3号", kind="publication").hits[0]
    assert "<mark>3号</mark>" in hit.excerpt and "<mark>ＡＢＣ</mark>" in hit.excerpt


def test_an_excerpt_without_the_term_is_the_beginning() -> None:
    hit = queries.find("危房", kind="publication").hits[0]
    assert strip_tags(hit.excerpt).startswith("云政〔2021〕3号")


def test_what_is_put_again_replaces_what_stood_there() -> None:
    index.put(kind="publication", key="1", organ=1, day=date(2025, 3, 2), words=Words("改了题目", "改了内容"))
    assert found("低保") == ["2"]
    assert found("改了题目") == ["1"]


def test_numbers_are_found_and_not_shown() -> None:
    words = Words("标题", "正文到此", "云财〔2026〕8号 CZJ/202600001")
    index.put(kind="publication", key="9", organ=1, day=date(2026, 1, 1), words=words)
    for query in ("云财2026", "[2026]8号", "CZJ/202600001", "czj 202600001"):
        assert found(query) == ["9"]
    assert queries.find("云财", kind="publication").hits[0].excerpt == "正文到此"
    assert found("到此云财") == []


def test_what_is_removed_is_not_found_any_more() -> None:
    index.remove(kind="publication", key="2")
    assert found("低保") == ["1"]
    with pytest.raises(Entry.DoesNotExist):
        index.remove(kind="publication", key="2")


def test_a_rebuilt_index_finds_the_same() -> None:
    before = {query: found(query) for query in ("低保", "保", "")}
    assert index.rebuild() == 5
    assert {query: found(query) for query in ("低保", "保", "")} == before


def test_the_end_of_a_long_text_is_found_and_so_is_what_lies_across_its_parts() -> None:
    text = "".join(f"第{number}项支出" for number in range(9000)) + "末尾的句子"
    index.put(kind="publication", key="9", organ=1, day=date(2026, 1, 1), words=Words("长文", text))
    assert found("末尾的句子") == ["9"]
    for number in range(0, 9000, 250):
        assert found(f"第{number}项支出第{number + 1}项") == ["9"]


def test_titles_like_what_somebody_is_writing_are_found() -> None:
    index.put(kind="publication", key="9", organ=0, day=date(2026, 1, 1), words=Words("养护公司名录", ""))
    writing = "我想要桥头路去年的道路养护经费支出情况，越详细越好"
    assert [hit.key for hit in queries.alike(writing, kind="publication")] == ["2"]
    assert queries.alike(writing, kind="publication", organ=1) == []
    assert queries.alike("我想要信息", kind="publication") == []
