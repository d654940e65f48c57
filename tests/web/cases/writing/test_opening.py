"""The text that is offered for each kind of reply, and two texts beside each other."""

from dataclasses import replace

import pytest

from gongkai.law import replies
from gongkai.law.procedure import Matter, StepKind
from gongkai.web.cases import queries, wording
from gongkai.web.cases.writing import comparing, letter, opening
from gongkai.web.cases.writing.comparing import GONE, NEW, SAME
from tests.web import factories
from tests.web.factories import TODAY

pytestmark = pytest.mark.django_db
LETTERS = [kind for kind in replies.kinds() if kind.document]


@pytest.fixture
def said():
    case = factories.case()
    return opening.Said(case, queries.standing(case, TODAY).state, queries.terms(case.organ, TODAY), TODAY)


@pytest.mark.parametrize("kind", LETTERS, ids=lambda kind: kind.code)
def test_every_letter_names_its_ground_and_leaves_open_what_only_a_person_knows(said, kind):
    text = opening.reply(said, kind)
    assert text.startswith("本机关于2026年11月23日收到您通过互联网提交的政府信息公开申请")
    articles = [each.article for each in kind.ground if each.instrument.title.endswith("政府信息公开条例》")]
    assert all(article in text for article in articles)
    assert len(wording.unfilled(text)) == len(opening.own_contents(kind))
    assert "{" not in text and "惯例" not in text
    assert letter.title(StepKind.REPLIED, kind.code) == kind.document.zh.partition("（")[0]


def test_each_ground_of_a_withheld_part_has_its_sentence(said):
    text = opening.reply(said, replies.kind("partly_disclosed"), ["personnel", "draft"])
    assert "人事管理（《政府信息公开条例》第十六条第一款），不予公开" in text
    assert "过程稿（《政府信息公开条例》第十六条第二款），不予公开" in text


@pytest.mark.parametrize(
    ("kind", "code", "words"),
    [
        ("not_this_organ", "right_organ_contact", "负责公开的机关：云亭区水利局，电话 0000-80000001。"),
        ("not_this_organ", "right_organ_unknown", "云亭区水利局，电话 0000-80000001。"),
        ("rectification_passed_on", "rectification_organ", "有权更正的机关：云亭区水利局，电话 0000-80000001。"),
        ("does_not_exist", "search_record", "检索情况：云亭区水利局，电话 0000-80000001。"),
    ],
)
def test_what_is_on_file_in_words_is_not_written_again(said, kind, code, words):
    text = opening.reply(replace(said, on_file={code: "云亭区水利局，电话 0000-80000001。"}), replies.kind(kind))
    assert words in text.splitlines()
    assert len(wording.unfilled(text)) == len(opening.own_contents(replies.kind(kind))) - 1


def test_an_enquiry_and_a_rectification_are_not_called_requests():
    case = factories.case()
    for matter, kind, begins in (
        ("enquiry", "enquiry_answered", "的咨询，内容为"),
        ("rectification", "rectified", "的更正本人信息的申请，内容为"),
    ):
        state = queries.standing(case, TODAY).state._replace(matter=Matter(matter))
        text = opening.reply(opening.Said(case, state, queries.terms(case.organ, TODAY), TODAY), replies.kind(kind))
        assert begins in text.splitlines()[0] and "政府信息公开申请" not in text and "终止处理" not in text
        assert wording.unfilled(text)
    assert letter.title(StepKind.REPLIED, "enquiry_answered") == "关于咨询事项的答复"


def test_an_organisation_is_addressed_as_one():
    kind = next(one.code for one in replies.applicants() if one.column != letter.PERSON)
    case = factories.case(applicant_kind=kind)
    said = opening.Said(case, queries.standing(case, TODAY).state, queries.terms(case.organ, TODAY), TODAY)
    assert "收到你单位通过互联网提交的" in opening.reply(said, replies.kind("disclosed"))
    assert letter.addressee(case) == "林某某"


def test_the_name_of_the_organ_at_the_end_of_a_notice_is_its_signature():
    case = factories.case()
    shown = letter.letter(case, StepKind.EXTENDED, {"days": 20}, f"第一段。\n{case.organ.name}", TODAY)
    assert [[run.text for run in runs] for runs in shown.paragraphs] == [["第一段。"]]
    assert (shown.title, shown.clause, shown.lacks) == ("延期答复告知书", "", "")


@pytest.mark.parametrize(
    ("earlier", "later", "found"),
    [
        ("甲。", "甲。", [[(SAME, "甲。")]]),
        ("", "甲。", [[(NEW, "甲。")]]),
        ("甲。\n乙。", "乙。", [[(GONE, "甲。")], [(SAME, "乙。")]]),
        ("不予公开。", "予以公开。", [[(GONE, "不"), (SAME, "予"), (NEW, "以"), (SAME, "公开。")]]),
        ("旧的一段。", "全然不同。", [[(GONE, "旧的一段。")], [(NEW, "全然不同。")]]),
        ("一段话在此。", "先来的。\n一段话在这里。", None),
    ],
)
def test_two_texts_are_compared_paragraph_by_paragraph_and_sign_by_sign(earlier, later, found):
    lines = comparing.compare(earlier, later)
    if found is not None:
        assert [[tuple(piece) for piece in line] for line in lines] == found
    for kind, text in ((GONE, earlier), (NEW, later)):
        kept = "".join(piece.text for line in lines for piece in line if piece.kind in (SAME, kind))
        assert kept == text.replace("\n", "")


def test_blanks_between_paragraphs_make_no_difference():
    assert not comparing.differ("甲。\n\n乙。", "甲。\n 乙。 ")
    assert comparing.differ("甲。", "乙。")
