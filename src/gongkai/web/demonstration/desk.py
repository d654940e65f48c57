"""A case on the desks of an invented organ: what its people do with it, each by the office's own actions."""

import random
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from gongkai.law import replies
from gongkai.law.deadlines import Channel, ServedBy
from gongkai.law.procedure import Step, StepKind
from gongkai.web.cases import actions, actions_public, charging
from gongkai.web.cases.actions import Arrival, Asked, Filed
from gongkai.web.cases.models import Case, Delivery, Opinion, Part, Purpose, Verdict, Version
from gongkai.web.cases.opinions import actions as opinions
from gongkai.web.cases.teamwork import actions as teamwork
from gongkai.web.cases.writing import actions as writing
from gongkai.web.cases.writing import evidence, queries
from gongkai.web.cases.writing.search_records import CODE, SearchRecord
from gongkai.web.demonstration import story
from gongkai.web.demonstration.district import Place
from gongkai.web.demonstration.hours import Hours
from gongkai.web.organs.log import Call
from gongkai.web.vault.uploads import Checked

Life = Iterator[datetime]
"""The days on which something happens; it happens when the life is asked for the next one."""
Course = Generator[datetime, None, datetime]
"""A part of a life, which returns the moment of its end."""

K = StepKind
WAYS_OUT = {
    Delivery.PICKUP: ServedBy.HAND,
    Delivery.MAIL: ServedBy.MAIL,
    Delivery.EMAIL: ServedBy.EMAIL,
    Delivery.ONLINE: ServedBy.ONLINE,
}
RETURNED = 0.1
"""How many of the replies are returned once by a reviewer."""
WITHHELD = ("internal_workflow", "discussion_record", "draft")
"""Grounds of a withheld part that nobody outside is asked about."""
TINY_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"


