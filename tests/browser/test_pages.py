"""Every page of the office, looked at: without findings of axe, within the window at any width, in order on paper.

`PAGES` names every address that shows a page, `NO_PAGE` every other. An address that is in neither fails the first test.
"""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from openpyxl import load_workbook

from gongkai.law import packs
from tests.browser.visitor import Office, Visitor
from tests.web.cases.taking_over import made_up

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

Come = Callable[..., Visitor]
Look = str | Callable[[Visitor], None]
WIDTHS = {"200 %": 640, "a phone": 375, "a small phone": 320}
SUPERVISOR = "supervisor"
STRANGER, ADMINISTRATOR, HANDLER, APPROVER, AUDITOR = "", "administrator", "handler", "approver", "auditor"


def sent_empty(path: str, button: str) -> Look:
    """Look at a form that was sent without an answer."""

    def look(visitor: Visitor) -> None:
        visitor.go(path)
        visitor.page.locator("main").get_by_role("button", name=button, exact=True).click()
        visitor.page.locator("[role=alert]:not(:empty)").first.wait_for()

    return look


def case(name: str) -> Look:
    """Look at a case of the district as its applicant."""
    return lambda visitor: visitor.follow_one(name)


def of_case(name: str, link: str) -> Look:
    """Look at what a link leads to from there."""

    def look(visitor: Visitor) -> None:
        visitor.follow_one(name)
        visitor.click(link)

    return look


def staff_case(name: str, rest: str = "") -> Look:
    """Look at a case of the district as one of the staff."""
    return lambda visitor: visitor.go(f"/office/cases/{visitor.office.cases[name]['number']}/{rest}")


def confirm(visitor: Visitor) -> None:
    """Look at the second screen."""
    visitor.go("/apply/")
    visitor.fill_in()
    visitor.click("下一步：核对", "button")


def half_answered(visitor: Visitor) -> None:
    """Look at the page on which a reply is written, with some of its questions answered."""
    staff_write(visitor)
    for question, answer in (("clarity", "clear"), ("nature", "request"), ("responsible", "this_organ")):
        visitor.page.locator(f"#question-{question} summary").wait_for()
        visitor.page.locator(f"#{question}-{answer}").check()
        visitor.page.locator(f"#question-{question}.answered").wait_for()


def not_ready(visitor: Visitor) -> None:
    """Look at it where it could not be submitted."""
    staff_write(visitor)
    visitor.click("送审", "button")
    visitor.page.locator("[role=alert]:not(:empty)").first.wait_for()


def staff_write(visitor: Visitor) -> None:
    """Look at the page on which a reply is written."""
    visitor.go(f"/office/cases/{visitor.office.cases['in_hand']['number']}/write/reply/")


def findings(visitor: Visitor) -> None:
    """Look at the findings in an example."""
    visitor.go("/check/")
    visitor.click("检查 heqiao-zhen-2025.txt", "button")
    visitor.page.get_by_text("核查发现").first.wait_for(timeout=20_000)


def identity(visitor: Visitor) -> None:
    """Look at a case with the identity opened."""
    visitor.go(f"/office/cases/{visitor.office.cases['in_hand']['number']}/")
    visitor.click("查看完整的身份信息", "button")


def token(visitor: Visitor) -> None:
    """Look at a token just made."""
    visitor.go("/office/tokens/new/")
    visitor.page.get_by_label("机关", exact=True).select_option("ytjt")
    visitor.page.get_by_label("对方系统").fill("云亭区政务服务平台")
    visitor.page.get_by_label("读取统计").check()
    visitor.click("生成", "button")


def empty_of(name: str, rest: str, button: str) -> Look:
    """Look at a form of a case that was sent without an answer."""

    def look(visitor: Visitor) -> None:
        staff_case(name, rest)(visitor)  # type: ignore[operator]
        visitor.page.locator("main").get_by_role("button", name=button, exact=True).click()
        visitor.page.locator("[role=alert]:not(:empty)").first.wait_for()

    return look


