"""What the public's pages ask: the draft of a session, what is already published on a subject, the organs to show."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from gongkai.web.organs import queries as organs
from gongkai.web.organs.models import Organ, OrganKind
from gongkai.web.portal.models import Draft
from gongkai.web.publications import queries as publications
from gongkai.web.publications.models import Publication
from gongkai.web.publications.queries import Listed
from gongkai.web.vault import sealing
from gongkai.web.vault.uploads import Checked

PURPOSE = "draft"
_ORDER = (OrganKind.GOVERNMENT, OrganKind.DEPARTMENT, OrganKind.TOWNSHIP, OrganKind.SUBDISTRICT, OrganKind.PUBLIC_BODY)


def sealed_draft(key: str, answers: Mapping[str, Any]) -> bytes:
    """Return what was filled in, encrypted and bound to the draft's key."""
    return sealing.seal_json(dict(answers), purpose=f"{PURPOSE} {key}")


def answers(draft: Draft) -> dict[str, Any]:
    """Return what was filled in; of a draft that was filed, the number and the query code."""
    found: dict[str, Any] = sealing.unseal_json(draft.sealed, purpose=f"{PURPOSE} {draft.key}")
    return found


def draft_files(draft: Draft) -> Iterator[Checked]:
    """Yield the files of a draft."""
    for file in draft.files.order_by("pk"):
        name, _, content = sealing.unseal(file.sealed, purpose="draft file").partition(b"\0")
        yield Checked(content, name.decode(), file.content_type)


def receiving(today: date) -> list[Organ]:
    """Return the organs that take requests on a day: those of the top first, in their order."""
    return sorted(organs.organs(today), key=lambda organ: _ORDER.index(OrganKind(organ.kind)))


def staff_confirms(organ: Organ) -> bool:
    """Return whether an organ confirms by its staff that a request came online; else the system's receipt does at once."""
    return organs.setting(organ, "receipts") == "staff"


def matches(text: str) -> tuple[Listed, ...]:
    """Return what is already published on a subject."""
    return publications.matches(text)


def recent(limit: int = 8) -> list[Publication]:
    """Return what was published last."""
    return list(publications.released().order_by("-released", "-pk")[:limit])
