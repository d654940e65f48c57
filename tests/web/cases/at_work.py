"""People at work on random cases, through the actions alone: whatever the law allows next, well or badly done.

A move that the law or the office refuses changes nothing and is counted as refused; any other error is a fault. Used by the
year of work, by the twenty people, and by the office that is killed.
"""

import random
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from gongkai.law import procedure, replies
from gongkai.law.deadlines import Channel, ServedBy
from gongkai.law.procedure import STEPS, Matter, Standing, Step, StepKind
from gongkai.law.refusal import Refusal
from gongkai.web.cases import actions, actions_public, actions_staff, queries
from gongkai.web.cases.actions import Arrival, Asked
from gongkai.web.cases.linking import converting, merging
from gongkai.web.cases.models import Case, Purpose, Verdict, Version
from gongkai.web.cases.writing import actions as writing
from gongkai.web.cases.writing import evidence, search_records
from gongkai.web.cases.writing import queries as written
from gongkai.web.organs.log import Call
from gongkai.web.organs.models import Organ, Person, Role
from gongkai.web.publications.actions import Piece
from tests.web import factories

K = StepKind
APPLICANTS = tuple(kind.code for kind in replies.applicants())
CHANNELS = tuple(Channel)
PUBLIC = frozenset({K.CLARIFICATION_GIVEN, K.REASONS_GIVEN})
RARE = frozenset({K.WITHDRAWN, K.RECLASSIFIED, K.UNDONE, K.MERGED, K.CONVERTED})
COMMON = ("disclosed", "already_public", "partly_disclosed", "does_not_exist", "not_this_organ", "petition")
EVIDENCE = "核对记录见案卷。"


@dataclass(frozen=True, slots=True)
class Office:
    """An organ and those who work there."""

    organ: Organ
    handlers: tuple[Person, ...]
    reviewer: Person
    approver: Person


def office(**fields: object) -> Office:
    """Return an organ with two handlers, a reviewer who holds all three posts, and an approver."""
    organ = factories.organ(**{"review_body": "云亭区人民政府", "court": "云亭区人民法院"} | fields)
    reviewing = ((organ, Role.REVIEWER), (organ, Role.LEGAL_REVIEWER), (organ, Role.SECRECY_REVIEWER))
    handlers = tuple(factories.person((organ, Role.HANDLER)) for _ in range(2))
    return Office(organ, handlers, factories.person(*reviewing), factories.person((organ, Role.APPROVER)))


