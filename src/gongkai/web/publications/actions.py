"""What can be done to published information: it is published, and found. How it is prepared stands in `drafting`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.law import catalogue
from gongkai.law.refusal import Refusal
from gongkai.web.bilingual import said
from gongkai.web.organs import log, permissions
from gongkai.web.organs.log import Call
from gongkai.web.organs.models import Organ
from gongkai.web.publications import files, queries
from gongkai.web.publications.models import IndexSeries, Publication
from gongkai.web.search import index
from gongkai.web.vault.uploads import Checked


class NotPublishable(Exception):
    """What cannot be published as it stands, and what to do about it, as a sentence; `field` is the entry it is about."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True, slots=True)
class Piece:
    """What is to be published: its title and text, when it was formed, and what it is called by. `item` is of the catalogue."""

    title: str
    text: str
    formed: date
    document_number: str = ""
    item: str = ""

    def written(self) -> dict[str, object]:
        """Return the columns that hold it."""
        return {
            "title": self.title.strip(),
            "document_number": self.document_number.strip(),
            "text": self.text.strip(),
            "item": self.item,
            "formed": self.formed,
        }


@transaction.atomic
def publish(*, organ: Organ, piece: Piece, by: Call, attachments: Sequence[Checked] = ()) -> Publication:
    """Publish at once what was prepared and approved elsewhere. A second call with the same token returns what it became.

    No page leads here: what is prepared in the office is released by somebody else than who wrote it (`releasing`).

    :raises NotAllowed: where the actor lacks the post.
    :raises NotPublishable: where the piece has no title or text, an unknown item, or was formed after today.
    """
    if by.actor is None:
        raise NotPublishable(_("发布信息的人员没有登录，请登录后再发布。"))
    permissions.check(by.actor, "publications.release", organ, by.today)
    if by.token and (earlier := Publication.objects.filter(organ=organ, token=by.token).first()):
        return earlier
    check(piece, by.today)
    publication = Publication.objects.create(organ=organ, token=by.token, **piece.written())
    for upload in attachments:
        files.store(publication, upload)
    make_public(publication, by)
    return publication


def make_public(publication: Publication, by: Call, **detail: object) -> None:
    """Give a piece its index number and its day, make it found, and record it. Who may ask for this was checked before."""
    publication.index_number = _index_number(publication.organ, by.today.year)
    publication.released, publication.scheduled = by.today, None
    publication.save(update_fields=["index_number", "released", "scheduled"])
    put_in_index(publication)
    log.record(
        "publications.release",
        thing="publication",
        key=publication.index_number,
        organ=publication.organ,
        by=by,
        **detail,
    )


def put_in_index(publication: Publication) -> None:
    """Make a released publication found by its title, its number and its text."""
    if publication.released is None:
        raise NotPublishable(_("“%(title)s”尚未公开，不能编入检索。") % {"title": publication.title})
    index.put(
        kind=queries.KIND,
        key=str(publication.pk),
        organ=publication.organ_id,
        day=publication.released,
        words=index.Words(
            publication.title, publication.text, f"{publication.document_number} {publication.index_number}"
        ),
    )


def check(piece: Piece, today: date) -> None:
    """Refuse a piece that could not be published.

    :raises NotPublishable: with what to do about it.
    """
    if not piece.title.strip() or not piece.text.strip():
        raise NotPublishable(
            _("公开的信息应当有标题和正文，请补充后再发布。"), "text" if piece.title.strip() else "title"
        )
    if piece.formed > today:
        raise NotPublishable(_("形成日期 %(formed)s 晚于今天，请核对。") % {"formed": piece.formed}, "formed")
    if piece.item:
        try:
            catalogue.item(piece.item, on=today)
        except Refusal as refusal:
            raise NotPublishable(said(refusal), "item") from None


def _index_number(organ: Organ, year: int) -> str:
    """Return the next index number: the organ's code, the year and five digits. It never changes."""
    series = IndexSeries.objects.select_for_update().get_or_create(organ=organ, year=year)[0]
    series.last += 1
    series.save(update_fields=["last"])
    return f"{organ.code.upper()}/{year}{series.last:05d}"
