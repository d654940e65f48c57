"""Writing a request over two screens and filing it: the draft is kept encrypted, filed once, and dropped."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import get_language

from gongkai.law.deadlines import Channel
from gongkai.web.cases import actions as cases
from gongkai.web.cases.forms import request as request_form
from gongkai.web.cases.models import Attachment
from gongkai.web.organs.log import Call
from gongkai.web.organs.models import Organ
from gongkai.web.portal import queries
from gongkai.web.portal.models import Draft, DraftFile
from gongkai.web.vault import sealing
from gongkai.web.vault.uploads import Checked

KEPT = timedelta(hours=1)
"""How long a draft, and the page that shows the query code, can be opened."""


@transaction.atomic
def keep(
    *, answers: Mapping[str, Any], uploads: Sequence[Checked] = (), now: datetime, earlier: Draft | None = None
) -> Draft:
    """Keep what was filled in and return the draft; files of an earlier one go over where no others were chosen."""
    forget(now=now)
    key = secrets.token_urlsafe(32)
    draft = Draft.objects.create(key=key, sealed=queries.sealed_draft(key, answers), made_at=now)
    for upload in uploads:
        packed = upload.name.encode() + b"\0" + upload.data
        DraftFile.objects.create(
            draft=draft, content_type=upload.content_type, sealed=sealing.seal(packed, purpose="draft file")
        )
    unfiled = Draft.objects.select_for_update().filter(case=None)
    if earlier is not None and (held := unfiled.filter(pk=earlier.pk).first()):
        if not uploads:
            held.files.update(draft=draft)
        held.delete()
    return draft


@transaction.atomic
def forget(*, now: datetime) -> None:
    """Drop the drafts whose hour has passed, filed or not. Every new draft does so, and whoever keeps the office running."""
    # One that is being filed in this instant is left for the next time.
    old = Draft.objects.select_for_update(skip_locked=True).filter(made_at__lt=now - KEPT)
    Draft.objects.filter(pk__in=list(old.values_list("pk", flat=True))).delete()


@transaction.atomic
def submit(*, draft: Draft, by: Call) -> Draft:
    """File a draft and return it with its case; filed once, however often it is called.

    What was filled in is replaced by the number and the query code, which the next page shows.
    """
    locked = Draft.objects.select_for_update().get(pk=draft.pk)
    if locked.case_id is not None:
        return locked
    answers = queries.answers(locked)
    organ = Organ.objects.get(code=answers["organ"])
    filed = cases.file(
        organ=organ,
        asked=request_form.asked(answers),
        applicant=request_form.applicant(answers) | _language(),
        arrival=cases.Arrival(Channel.ONLINE, confirmed=not queries.staff_confirms(organ)),
        by=Call(by.now, None, locked.key),
        attachments=[(Attachment.Use.IDENTITY, each) for each in queries.draft_files(locked)],
    )
    locked.files.all().delete()
    locked.case = filed.case
    locked.sealed = queries.sealed_draft(locked.key, {"number": filed.case.number, "code": filed.code})
    locked.save(update_fields=["case", "sealed"])
    return locked


def _language() -> dict[str, str]:
    """Return in which language the applicant is told of the request, where it is not Chinese."""
    return {"language": "en"} if get_language() == "en" else {}
