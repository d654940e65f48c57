"""From the work list to the reply: a handler, a reviewer and an approver, each with a window of their own."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.visitor import Visitor

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

Come = Callable[..., Visitor]
SEARCHED = {"clarity": "clear", "nature": "request", "responsible": "this_organ", "holdings": "not_found"}
SEARCH = {
    "检索的系统与载体": "公文系统、档案室目录",
    "关键词": "道路养护；经费支出",
    "信息形成时间的起点": "2025-01-01",
    "信息形成时间的终点": "2025-12-31",
    "检索结果": "没有找到。",
}
REASON = "【理由：认定的事实、依据，以及二者的联系】"
WRITTEN = "理由：本局2025年没有编制过该项明细表。"
CLICKS = 12


def looked_at(visitor: Visitor) -> None:
    """Look at the page one is at, and at nothing wider than the window."""
    visitor.arrive()
    found = axe.Axe().run(visitor.page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [f"{each['id']}: {[node['html'] for node in each['nodes'][:3]]}" for each in found] == []
    assert not visitor.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def filled_in(visitor: Visitor) -> None:
    """Fill in the record of the search."""
    for label, text in SEARCH.items():
        visitor.page.get_by_label(label, exact=True).fill(text)


def reviewed(visitor: Visitor, path: str, verdict: str, opinion: str = "") -> None:
    """Open what waits, and say something of it."""
    visitor.go("/office/cases/reviews/")
    looked_at(visitor)
    visitor.go(path)
    looked_at(visitor)
    visitor.page.get_by_label("意见", exact=False).fill(opinion)
    visitor.click(verdict, "button")


def written(handler: Visitor, number: str) -> None:
    """Write a reply from the work list on, and submit it."""
    handler.go("/office/cases/?organ=ytjt")
    handler.clicks = 0
    handler.click(number)
    looked_at(handler)
    handler.click("办理答复")
    looked_at(handler)
    handler.answer(**SEARCHED)
    assert "没有检索记录的“不存在”" in handler.text and "送审之前还要补" in handler.text
    filled_in(handler)
    handler.brought_up_to_date(lambda: handler.click("取用拟写的正文", "button"))
    text = handler.page.get_by_label("正文", exact=True)
    assert "以“道路养护；经费支出”为关键词" in text.input_value()
    handler.brought_up_to_date(lambda: text.fill(text.input_value().replace(REASON, WRITTEN)))
    assert WRITTEN in handler.page.locator(".letter").inner_text()
    assert "向云亭区人民政府申请行政复议" in handler.page.locator(".letter").inner_text()
    looked_at(handler)
    handler.click("送审", "button")


def issued(handler: Visitor, number: str) -> None:
    """Send by post what was approved, and file the case away."""
    handler.go(f"/office/cases/{number}/")
    looked_at(handler)
    handler.click("发出")
    handler.page.get_by_label("邮寄", exact=False).check()
    handler.click("发出", "button")
    assert "邮寄送达的，请填写邮件号码。" in handler.text
    looked_at(handler)
    handler.page.get_by_label("邮件号码", exact=False).fill("1098765432101")
    handler.click("发出", "button")
    assert "已答复" in handler.text and "1098765432101" in handler.text
    looked_at(handler)
    handler.click("归档")
    handler.click("登记", "button")
    assert "已归档" in handler.text


def test_a_request_is_answered_on_one_page_in_about_ten_clicks(visitor: Come) -> None:
    handler, reviewer, approver = (visitor(bypass_csp=True) for _ in range(3))
    for somebody, name in ((handler, "handler"), (reviewer, "team"), (approver, "approver")):
        somebody.sign_in(name)
    number = handler.office.cases["to_handle"]["number"]
    written(handler, number)
    assert handler.clicks <= CLICKS
    assert "第 1 稿已送审" in handler.text and "审查组" in handler.text
    looked_at(handler)

    path = f"/office/cases/{number}/versions/reply/1/"
    reviewed(reviewer, path, "退回", "请写明由谁检索。")
    looked_at(reviewer)
    handler.go(f"/office/cases/{number}/")
    assert "请写明由谁检索。" in handler.text
    handler.click("按意见修改")
    text = handler.page.get_by_label("正文", exact=True)
    text.fill(text.input_value() + "\n检索由办公室完成。")
    handler.click("送审", "button")

    path = f"/office/cases/{number}/versions/reply/2/"
    reviewer.go(path)
    assert "检索由办公室完成。" in reviewer.page.locator(".comparison ins").inner_text()
    reviewed(reviewer, path, "同意")
    reviewed(approver, path, "同意")
    issued(handler, number)


def test_a_reply_is_written_without_javascript(visitor: Come) -> None:
    somebody = visitor(java_script_enabled=False)
    page = somebody.page
    somebody.sign_in("handler")
    somebody.go(f"/office/cases/{somebody.office.cases['to_handle_plainly']['number']}/write/reply/")
    for question, answer in SEARCHED.items():
        if not page.locator(f"#{question}-{answer}").is_visible():
            page.locator(f"#question-{question} summary").click()
        page.locator(f"#{question}-{answer}").check()
    somebody.click("更新预览", "button")
    assert "答复：信息不存在" in somebody.text
    filled_in(somebody)
    somebody.click("取用拟写的正文", "button")
    somebody.click("送审", "button")
    summary = page.locator(".error-summary").inner_text()
    assert "正文中还有 1 处没有填写" in summary and "已保存为第 1 稿，还不能送审" in somebody.text
    text = page.get_by_label("正文", exact=True)
    text.fill(text.input_value().replace(REASON, WRITTEN))
    somebody.click("送审", "button")
    assert "第 2 稿已送审" in somebody.text


def test_a_reply_is_written_by_the_keyboard_alone(visitor: Come) -> None:
    somebody = visitor()
    page = somebody.page
    somebody.sign_in("handler")
    somebody.go(f"/office/cases/{somebody.office.cases['to_handle_by_keyboard']['number']}/")
    _tab_to(page, text="办理答复")
    page.keyboard.press("Enter")
    page.wait_for_url("**/write/reply/")
    keys = {"clarity": " ", "nature": " ", "responsible": " ", "holdings": " ", "decision": " ", "manner": "ArrowDown"}
    for question, key in keys.items():
        _tab_to(page, f"question-{question}")
        somebody.brought_up_to_date(lambda key=key: page.keyboard.press(key))
        # Whoever answers by the keyboard is not sent back to the beginning of the page.
        assert page.evaluate("document.activeElement.name") == f"question-{question}"
    assert "答复：予以公开" in somebody.text
    _tab_to(page, text="取用拟写的正文")
    somebody.brought_up_to_date(lambda: page.keyboard.press("Enter"))
    _tab_to(page, "text")
    page.keyboard.press("Control+a")
    page.keyboard.type("现将您申请的明细表提供给您，共一页，见下文。")
    _tab_to(page, text="送审")
    page.keyboard.press("Enter")
    page.get_by_text(re.compile("第 1 稿已送审")).wait_for()


def test_what_is_typed_while_the_page_follows_is_kept(visitor: Come) -> None:
    somebody = visitor()
    page = somebody.page
    somebody.sign_in("handler")
    somebody.go(f"/office/cases/{somebody.office.cases['writing']['number']}/write/reply/")
    text = page.get_by_label("正文", exact=True)
    text.press("Control+End")
    somebody.brought_up_to_date(lambda: text.press_sequentially("又写了一句"))
    text.press_sequentially("，再写一句。")
    page.get_by_text("又写了一句，再写一句。").wait_for()
    assert text.input_value().endswith("又写了一句，再写一句。")
    somebody.brought_up_to_date(lambda: somebody.click("重新回答", "button"))
    assert text.input_value().endswith("又写了一句，再写一句。")


def test_nothing_typed_is_lost_when_the_session_has_ended(visitor: Come) -> None:
    somebody = visitor()
    page, path = somebody.page, f"/office/cases/{somebody.office.cases['writing']['number']}/write/reply/"
    somebody.sign_in("handler")
    somebody.go(path)
    text = page.get_by_label("正文", exact=True)
    page.context.clear_cookies(name="sessionid")
    text.press("Control+End")
    text.press_sequentially("，退出以后写的")
    page.locator("#unsaved").get_by_role("link", name="在新窗口登录").wait_for()
    looked_at(somebody)
    assert text.input_value().endswith("，退出以后写的")
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_role("heading", name="刚才的内容没有保存").wait_for()
    looked_at(somebody)
    assert page.get_by_label("正文", exact=True).input_value().endswith("，退出以后写的")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="在新窗口登录").click()
    again = opened.value
    again.get_by_label("登录名").fill("handler")
    again.get_by_label("密码").fill(somebody.office.password)
    again.get_by_role("button", name="登录", exact=True).click()
    again.wait_for_url(f"**{path}")


def test_what_is_being_written_goes_on_after_signing_in_beside_it(visitor: Come) -> None:
    somebody = visitor()
    page = somebody.page
    somebody.sign_in("handler")
    somebody.go(f"/office/cases/{somebody.office.cases['writing']['number']}/write/reply/")
    text = page.get_by_label("正文", exact=True)
    page.context.clear_cookies(name="sessionid")
    text.press("Control+End")
    text.press_sequentially("，退出以后写的")
    with page.expect_popup() as opened:
        page.locator("#unsaved").get_by_role("link", name="在新窗口登录").click()
    again = Visitor(opened.value, somebody.office)
    again.page.get_by_label("登录名").fill("handler")
    again.page.get_by_label("密码").fill(somebody.office.password)
    again.click("登录", "button")
    text.press_sequentially("，再登录以后写的。")
    page.get_by_text("您已重新登录，请接着写。").wait_for()
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_text("已保存为第").wait_for()
    assert page.get_by_label("正文", exact=True).input_value().endswith("，退出以后写的，再登录以后写的。")


def _tab_to(page: Any, name: str = "", text: str = "") -> None:
    """Press Tab until a field of a name or a link or button of a text has the focus; on the way the focus is always seen."""
    for _ in range(80):
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
