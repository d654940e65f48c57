"""The pages of a decision: writing beside the request, reviewing, issuing, and what the case says is to be done."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongkai.law.deadlines import ServedBy
from gongkai.law.procedure import Stage, Step, StepKind
from gongkai.web.cases import actions
from gongkai.web.cases.models import Verdict, Version
from gongkai.web.cases.writing import actions as writing
from gongkai.web.cases.writing import queries
from gongkai.web.organs.models import Role
from tests.web import factories

pytestmark = pytest.mark.django_db
K = StepKind
ABSENT = {
    "question-clarity": "clear",
    "question-nature": "request",
    "question-responsible": "this_organ",
    "question-holdings": "not_found",
}
PART = ABSENT | {"question-holdings": "held", "question-decision": "part"}
GIVEN = PART | {"question-decision": "all", "question-manner": "given"}
SEARCH = {
    "evidence-search_record-systems": "公文系统",
    "evidence-search_record-words": "养护",
    "evidence-search_record-since": "2025-01-01",
    "evidence-search_record-until": "2025-12-31",
    "evidence-search_record-by": "云某",
    "evidence-search_record-on": "2026-11-23",
    "evidence-search_record-result": "没有找到。",
}
NOT_FOUND = "本机关检索后没有找到该信息。理由：本局没有编制过。"
PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture
def organ():
    return factories.organ(review_body="云亭区人民政府", court="云亭区人民法院")


@pytest.fixture
def people(organ):
    return factories.staff(organ)


@pytest.fixture
def case(organ):
    return factories.case(organ, delivery="mail")


def entered(person):
    """Return the browser of somebody who has signed in."""
    client = Client()
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def desk(people):
    return entered(people.handler)


def write(desk, case, do="", purpose="reply", **said):
    """Send the page on which is written."""
    given = {"after": "0", "token": "page", "do": do, "text": ""} | said
    return desk.post(reverse("cases:write", args=[case.number, purpose]), given)


def page_of(version, name="version"):
    return reverse(f"cases:{name}", args=[version.case.number, version.purpose, version.number])


def told(response):
    return [str(message) for message in response.context["messages"]]


def problems(response):
    return [sentence for _, sentence in response.context["problems"]]


def absent(case, people, **said):
    """Return a version that says that the information does not exist, submitted with its search record."""
    said = {"text": NOT_FOUND, "facts": {"reply": "does_not_exist"}} | said
    return factories.submitted(case, by=factories.call(people.handler), **said)


class TestTheGuide:
    """Each answer narrows what can be replied."""

    def test_an_answer_narrows_the_kinds_and_opens_the_next_question(self, desk, case):
        before = write(desk, case).context["guide"]
        after = write(desk, case, **{"question-clarity": "clear"}).context["guide"]
        assert len(after.remaining) < len(before.remaining)
        assert [question.place for question in after.questions][:3] == ["answered", "now", "later"]

    def test_an_answer_that_decides_leaves_one_kind_with_its_article_risk_row_and_needs(self, desk, case):
        page = write(desk, case, **ABSENT)
        assert page.context["guide"].chosen.kind.code == "does_not_exist"
        text = page.content.decode()
        assert "第三十六条第四项" in text and "（四）无法提供 1.本机关不掌握相关政府信息" in text
        assert "没有检索记录的“不存在”" in text and "检索的系统与载体" in text
        assert [need.missing for need in page.context["needs"]] == [True]

    def test_what_was_answered_behind_a_deciding_answer_counts_no_more(self, desk, case):
        page = write(desk, case, **GIVEN | {"question-responsible": "another_organ"})
        assert set(page.context["guide"].answers) == {"clarity", "nature", "responsible"}
        assert page.context["guide"].chosen.kind.code == "not_this_organ"

    def test_the_organ_responsible_is_written_once_and_stands_in_the_letter(self, desk, case):
        other = GIVEN | {"question-responsible": "another_organ"}
        assert "【负责公开的机关名称" in write(desk, case, **other).context["offer"]
        named = {"evidence-right_organ_contact-text": "云亭区水利局，电话 0000-80000001。"}
        for page in (write(desk, case, **other, **named), write(desk, case, "put", **other, **named)):
            assert "\n负责公开的机关：云亭区水利局，电话 0000-80000001。" in page.context["offer"]
            assert "【负责公开的机关名称" not in page.context["offer"]
        row = case.evidence.get()
        desk.post(reverse("cases:withdraw_evidence", args=[case.number, row.pk]))
        assert "【负责公开的机关名称" in write(desk, case, **other).context["offer"]

    def test_where_several_kinds_remain_one_is_chosen(self, desk, case):
        internal = PART | {"question-decision": "article_16_1"}
        assert write(desk, case, **internal).context["guide"].chosen is None
        assert write(desk, case, **internal, kind="logistics").context["guide"].chosen.kind.code == "logistics"

    def test_a_kind_that_the_case_does_not_allow_says_why_and_what_comes_first(self, desk, case):
        page = write(desk, case, **{"question-clarity": "still_unclear"})
        assert page.context["guide"].chosen is None
        assert "尚未告知补正并收到补正" in page.content.decode()
        assert 'value="go:clarification_asked"' in page.content.decode()

    def test_a_case_can_end_without_the_questions(self, desk, case):
        page = write(desk, case, kind="applicant_ended")
        assert page.context["guide"].chosen.becomes is K.TERMINATED
        write(desk, case, "save", kind="applicant_ended", text="申请人已经注销。")
        assert case.versions.get().kind == K.TERMINATED

    def test_an_enquiry_has_no_questions(self, desk, case, people):
        step = Step(K.RECLASSIFIED, factories.TODAY, matter="enquiry")
        actions.take(case=case, step=step, verb="cases.handle", by=factories.call(people.handler))
        guide = desk.get(reverse("cases:write", args=[case.number, "reply"])).context["guide"]
        assert not guide.questions and guide.chosen.kind.code == "enquiry_answered"
        assert "改列为：咨询" in desk.get(reverse("cases:case", args=[case.number])).content.decode()

    def test_the_grounds_of_a_withheld_part_bring_their_needs_and_their_remedy(self, desk, case):
        one = write(desk, case, **PART, withheld=["personnel"])
        assert "公开会损害第三方合法权益的认定" not in one.content.decode()
        both = write(desk, case, **PART, withheld=["personnel", "personal_privacy"])
        assert "公开会损害第三方合法权益的认定" in both.content.decode()
        assert "应当先" in one.context["letter"].clause and "第十六条第一款" in one.context["letter"].clause

    def test_the_answers_can_be_taken_back(self, desk, case):
        page = write(desk, case, "restart", **ABSENT, text="已写的话。")
        assert not page.context["guide"].answers and "已写的话。" in page.content.decode()


class TestTheLetter:
    """It is written beside the guide, in its layout."""

    def test_the_offered_text_says_what_the_case_knows_and_leaves_open_what_it_does_not(self, desk, case):
        offer = write(desk, case, **ABSENT).context["offer"]
        assert "2026年11月23日收到您通过互联网提交的" in offer and case.subject in offer
        assert "【理由：认定的事实、依据，以及二者的联系】" in offer
        assert "检索情况：2026-11-23，由云某在公文系统中" in write(desk, case, **ABSENT, **SEARCH).context["offer"]

    def test_taking_it_keeps_what_was_typed(self, desk, case):
        text = write(desk, case, "take", **ABSENT, text="自己写的一段。").context["draft"].text
        assert text.startswith("本机关于") and text.endswith("自己写的一段。")

    def test_it_has_a_title_a_masked_addressee_the_remedies_and_a_day(self, desk, case):
        letter = write(desk, case, **ABSENT, text="第一段。\n\n第二段【空缺】。").context["letter"]
        assert (letter.title, letter.addressee, letter.day) == ("政府信息不存在答复书", "林**", "2026年11月23日")
        assert [[run.blank for run in runs] for runs in letter.paragraphs] == [[False], [False, True, False]]
        assert "云亭区人民政府" in letter.clause and "云亭区人民法院" in letter.clause

    def test_a_body_that_the_organ_has_not_entered_is_named(self):
        bare = factories.organ()
        desk = entered(factories.person((bare, Role.HANDLER)))
        page = write(desk, factories.case(bare), **ABSENT)
        assert not page.context["letter"].clause
        assert "缺少：行政复议机关、人民法院" in page.content.decode()

    def test_a_fragment_is_sent_to_a_page_that_is_brought_up_to_date(self, desk, case):
        url = reverse("cases:write", args=[case.number, "reply"])
        text = desk.post(url, ABSENT, headers={"HX-Request": "true"}).content.decode()
        assert "<html" not in text and 'id="guide"' in text and 'id="preview" hx-swap-oob' in text
        assert 'id="body"' not in text
        taken = desk.post(url, ABSENT | {"do": "take"}, headers={"HX-Request": "true"})
        assert 'id="body" hx-swap-oob' in taken.content.decode()


class TestSaving:
    """Nothing that was typed is lost."""

    def test_what_was_saved_stands_there_again(self, desk, case):
        write(desk, case, "save", **PART, withheld=["personnel"], text="写到一半。")
        page = desk.get(reverse("cases:write", args=[case.number, "reply"]))
        draft = page.context["draft"]
        assert (draft.text, draft.withheld, draft.after) == ("写到一半。", ("personnel",), 1)
        assert page.context["guide"].chosen.kind.code == "partly_disclosed"

    def test_sent_twice_it_is_saved_once(self, desk, case):
        for _ in range(2):
            write(desk, case, "save", **ABSENT, text="同样的话。")
        assert case.versions.count() == 1

    def test_other_words_from_a_page_that_was_sent_before_are_not_dropped(self, desk, case):
        write(desk, case, "save", **ABSENT, text="先前的话。")
        page = write(desk, case, "save", **ABSENT, text="退回浏览器以后改的话。")
        assert page.status_code == 422 and page.context["draft"].text == "退回浏览器以后改的话。"

    def test_what_somebody_else_wrote_meanwhile_stands_beside_what_was_typed(self, desk, case, organ):
        other = factories.person((organ, Role.HANDLER), name="同事")
        factories.version(case, by=factories.call(other), text="本机关没有找到。同事的话。")
        page = write(desk, case, "save", **ABSENT, text="本机关没有找到。我的话。")
        text = page.content.decode()
        assert page.status_code == 422 and "同事刚刚写了第 1 稿" in text
        assert "<del>同事</del><ins>我</ins>" in text and page.context["draft"].text == "本机关没有找到。我的话。"
        sent = {"after": page.context["draft"].after, "token": page.context["token"]}
        write(desk, case, "save", **ABSENT, text="本机关没有找到。我的话。", **sent)
        assert [each.text for each in case.versions.all()] == ["本机关没有找到。同事的话。", "本机关没有找到。我的话。"]

    def test_a_file_stays_until_it_is_left_out(self, desk, case):
        letter = SimpleUploadedFile("答复书.pdf", PDF)
        write(desk, case, "save", **GIVEN, text="见附件。", letters=letter)
        first = case.versions.get()
        kept = first.files.get()
        write(desk, case, "save", **GIVEN, text="见所附文件。", after=1, kept=[kept.pk], token="2")
        write(desk, case, "save", **GIVEN, text="没有附件。", after=2, token="3")
        assert [list(each.files.all()) for each in case.versions.all()] == [[kept], [kept], []]

    def test_a_reply_that_gives_something_and_encloses_nothing_is_to_be_looked_at(self, desk, case, people):
        by = factories.call(people.handler)
        for uploads, word in ((), ["请核对"]), ((factories.pdf(),), []):
            version = factories.submitted(factories.case(case.organ), by=by, uploads=uploads)
            checks = entered(people.reviewer).get(page_of(version)).context["checks"]
            assert [each.word for each in checks if each.name == "附件"] == word

    def test_a_file_that_could_not_be_kept_is_asked_for_again(self, desk, case, people):
        factories.version(case, by=factories.call(people.handler))
        page = write(desk, case, "save", **GIVEN, letters=SimpleUploadedFile("答复书.pdf", PDF))
        assert "请重新选择：答复书.pdf" in page.content.decode()

    def test_a_file_of_another_case_is_not_taken_over(self, desk, case, people, organ):
        by = factories.call(people.handler)
        foreign = factories.version(factories.case(organ), by=by, uploads=[factories.pdf()]).files.get()
        write(desk, case, "save", **GIVEN, text="见附件。", kept=[foreign.pk])
        assert not case.versions.get().files.exists()

    def test_going_to_a_step_that_comes_first_saves_what_was_begun(self, desk, case):
        page = write(desk, case, "go:clarification_asked", **{"question-clarity": "still_unclear"}, text="草稿")
        assert page.url == reverse("cases:step", args=[case.number, "clarification_asked"])
        assert case.versions.get().text == "草稿"

    def test_a_page_on_which_nothing_stands_leaves_nothing_behind(self, desk, case):
        write(desk, case, "go:clarification_asked")
        assert not case.versions.exists()


class TestEvidence:
    """It is put on file beside the kind that needs it."""

    def test_it_is_put_on_file_and_the_page_stays_as_it_was(self, desk, case):
        page = write(desk, case, "put", **ABSENT, **SEARCH, text="正在写。")
        assert case.evidence.get().detail["words"] == "养护"
        assert page.context["draft"].text == "正在写。" and not [n for n in page.context["needs"] if n.missing]

    def test_what_is_missing_of_a_search_record_is_said_at_its_fields(self, desk, case):
        page = write(desk, case, "put", **ABSENT, **SEARCH | {"evidence-search_record-words": ""})
        assert page.status_code == 422 and problems(page) == ["请填写关键词。"]
        assert 'value="公文系统"' in page.content.decode() and not case.evidence.exists()

    def test_what_was_left_empty_is_not_asked_for(self, desk, case):
        left = {"evidence-information_on_file-text": "", "evidence-access_arranged-text": ""}
        page = write(desk, case, "submit", **GIVEN, **left, text="信息见下文。")
        assert page.status_code == 302 and case.versions.get().submitted_at

    def test_a_search_record_that_says_everything_is_no_gap_any_more(self, desk, case):
        gaps = write(desk, case, **ABSENT, **SEARCH, text=NOT_FOUND).context["gaps"]
        assert gaps == [] and not case.evidence.exists()

    def test_while_it_is_being_filled_in_nothing_is_said_against_it(self, desk, case):
        page = write(desk, case, **ABSENT, **SEARCH | {"evidence-search_record-words": ""})
        assert page.status_code == 200 and 'class="error"' not in page.content.decode()

    def test_it_can_be_withdrawn_and_its_file_saved_by_whoever_reads_the_case(self, desk, case, people):
        row = factories.put(case, "access_arranged", factories.call(people.handler), uploads=[factories.pdf()])
        paper = reverse("cases:paper", args=[case.number, row.files.get().pk])
        assert entered(people.reviewer).get(paper).content == PDF
        assert entered(factories.person((factories.organ(), Role.HANDLER))).get(paper).status_code == 404
        assert desk.get(reverse("cases:paper", args=[case.number, 999])).status_code == 404
        assert "获取的方式、途径和时间" in desk.get(reverse("cases:case", args=[case.number])).content.decode()
        desk.post(reverse("cases:withdraw_evidence", args=[case.number, row.pk]))
        row.refresh_from_db()
        assert row.withdrawn_by == people.handler


class TestSubmitting:
    """What lacks something is saved and not submitted."""

    def test_what_is_missing_is_listed_and_what_was_written_is_saved(self, desk, case):
        page = write(desk, case, "submit", **ABSENT, text="理由：【理由】。")
        assert page.status_code == 422
        assert problems(page) == [
            "缺少：检索记录：系统与载体、关键词、时间范围、人员、日期、结果。",
            "正文中还有 1 处没有填写：【理由】。",
        ]
        assert "已保存为第 1 稿，还不能送审" in told(page)[0]
        assert case.versions.get().submitted_at is None

    def test_an_empty_page_says_what_to_do(self, desk, case):
        assert problems(write(desk, case, "submit")) == [
            "请回答七步审查的问题，选定一种答复。",
            "还没有写明内容：请填写正文，或者附上文书。",
        ]

    def test_what_was_filled_in_goes_on_file_with_it_and_the_next_people_are_named(self, desk, case, people):
        page = write(desk, case, "submit", **ABSENT, **SEARCH, text=NOT_FOUND)
        assert page.url == reverse("cases:case", args=[case.number])
        (sentence,) = told(desk.get(page.url))
        assert "第 1 稿已送审" in sentence and f"法制审核（{people.reviewer}）" in sentence
        assert case.versions.get().submitted_by == people.handler and case.evidence.count() == 1

    def test_while_it_is_reviewed_it_is_shown_and_not_written(self, desk, case, people):
        sent = absent(case, people)
        page = desk.get(reverse("cases:write", args=[case.number, "reply"]))
        assert page.url == page_of(sent)
        refused = write(desk, case, "save", text="同时写的话。", after=1)
        assert "正在审核" in problems(refused)[0] and refused.context["draft"].text == "同时写的话。"

    def test_a_case_that_has_ended_takes_none_and_typed_words_stay(self, desk, case, people):
        factories.replied(case, people=people)
        assert desk.get(reverse("cases:write", args=[case.number, "reply"])).url == f"/office/cases/{case.number}/"
        page = write(desk, case, "save", **ABSENT, text="来不及了。", after=1)
        assert page.status_code == 422 and page.context["draft"].text == "来不及了。"

    def test_a_saved_one_is_submitted_from_its_own_page(self, desk, case, people):
        by = factories.call(people.handler)
        saved = factories.version(case, by=by, text="【空缺】", facts={"reply": "does_not_exist"})
        factories.put(case, "search_record", by)
        assert "还有 1 处" in told(desk.post(page_of(saved, "submit"), follow=True))[0]
        saved = factories.version(case, by=by, text=NOT_FOUND, facts={"reply": "does_not_exist"})
        assert "已送审" in told(desk.post(page_of(saved, "submit"), follow=True))[0]

    def test_an_extension_says_its_reason_and_its_days(self, desk, case, people):
        page = write(desk, case, "take", purpose="extension", days="10")
        assert (
            "延长10个工作日" in page.context["draft"].text
            and "原答复期限至2026年12月21日" in page.context["draft"].text
        )
        assert problems(write(desk, case, "submit", purpose="extension", days="")) == ["请填写延长的工作日数，如 20。"]
        write(desk, case, "submit", purpose="extension", days="10", text="因工作量大，延长10个工作日。")
        sent = case.versions.get()
        assert sent.facts == {"days": 10}
        writing.review(version=sent, parts=["approval"], verdict="agreed", by=factories.call(people.approver))
        desk.post(page_of(sent, "issue"), {"issuing": "1", "on": "2026-11-23", "remark": ""})
        case.refresh_from_db()
        assert case.due > date(2026, 12, 31) and case.steps.last().facts["approver"] == people.approver.name

    def test_an_extension_of_too_many_days_is_refused_with_its_words(self, desk, case):
        page = write(desk, case, "save", purpose="extension", days="21", text="原因。")
        assert "最长只能延长 20 个工作日。" in problems(page) and page.context["draft"].text == "原因。"

    def test_there_is_no_other_purpose(self, desk, case):
        assert desk.get(f"/office/cases/{case.number}/write/poem/").status_code == 404


class TestReviewing:
    """The reviewers see the letter and what was looked at; several parts go in one click."""

    def test_several_parts_are_agreed_to_at_once_and_the_approval_comes_last(self, case, people):
        sent = absent(case, people)
        assert entered(people.approver).get(page_of(sent)).context["review"] is None
        reviewer = entered(people.reviewer)
        shown = reviewer.get(page_of(sent)).context["review"].fields["parts"]
        assert shown.initial == ["legal", "secrecy"]
        reviewer.post(page_of(sent), {"parts": ["legal", "secrecy"], "verdict": "agreed", "opinion": ""})
        entered(people.approver).post(page_of(sent), {"parts": ["approval"], "verdict": "agreed", "opinion": ""})
        assert queries.approved(Version.objects.get())

    def test_a_return_needs_an_opinion_which_the_writer_reads(self, desk, case, people):
        sent, reviewer = absent(case, people), entered(people.reviewer)
        given = {"parts": ["legal"], "verdict": "returned", "opinion": ""}
        page = reviewer.post(page_of(sent), given)
        assert page.status_code == 422 and "退回时请写明意见" in page.content.decode()
        reviewer.post(page_of(sent), given | {"opinion": "请补充理由。"})
        for path in (reverse("cases:write", args=[case.number, "reply"]), f"/office/cases/{case.number}/"):
            assert "请补充理由。" in desk.get(path).content.decode()

    def test_a_verdict_must_be_given(self, case, people):
        page = entered(people.reviewer).post(page_of(absent(case, people)), {"parts": ["legal"], "opinion": "好"})
        assert page.status_code == 422 and not page.context["reviews"]

    def test_whoever_wrote_it_is_told_why_they_may_not_review(self, case, organ):
        both = factories.person((organ, Role.HANDLER), (organ, Role.LEGAL_REVIEWER))
        sent = factories.submitted(case, by=factories.call(both), text=NOT_FOUND, facts={"reply": "does_not_exist"})
        client = entered(both)
        assert "您参与了撰写或者送审" in client.get(page_of(sent)).content.decode()
        refused = client.post(page_of(sent), {"parts": ["legal"], "verdict": "agreed"}, follow=True)
        assert told(refused) == ["这一稿现在没有需要您作出的审核。"] and not sent.reviews.exists()

    def test_what_was_looked_at_is_told(self, case, people):
        sent = absent(case, people, text="联系人电话 13912345678。")
        looks = {each.name: each for each in entered(people.reviewer).get(page_of(sent)).context["checks"]}
        assert looks["个人信息"].look == "soon" and "139****5678" in looks["个人信息"].said
        assert "13912345678" not in looks["个人信息"].said
        assert (looks["程序"].look, looks["要件"].look, looks["期限"].word) == ("ok", "ok", "正常")

    def test_a_version_is_compared_with_the_one_before_and_the_opinion_on_it(self, case, people):
        by = factories.call(people.reviewer)
        sent = absent(case, people, text="没有找到该信息。")
        writing.review(version=sent, parts=["legal"], verdict=Verdict.RETURNED, opinion="写明理由。", by=by)
        second = absent(case, people, text="没有找到该信息，因为没有编制。", uploads=[factories.pdf("目录.pdf")])
        page = entered(people.reviewer).get(page_of(second))
        text = page.content.decode()
        assert "没有找到该信息<ins>，因为没有编制</ins>。" in text and "写明理由。" in text
        assert [each.name for each in page.context["files_new"]] == ["目录.pdf"]
        old = entered(people.handler).get(page_of(sent))
        assert old.context["where"].stage == "replaced" and not old.context["checks"]

    def test_it_is_taken_back_and_written_on(self, desk, case, people):
        sent = absent(case, people)
        page = desk.post(page_of(sent, "withdraw"), {"token": "t"}, follow=True)
        assert told(page) == ["已撤回送审，内容保存为第 2 稿。"] and page.context["draft"].text == NOT_FOUND
        assert "不能撤回" in told(desk.post(page_of(sent, "withdraw"), follow=True))[0] or case.versions.count() == 2

    def test_only_whoever_handles_the_case_takes_back_and_issues(self, case, people):
        sent, reviewer = absent(case, people), entered(people.reviewer)
        for name in ("withdraw", "submit", "issue"):
            assert reviewer.post(page_of(sent, name)).status_code == 403

    def test_there_is_no_version_that_was_not_written(self, desk, case):
        assert desk.get(f"/office/cases/{case.number}/versions/reply/1/").status_code == 404


class TestWaiting:
    """What waits for whom."""

    def test_it_lists_what_the_reader_may_say_first_and_nothing_of_other_organs(self, organ, people):
        mine = absent(factories.case(organ), people)
        ready = factories.approved(factories.case(organ), people=people, facts={"reply": "disclosed"})
        elsewhere = factories.organ()
        absent(factories.case(elsewhere), factories.staff(elsewhere))
        page = entered(people.reviewer).get(reverse("cases:reviews"))
        assert [row.version for row in page.context["mine"]] == [mine]
        assert [row.version for row in page.context["others"]] == [ready]
        assert "法制审核、保密审查" in page.content.decode() and "剩余 20 个工作日" in page.content.decode()

    def test_a_long_list_asks_the_database_no_more_than_a_short_one(self, organ, people, django_assert_max_num_queries):
        factories.person((organ, Role.APPROVER))
        sent = factories.submitted(factories.case(organ), by=factories.call(people.handler))
        writing.review(version=sent, parts=["legal", "secrecy"], verdict="agreed", by=factories.call(people.reviewer))
        for _ in range(6):
            absent(factories.case(organ), people)
        approver = entered(people.approver)
        with django_assert_max_num_queries(30):
            page = approver.get(reverse("cases:reviews"))
        assert [row.version for row in page.context["mine"]] == [sent] and len(page.context["others"]) == 6

    def test_an_organ_without_a_reviewer_says_so(self, case, organ):
        handler = factories.person((organ, Role.HANDLER))
        sent = factories.submitted(case, by=factories.call(handler), text=NOT_FOUND, facts={"reply": "does_not_exist"})
        assert "本机关没有人担任" in entered(handler).get(page_of(sent)).content.decode()

    def test_nobody_without_cases_comes_in(self, organ):
        assert entered(factories.person((organ, Role.ADMINISTRATOR))).get(reverse("cases:reviews")).status_code == 403

    def test_all_versions_are_listed(self, desk, case, people):
        absent(case, people)
        assert "第 1 稿" in desk.get(reverse("cases:versions", args=[case.number])).content.decode()
        assert (
            "还没有写过"
            in desk.get(reverse("cases:versions", args=[factories.case(case.organ).number])).content.decode()
        )


class TestIssuing:
    """An approved version goes out, and the case says what remains."""

    @pytest.fixture
    def ready(self, case, people):
        said = {"text": NOT_FOUND, "facts": {"reply": "does_not_exist"}}
        return factories.approved(case, people=people, **said)

    def issue(self, desk, version, by, **said):
        given = {"issuing": "1", "by": by, "on": "2026-11-23", "tracking": "", "remark": "", "token": "t"} | said
        return desk.post(page_of(version, "issue"), given, follow=True)

    def test_by_post_it_needs_the_number_of_the_item(self, desk, case, ready):
        assert desk.get(page_of(ready)).context["issue"].initial["by"] is ServedBy.MAIL
        page = self.issue(desk, ready, "mail")
        assert page.status_code == 422 and "邮寄送达的，请填写邮件号码。" in page.content.decode()
        page = self.issue(desk, ready, "mail", tracking="1098765432101")
        assert "1098765432101" in page.content.decode() and "已交邮" in page.content.decode()
        assert case.steps.last().facts["tracking"] == "1098765432101"

    def test_handed_over_it_waits_for_the_signature(self, desk, ready):
        page = self.issue(desk, ready, "hand").content.decode()
        assert (
            "等待签收" in page
            and f"/steps/{K.SERVED}/" in page
            and f'class="button" href="/office/cases/{K.ARCHIVED}' not in page
        )

    def test_online_it_can_be_filed_away(self, desk, case, ready):
        assert "可以归档" in self.issue(desk, ready, "online").content.decode()
        case.refresh_from_db()
        assert case.stage == Stage.REPLIED and case.steps.last().note == NOT_FOUND

    def test_it_does_not_go_out_before_its_approval_nor_unapproved(self, desk, ready, organ, people):
        page = self.issue(desk, ready, "online", on="2026-11-22")
        assert page.status_code == 422 and "早于批准之日" in page.content.decode()
        sent = absent(factories.case(organ), people)
        assert "还没有批准" in self.issue(desk, sent, "online").content.decode()

    def test_sent_twice_it_goes_out_once(self, desk, case, ready):
        for _ in range(2):
            self.issue(desk, ready, "online")
        assert case.steps.filter(kind=K.REPLIED).count() == 1


class TestWhatIsToBeDone:
    """The page of the case says it at its head."""

    def at(self, client, case):
        page = client.get(f"/office/cases/{case.number}/")
        return [(task.title, [button.words for button in task.buttons]) for task in page.context["tasks"]]

    def test_a_version_is_of_the_day_on_which_it_was_written_here(self, desk, case, people):
        factories.version(case, by=factories.call(people.handler, factories.NOW.replace(hour=1)))
        page = desk.get(f"/office/cases/{case.number}/")
        assert "写于 2026-11-23，" in page.context["tasks"][0].text

    def test_it_follows_the_version(self, desk, case, people):
        assert self.at(desk, case) == [("办理答复", ["办理答复"])]
        saved = factories.version(case, by=factories.call(people.handler), facts={"reply": "does_not_exist"})
        assert self.at(desk, case) == [("答复第 1 稿：撰写中", ["继续写"])]
        factories.put(case, "search_record", factories.call(people.handler))
        writing.submit(version=saved, by=factories.call(people.handler))
        assert self.at(desk, case) == [("答复第 1 稿：审核中", ["查看"])]
        assert self.at(entered(people.reviewer), case) == [("答复第 1 稿：审核中", ["去审核"])]
        by = factories.call(people.reviewer)
        writing.review(version=saved, parts=["legal"], verdict="returned", opinion="改", by=by)
        assert self.at(desk, case) == [("答复第 1 稿：已退回", ["按意见修改", "查看"])]

    def test_an_approved_one_is_issued(self, desk, case, people):
        factories.approved(case, people=people)
        assert self.at(desk, case) == [("答复第 1 稿：已批准", ["发出"])]
        assert self.at(entered(people.reviewer), case) == [("答复第 1 稿：已批准", ["查看"])]

    def test_a_lapse_is_proposed_with_the_letter_it_is_about(self, case, people, organ, clock):
        by = factories.call(people.handler)
        step = Step(K.THIRD_PARTY_CONSULTED, factories.TODAY, ref="函1", arrived=factories.TODAY)
        actions.take(case=case, step=step, verb="cases.handle", by=by)
        desk = entered(people.handler)
        assert self.at(desk, case)[0][0] == "正在等待"
        clock.go_to(factories.TODAY + timedelta(days=30))
        page = desk.get(f"/office/cases/{case.number}/").content.decode()
        url = re.search(r'href="([^"]*third_party_silent[^"]*)"', page)[1]
        assert url.endswith("?ref=%E5%87%BD1") and "建议登记" in page
        assert 'value="函1" selected' in desk.get(url).content.decode()

    def test_the_step_of_a_decision_leads_to_its_page(self, desk, case):
        page = desk.get(reverse("cases:step", args=[case.number, "extended"]))
        assert page.url == reverse("cases:write", args=[case.number, "extension"])
        text = desk.get(f"/office/cases/{case.number}/").content.decode()
        assert "/write/extension/" in text and "steps/replied" not in text


def test_the_work_list_tells_reviewers_what_waits_and_nobody_else(desk, case, people):
    absent(case, people)
    assert "有 1 稿文书等待审核" in entered(people.reviewer).get(reverse("cases:inbox")).content.decode()
    assert "稿文书等待审核" not in desk.get(reverse("cases:inbox")).content.decode()