@dataclass(slots=True)
class Work:
    """What is done, by chance; `done` and `refused` count the moves by their names."""

    chance: random.Random
    done: dict[str, int] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)

    def file(self, at: Office, now: datetime) -> Case:
        """File a request: online by an applicant, else by a handler."""
        channel = self.chance.choice(CHANNELS)
        asked = Asked(
            "2025年度道路养护经费支出明细",
            "请提供2025年度本局道路养护经费的支出明细表。",
            self.chance.choice(("electronic", "paper")),
            self.chance.choice(("online", "email", "mail", "pickup")),
            self.chance.choice(APPLICANTS),
        )
        by = Call(now, None if channel is Channel.ONLINE else self.chance.choice(at.handlers))
        arrival = Arrival(channel, confirmed=self.chance.random() < 0.8)
        return actions.file(organ=at.organ, asked=asked, applicant={"name": "林某某"}, arrival=arrival, by=by).case

    def move(self, at: Office, case: Case, now: datetime, token: str = "") -> bool:
        """Do something to a case, and return whether it was done: False where it was refused, or nothing can be done."""
        case.refresh_from_db()
        standing = queries.standing(case, now.date())
        name = self._next(case, standing)
        if name is None:
            return False
        try:
            getattr(self, f"_{name}")(at, case, standing, now, token) if name in _WRITING else self._step(
                at, case, standing, StepKind(name), now, token
            )
        except Refusal:
            self.refused[name] = self.refused.get(name, 0) + 1
            return False
        self.done[name] = self.done.get(name, 0) + 1
        return True

    def _next(self, case: Case, standing: Standing) -> str | None:
        kinds = list(procedure.allowed(standing.stage, standing.state.matter))
        weights: dict[str, float] = {}
        for kind in kinds:
            if kind in written.PURPOSES:
                weights |= {"write": 8.0}
            else:
                weights[kind] = 0.15 if kind in RARE else 1.0
        version = case.versions.filter(step=None).order_by("-pk").first()
        if version is not None and "write" in weights:
            weights |= self._version_moves(version)
        if not weights or (set(weights) <= RARE and self.chance.random() < 0.9):
            return None
        return self.chance.choices(list(weights), list(weights.values()))[0]

    def _version_moves(self, version: Version) -> dict[str, float]:
        if version.submitted_at is None:
            return {"submit": 6.0, "write": 0.5}
        if written.open_parts(version):
            return {"review": 8.0, "withdraw": 0.2, "write": 0.1}
        return {"issue": 10.0, "write": 0.2} if written.approved(version) else {"write": 5.0}

    # Steps that need no approval

    def _step(self, at: Office, case: Case, standing: Standing, kind: StepKind, now: datetime, token: str) -> None:  # noqa: PLR0913
        by = Call(now, self.chance.choice(at.handlers), token)
        if kind in PUBLIC:
            actions_public.answer(case=case, kind=kind, text="补充说明如下。", uploads=(), by=Call(now, token=token))
        elif kind is K.RECEIVED:
            actions_staff.confirm(case=case, on=now.date(), by=by)
        elif kind is K.MERGED:
            into = self.chance.choice(list(Case.objects.filter(organ=case.organ).exclude(pk=case.pk)) or [case])
            merging.merge(case=case, into=into, by=by, reason="经核对为同一申请人。")
        elif kind is K.CONVERTED:
            piece = Piece("道路养护经费", "支出明细见附件。", now.date(), "statistics")
            converting.convert(case=case, piece=piece, by=by, looked=True)
        else:
            step = self._facts(Step(kind, now.date()), case, standing)
            actions_staff.act(case=case, step=step, by=by, note="告知事项见附件。")

    def _facts(self, step: Step, case: Case, standing: Standing) -> Step:
        letters = standing.state.letters
        if step.kind in (K.THIRD_PARTY_CONSULTED, K.CO_MAKER_CONSULTED, K.ORGAN_CONSULTED):
            return replace(step, ref=str(len(letters) + 1), arrived=self._perhaps(step.on))
        if step.kind in (K.CLARIFICATION_ASKED, K.REASONS_ASKED, K.FEE_NOTIFIED):
            return replace(step, arrived=self._perhaps(step.on))
        if step.kind is K.RECLASSIFIED:
            return replace(
                step, matter=self.chance.choice([each for each in Matter if each is not standing.state.matter])
            )
        if "ref" in STEPS[step.kind].needs or step.kind is K.LETTER_ARRIVED:
            waited = [each.ref for each in letters if each.open]
            return replace(step, ref=self.chance.choice(waited) if waited else "")
        return step

    def _perhaps(self, day: date) -> date | None:
        return day if self.chance.random() < 0.7 else None

    # From a version to its step

    def _write(self, at: Office, case: Case, standing: Standing, now: datetime, token: str) -> None:
        kinds = [kind for kind in procedure.allowed(standing.stage, standing.state.matter) if kind in written.PURPOSES]
        kind = self.chance.choices(kinds, [8.0 if each is K.REPLIED else 1.0 for each in kinds])[0]
        last = written.current(case, written.PURPOSES[kind])
        said = writing.Written(
            kind,
            f"经审查，答复如下（{self.chance.randrange(1000)}）。",
            self._decided(kind, now.date()),
            after=last.number if last else 0,
        )
        writing.write(case=case, written=said, by=Call(now, self.chance.choice(at.handlers), token))

    def _decided(self, kind: StepKind, today: date) -> dict[str, object]:
        if kind is K.EXTENDED:
            return {"days": self.chance.randint(1, 20)}
        if kind is K.DELAYED:
            return {"until": (today + timedelta(days=self.chance.randint(10, 60))).isoformat()}
        of = self.chance.choice(replies.kinds())
        if self.chance.random() < 0.6:
            of = replies.kind(self.chance.choice(COMMON))
        split = of.remedy is replies.RemedyClass.SPLIT and self.chance.random() < 0.9
        withheld = [one.code for one in replies.kinds() if one.withholdable]
        return {"reply": of.code} | ({"withheld": [self.chance.choice(withheld)]} if split else {})

    def _submit(self, at: Office, case: Case, standing: Standing, now: datetime, token: str) -> None:
        version = _latest(case)
        by = Call(now, self.chance.choice(at.handlers))
        if version.purpose == Purpose.REPLY and self.chance.random() < 0.9:
            said = {"kind": version.facts["reply"], "withheld": version.facts.get("withheld", ())}
            for each in evidence.requirements(case=case, today=now.date(), version=version, **said):
                if not each.met and each.may_put:
                    evidence.put(case=case, put=_put(self.chance.choice(each.may_put).code, now.date()), by=by)
        writing.submit(version=version, by=by)

    def _review(self, at: Office, case: Case, standing: Standing, now: datetime, token: str) -> None:
        version = _latest(case)
        person = self.chance.choice((at.reviewer, at.reviewer, at.approver, *at.handlers))
        parts = written.may_say(version, person, now.date()) or written.open_parts(version)
        verdict = Verdict.RETURNED if self.chance.random() < 0.1 else Verdict.AGREED
        writing.review(version=version, parts=parts, verdict=verdict, opinion="已核对。", by=Call(now, person))

    def _withdraw(self, at: Office, case: Case, standing: Standing, now: datetime, token: str) -> None:
        writing.withdraw(version=_latest(case), by=Call(now, self.chance.choice(at.handlers)))

    def _issue(self, at: Office, case: Case, standing: Standing, now: datetime, token: str) -> None:
        version = _latest(case)
        way = self.chance.choice(tuple(ServedBy))
        tracking = (
            f"XA{self.chance.randrange(10**8):08d}" if way is ServedBy.MAIL and self.chance.random() < 0.9 else ""
        )
        issued = writing.Issue(now.date(), way if version.purpose == Purpose.REPLY else None, tracking)
        writing.issue(version=version, issued=issued, by=Call(now, self.chance.choice(at.handlers)))


_WRITING = frozenset({"write", "submit", "review", "withdraw", "issue"})


def _latest(case: Case) -> Version:
    """Return the version that is being written, or the last one issued, where somebody else has issued it by now."""
    versions = case.versions.order_by("-pk")
    return versions.filter(step=None).first() or versions[0]


def _put(code: str, today: date) -> evidence.Put:
    if code != search_records.CODE:
        return evidence.Put(code, EVIDENCE)
    search = search_records.SearchRecord(
        "公文系统、档案室", "道路养护 支出", today - timedelta(days=700), today, "云某", today, "没有找到"
    )
    return evidence.Put(code, search=search)


def moment(day: date, chance: random.Random) -> datetime:
    """Return a moment of a day's work."""
    return datetime.combine(day, time(9 + chance.randrange(8), chance.randrange(60)), factories.SHANGHAI)
