"""What can be done to published information. Its review and its later life are steps that come to stand here."""

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
    """What cannot be published as it stands, and what to do about it, as a sentence."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What is to be published: its title and text, when it was formed, and what it is called by. `item` is of the catalogue."""

    title: str
    text: str
    formed: date
    document_number: str = ""
    item: str = ""


@transaction.atomic
def publish(*, organ: Organ, piece: Piece, by: Call, attachments: Sequence[Checked] = ()) -> Publication:
    """Publish a piece of information today and return it. A second call with the same token returns what it became.

    :raises NotAllowed: where the actor lacks the post.
    :raises NotPublishable: where the piece has no title or text, an unknown item, or was formed after today.
    """
    if by.actor is None:
        raise NotPublishable(_("发布信息的人员没有登录，请登录后再发布。"))
    permissions.check(by.actor, "publications.release", organ, by.today)
    if by.token and (earlier := Publication.objects.filter(organ=organ, token=by.token).first()):
        return earlier
    _check(piece, by.today)
    publication = Publication.objects.create(
        organ=organ,
        index_number=_index_number(organ, by.today.year),
        title=piece.title.strip(),
        document_number=piece.document_number.strip(),
        text=piece.text.strip(),
        item=piece.item,
        formed=piece.formed,
        released=by.today,
        token=by.token,
    )
    for upload in attachments:
        files.store(publication, upload)
    put_in_index(publication)
    log.record("publications.release", thing="publication", key=publication.index_number, organ=organ, by=by)
    return publication


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


def _check(piece: Piece, today: date) -> None:
    if not piece.title.strip() or not piece.text.strip():
        raise NotPublishable(_("公开的信息应当有标题和正文，请补充后再发布。"))
    if piece.formed > today:
        raise NotPublishable(_("形成日期 %(formed)s 晚于今天，请核对。") % {"formed": piece.formed})
    if piece.item:
        try:
            catalogue.item(piece.item, on=today)
        except Refusal as refusal:
            raise NotPublishable(said(refusal)) from None


def _index_number(organ: Organ, year: int) -> str:
    """Return the next index number: the organ's code, the year and five digits. It never changes."""
    series = IndexSeries.objects.select_for_update().get_or_create(organ=organ, year=year)[0]
    series.last += 1
    series.save(update_fields=["last"])
    return f"{organ.code.upper()}/{year}{series.last:05d}"
