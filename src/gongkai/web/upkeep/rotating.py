"""Changing the keys, so that it can be broken off at any time and finished by the next call."""

from collections.abc import Iterator

from django.db import transaction

from gongkai.web.organs import log
from gongkai.web.organs.log import Call
from gongkai.web.vault import keys, rotation
from gongkai.web.vault.rotation import Progress


@transaction.atomic
def begin(*, by: Call) -> bool:
    """Make a new key and return True; return False where what an earlier one began has to be finished first."""
    if set(rotation.in_use()) - {keys.current().id.hex()}:
        return False
    key = keys.rotate(by.now)
    log.record("office.key_changed", thing="key", key=key.id.hex(), by=by)
    return True


def go_on(*, by: Call) -> Iterator[Progress]:
    """Seal everything with the current key, batch by batch, yield how far it is, and record the end."""
    reached: dict[str, Progress] = {}
    for progress in rotation.reseal():
        reached[progress.shelf] = progress
        yield progress
    resealed = sum(progress.resealed for progress in reached.values())
    unreadable = sum(len(progress.unreadable) for progress in reached.values())
    with transaction.atomic():
        log.record(
            "office.sealed_again",
            thing="key",
            key=keys.current().id.hex(),
            by=by,
            resealed=resealed,
            unreadable=unreadable,
        )
