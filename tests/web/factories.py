"""Things to test with, made with defaults: give what the test is about and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from gongkai.law.deadlines import Channel, ServedBy
from gongkai.law.procedure import StepKind
from gongkai.web.api import actions as api
from gongkai.web.api.models import Scope
from gongkai.web.cases import actions as cases
from gongkai.web.cases.linking import actions as linking
from gongkai.web.cases.models import Assignment, Case, CaseLink, Purpose, Step, Version
from gongkai.web.cases.teamwork import actions as teamwork
from gongkai.web.cases.writing import actions as writing
from gongkai.web.cases.writing import evidence, queries
from gongkai.web.cases.writing.search_records import SearchRecord
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


def token(where: Organ | None = None, *scopes: str, until: date = date(2027, 11, 22)) -> api.Made:
    """Return a token of another system for an organ, with its secret; of all scopes where none are given."""
    where = where or organ()
    by = call(person((where, Role.ADMINISTRATOR)))
    return api.make(organ=where, name="区政务服务平台", scopes=list(scopes or Scope.values), valid_until=until, by=by)


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


def helper(case: Case, asked_by: Person, helps: Person | None = None) -> Assignment:
    """Return the part of somebody who was asked to help with a case."""
    helps = helps or person((case.organ, Role.REVIEWER))
    return teamwork.ask(case=case, person=helps, task=teamwork.Task("查找档案。"), by=call(asked_by))


def tie(one: Case, by: Person, other: Case | None = None, kind: str = "related") -> CaseLink:
    """Return that somebody said a case to belong to another, of the same organ."""
    return linking.link(case=one, other=other or case(one.organ), kind=kind, by=call(by))


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


SEARCH = SearchRecord(
    systems="公文系统、档案室纸质目录",
    words="道路养护；经费支出",
    since=date(2025, 1, 1),
    until=date(2025, 12, 31),
    by="云某",
    on=date(2026, 1, 5),
    result="未检索到符合条件的信息。",
)


@dataclass(frozen=True)
class Staff:
    """Those through whose hands a decision of an organ goes."""

    handler: Person
    reviewer: Person
    approver: Person


def staff(where: Organ) -> Staff:
    """Return a handler, a reviewer with all three posts of reviewing, and an approver."""
    reviewing = (Role.REVIEWER, Role.LEGAL_REVIEWER, Role.SECRECY_REVIEWER)
    return Staff(
        person((where, Role.HANDLER)),
        person(*((where, role) for role in reviewing)),
        person((where, Role.APPROVER)),
    )


def put(where: Case, code: str, by: Call, **said: Any) -> Any:
    """Return evidence that somebody put on file."""
    search = replace(SEARCH, on=by.today) if code == "search_record" else None
    return evidence.put(case=where, put=evidence.Put(code, **{"text": "见案卷。", "search": search} | said), by=by)


def put_all(where: Case, reply: str, by: Call, withheld: Sequence[str] = ()) -> None:
    """Put on file what a reply needs and a person can put there."""
    for need in evidence.requirements(case=where, kind=reply, today=by.today, withheld=withheld):
        if not need.met and need.may_put:
            put(where, need.may_put[0].code, by)


def version(
    where: Case, kind: StepKind = StepKind.REPLIED, *, by: Call, text: str = "经审查，答复如下。", **said: Any
) -> Version:
    """Return a version that a handler wrote after the last one; a reply is `disclosed` where nothing else is said."""
    last = queries.current(where, queries.PURPOSES[kind])
    facts = said.pop("facts", {"reply": "disclosed"} if kind is StepKind.REPLIED else {})
    said = {"after": last.number if last else 0} | said
    return writing.write(case=where, written=writing.Written(kind, text, facts, **said), by=by)


def submitted(where: Case, kind: StepKind = StepKind.REPLIED, *, by: Call, **said: Any) -> Version:
    """Return a version that was submitted for review, with all its evidence on file."""
    wrote = version(where, kind, by=by, **said)
    if wrote.purpose == Purpose.REPLY:
        put_all(where, wrote.facts["reply"], by, wrote.facts.get("withheld", ()))
    return writing.submit(version=wrote, by=by)


def approved(where: Case, kind: StepKind = StepKind.REPLIED, *, now: datetime = NOW, **said: Any) -> Version:
    """Return a version that went the whole way through the hands of `people`, who are new where none are given."""
    people = said.pop("people", None) or staff(where.organ)
    sent = submitted(where, kind, by=call(people.handler, now), **said)
    parts = [part for part in queries.open_parts(sent) if part != "approval"]
    if parts:
        writing.review(version=sent, parts=parts, verdict="agreed", by=call(people.reviewer, now))
    writing.review(version=sent, parts=["approval"], verdict="agreed", by=call(people.approver, now))
    return sent


def decided(
    where: Case,
    kind: StepKind = StepKind.REPLIED,
    *,
    now: datetime = NOW,
    by: ServedBy | None = None,
    tracking: str = "",
    **said: Any,
) -> Step:
    """Return the step that a decision became: written, submitted, reviewed, approved and issued on one day."""
    people = said.pop("people", None) or staff(where.organ)
    ready = approved(where, kind, now=now, people=people, **said)
    by = by or (ServedBy.ONLINE if kind is StepKind.REPLIED else None)
    step = writing.issue(version=ready, issued=writing.Issue(now.date(), by, tracking), by=call(people.handler, now))
    where.refresh_from_db()
    return step


def replied(where: Case, reply: str = "disclosed", *, withheld: Sequence[str] = (), **said: Any) -> Step:
    """Return the step of a reply that went the whole way; a partial disclosure names one ground where none is given."""
    if reply == "partly_disclosed" and not withheld:
        withheld = ("not_government_information",)
    facts = {"reply": reply} | ({"withheld": list(withheld)} if withheld else {})
    return decided(where, StepKind.REPLIED, facts=facts, **said)
