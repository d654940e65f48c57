"""The public's pages of what is published: found without an account, by anybody."""

from datetime import date, timedelta

import pytest
from django.test import Client

from gongkai.web.organs.models import Organ, Role
from gongkai.web.publications import files
from gongkai.web.publications.actions import Piece, publish
from gongkai.web.publications.models import Publication
from tests.web import factories
from tests.web.factories import call

pytestmark = pytest.mark.django_db


@pytest.fixture
def organ() -> Organ:
    """Return an organ."""
    return factories.organ(code="czj", name="云亭区财政局")


def published(
    organ: Organ, title: str = "2025年度部门决算", text: str = "收入支出见附件。", days: int = 0
) -> Publication:
    """Return a piece that was published some days ago, with a file."""
    return publish(
        organ=organ,
        piece=Piece(title, text, date(2024, 1, 2), "云财〔2026〕8号", "budget_and_accounts"),
        by=call(factories.person((organ, Role.APPROVER)), factories.NOW - timedelta(days=days)),
        attachments=[factories.pdf("决算表.pdf")],
    )


def test_the_list_shows_the_newest_first_and_narrows_by_organ_and_year(client: Client, organ: Organ) -> None:
    published(organ, "甲公告", days=400)
    published(organ, "乙公告")
    published(factories.organ(code="mzj"), "丙公告", days=1)
    page = client.get("/publications/").content.decode()
    assert page.index("乙公告") < page.index("丙公告") < page.index("甲公告")
    narrowed = client.get("/publications/", {"q": "公告", "organ": "czj", "year": "2025"}).content.decode()
    assert "甲" in narrowed and "乙" not in narrowed and "丙" not in narrowed
    assert '<option value="czj" selected>' in narrowed and '<option value="2025" selected>' in narrowed


def test_what_was_looked_for_is_marked(client: Client, organ: Organ) -> None:
    published(organ, "甲<b>公告")
    assert "甲&lt;b&gt;<mark>公告</mark>" in client.get("/publications/?q=公告").content.decode()


def test_a_long_list_has_pages(client: Client, organ: Organ) -> None:
    for number in range(21):
        published(organ, f"第{number}号公告")
    first = client.get("/publications/?q=公告&organ=czj")
    assert "共 21 条" in first.content.decode() and "第 1 页，共 2 页" in first.content.decode()
    assert "?q=%E5%85%AC%E5%91%8A&amp;organ=czj&amp;page=2" in first.content.decode()
    second = client.get("/publications/?q=公告&page=2").content.decode()
    assert second.count("<h2><a") == 1 and 'start="21"' in second
    assert client.get("/publications/?page=3").status_code == 404


@pytest.mark.parametrize(
    "query", ["q=%00", "q='%22", "year=x", "year=99999999", "page=-1", "page=0", "organ=%F0", "year=²"]
)
def test_odd_addresses_are_answered(client: Client, organ: Organ, query: str) -> None:
    published(organ)
    assert client.get(f"/publications/?{query}").status_code in (200, 400)


def test_one_piece_is_shown_with_what_is_known_of_it(client: Client, organ: Organ) -> None:
    made = published(organ, text="第一段\n\n第二段<script>")
    assert made.get_absolute_url() == "/publications/czj/202600001"
    page = client.get(made.get_absolute_url()).content.decode()
    for shown in (
        "CZJ/202600001",
        "云亭区财政局",
        "云财〔2026〕8号",
        "2024年1月2日",
        "2026年11月23日",
        "第二段&lt;script&gt;",
    ):
        assert shown in page
    assert "决算表.pdf" in page


def test_what_is_not_published_has_no_page(client: Client, organ: Organ) -> None:
    draft = Publication.objects.create(
        organ=organ, index_number="CZJ/202600009", title="草稿", text="文", formed=date(2026, 1, 1)
    )
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert "草稿" not in client.get("/publications/").content.decode()


def test_a_file_is_sent_to_be_kept(client: Client, organ: Organ) -> None:
    made = published(organ)
    address = f"{made.get_absolute_url()}/files/{made.files.get().pk}"
    response = client.get(address)
    assert b"".join(response.streaming_content) == factories.pdf().data
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert client.get(address.replace("202600001", "202600002")).status_code == 404
    files.place(made.files.get()).unlink()
    assert client.get(address).status_code == 404


def test_a_file_of_another_piece_is_not_sent(client: Client, organ: Organ) -> None:
    first, second = published(organ), published(organ)
    assert client.get(f"{first.get_absolute_url()}/files/{second.files.get().pk}").status_code == 404
