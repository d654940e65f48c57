"""A reply that gave information away becomes a draft for everybody; what looks personal in it is shown first."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.law.procedure import IllegalStep, Step, StepKind
from gongkai.web.cases import actions_staff, queries
from gongkai.web.cases.linking import converting
from gongkai.web.cases.linking import queries as linking
from gongkai.web.cases.linking.converting import Given, LooksPersonal, NotConvertible
from gongkai.web.cases.models import Conversion
from gongkai.web.organs.models import Role
from gongkai.web.publications.actions import Piece
from gongkai.web.publications.models import Publication, State
from gongkai.web.vault.uploads import Checked
from tests.web import factories

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n%%EOF\n"


def piece(text="2025年度养护经费支出见附件。", title="2025年度道路养护经费支出明细"):
    return Piece(title, text, factories.TODAY)


def answered(organ, reply="disclosed", **said):
    """Return a case that was replied to."""
    case = factories.case(organ)
    factories.replied(case, reply, **said)
    case.refresh_from_db()
    return case


def convert(case, by, token="", **more):
    given = {"piece": piece()} | more
    return converting.convert(case=case, by=factories.call(by, token=token), **given)


def test_a_reply_becomes_a_draft_with_the_chosen_files_and_a_step(organ, handler):
    case = answered(
        organ, uploads=[Checked(PDF, "明细表.pdf", "application/pdf"), Checked(PDF, "答复书.pdf", "application/pdf")]
    )
    papers = converting.papers_of(case)
    assert [each.file.name for each in papers] == ["明细表.pdf", "答复书.pdf"]
    more = Checked(PDF, "隐去单价.pdf", "application/pdf")
    made = convert(case, handler, "t", given=Given(papers[:1], [more]))
    assert convert(case, handler, "t") == made
    assert [file.name for file in made.publication.kept_files()] == ["明细表.pdf", "隐去单价.pdf"]
    assert made.publication.state is State.DRAFT
    standing = queries.standing(case, factories.TODAY)
    assert standing.state.converted == factories.TODAY
    assert linking.conversion(case, standing) == made
    with pytest.raises(IllegalStep):
        convert(case, handler, "other")


@pytest.mark.parametrize("reply", ["does_not_exist", "already_public"])
def test_only_what_gave_information_away_is_turned_into_a_publication(organ, handler, reply):
    with pytest.raises(NotConvertible):
        convert(answered(organ, reply), handler)
    with pytest.raises(NotConvertible):
        convert(factories.case(organ), handler)
    assert Publication.objects.count() == 0


def test_what_looks_personal_is_shown_masked_and_must_be_looked_at(organ, handler):
    case = answered(organ)
    text = "林某某同志：\n身份证号11010519491231002X，电话 138 0000 0000。"
    with pytest.raises(LooksPersonal) as refused:
        convert(case, handler, piece=piece(text))
    said = [each.words for each in refused.value.found]
    assert [words.split("：")[0] for words in said] == [
        "身份证件号码",
        "手机号码",
        "出现了本件申请人的姓名或者单位名称",
        "出现了本件申请人的证件号码",
        "出现了本件申请人的联系电话",
    ]
    assert "19491231" not in "".join(said)
    assert Conversion.objects.count() == Publication.objects.count() == 0
    assert convert(case, handler, piece=piece(text), looked=True).publication.text == text


def test_an_undone_conversion_leaves_its_draft_and_can_be_made_anew(organ, handler):
    case = answered(organ)
    first = convert(case, handler).publication
    step = Step(StepKind.UNDONE, factories.TODAY)
    actions_staff.act(case=case, step=step, by=factories.call(handler), remark="选错了文件")
    assert linking.conversion(case, queries.standing(case, factories.TODAY)) is None
    second = convert(case, handler).publication
    assert second != first
    assert Conversion.objects.get().publication == second


def test_the_pages_write_the_draft_and_show_both_ways(client, organ, handler):
    case = answered(organ, uploads=[Checked(PDF, "明细表.pdf", "application/pdf")], text="现答复如下：共支出若干。")
    client.force_login(handler)
    at = f"/office/cases/{case.number}/steps/converted/"
    assert "转为主动公开" in client.get(f"/office/cases/{case.number}/").content.decode()
    assert "现答复如下：共支出若干。" in client.get(at).content.decode()
    paper = converting.papers_of(case)[0]
    said = {
        "title": case.subject,
        "text": "林某某申请的明细见附件。",
        "formed": "2026-01-12",
        "papers": [paper.pk],
        "attachments": [SimpleUploadedFile("说明.pdf", PDF)],
        "token": "t",
    }
    warned = client.post(at, said)
    assert warned.status_code == 422
    assert "出现了本件申请人的姓名或者单位名称" in warned.content.decode()
    done = client.post(at, said | {"attachments": [SimpleUploadedFile("说明.pdf", PDF)], "text": "明细见附件。"})
    made = Conversion.objects.get().publication
    assert done.url == f"/office/publications/{made.pk}/"
    draft = client.get(done.url).content.decode()
    assert f"由办件 {case.number} 的答复转为主动公开" in draft
    assert "明细表.pdf" in draft
    assert made.title in client.get(f"/office/cases/{case.number}/").content.decode()
    assert client.get(at).url == done.url
    # Who may read the draft and not the case is not told of it.
    client.force_login(factories.person((organ, Role.ADMINISTRATOR)))
    assert case.number not in client.get(done.url).content.decode()
