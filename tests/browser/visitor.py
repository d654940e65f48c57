"""What somebody does at the pages of the office, in the words of the page."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

NUMBER = "11010519491231002X"
SUBJECT = "2025年度道路养护经费支出明细"
DESCRIPTION = "云亭区交通运输局2025年度道路养护经费的支出明细表。"
BUREAU, SLOW = "云亭区交通运输局", "云亭区水利局"


@dataclass(frozen=True)
class Office:
    """Where the office answers and what there is to see."""

    address: str
    password: str
    cases: dict[str, dict[str, str]]
    piece: str
    draft: str
    routes: list[str]
    links: dict[str, str]


class Visitor:
    """Somebody with a browser window."""

    def __init__(self, page: Any, office: Office) -> None:
        self.page, self.office = page, office
        self.clicks = 0
        self.complaints: list[str] = []
        self.route = ""
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._asked)
        page.on("response", self._answered)

    def go(self, path: str) -> None:
        """Open a page by its address."""
        self.page.goto(path, wait_until="load")

    def click(self, name: str, role: str = "link") -> None:
        """Click what is called by a name, count it, and arrive where it leads to."""
        self.page.get_by_role(role, name=name, exact=True).first.click()
        self.arrive()
        self.clicks += 1

    def arrive(self) -> None:
        """Wait until the page that a click led to is there, with its scripts."""
        self.page.wait_for_load_state("load")

    @property
    def heading(self) -> str:
        """The title of the page one is at."""
        return str(self.page.locator("h1").inner_text())

    @property
    def text(self) -> str:
        """What stands on the page one is at."""
        return str(self.page.locator("main").inner_text())

    def fill_in(self, organ: str = BUREAU) -> None:
        """Fill in the first screen of a request, and no more than it needs."""
        page = self.page
        page.get_by_label("向哪个机关申请").select_option(label=organ)
        page.get_by_label("信息名称").fill(SUBJECT)
        page.get_by_label("内容描述").fill(DESCRIPTION)
        page.get_by_role("radio", name=re.compile("^个人")).check()
        page.get_by_label("姓名或者单位名称").fill("林某某")
        page.get_by_label("证件号码").fill(NUMBER)
        page.get_by_label("联系电话").fill("13800000000")

    def file(self, organ: str = BUREAU) -> tuple[str, str]:
        """File a request from the first page on; return its number and its query code."""
        self.go("/")
        self.page.locator("main").get_by_role("link", name=re.compile("^申请公开")).click()
        self.arrive()
        self.fill_in(organ)
        self.click("下一步：核对", "button")
        self.click("确认提交", "button")
        return self.receipt()

    def receipt(self) -> tuple[str, str]:
        """Return the number and the query code that stand on the page after filing."""
        return self.page.locator(".number-plate").inner_text(), self.page.locator(".code").inner_text()

    def follow(self, number: str, code: str) -> None:
        """Open a case by its number and query code."""
        self.go("/follow/")
        self.page.get_by_label("办件编号").fill(number)
        self.page.get_by_label("查询码").fill(code)
        self.click("查询", "button")

    def follow_one(self, name: str) -> None:
        """Open a case of the district by its name there."""
        self.follow(**self.office.cases[name])

    def sign_in(self, role: str) -> None:
        """Sign in as the person who holds a post."""
        self.go("/office/sign-in")
        self.page.get_by_label("登录名").fill(role)
        self.page.get_by_label("密码").fill(self.office.password)
        self.click("登录", "button")

    def brought_up_to_date(self, do: Callable[[], Any]) -> None:
        """Do something on the page on which a decision is written, and wait until the page has followed."""
        with self.page.expect_response(lambda answer: "/write/" in answer.url and answer.request.method == "POST"):
            do()
        self.page.locator(".htmx-request").first.wait_for(state="hidden")

    def answer(self, **answers: str) -> None:
        """Answer the questions of the guide, one click each."""
        for question, answer in answers.items():
            self.brought_up_to_date(self.page.locator(f"#{question}-{answer}").check)
            self.clicks += 1

    @cached_property
    def _foreign(self) -> re.Pattern[str]:
        return re.compile(rf"(?!{re.escape(self.office.address)}|data:|about:|blob:)")

    def _asked(self, request: Any) -> None:
        if self._foreign.match(request.url):
            self.complaints.append(f"asked for {request.url}")

    def _answered(self, response: Any) -> None:
        if response.request.is_navigation_request():
            self.route = response.headers.get("x-route", "")

    def _said(self, message: Any) -> None:
        # A page that answers with an error is told as such by the browser, and is looked at by the tests themselves.
        if message.type == "error" and "the server responded with a status" not in message.text:
            self.complaints.append(message.text)