def helped(visitor: Visitor) -> None:
    """Look at the end of a part that somebody was given, unless it has it already."""
    staff_case("in_hand", "people/")(visitor)  # type: ignore[operator]
    if not visitor.page.get_by_role("link", name="登记沈审核的协办结果").count():
        visitor.page.get_by_label("人员").last.select_option(label="沈审核")
        visitor.page.get_by_label("请对方做什么").fill("查找养护合同的档案。")
        visitor.click("请其协办", "button")
    visitor.click("登记沈审核的协办结果")


def token_to_revoke(visitor: Visitor) -> None:
    """Look at the question whether a token is to be revoked."""
    token(visitor)
    visitor.click("已经交给对方")
    visitor.page.get_by_role("link", name="撤销“云亭区政务服务平台”的令牌").first.click()


def not_looked_at(visitor: Visitor) -> None:
    """Look at a draft that was sent to the public before what looks personal in it was looked at."""
    visitor.go(visitor.office.draft)
    visitor.click("发布", "button")
    visitor.page.locator("[role=alert]:not(:empty)").first.wait_for()


def seen_another_time(visitor: Visitor) -> None:
    """Look at figures that are no longer those that were to be frozen."""
    visitor.go("/office/reports/ytjt/2025/")
    visitor.page.evaluate("document.querySelector('input[name=seen]').value = 'of another time'")
    visitor.click("确定上报数", "button")
    visitor.page.locator("[role=alert]:not(:empty)").first.wait_for()


def link(name: str, rest: str = "") -> Look:
    """Look at where an opinion is given, or at the office's page of its letter."""
    return lambda visitor: visitor.go(visitor.office.links[name] + rest)


def no_reasons(visitor: Visitor) -> None:
    """Look at an opinion that was sent without its reasons."""
    visitor.go(visitor.office.links["open"])
    visitor.page.get_by_label("不同意公开", exact=True).check()
    visitor.click("下一步：核对", "button")
    visitor.page.locator("[role=alert]:not(:empty)").first.wait_for()


def opinion_confirm(visitor: Visitor) -> None:
    """Look at an opinion read back."""
    visitor.go(visitor.office.links["open"])
    visitor.page.get_by_label("不同意公开", exact=True).check()
    visitor.page.get_by_label("理由").fill("单价表是我公司的商业秘密。")
    visitor.click("下一步：核对", "button")


def opinion_link(visitor: Visitor) -> None:
    """Look at a link just made."""
    visitor.go(visitor.office.links["to_answer_letter"])
    visitor.click("重新生成链接", "button")


def table_looked_at(visitor: Visitor) -> None:
    """Look at a table before it is taken over: one line is right, one is not."""
    visitor.go("/office/cases/take-over/")
    book = load_workbook(BytesIO(visitor.page.request.get("/office/cases/take-over/template.xlsx").body()))
    page = book["在办申请"]
    cells = {"收到方式": "当面提交", "收到申请之日": "2026-11-02", "信息名称": "养护经费", "申请人类别": "自然人"}
    for row, wrong in ((4, {}), (5, {"收到方式": "托人捎来"})):
        said = {"原编号": f"旧{row}", **cells, **wrong}
        for cell in page[1]:
            page.cell(row, cell.column, said.get(cell.value))
    out = BytesIO()
    book.save(out)
    file = {"name": "登记簿.xlsx", "mimeType": "application/octet-stream", "buffer": out.getvalue()}
    visitor.page.get_by_label("表格", exact=True).set_input_files(file)
    visitor.page.get_by_role("button", name="上传并检查").click()
    visitor.page.get_by_role("heading", name="导入前的检查").wait_for()


def table_taken(visitor: Visitor) -> None:
    """Look at what a table has brought."""
    table_looked_at(visitor)
    visitor.page.get_by_role("button", name="导入 1 件").click()
    visitor.page.get_by_role("heading", name="导入的结果").wait_for()


def calendar_preview(visitor: Visitor) -> None:
    """Look at what a calendar pack that nobody published would move."""
    visitor.go("/office/cases/calendar/import/")
    content = packs.dump(made_up.pack()).encode()
    visitor.page.get_by_label("日历包").set_input_files(
        {"name": "2027.toml", "mimeType": "text/plain", "buffer": content}
    )
    visitor.page.get_by_role("button", name="检查并预览").click()
    visitor.page.get_by_role("button", name="确认导入").wait_for()


