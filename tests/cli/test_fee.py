"""`gongkai fee`."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Outcome
from tests.report.test_schemas import validator

Command = Callable[..., Outcome]


@pytest.mark.parametrize(
    ("argv", "amount", "trail"),
    [
        (["--items", "0"], 0, []),
        (["--items", "10"], 0, [[1, 10, 10, 0, 0]]),
        (["--items", "35"], 3000, [[1, 10, 10, 0, 0], [11, 30, 20, 100, 2000], [31, 35, 5, 200, 1000]]),
        (["--pages", "68"], 380, [[1, 30, 30, 0, 0], [31, 68, 38, 10, 380]]),
    ],
)
def test_json_is_the_amount_and_its_trail(
    gongkai: Command, argv: list[str], amount: int, trail: list[list[int]]
) -> None:
    result = gongkai("fee", *argv)
    found = json.loads(result.out)
    validator("fee").validate(found)
    assert (result.code, found["amount"], found["method"]) == (0, amount, argv[0].removeprefix("--"))
    assert [
        [line[key] for key in ("from", "to", "quantity", "unit_price", "amount")] for line in found["trail"]
    ] == trail
    assert found["basis"][1].endswith("（国办函〔2020〕109号）第三条")


def test_a_huge_count_has_a_short_trail_that_adds_up(gongkai: Command) -> None:
    found = json.loads(gongkai("fee", "--items", 10**9).out)
    validator("fee").validate(found)
    assert found["amount"] == sum(line["amount"] for line in found["trail"]) == 4_999_999_850_000_002_000
    assert "逐档提高" in found["trail"][-1]["zh"] and "bands" in found["trail"][-1]["en"]


def test_text_is_for_reading(gongkai: Command) -> None:
    assert gongkai("fee", "--items", 31, "--format", "text").out.splitlines() == [
        "按件计收：同一申请人一个自然月内累计 31 件，共 2,200 元。",
        "  第1至10件：10件×0元＝0元。",
        "  第11至30件：20件×100元＝2,000元。",
        "  第31件：1件×200元＝200元。",
        "依据：《中华人民共和国政府信息公开条例》（国务院令第711号）第四十二条、"
        "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）第三条、"
        "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）第四条",
    ]
    english = gongkai("fee", "--pages", 31, "--format", "text", "--lang", "en").out
    assert english.startswith("By volume: one request of 31 pages comes to 10 yuan.\n  pages 1 to 30: 30 × 0 yuan")
    assert "\n  page 31: 1 × 10 yuan = 10 yuan.\nBasis: " in english


def test_the_fee_goes_to_a_file(gongkai: Command, tmp_path: Path) -> None:
    out = tmp_path / "fee.json"
    assert gongkai("fee", "--items", 11, "-o", out).out == ""
    assert json.loads(out.read_text("utf-8"))["amount"] == 100


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        ([], "只能选择一种标准"),
        (["--items", "3", "--pages", "3"], "第三条"),
        (["--items", "-1"], "整数"),
        (["--pages", "1.5"], "不是整数"),
        (["--items", "9" * 5000], "不是整数"),
        (["--items", "9" * 40], "1000000000000"),
        (["--items", "3", "--on", "2020-12-31"], "2020-12-31"),
        (["--items", "3", "--on", "昨天"], "没有“昨天”这一天"),
    ],
)
def test_what_the_rules_refuse_is_wrong_usage_with_the_reason(gongkai: Command, argv: list[str], said: str) -> None:
    result = gongkai("fee", *argv)
    assert (result.code, result.out) == (2, "")
    assert said in result.err


def test_without_a_day_the_newest_rates_hold(gongkai: Command) -> None:
    assert gongkai("fee", "--items", 99).out == gongkai("fee", "--items", 99, "--on", "2026-11-22").out
