"""A request between an applicant and a handler, each with a window of their own."""

from collections.abc import Callable
from pathlib import Path

from tests.browser.visitor import SLOW, Visitor

Come = Callable[..., Visitor]
GIVEN = {
    "clarity": "clear",
    "nature": "request",
    "responsible": "this_organ",
    "holdings": "held",
    "decision": "all",
    "manner": "given",
}
LETTER = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"


def test_a_request_is_asked_about_clarified_and_answered(visitor: Come, tmp_path: Path) -> None:
    applicant, handler = visitor(java_script_enabled=False), visitor()
    number, code = applicant.file()

    handler.sign_in("handler")
    handler.go(f"/office/cases/{number}/")
    assert "林**" in handler.text and "林某某" not in handler.text
    handler.click("告知补正")
    handler.page.get_by_label("告知申请人的内容").fill("请写明是哪一条道路。")
    handler.click("登记", "button")
    assert "待补正" in handler.text

    applicant.follow(number, code)
    assert "请写明是哪一条道路。" in applicant.text
    applicant.click("现在就写")
    applicant.page.get_by_label("您的说明").fill("云亭路。")
    applicant.click("提交", "button")

    letter = tmp_path / "答复书.pdf"
    letter.write_bytes(LETTER)
    handler.go(f"/office/cases/{number}/")
    assert "云亭路。" in handler.text
    handler.click("办理答复")
    handler.answer(**GIVEN)
    handler.page.get_by_label("正文", exact=True).fill("现将您申请的明细表提供给您，见附件。")
    handler.page.get_by_label("随文书提供的文件", exact=False).set_input_files(letter)
    handler.click("送审", "button")
    for name in ("team", "approver"):
        somebody = visitor()
        somebody.sign_in(name)
        somebody.go(f"/office/cases/{number}/")
        somebody.click("去审核")
        somebody.click("同意", "button")
    handler.go(f"/office/cases/{number}/")
    handler.click("发出")
    handler.click("发出", "button")
    assert "已答复" in handler.text

    applicant.go(f"/follow/{number}/")
    assert "予以公开" in applicant.text and "对答复不服，可以这样做" in applicant.text
    with applicant.page.expect_download() as download:
        applicant.click("下载：答复书.pdf")
    assert download.value.path().read_bytes() == LETTER


def test_staff_confirms_a_request_and_the_clock_starts(visitor: Come) -> None:
    applicant, handler = visitor(), visitor()
    number, _ = applicant.file(SLOW)
    handler.sign_in("slow_handler")
    handler.go("/office/cases/")
    handler.click("查看待确认的申请")
    handler.click(number)
    handler.click("确认收到")
    handler.page.get_by_label("本机关的记录").fill("11月23日电话确认。")
    handler.click("确认收到", "button")
    applicant.go(f"/follow/{number}/")
    assert "2026年12月21日（星期一）" in applicant.text and "还剩 20 个工作日" in applicant.text


def test_a_request_at_the_counter_gets_the_same_receipt(visitor: Come) -> None:
    handler = visitor()
    handler.sign_in("slow_handler")
    handler.go("/office/cases/")
    handler.click("登记申请")
    page = handler.page
    page.get_by_label("当面提交").check()
    page.get_by_label("信息名称").fill("堤防加固工程验收报告")
    page.get_by_label("内容描述").fill("2025年云亭河堤防加固工程的验收报告。")
    page.get_by_role("radio", name="个人").first.check()
    page.get_by_label("姓名或者单位名称").fill("陈某某")
    page.get_by_label("证件号码").fill("11010519491231002X")
    page.get_by_label("联系电话").fill("13900000000")
    handler.click("登记并出具回执", "button")
    number, code = handler.receipt()
    assert "2026年12月21日（星期一）" in handler.text
    applicant = visitor()
    applicant.follow(number, code)
    assert applicant.heading == "堤防加固工程验收报告"