def issue_refused(visitor: Visitor) -> None:
    """Look at a version that could not go out by post."""
    visitor.go(f"/office/cases/{visitor.office.cases['approved']['number']}/versions/reply/1/")
    visitor.page.get_by_label("邮寄", exact=False).check()
    visitor.click("发出", "button")
    visitor.page.locator("[role=alert]:not(:empty)").first.wait_for()


WRITES = (("returned", "write/reply/"), ("soon", "write/extension/"), ("writing", "write/reply/"))
PAGES: dict[str, tuple[str, list[Look]]] = {
    "portal:home": (STRANGER, ["/"]),
    "portal:apply": (STRANGER, ["/apply/", sent_empty("/apply/", "下一步：核对")]),
    "portal:confirm": (STRANGER, [confirm]),
    "portal:filed": (STRANGER, [lambda visitor: visitor.file() and None]),
    "portal:follow": (STRANGER, ["/follow/", sent_empty("/follow/", "查询")]),
    "portal:case": (
        STRANGER,
        [
            case(name)
            for name in (
                "in_hand",
                "over",
                "unconfirmed",
                "clarifying",
                "consulting",
                "replied",
                "withdrawn",
            )
        ],
    ),
    "portal:answer": (STRANGER, [of_case("clarifying", "现在就写")]),
    "portal:withdraw": (STRANGER, [of_case("in_hand", "撤回申请")]),
    "portal:opinion": (STRANGER, [link("open"), no_reasons, link("used"), "/opinion/AAAA-BBBB/"]),
    "portal:opinion_confirm": (STRANGER, [opinion_confirm]),
    "portal:organs": (STRANGER, ["/organs/"]),
    "portal:organ": (STRANGER, ["/organs/ytjt/", "/organs/ytsl/"]),
    "portal:check": (STRANGER, ["/check/"]),
    "portal:checked": (STRANGER, [findings]),
    "publications:listing": (
        STRANGER,
        ["/publications/", "/publications/?q=道路养护", "/publications/?q=没有这样的信息"],
    ),
    "publications:item": (STRANGER, [lambda visitor: visitor.go(visitor.office.piece)]),
    "drafts:listing": (
        HANDLER,
        ["/office/publications/?organ=ytjt", "/office/publications/?organ=ytjt&tab=released"],
    ),
    "drafts:new": (
        HANDLER,
        ["/office/publications/new/ytjt/", sent_empty("/office/publications/new/ytjt/", "保存草稿")],
    ),
    "drafts:edit": (HANDLER, [lambda visitor: visitor.go(f"{visitor.office.draft}edit/")]),
    "drafts:draft": (APPROVER, [lambda visitor: visitor.go(visitor.office.draft)]),
    "drafts:release": (APPROVER, [not_looked_at]),
    "organs:sign_in": (STRANGER, ["/office/sign-in", sent_empty("/office/sign-in", "登录")]),
    "organs:desk": (ADMINISTRATOR, ["/office/"]),
    "organs:permissions": (ADMINISTRATOR, ["/office/permissions"]),
    "organs:account": (ADMINISTRATOR, ["/office/account"]),
    "organs:change_password": (ADMINISTRATOR, [sent_empty("/office/account/password", "修改密码")]),
    "organs:second_factor_check": (ADMINISTRATOR, ["/office/account/second-factor"]),
    "organs:second_factor_enrol": (ADMINISTRATOR, ["/office/account/second-factor/new"]),
    "organs:organs": (ADMINISTRATOR, ["/office/organs/"]),
    "organs:organ": (ADMINISTRATOR, ["/office/organs/ytjt"]),
    "organs:new_organ": (ADMINISTRATOR, ["/office/organs/yt/new"]),
    "organs:edit_organ": (ADMINISTRATOR, ["/office/organs/ytjt/edit"]),
    "organs:end_organ": (ADMINISTRATOR, ["/office/organs/ytjt/end"]),
    "organs:move_organ": (ADMINISTRATOR, ["/office/organs/ytjt/move"]),
    "organs:options": (ADMINISTRATOR, ["/office/organs/ytjt/options"]),
    "organs:settings": (ADMINISTRATOR, ["/office/organs/ytjt/settings"]),
    "organs:act_for": (ADMINISTRATOR, ["/office/organs/ytjt/acting"]),
    "organs:people": (ADMINISTRATOR, ["/office/people/"]),
    "organs:person": (ADMINISTRATOR, ["/office/people/1", "/office/people/2"]),
    "organs:new_person": (ADMINISTRATOR, ["/office/organs/ytjt/people/new"]),
    "organs:edit_person": (ADMINISTRATOR, ["/office/people/2/edit"]),
    "organs:give_post": (ADMINISTRATOR, ["/office/people/2/posts/new"]),
    "organs:events": (AUDITOR, ["/office/events/"]),
    "tokens:new": (ADMINISTRATOR, ["/office/tokens/new/", sent_empty("/office/tokens/new/", "生成"), token]),
    "tokens:listing": (ADMINISTRATOR, ["/office/tokens/"]),
    "tokens:revoke": (ADMINISTRATOR, [token_to_revoke]),
    "api:reference": (STRANGER, ["/api/v1/"]),
    "cases:inbox": (HANDLER, ["/office/cases/?organ=ytjt", "/office/cases/?organ=ytjt&tab=closed"]),
    "cases:register": (HANDLER, ["/office/cases/register/", sent_empty("/office/cases/register/", "登记并出具回执")]),
    "cases:calendar": (HANDLER, ["/office/cases/calendar/"]),
    "cases:take_over": (
        HANDLER,
        ["/office/cases/take-over/", sent_empty("/office/cases/take-over/", "上传并检查")],
    ),
    "cases:opening": (
        HANDLER,
        ["/office/cases/take-over/opening/", sent_empty("/office/cases/take-over/opening/", "登记")],
    ),
    "cases:intake": (HANDLER, [table_looked_at, table_taken]),
    "cases:calendar_import": (
        ADMINISTRATOR,
        [sent_empty("/office/cases/calendar/import/", "检查并预览"), calendar_preview],
    ),
    "cases:opinion": (HANDLER, [link("open_letter"), link("used_letter")]),
    "cases:opinion_link": (HANDLER, [opinion_link]),
    "cases:opinion_told": (HANDLER, [link("open_letter", "told")]),
    "cases:case": (
        HANDLER,
        [
            staff_case(name)
            for name in ("in_hand", "over", "clarifying", "replied", "writing", "returned", "handed_over")
        ],
    ),
    "cases:write": (
        HANDLER,
        [staff_write, half_answered, not_ready, *(staff_case(*at) for at in WRITES)],
    ),
    "cases:version": (
        "legal_reviewer",
        [staff_case("compared", "versions/reply/2/"), staff_case("replied", "versions/reply/1/")],
    ),
    "cases:issue": (HANDLER, [issue_refused]),
    "cases:versions": (HANDLER, [staff_case("compared", "versions/")]),
    "cases:reviews": ("legal_reviewer", ["/office/cases/reviews/"]),
    "cases:overview": (HANDLER, ["/office/cases/overview/?organ=ytjt", "/office/cases/overview/?organ=yt"]),
    "cases:people": (HANDLER, [staff_case("in_hand", "people/")]),
    "cases:assign": (HANDLER, [empty_of("in_hand", "people/", "分办")]),
    "cases:ask_help": (HANDLER, [empty_of("in_hand", "people/", "请其协办")]),
    "cases:end_part": (HANDLER, [helped]),
    "cases:link": (HANDLER, [staff_case("in_hand", "related/")]),
    "cases:split": (HANDLER, [staff_case("in_hand", "split/")]),
    "cases:split_done": (HANDLER, [staff_case("in_hand", "split/done/")]),
    "cases:merge": (HANDLER, [staff_case("in_hand", "steps/merged/")]),
    "cases:convert": (HANDLER, [staff_case("replied", "steps/converted/")]),
    "cases:identity": (HANDLER, [identity]),
    "cases:step": (
        HANDLER,
        [
            staff_case("in_hand", f"steps/{kind}/")
            for kind in ("clarification_asked", "third_party_consulted", "reasons_asked", "fee_notified", "withdrawn")
        ],
    ),
    "cases:figures": (HANDLER, ["/office/cases/figures/", "/office/cases/figures/?span=quarter&year=2026&number=4"]),
    "cases:figures_below": (HANDLER, ["/office/cases/figures/below/?organ=ytjt"]),
    "cases:figure": (HANDLER, ["/office/cases/figures/cases/?figure=closing"]),
    "cases:registry": (
        HANDLER,
        ["/office/cases/registry/", "/office/cases/registry/?first=2026-11-02&last=2026-11-01"],
    ),
    "cases:my_calendar": (HANDLER, ["/office/cases/my-calendar/"]),
    "cases:keeping": (APPROVER, ["/office/cases/keeping/"]),
    "cases:erase_one": (APPROVER, [staff_case("replied", "keeping/"), staff_case("in_hand", "keeping/")]),
    "cases:registry_print": (HANDLER, ["/office/cases/registry/print/"]),
    "reporting:listing": (HANDLER, ["/office/reports/"]),
    "reporting:report": (APPROVER, ["/office/reports/ytjt/2026/", "/office/reports/ytjt/2025/"]),
    "reporting:freeze": (APPROVER, [seen_another_time]),
    "reporting:uncounted": (HANDLER, ["/office/reports/ytjt/2026/uncounted/"]),
    "reporting:cell": (HANDLER, ["/office/reports/ytjt/2026/cells/requests.new.total/"]),
    "reporting:sum": (SUPERVISOR, ["/office/reports/yt/2026/sum/"]),
    "reporting:sum_cell": (SUPERVISOR, ["/office/reports/yt/2026/sum/cells/requests.new.total/"]),
}
FOR_SYSTEMS = (
    "openapi",
    "organs",
    "organ",
    "reply_kinds",
    "applicant_kinds",
    "calendar",
    "calendar_year",
    "status",
    "nothing",
    "cases",
    "case",
    "deadline",
    "applicant",
    "steps",
    "letters",
    "letter",
    "versions",
    "statistics_year",
    "statistics_month",
)
NO_PAGE = {
    "reporting:file": "a file",
    "reporting:explain": "an action",
    "reporting:cell_csv": "a file",
    "reporting:sum_file": "a file",
    **{f"api:{name}": "for other systems" for name in FOR_SYSTEMS},
    "cases:calendar_pack": "a file",
    "cases:take_over_template": "a file",
    "cases:intake_refused": "a file",
    "cases:intake_confirm": "an action",
    "cases:intake_go_on": "an action",
    "cases:intake_drop": "an action",
    "health": "for machines",
    "language": "changes the language and goes back",
    "portal:matches": "a part of the first screen",
    "portal:sample": "a file",
    "portal:discard_check": "throws away and goes back",
    "portal:filed_receipt": "a file",
    "portal:case_receipt": "a file",
    "portal:letter": "a file",
    "portal:leave": "closes and goes back",
    "portal:rate": "takes a grade and goes back",
    "publications:file": "a file",
    "drafts:cancel": "an action",
    "drafts:drop": "an action",
    "drafts:file": "a file",
    "organs:sign_out": "ends the session and goes on",
    "organs:single_sign_on": "goes to the provider",
    "organs:single_sign_on_return": "comes from the provider",
    "organs:second_factor_drop": "an action",
    "organs:recovery_codes": "an action; its page is looked at with the tests of signing in",
    "organs:contact_checked": "an action",
    "organs:choose": "an action",
    "organs:end_choice": "an action",
    "organs:end_acting": "an action",
    "organs:end_post": "an action",
    "organs:switch": "an action",
    "organs:reset_password": "an action",
    "organs:reset_second_factor": "an action",
    "cases:figures_file": "a file",
    "cases:registry_file": "a file",
    "cases:renew_feed": "an action; its page is that of the calendar",
    "cases:stop_feed": "an action",
    "cases:feed": "for calendars",
    "cases:erase": "looked at with the tests of keeping: nothing of the district is old enough",
    "cases:retain": "an action",
    "cases:claim": "an action",
    "cases:unlink": "an action",
    "cases:registered": "shown once, after registering",
    "cases:receipt": "a file",
    "cases:new_code": "an action",
    "cases:file": "a file",
    "cases:submit": "an action",
    "cases:withdraw": "an action",
    "cases:withdraw_evidence": "an action",
    "cases:paper": "a file",
    "cases:opinion_close": "an action",
}


