"""Things to test with, made with defaults: give what the test is about and nothing else."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from gongkai.law.deadlines import Channel
from gongkai.web.cases import actions as cases
from gongkai.web.cases.models import Case
from gongkai.web.organs.log import Call
from gongkai.web.organs.models import Acting, Membership, Organ, OrganKind, Person, Post, Role
from gongkai.web.publications import drafting
from gongkai.web.publications.actions import Piece
from gongkai.web.publications.models import Publication
from gongkai.web.vault.uploads import Checked

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI)
"""A Monday morning."""
TODAY = NOW.date()
LONG_AGO = date(2020, 1, 1)
PASSWORD = "Yun-ting river 2026"

_numbers = count(1)


def call(actor: Person | None = None, now: datetime = NOW, token: str = "") -> Call:
    """Return a call of an action: by the public where no actor is given."""
    return Call(now, actor, token)


def organ(parent: Organ | None = None, **fields: Any) -> Organ:
    """Return an organ, under `parent` where one is given."""
    number = next(_numbers)
    made = Organ.objects.create(
        **{
            "name": f"云亭区第{number}局",
            "short_name": f"第{number}局",
            "code": f"yt{number}",
            "kind": OrganKind.DEPARTMENT,
            "valid_from": LONG_AGO,
        }
        | fields
    )
    if parent is not None:
        Membership.objects.create(parent=parent, child=made, valid_from=made.valid_from)
    return made


def person(*posts: tuple[Organ, str], **fields: Any) -> Person:
    """Return a person with posts, each an organ and a role; signs in with `PASSWORD`."""
    number = next(_numbers)
    made = Person(**{"username": f"person{number}", "name": f"云某{number}"} | fields)
    made.set_password(PASSWORD)
    made.save()
    for where, role in posts:
        post(made, where, role)
    return made


def post(holder: Person, where: Organ, role: str, **fields: Any) -> Post:
    """Return a post of a person."""
    return Post.objects.create(person=holder, organ=where, role=role, **{"valid_from": LONG_AGO} | fields)


def acting(who: Person, acts_for: Person, where: Organ, **days: date) -> Acting:
    """Return that somebody acts for somebody, this month where no days are given."""
    days = {"valid_from": date(2026, 11, 1), "valid_to": date(2026, 12, 1)} | days
    return Acting.objects.create(person=who, acts_for=acts_for, organ=where, **days)


def filed(
    where: Organ | None = None,
    *,
    by: Call | None = None,
    applicant: dict[str, str] | None = None,
    arrival: cases.Arrival | None = None,
    attachments: Sequence[tuple[str, Checked]] = (),
    **asked: Any,
) -> cases.Filed:
    """Return a request that somebody filed online, with its query code."""
    return cases.file(
        organ=where or organ(),
        asked=cases.Asked(
            **{
                "subject": "2025年度道路养护经费支出明细",
                "description": "请提供2025年度本局道路养护经费的支出明细表。",
                "form": "electronic",
                "delivery": "online",
                "applicant_kind": "natural_person",
            }
            | asked
        ),
        applicant=applicant
        or {"name": "林某某", "id_kind": "resident_id", "id_number": "11010519491231002X", "phone": "13800000000"},
        arrival=arrival or cases.Arrival(Channel.ONLINE),
        by=by or call(),
        attachments=attachments,
    )


def case(where: Organ | None = None, **asked: Any) -> Case:
    """Return a request on file."""
    return filed(where, **asked).case


def draft(
    where: Organ | None = None, *, by: Call | None = None, attachments: Sequence[Checked] = (), **said: Any
) -> Publication:
    """Return a draft that a handler of an organ wrote."""
    where = where or organ()
    piece = Piece(
        **{
            "title": "2026年道路养护计划",
            "text": "养护计划见附件。",
            "formed": date(2026, 11, 16),
            "item": "statistics",
        }
        | said
    )
    return drafting.draft(
        organ=where, piece=piece, by=by or call(person((where, Role.HANDLER))), attachments=attachments
    )


def pdf(name: str = "证明.pdf") -> Checked:
    """Return a small file that may be kept."""
    return Checked(b"%PDF-1.4\n%%EOF\n", name, "application/pdf")
