"""The receipt of a request (接收回执): what was received on which day, and the last day to reply as a date.

It names nobody: who holds it knows who asked, and whoever finds it learns no more than a number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gongkai.documents import day_words
from gongkai.law.deadlines import Deadline
from gongkai.typesetting import pdf
from gongkai.typesetting.plain import plain

TITLE = "政府信息公开申请接收回执"
SOURCE = Path(__file__).with_name("receipt.typ")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a receipt says. `due` is None while the receipt is not confirmed; `code` is empty where it is not known any more.

    `address` is the page where the request is followed, and `qr` the same as a picture (SVG), without the code.
    """

    organ: str
    number: str
    rows: Sequence[tuple[str, str]]
    due: Deadline | None
    address: str
    made_on: date
    code: str = ""
    qr: str = ""
    contact: str = ""


def render(receipt: Receipt) -> bytes:
    """Return the receipt as PDF."""
    given = {
        "title": TITLE,
        "organ": plain(receipt.organ),
        "rows": [(plain(what), plain(said), strong) for what, said, strong in _rows(receipt)],
        "sections": [(heading, [plain(line) for line in lines]) for heading, lines in _sections(receipt)],
        "qr": receipt.qr,
        "qr_alt": "二维码：查询进度的网页",
        "qr_words": f"扫码或者打开 {plain(receipt.address)} 查询进度。二维码里没有查询码，请妥善保管查询码。",
        "date": day_words.chinese_date(receipt.made_on),
    }
    return pdf.render(SOURCE, given, day=receipt.made_on)


def _rows(receipt: Receipt) -> list[tuple[str, str, bool]]:
    rows = [("办件编号", receipt.number, True)]
    if receipt.code:
        rows.append(("查询码", receipt.code, True))
    rows += [(what, said, False) for what, said in receipt.rows]
    rows.append(("答复期限届满之日", "尚未起算" if receipt.due is None else day_words.result(receipt.due), True))
    return rows


def _sections(receipt: Receipt) -> list[tuple[str, list[str]]]:
    due = receipt.due
    if due is None:
        clock = [
            "本机关尚未确认收到这份申请。双方确认之日为收到申请之日，答复期限自次日起计算；确认后即可查到届满之日。"
        ]
    else:
        basis = day_words.cited(due.basis, set())
        clock = [
            f"依据：{basis}。答复期限自收到申请之日的次日起按工作日计算；需要您补正、征求第三方意见、收取信息处理费或者"
            "依法延长的，届满之日会变动，变动随时可以查到。"
        ]
    if due is not None and due.provisional:
        years = "、".join(f"{year}年" for year in due.missing)
        clock.append(f"{years}部分节假日安排尚未公布，以上日期为暂定；公布后重新计算，可能变动。")
    follow = ["凭办件编号和查询码，随时可以查询进度、补正、撤回，并下载文书。查询码只有您知道，本机关不会再次显示。"]
    if receipt.contact:
        follow.append(f"联系方式：{receipt.contact}。")
    return [("一、答复期限", clock), ("二、查询", follow)]
