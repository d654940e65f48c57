"""The receipt of a case as PDF, the same for every channel; the query code stands on it only while it is known."""

import io
from datetime import date

import segno
from django.utils import timezone, translation

from gongkai.documents import receipt
from gongkai.documents.day_words import chinese_date, full_date
from gongkai.law.deadlines.receipt import RULES
from gongkai.web.cases import queries
from gongkai.web.cases.models import Case


def render(case: Case, today: date, *, address: str, code: str = "") -> bytes:
    """Return the receipt of a case. `address` is the page where cases are followed."""
    standing = queries.standing(case, today)
    state = standing.state
    follow = f"{address}?number={case.number}"
    picture = io.BytesIO()
    segno.make(follow, error="m").save(picture, kind="svg", border=1, xmldecl=False)
    at = timezone.localtime(case.filed_at)
    rows = [
        ("信息名称", case.subject),
        ("内容描述", case.description),
        ("提供方式", _form_and_delivery(case)),
        ("提交渠道", RULES[state.channel].zh if state.channel else ""),
        ("登记时间", f"{chinese_date(at.date())} {at:%H:%M}"),
        ("收到申请之日", full_date(state.received, queries.calendar()) if state.received else "待确认"),
    ]
    organ = case.organ
    said = [part for part in (organ.disclosure_office, organ.phone, organ.address) if part]
    return receipt.render(
        receipt.Receipt(
            organ=organ.name,
            number=case.number,
            rows=rows,
            due=standing.due,
            address=address,
            made_on=today,
            code="-".join(code[at : at + 4] for at in range(0, len(code), 4)),
            qr=picture.getvalue().decode(),
            contact="，".join(said),
        )
    )


def _form_and_delivery(case: Case) -> str:
    # The receipt is a Chinese document, in whatever language the page is read from which it is fetched.
    with translation.override("zh-hans"):
        return f"{case.get_form_display()}，{case.get_delivery_display()}"