@dataclass(slots=True)
class Desk:
    """A case on the desks of an organ: what is done with it, and by whom."""

    place: Place
    hours: Hours
    asked: Asked
    filed: Filed | None = field(default=None)
    tried: datetime | None = field(default=None)

    @property
    def case(self) -> Case:
        """The case, once it was filed."""
        if self.filed is None:
            raise ValueError("It has not been filed.")
        return self.filed.case

    @property
    def chance(self) -> random.Random:
        """What decides by chance."""
        return self.hours.chance

    def by(self, moment: datetime, post: str = "handler") -> Call:
        """Return the call of somebody of the organ at a moment."""
        return Call(moment, self.place.people[post])

    def file(self, moment: datetime, channel: Channel, *, confirmed: bool = True) -> None:
        """File it: online by the applicant, else by the handler who received it."""
        self.filed = actions.file(
            organ=self.place.organ,
            asked=self.asked,
            applicant=_applicant(self.chance, self.asked.applicant_kind),
            arrival=Arrival(channel, moment.date(), confirmed=confirmed),
            by=Call(moment) if channel is Channel.ONLINE else self.by(moment),
        )

    def step(self, moment: datetime, kind: StepKind, verb: str = "cases.handle", **said: Any) -> None:
        """Have the handler take a step that nobody need approve."""
        self.tried = moment
        step = Step(kind, moment.date(), **said)
        note = story.note(str(kind), self.asked.subject)
        actions.take(case=self.case, step=step, verb=verb, by=self.by(moment), note=note)

    def claim(self, moment: datetime) -> None:
        """Have the handler take it."""
        teamwork.claim(case=self.case, by=self.by(moment))

    def heard(self, moment: datetime, *, consents: bool) -> None:
        """Have the handler register what the third party wrote back."""
        self.tried = moment
        verdict = Opinion.Verdict.CONSENT if consents else Opinion.Verdict.OBJECTION
        said = opinions.Said(verdict, story.proof(f"third_party_{verdict}"))
        step = Step(K.THIRD_PARTY_ANSWERED, moment.date(), ref="1")
        opinions.register(case=self.case, step=step, said=said, by=self.by(moment))

    def charge(self, moment: datetime) -> None:
        """Have the handler notify a fee to somebody who has asked for more than ten items in the month."""
        self.tried = moment
        charge = charging.Charge("items", 1, earlier=self.chance.randint(11, 24))
        notice = charging.Notice(charge, story.note(str(K.FEE_NOTIFIED), self.asked.subject))
        step = Step(K.FEE_NOTIFIED, moment.date(), arrived=moment.date())
        charging.notify(case=self.case, step=step, notice=notice, by=self.by(moment))

    def reply(self, moment: datetime, kind: str, *, returned: bool | None = None) -> Course:
        """Write a reply at a moment and lead it to its issue; some are returned once."""
        facts: dict[str, Any] = {"reply": kind}
        word = kind
        if replies.kind(kind).remedy is replies.RemedyClass.SPLIT:
            heard = self.case.steps.filter(kind=K.THIRD_PARTY_CONSULTED).exists()
            ground = "trade_secret" if heard else self.chance.choice(WITHHELD)
            facts["withheld"], word = [ground], f"{kind}_{ground}"
        text = story.note(word, self.asked.subject)
        if returned is None:
            returned = self.chance.random() < RETURNED
        return self._decided(moment, K.REPLIED, facts, text, returned)

    def extension(self, moment: datetime) -> Course:
        """Write an extension at a moment and lead it to its issue."""
        text = story.note(str(K.EXTENDED), self.asked.subject)
        return self._decided(moment, K.EXTENDED, {"days": 20}, text, False)

    def _decided(self, moment: datetime, kind: StepKind, facts: Mapping[str, Any], text: str, returned: bool) -> Course:
        version = self._submitted(moment, kind, facts, f"{text.split('，')[0]}。特此告知。" if returned else text)
        moment = self.hours.later(moment, 1)
        yield moment
        if returned:
            opinion = self.chance.choice(story.story()["returned"])
            self._reviewed(version, moment, "reviewer", Verdict.RETURNED, (Part.LEGAL,), opinion)
            moment = self.hours.later(moment, 1)
            yield moment
            version = self._submitted(moment, kind, facts, text)
            moment = self.hours.later(moment, 1)
            yield moment
        if version.purpose == Purpose.REPLY:
            self._reviewed(version, moment, "reviewer", Verdict.AGREED, (Part.LEGAL, Part.SECRECY))
            moment = self._soon(moment)
            yield moment
        self._reviewed(version, moment, "approver", Verdict.AGREED, (Part.APPROVAL,))
        moment = self._soon(moment)
        yield moment
        self._issued(version, moment)
        return moment

    def _soon(self, moment: datetime) -> datetime:
        return moment + timedelta(minutes=self.chance.randint(10, 50))

    def _submitted(self, moment: datetime, kind: StepKind, facts: Mapping[str, Any], text: str) -> Version:
        self.tried, by = moment, self.by(moment)
        last = queries.current(self.case, queries.PURPOSES[kind])
        of = replies.kind(facts["reply"]) if "reply" in facts else None
        written = writing.Written(
            kind,
            text,
            facts,
            answers(of) if of else {},
            [Checked(TINY_PDF, "提供的信息.pdf", "application/pdf")] if "附件" in text and last is None else (),
            kept=list(last.files.all()) if last else (),
            after=last.number if last else 0,
        )
        version = writing.write(case=self.case, written=written, by=by)
        if of:
            self._put_on_file(of, facts.get("withheld", ()), version, by)
        return writing.submit(version=version, by=by)

    def _put_on_file(self, of: replies.ReplyKind, withheld: Sequence[str], version: Version, by: Call) -> None:
        needed = evidence.requirements(case=self.case, kind=of.code, today=by.today, withheld=withheld, version=version)
        for each in needed:
            if not each.met and not each.comes:
                code = each.may_put[0].code
                search = self._search(by) if code == CODE else None
                evidence.put(case=self.case, put=evidence.Put(code, story.proof(code), search=search), by=by)

    def _search(self, by: Call) -> SearchRecord:
        told, year = self.chance.choice(story.story()["searches"]), by.today.year
        return SearchRecord(
            systems=told["systems"],
            words=f"{self.asked.subject}；{told['words']}",
            since=date(year - 3, 1, 1),
            until=by.today,
            by=self.place.people["handler"].name,
            on=by.today,
            result=told["result"],
        )

    def _reviewed(  # noqa: PLR0913 - who says what of which parts, and when
        self, version: Version, moment: datetime, post: str, verdict: Verdict, parts: Sequence[Part], opinion: str = ""
    ) -> None:
        writing.review(version=version, parts=parts, verdict=verdict, opinion=opinion, by=self.by(moment, post))

    def _issued(self, version: Version, moment: datetime) -> None:
        way = WAYS_OUT[Delivery(self.asked.delivery)]
        tracking = f"XA{self.chance.randint(0, 99999999):08d}000" if way is ServedBy.MAIL else ""
        issued = writing.Issue(moment.date(), way, tracking)
        writing.issue(version=version, issued=issued, by=self.by(moment))

    def after(self, moment: datetime) -> Life:
        """Serve, file away and rate what was replied to."""
        if self.asked.delivery == Delivery.PICKUP:
            moment = self.hours.later(moment, 1, 4)
            yield moment
            self.step(moment, K.SERVED)
        if self.chance.random() < 0.4:
            moment = self.hours.later(moment, 1, 5)
            yield moment
            grade = self.chance.choice((5, 5, 4, 4, 3, 2))
            actions_public.rate(case=self.case, grade=grade, remark="", by=Call(moment))
        moment = self.hours.later(moment, 15, 40)
        yield moment
        self.step(moment, K.ARCHIVED)


def answers(of: replies.ReplyKind) -> dict[str, str]:
    """Return the answers of the guide that lead to a kind of reply; none where it may come at any time."""
    given: dict[str, str] = {}
    for step in replies.steps() if of.step else ():
        if step.code == of.step:
            return given | {step.code: of.answer}
        given[step.code] = next(answer.code for answer in step.answers if answer.goes_on)
    return given


def _applicant(chance: random.Random, kind: str) -> dict[str, str]:
    number = chance.randint(0, 9999)
    name = story.person_name(chance)
    person = {"name": name, "phone": f"1380000{number:04d}", "email": f"a{number}@example.com"}
    if kind in ("individual", "lawyer_in_person"):
        return person | {
            "id_kind": "resident_id",
            "id_number": f"000000199001{number % 28 + 1:02d}{number % 1000:03d}X",
        }
    suffix = "有限公司" if kind == "company" else "律师事务所"
    return person | {
        "name": f"云亭{story.story()['given'][number % 20]}{suffix}",
        "contact": name,
        "id_kind": "uscc",
        "id_number": f"91000000{number:09d}X",
    }
