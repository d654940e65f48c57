"""Preparing what is to be published: a draft is written, changed and dropped. Nothing is deleted, and nobody outside sees it."""

from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.web.organs import log, permissions
from gongkai.web.organs.log import Call
from gongkai.web.organs.models import Organ
from gongkai.web.publications import files
from gongkai.web.publications.actions import NotPublishable, Piece, check
from gongkai.web.publications.models import Publication, State
from gongkai.web.publications.office_queries import THING
from gongkai.web.vault.uploads import Checked


@transaction.atomic
def draft(*, organ: Organ, piece: Piece, by: Call, attachments: Sequence[Checked] = ()) -> Publication:
    """Write a draft and return it. A second call with the same token returns the draft of the first.

    :raises NotAllowed: where the actor lacks the post.
    :raises NotPublishable: where the piece could never be published.
    """
    permissions.check(by.actor, "publications.edit", organ, by.today)
    # Two calls with the same form wait for each other here.
    Organ.objects.select_for_update(no_key=True).get(pk=organ.pk)
    if by.token and (earlier := Publication.objects.filter(organ=organ, token=by.token).first()):
        return earlier
    check(piece, by.today)
    made = Publication.objects.create(organ=organ, token=by.token, **piece.written())
    for upload in attachments:
        files.store(made, upload)
    _record("publications.drafted", made, by, files=len(attachments))
    return made


@transaction.atomic
def change(
    *,
    publication: Publication,
    revision: int,
    piece: Piece,
    by: Call,
    attachments: Sequence[Checked] = (),
    left_out: Collection[int] = (),
) -> Publication:
    """Change a draft as it stood at a revision; `left_out` are the keys of files that no longer belong to it.

    :raises NotAllowed: where the actor lacks the post.
    :raises NotPublishable: where it is no draft any more, was changed meanwhile, or the piece could never be published.
    """
    permissions.check(by.actor, "publications.edit", publication.organ, by.today)
    found = locked(publication)
    if by.token and found.changed_with == by.token:
        return found
    unchanged_since(found, revision)
    if found.state is not State.DRAFT:
        raise NotPublishable(_("只有草稿可以修改。已定时发布的，请先由批准人取消定时。"))
    check(piece, by.today)
    for column, value in piece.written().items():
        setattr(found, column, value)
    found.revision += 1
    found.changed_with = by.token
    found.save()
    gone = found.files.filter(pk__in=left_out, left_out=False).update(left_out=True)
    for upload in attachments:
        files.store(found, upload)
    counts = {"revision": found.revision, "files": len(attachments), "left_out": gone}
    _record("publications.changed", found, by, **counts)
    return found


@transaction.atomic
def drop(*, publication: Publication, by: Call) -> None:
    """Give a draft up. It stays where it is, and is not published any more.

    :raises NotAllowed: where the actor lacks the post.
    :raises NotPublishable: where it is no draft any more.
    """
    permissions.check(by.actor, "publications.edit", publication.organ, by.today)
    found = locked(publication)
    if found.state is State.DROPPED:
        return
    if found.state is not State.DRAFT:
        raise NotPublishable(_("只有草稿可以放弃。已定时发布的，请先由批准人取消定时。"))
    found.dropped_at = by.now
    found.save(update_fields=["dropped_at"])
    _record("publications.dropped", found, by)


def locked(publication: Publication) -> Publication:
    """Return a publication as it is now, held until the transaction ends."""
    return Publication.objects.select_for_update().get(pk=publication.pk)


def unchanged_since(publication: Publication, revision: int) -> None:
    """Refuse to go on from a page that shows an older text.

    :raises NotPublishable: where it was changed since.
    """
    if publication.revision != revision:
        raise NotPublishable(_("这份草稿在您打开之后被修改过。请重新打开，看过现在的内容再办理。"))


def _record(verb: str, draft: Publication, by: Call, **detail: object) -> None:
    log.record(verb, thing=THING, key=draft.pk, organ=draft.organ, by=by.needing("publications.edit"), **detail)
