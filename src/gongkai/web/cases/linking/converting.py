"""Turning a reply that gave information away into something published for everybody (Art. 44).

The draft is prepared and released like any other, by two people. What looks personal in it is shown before it is written:
numbers that look like a person's, and what the office knows of this applicant.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.law.procedure import Step, StepKind
from gongkai.law.refusal import Refusal
from gongkai.web.cases import actions, queries
from gongkai.web.cases.file_page import FIELDS
from gongkai.web.cases.linking.actions import held
from gongkai.web.cases.linking.queries import informs
from gongkai.web.cases.models import Attachment, Case, Conversion
from gongkai.web.organs import permissions
from gongkai.web.organs.log import Call
from gongkai.web.publications import drafting, scan
from gongkai.web.publications.actions import Piece
from gongkai.web.publications.models import Publication
from gongkai.web.vault import files
from gongkai.web.vault.sealing import Unreadable
from gongkai.web.vault.uploads import Checked


class NotConvertible(Refusal):
    """A reply that is not turned into a publication as it is, and what to do."""


@dataclass(frozen=True, slots=True)
class Personal:
    """Something in the draft that looks personal: what it is, in words, masked where it is a number."""

    words: str


class LooksPersonal(NotConvertible):
    """A draft in which something looks personal and that nobody said to have looked at."""

    def __init__(self, found: Sequence[Personal]) -> None:
        super().__init__(
            "草稿中有疑似个人信息，请逐处核对，删去不应公开的内容；核对后可以公开的，请勾选“已逐处核对”。",
            "Something in the draft looks personal. Look at each place, and say that you have.",
        )
        self.found = tuple(found)


@dataclass(frozen=True, slots=True)
class Given:
    """The files of a draft: those that the applicant was given, and others, such as one with the personal data taken out."""

    papers: Sequence[Attachment] = ()
    uploads: Sequence[Checked] = ()

    @property
    def names(self) -> str:
        """What the files are called."""
        return "　".join([*(each.file.name for each in self.papers), *(each.name for each in self.uploads)])


NOTHING_GIVEN = Given()


@transaction.atomic
def convert(*, case: Case, piece: Piece, by: Call, given: Given = NOTHING_GIVEN, looked: bool = False) -> Conversion:
    """Draft a publication of what a case gave away, and record it as a step. Sent twice it is done once.

    :raises LooksPersonal: where something looks personal and `looked` is not said.
    :raises NotConvertible: where the reply gave nothing away, or a file cannot be opened.
    :raises NotPublishable: where the piece could never be published.
    :raises IllegalStep: where the law does not allow it now.
    :raises NotAllowed: where the actor lacks the post.
    """
    actor = permissions.check(by.actor, "cases.handle", case.organ, by.today)
    permissions.check(by.actor, "publications.edit", case.organ, by.today)
    locked = held(case.pk)[case.pk]
    if by.token and locked.steps.filter(token=by.token).exists():
        return Conversion.objects.select_related("publication").get(case=locked)
    if not informs(locked.result):
        raise NotConvertible(
            "只有公开了信息的答复可以转为主动公开。",
            "Only a reply that gave information away can be turned into a publication.",
        )
    found = tuple(personal(locked, piece, given))
    if found and not looked:
        raise LooksPersonal(found)
    # The draft holds the organ, and the step the end of the log, which is held last everywhere.
    publication = _drafted(locked, piece, given, by)
    actions.record(locked, Step(StepKind.CONVERTED, by.today), by=by)
    # Where an earlier one was undone, its row is written anew: a case has one at most.
    made, _new = Conversion.objects.update_or_create(
        case=locked, defaults={"publication": publication, "converted_by": actor, "converted_at": by.now}
    )
    case.refresh_from_db()
    return made


def papers_of(case: Case) -> list[Attachment]:
    """Return the files of a case that its applicant was given."""
    letters = case.attachments.filter(use=Attachment.Use.LETTER, step__kind=StepKind.REPLIED)
    return list(letters.select_related("file", "case__organ").order_by("pk"))


def reply_text(case: Case) -> str:
    """Return the text of the reply."""
    row = case.steps.filter(kind=StepKind.REPLIED).order_by("-ordinal").first()
    return row.note if row else ""


def personal(case: Case, piece: Piece, given: Given = NOTHING_GIVEN) -> Iterator[Personal]:
    """Yield what looks personal in a piece: numbers, and what is known of the applicant of this case."""
    text = "\n".join((piece.text, piece.title, piece.document_number, given.names))
    for found in scan.numbers(text):
        yield Personal(_("%(kind)s：%(number)s") % {"kind": found.kind.label, "number": found.masked})
    told = queries.told_of_applicant(case, text)
    for name, label in FIELDS.items():
        if name in told:
            yield Personal(_("出现了本件申请人的%(what)s") % {"what": _(label)})


def _drafted(case: Case, piece: Piece, given: Given, by: Call) -> Publication:
    try:
        kept = [Checked(files.read(each.file), each.file.name, each.file.content_type) for each in given.papers]
    except (FileNotFoundError, Unreadable):
        raise NotConvertible(
            "所选的文件打不开：它已被清除，或者密钥不在。请去掉这个文件，或者联系系统管理员。",
            "A file cannot be opened.",
        ) from None
    return drafting.draft(organ=case.organ, piece=piece, by=replace(by, token=""), attachments=[*kept, *given.uploads])
