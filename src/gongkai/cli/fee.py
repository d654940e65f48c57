"""`gongkai fee`: the information processing fee by item or by page, with the trail of how it came about."""

import argparse
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from gongkai.cli.errors import Usage
from gongkai.cli.output import text_out
from gongkai.cli.parser import examples
from gongkai.law import fees
from gongkai.law.fees import Fee, TrailLine
from gongkai.law.refusal import Refusal

UNITS = {"items": {"zh": "件", "en": "item"}, "pages": {"zh": "页", "en": "page"}}
HEADS = {
    "items": {
        "zh": "按件计收：同一申请人一个自然月内累计 {:,} 件，共 {:,} 元。",
        "en": "By item: {:,} of one applicant in one calendar month come to {:,} yuan.",
    },
    "pages": {
        "zh": "按量计收：一件申请 {:,} 页，共 {:,} 元。",
        "en": "By volume: one request of {:,} pages comes to {:,} yuan.",
    },
}
BASIS = {"zh": ("依据：", "、"), "en": ("Basis: ", ", ")}


def describe(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "--items",
        metavar="N",
        help="按件计收：同一申请人一个自然月内累计的件数。By item: how many one applicant asked for in the month.",
    )
    parser.add_argument(
        "--pages", metavar="N", help="按量计收：一件申请提供的页数。By volume: how many pages one request comes to."
    )
    parser.add_argument(
        "--on",
        metavar="DAY",
        help="按哪一天的标准，如 2025-05-06；默认用最新的标准。By the rates of which day; the default is the newest.",
    )
    parser.add_argument("--format", choices=("json", "text"), default="json", help="默认 json。The default is json.")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="text 的语言，默认 zh。Language of text.")
    parser.add_argument("-o", "--out", metavar="OUT", help="写入文件，默认标准输出。Write to a file, not to stdout.")
    examples(
        parser,
        [
            "gongkai fee --items 35",
            "gongkai fee --pages 68 --format text",
            "gongkai fee --items 12 --on 2025-05-06 -o 费用.json",
        ],
    )


def run(args: argparse.Namespace) -> int:
    """Print the fee and return 0.

    :raises Usage: for a call without a number or with two, and for what the rules refuse.
    """
    try:
        fee, quantity = _worked_out(args)
    except Refusal as refusal:
        raise Usage(refusal.zh, refusal.en) from None
    with text_out(args.out) as stream:
        if args.format == "json":
            stream.write(json.dumps(as_json(fee, quantity), ensure_ascii=False, indent=2) + "\n")
        else:
            stream.writelines(line + "\n" for line in _lines(fee, quantity, args.lang))
    return 0


def as_json(fee: Fee, quantity: int) -> dict[str, Any]:
    """Return a fee as the JSON object of the command."""
    return {
        "amount": fee.amount,
        "method": fee.method,
        "quantity": quantity,
        "trail": [
            {
                "from": line.first,
                "to": line.last,
                "quantity": line.quantity,
                "unit_price": line.unit_price,
                "amount": line.amount,
                "zh": _sentence(line, fee.method, "zh"),
                "en": _sentence(line, fee.method, "en"),
            }
            for line in fee.trail
        ],
        "basis": [str(citation) for citation in fee.basis],
    }


def _worked_out(args: argparse.Namespace) -> tuple[Fee, int]:
    if (args.items is None) == (args.pages is None):
        raise Usage(
            "请在 --items（按件）和 --pages（按量）中选一个：对每件申请只能选择一种标准，不得同时按两种标准计算"
            f"（{fees.ONE_METHOD}）。",
            "Give one of --items and --pages: a request is charged by item or by volume, never by both.",
        )
    on = fees.latest() if args.on is None else _day(args.on)
    if args.items is not None:
        count = _number(args.items)
        return fees.by_items(count, on=on), count
    pages = _number(args.pages)
    return fees.by_pages(pages, on=on), pages


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Usage(
            f"没有“{text}”这一天；请写成 2025-05-06。", f"There is no day {text!r}; write 2025-05-06."
        ) from None


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise Usage(
            f"“{text[:40]}”不是整数；件数、页数应当是整数，如 35。",
            f"{text[:40]!r} is not a whole number; items and pages are whole numbers such as 35.",
        ) from None


def _lines(fee: Fee, quantity: int, lang: str) -> Iterator[str]:
    yield HEADS[fee.method][lang].format(quantity, fee.amount)
    yield from (f"  {_sentence(line, fee.method, lang)}" for line in fee.trail)
    opening, between = BASIS[lang]
    yield opening + between.join(str(citation) for citation in fee.basis)


def _sentence(line: TrailLine, method: fees.Method, lang: str) -> str:
    unit = UNITS[method][lang]
    if lang == "zh":
        span = f"第{line.first:,}至{line.last:,}{unit}" if line.first < line.last else f"第{line.first:,}{unit}"
        if line.unit_price is None:
            return f"{span}：{line.quantity:,}{unit}，共{line.bands:,}档，逐档提高标准，计{line.amount:,}元。"
        return f"{span}：{line.quantity:,}{unit}×{line.unit_price:,}元＝{line.amount:,}元。"
    span = f"{unit}s {line.first:,} to {line.last:,}" if line.first < line.last else f"{unit} {line.first:,}"
    if line.unit_price is None:
        return f"{span}: {line.quantity:,} in {line.bands:,} bands, each dearer than the last, {line.amount:,} yuan."
    return f"{span}: {line.quantity:,} × {line.unit_price:,} yuan = {line.amount:,} yuan."