def test_every_address_is_looked_at_or_said_to_be_no_page(office: Office) -> None:
    assert set(office.routes) == PAGES.keys() | NO_PAGE.keys()
    assert not PAGES.keys() & NO_PAGE.keys()


@pytest.fixture(scope="module")
def windows(office: Office, chromium: Any) -> Iterator[Callable[[str], Visitor]]:
    """Return a function that gives the window of a person who is signed in; axe is put into its pages."""
    opened: dict[str, Visitor] = {}

    def window(role: str) -> Visitor:
        if role not in opened:
            context = chromium.new_context(base_url=office.address, locale="zh-CN", bypass_csp=True)
            context.set_default_timeout(10_000)
            opened[role] = Visitor(context.new_page(), office)
            if role:
                opened[role].sign_in(role)
        return opened[role]

    yield window
    for each in opened.values():
        each.page.context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_findings_and_fits_every_window(windows: Callable[[str], Visitor], name: str) -> None:
    role, looks = PAGES[name]
    visitor = windows(role)
    for look in looks:
        visitor.page.set_viewport_size({"width": 1280, "height": 900})
        visitor.go(look) if isinstance(look, str) else look(visitor)
        assert visitor.route == name
        assert _findings(visitor) == []
        assert [window for window, width in WIDTHS.items() if _is_wider(visitor, width)] == []


