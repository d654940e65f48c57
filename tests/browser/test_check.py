"""Checking a published report in a browser: by upload and by an example, with nothing kept."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.visitor import Visitor

Come = Callable[..., Visitor]


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_report_is_uploaded_and_its_findings_are_shown(visitor: Come, root: Path, scripts: bool) -> None:
    somebody = visitor(java_script_enabled=scripts)
    somebody.go("/")
    somebody.page.locator("main").get_by_role("link", name=re.compile("^查一份年报")).click()
    somebody.arrive()
    somebody.page.get_by_label("年度报告文件").set_input_files(root / "examples" / "heqiao-zhen-2025.txt")
    somebody.click("开始检查", "button")
    _findings(somebody)


def test_an_example_is_checked_and_thrown_away(visitor: Come) -> None:
    somebody = visitor()
    somebody.go("/check/")
    somebody.click("检查 heqiao-zhen-2025.txt", "button")
    _findings(somebody)
    somebody.click("再查一份")
    assert somebody.heading == "查一份年报"


def _findings(somebody: Visitor) -> None:
    somebody.page.get_by_text("核查发现").first.wait_for(timeout=20_000)
    assert "GK102" in somebody.page.inner_text("body")
    assert somebody.page.get_by_role("table").count() >= 3
