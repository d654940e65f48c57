"""What is on file for a reply: what follows from the case, and what somebody has put there.

A kind of reply says what it needs (`law.replies`); this says what there is, by what each need is met, and lets a handler
put something on file or withdraw it. Nothing is ever deleted.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db import transaction

from gongkai.law import replies
from gongkai.law.refusal import Refusal
from gongkai.law.replies import Requirement
from gongkai.web.cases import fingerprints
from gongkai.web.cases import queries as cases
from gongkai.web.cases.actions import held
from gongkai.web.cases.models import Case, Evidence, Purpose, Version
from gongkai.web.cases.writing import queries, search_records
from gongkai.web.cases.writing.following import FOLLOWS, Known, Words
from gongkai.web.cases.writing.search_records import SearchRecord
from gongkai.web.organs import log
from gongkai.web.organs.log import Call
from gongkai.web.vault import files
from gongkai.web.vault.uploads import Checked

LONGEST = 4000


@dataclass(frozen=True, slots=True)
class OnFile:
    """A piece of evidence, and in words what it is. `row` is what somebody put on file, None where it follows."""

    code: str
    zh: str
    en: str
    row: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Required:
    """What a reply needs, and by what it is met. `may_put` are those of its pieces of evidence that a person puts on file.

    `comes` says that the review itself will meet it: it hinders nobody from submitting.
    """

    requirement: Requirement
    by: tuple[OnFile, ...]
    may_put: tuple[replies.Evidence, ...]
    comes: bool = False

    @property
    def met(self) -> bool:
        """Whether it is on file."""
        return bool(self.by)


@dataclass(frozen=True, slots=True)
class Put:
    """What somebody puts on file: the code, the words, the files; for `search_record` the record, whose words follow."""

    code: str
    text: str = ""
    uploads: Sequence[Checked] = ()
    search: SearchRecord | None = None


class NotEvidence(Refusal):
    """What cannot be put on file, or withdrawn, and why."""


COMING = frozenset({"disclosure_review"})
"""What the review of a version puts on file."""


@cache
def codes() -> Mapping[str, replies.Evidence]:
    """Return every piece of evidence that the law knows, by its code."""
    return {item.code: item for kind in replies.kinds() for need in kind.evidence for item in need.met_by}


def may_put(code: str) -> bool:
    """Return whether a person puts this on file; what follows from a step alone is registered as that step."""
    return code in codes() and not (code in FOLLOWS and FOLLOWS[code].alone)


def items(
    case: Case,
    today: date,
    version: Version | None = None,
    withheld: Collection[str] = (),
    among: Collection[str] | None = None,
) -> list[OnFile]:
    """Return what is on file for the reply of a case, what follows first: all of it, or what is `among` these codes."""
    rows = case.evidence.filter(withdrawn_at=None).select_related("added_by").prefetch_related("files")
    return [
        *(OnFile(code, *said) for code, said in _followed(Known(case, today, version, withheld), among)),
        *(OnFile(row.code, row.text, row.text, row) for row in rows if among is None or row.code in among),
    ]


def on_file(case: Case, today: date, version: Version | None = None, among: Collection[str] | None = None) -> set[str]:
    """Return the codes of the evidence on file, for `law.replies.may_issue`: all of them, or those `among` these."""
    put_there = set(case.evidence.filter(withdrawn_at=None).values_list("code", flat=True))
    return put_there.union(code for code, _ in _followed(Known(case, today, version, ()), among))


def needed(kind: str, withheld: Iterable[str] = ()) -> set[str]:
    """Return the codes of all evidence that can meet what a kind of reply needs, with grounds of a withheld part.

    :raises Refusal: as `requirements` does.
    """
    return {item.code for need in _needs(kind, withheld) for item in need.met_by}


def requirements(
    *, case: Case, kind: str, today: date, withheld: Iterable[str] = (), version: Version | None = None
) -> list[Required]:
    """Return what a kind of reply needs, each with what meets it; with grounds of a withheld part, what these need too.

    :raises UnknownKind: for a kind that does not exist.
    :raises WrongGround: where a withheld part is given for another kind, or on a ground that none can rest on.
    """
    grounds = tuple(withheld)
    needs = _needs(kind, grounds)
    there = items(case, today, version, grounds, {item.code for need in needs for item in need.met_by})
    return [_required(need, there) for need in needs]


def _needs(kind: str, withheld: Iterable[str]) -> list[Requirement]:
    of = replies.kind(kind)
    grounds = replies.withheld_kinds(of, withheld)
    return list(dict.fromkeys(need for one in (of, *grounds) for need in one.evidence))


def _followed(known: Known, among: Collection[str] | None) -> Iterator[tuple[str, Words]]:
    for code, follows in FOLLOWS.items():
        if among is None or code in among:
            said = follows.how(known)
            if said is not None:
                yield code, said


def _required(need: Requirement, there: Iterable[OnFile]) -> Required:
    own = {item.code for item in need.met_by}
    by = tuple(each for each in there if each.code in own)
    return Required(need, by, tuple(item for item in need.met_by if may_put(item.code)), not COMING.isdisjoint(own))


@transaction.atomic
def put(*, case: Case, put: Put, by: Call) -> Evidence:
    """Put evidence on file and return it. A second call with the same token returns what the first put there.

    :raises NotAllowed: where the actor lacks the post.
    :raises NotEvidence: for a code that the law does not know or that follows from a step, or without words and files.
    :raises IncompleteSearch: where a search record does not say all that it must.
    """
    locked, actor = held(case, "cases.handle", by)
    if by.token and (earlier := locked.evidence.filter(token=by.token).first()):
        return earlier
    text = _checked(put, by.today)
    row = Evidence.objects.create(
        case=locked,
        code=put.code,
        text=text,
        detail=put.search.detail() if put.search else {},
        added_by=actor,
        added_at=by.now,
        token=by.token,
    )
    for each in put.uploads:
        row.files.add(files.store(each.data, name=each.name, content_type=each.content_type, now=by.now))
    _record("cases.evidence_put", row, by)
    return row


@transaction.atomic
def withdraw(*, evidence: Evidence, by: Call) -> Evidence:
    """Withdraw evidence: it stays to be seen and counts no more. A second call changes nothing.

    :raises NotAllowed: where the actor lacks the post.
    :raises NotEvidence: while the reply that rests on it is being reviewed or waits to be issued, or once it was issued.
    """
    locked, actor = held(evidence.case, "cases.handle", by)
    row = Evidence.objects.select_related("case__organ").get(pk=evidence.pk)
    if row.withdrawn_at is not None:
        return row
    _check_free(locked, by.today)
    row.withdrawn_by, row.withdrawn_at = actor, by.now
    row.save(update_fields=["withdrawn_by", "withdrawn_at"])
    _record("cases.evidence_withdrawn", row, by)
    return row


def _check_free(case: Case, today: date) -> None:
    if cases.standing(case, today).state.ended:
        raise NotEvidence(
            "办件已经答复或者终止，其依据应当保留，不能撤回。",
            "The case was replied to or closed: what that rests on stays on file.",
        )
    last = queries.current(case, Purpose.REPLY)
    if last and last.submitted_at and last.step_id is None and queries.returned(last) is None:
        raise NotEvidence(
            f"第 {last.number} 稿正在审核或者等待发出，其依据不能撤回。请先撤回送审，或者写新的一稿。",
            f"Version {last.number} is being reviewed or waits to be issued. Take it back first, or write another.",
        )


def _checked(put: Put, today: date) -> str:
    """Return the words of what is put on file."""
    if put.code not in codes():
        raise NotEvidence(f"没有“{put.code}”这一种依据。请从列表中选择。", f"There is no evidence {put.code!r}.")
    if not may_put(put.code):
        item = codes()[put.code]
        raise NotEvidence(
            f"“{item.zh}”由办理步骤和审核自动形成，不能另行填写。请登记相应的步骤。",
            f"“{item.en}” follows from the steps and reviews. Register the step that it follows from.",
        )
    if (put.code == search_records.CODE) is (put.search is None):
        raise NotEvidence(
            "检索记录应当按项填写，其他依据没有这些项。", "A search record, and nothing else, has its fields."
        )
    if put.search is not None:
        put.search.check(today)
    text = put.text.strip() or (put.search.summary() if put.search else "")
    if not text:
        raise NotEvidence("请用一两句话写明这项依据是什么、在哪里。", "Say in a sentence what it is and where it is.")
    if len(text) > LONGEST:
        raise NotEvidence(f"说明超过 {LONGEST} 字，请缩短，或者附上文件。", f"Use {LONGEST} characters at most.")
    return text


def _record(verb: str, row: Evidence, by: Call) -> None:
    case, said = row.case, fingerprints.of_evidence(row) | fingerprints.of_withdrawal(row)
    log.record(
        verb,
        thing="case",
        key=case.number,
        organ=case.organ,
        by=by.needing("cases.handle"),
        evidence=row.pk,
        of=row.code,
        said=said,
    )