def test_axe_would_find_something(windows: Callable[[str], Visitor]) -> None:
    visitor = windows(STRANGER)
    visitor.go("/")
    visitor.page.evaluate("document.documentElement.removeAttribute('lang')")
    assert [finding.split(":")[0] for finding in _findings(visitor)] == ["html-has-lang"]


def test_a_page_that_is_not_there_says_what_to_do(windows: Callable[[str], Visitor]) -> None:
    visitor = windows(STRANGER)
    visitor.go("/nothing/here")
    assert visitor.heading == "没有找到这一页"
    assert _findings(visitor) == []


@pytest.mark.parametrize("name", ["in_hand", "replied"])
def test_a_printed_case_has_its_course_and_its_date_and_nothing_to_click(visitor: Come, name: str) -> None:
    somebody = visitor()
    somebody.follow_one(name)
    page = somebody.page
    page.emulate_media(media="print")
    assert not page.get_by_role("navigation").first.is_visible()
    assert not page.locator("main").get_by_role("button").first.is_visible()
    # The days are counted on paper too, where nothing can be opened.
    assert page.get_by_role("table", name="逐日计算").is_visible()
    printed = pypdfium2.PdfDocument(page.pdf(format="A4"))
    words = re.sub(r"\s", "", "".join(sheet.get_textpage().get_text_bounded() for sheet in printed))
    assert 1 <= len(printed) <= 3
    assert somebody.office.cases[name]["number"] in words and "办理经过" in words


def test_the_page_after_filing_prints_number_code_and_date(visitor: Come) -> None:
    somebody = visitor()
    number, code = somebody.file()
    printed = pypdfium2.PdfDocument(somebody.page.pdf(format="A4"))
    words = re.sub(r"\s", "", printed[0].get_textpage().get_text_bounded())
    assert number in words and code in words and "2026年12月21日" in words


def _findings(visitor: Visitor) -> list[str]:
    visitor.arrive()
    said = axe.Axe().run(visitor.page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{each['id']}: {each['help']} {[node['html'] for node in each['nodes'][:3]]}" for each in said]


def _is_wider(visitor: Visitor, width: int) -> bool:
    visitor.page.set_viewport_size({"width": width, "height": 800})
    return bool(visitor.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
