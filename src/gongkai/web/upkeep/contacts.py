"""Contact data that nobody has checked for long, or that lack what an applicant needs."""

from collections.abc import Iterator
from datetime import date, timedelta

from gongkai.web.organs import queries
from gongkai.web.organs.models import Organ

NEEDED = {"disclosure_office": "工作机构", "address": "办公地址", "hours": "办公时间", "phone": "联系电话"}


def wanting(today: date, days: int) -> Iterator[str]:
    """Yield which organs have to check their contact data, each as a sentence."""
    for organ in queries.organs(today):
        reasons = [*_missing(organ), *_old(organ, today, days)]
        if reasons:
            yield f"{organ}：{'；'.join(reasons)}。"


def _missing(organ: Organ) -> Iterator[str]:
    missing = [word for field, word in NEEDED.items() if not getattr(organ, field)]
    if missing:
        yield f"没有填写{'、'.join(missing)}"


def _old(organ: Organ, today: date, days: int) -> Iterator[str]:
    if organ.contact_checked is None:
        yield "联系方式从未核对"
    elif organ.contact_checked < today - timedelta(days=days):
        yield f"联系方式上次核对于 {organ.contact_checked}"
