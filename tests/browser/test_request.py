"""Filing a request and following it, in a browser, from the first page to the withdrawal."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.visitor import SLOW, SUBJECT, Visitor

Come = Callable[..., Visitor]
WINDOWS = {
    "a wide window": {},
    "no JavaScript": {"java_script_enabled": False},
    "a phone": {
        "viewport": {"width": 375, "height": 700},
        "is_mobile": True,
        "has_touch": True,
        "device_scale_factor": 2,
    },
}


@pytest.fixture(params=WINDOWS.values(), ids=WINDOWS)
def anybody(request: pytest.FixtureRequest, visitor: Come) -> Visitor:
    """Return a visitor with each kind of window."""
    return visitor(**request.param)


def test_a_request_is_filed_in_two_screens_with_nine_fields_at_most(anybody: Visitor) -> None:
    page = anybody.page
    anybody.go("/")
    page.locator("main").get_by_role("link", name=re.compile("^申请公开")).click()
    anybody.arrive()
    first = page.url
    needed = {each.get_attribute("name") for each in page.locator("main [required]").all()}
    assert len(needed) <= 9
    assert page.get_by_label(re.compile("用途|目的")).count() == 0
    anybody.fill_in()
    anybody.click("下一步：核对", "button")
    second = page.url
    assert second != first and anybody.heading == "请核对您的申请"
    assert SUBJECT in anybody.text and "11010519491231002X" not in anybody.text
    anybody.click("确认提交", "button")
    # One click opened the form; these two led from screen to screen.
    assert anybody.clicks == 2
    assert anybody.heading == "已收到您的申请"
    number, code = anybody.receipt()
    assert re.fullmatch(r"YTJT-2026-\d{4}", number)
    assert re.fullmatch(r"[2-9A-Z]{4}(-[2-9A-Z]{4}){2}", code)
    assert "2026年12月21日（星期一）" in anybody.text


def test_a_request_is_followed_by_number_and_code_and_says_why_this_date(visitor: Come) -> None:
    number, code = visitor().file()
    later = visitor(java_script_enabled=False)
    later.follow(number, code)
    assert later.heading == SUBJECT
    assert "2026年12月21日（星期一）" in later.text and "还剩 20 个工作日" in later.text
    later.page.locator("summary", has_text="为什么是这个日期").click()
    days = later.page.get_by_role("table", name="逐日计算")
    assert days.get_by_role("row").count() == 30  # the head, the day of receipt, and 28 days to the last one
    assert "2026-12-21" in days.get_by_role("row").last.inner_text()
    assert "条例》（国务院令第711号）第三十三条" in later.text


def test_a_wrong_code_opens_nothing(visitor: Come) -> None:
    somebody = visitor()
    somebody.follow(somebody.office.cases["in_hand"]["number"], "2222-2222-2222")
    assert somebody.page.get_by_role("alert").inner_text().startswith("还有几处需要改")
    assert SUBJECT not in somebody.text


def test_a_clarification_is_given_online_and_the_request_is_taken_back(visitor: Come) -> None:
    somebody = visitor(java_script_enabled=False)
    somebody.follow_one("to_clarify")
    assert "等待您补正，时钟暂停" in somebody.text
    somebody.click("现在就写")
    assert "请补正：您要的是哪一年度、哪一条道路的养护经费。" in somebody.text
    somebody.page.get_by_label("您的说明").fill("2025年度，云亭路的养护经费。")
    somebody.click("提交", "button")
    assert "本机关已经收到。" in somebody.text
    assert "时钟暂停" not in somebody.page.locator("aside").inner_text()
    assert "2026年12月21日（星期一）" in somebody.text
    somebody.click("撤回申请")
    somebody.page.get_by_label("我确认撤回这份申请").check()
    somebody.click("撤回", "button")
    assert somebody.page.get_by_role("link", name="撤回申请").count() == 0
    assert "撤回" in somebody.page.locator(".timeline").inner_text()


def test_a_letter_and_a_receipt_are_downloaded_and_a_grade_is_given(visitor: Come) -> None:
    somebody = visitor()
    somebody.follow_one("replied")
    assert "对答复不服，可以这样做" in somebody.text
    for name, file in (
        ("下载：政府信息公开申请答复书.pdf", "政府信息公开申请答复书.pdf"),
        ("下载接收回执（PDF）", ".pdf"),
    ):
        with somebody.page.expect_download() as download:
            somebody.click(name)
        assert download.value.suggested_filename.endswith(file)
        assert download.value.path().read_bytes().startswith(b"%PDF")
    somebody.page.get_by_label("满意", exact=True).check()
    somebody.click("提交评价", "button")
    assert "您的评价已经收到" in somebody.text


def test_what_is_missing_is_said_at_the_top_with_links_to_the_fields(visitor: Come) -> None:
    somebody = visitor(java_script_enabled=False)
    somebody.go("/apply/")
    somebody.click("下一步：核对", "button")
    summary = somebody.page.get_by_role("alert")
    assert summary.get_by_role("link").count() == 7
    summary.get_by_role("link", name=re.compile("^信息名称：")).click()
    assert somebody.page.evaluate("document.activeElement.id") == "id_subject"
    help_and_error = somebody.page.locator("#id_subject").get_attribute("aria-describedby") or ""
    assert {"id_subject_helptext", "id_subject_error"} <= set(help_and_error.split())


def test_what_is_already_published_is_shown_while_typing(visitor: Come) -> None:
    somebody = visitor()
    somebody.go("/apply/")
    somebody.page.get_by_label("信息名称").press_sequentially("道路养护计划")
    found = somebody.page.locator("#matches")
    found.get_by_role("link", name="区交通运输局2025年度道路养护计划").wait_for()
    assert "这些已经公开" in found.inner_text()


def test_an_organ_that_confirms_by_hand_says_when_the_clock_will_start(visitor: Come) -> None:
    somebody = visitor()
    somebody.file(SLOW)
    assert somebody.heading == "您的申请已送到"
    assert "工作人员确认收到之后，答复期限自次日起计算" in somebody.text


def test_a_request_is_filed_by_the_keyboard_alone(visitor: Come) -> None:
    somebody = visitor()
    page = somebody.page
    somebody.go("/apply/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    _tab_to(page, "organ")
    page.keyboard.press("ArrowDown")
    answers = {
        "subject": SUBJECT,
        "description": "2025年度道路养护经费的支出明细表。",
        "kind": " ",
        "name": "林某某",
        "phone": "13800000000",
        "id_number": "11010519491231002X",
    }
    for name, said in answers.items():
        _tab_to(page, name)
        page.keyboard.type(said)
    page.keyboard.press("Enter")
    page.wait_for_url("**/apply/*/")
    _tab_to(page, text="确认提交")
    page.keyboard.press("Enter")
    page.wait_for_url("**/filed")
    number, code = somebody.receipt()
    _tab_to(page, text="查看进度")
    page.keyboard.press("Enter")
    page.wait_for_url("**/follow/*/")
    assert number in somebody.text
    _tab_to(page, text="为什么是这个日期")
    page.keyboard.press("Enter")
    assert page.get_by_role("table", name="逐日计算").is_visible()


def test_a_notice_is_answered_by_the_keyboard_alone(visitor: Come) -> None:
    somebody = visitor()
    page = somebody.page
    somebody.go("/follow/")
    case = somebody.office.cases["to_clarify_by_keyboard"]
    for name in ("number", "code"):
        _tab_to(page, name)
        page.keyboard.type(case[name])
    page.keyboard.press("Enter")
    page.wait_for_url("**/follow/*/")
    _tab_to(page, text="现在就写")
    page.keyboard.press("Enter")
    page.wait_for_url("**/answer")
    _tab_to(page, "text")
    page.keyboard.type("2025年度，云亭路。")
    _tab_to(page, text="提交")
    page.keyboard.press("Enter")
    page.get_by_text("本机关已经收到。").wait_for()


def _tab_to(page: Any, name: str = "", text: str = "") -> None:
    """Press Tab until a field of a name or a link or button of a text has the focus; on the way the focus is always seen."""
    for _ in range(60):
        page.keyboard.press("Tab")
        at = page.evaluate(
            """() => { const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
            return {name: at.name || "", text: at.textContent.trim(), seen: box.bottom > 0 && box.top < innerHeight,
                    outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2} }"""
        )
        assert at["outline"] and at["seen"], f"the focus is not seen at {at}"
        if (name and at["name"] == name) or (text and at["text"] == text):
            return
    pytest.fail(f"Tab does not lead to {name or text}")
