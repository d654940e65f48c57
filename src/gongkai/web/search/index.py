"""Putting things where they can be found, and taking them away again."""

from datetime import date
from typing import NamedTuple

from django.db import transaction

from gongkai.web.search.engines import engine
from gongkai.web.search.models import Entry


class Words(NamedTuple):
    """What a thing is found by. `also` is not shown: numbers by which it is called."""

    title: str
    text: str
    also: str = ""


@transaction.atomic
def put(*, kind: str, key: str, organ: int, day: date, words: Words) -> None:
    """Make a thing found by its words; what stood under the same kind and key is replaced."""
    said = {name: value.replace("\0", "") for name, value in words._asdict().items()}
    earlier = Entry.objects.select_for_update().filter(kind=kind, key=key).first()
    if earlier is not None:
        engine().remove(earlier.pk, earlier.title, _body(earlier))
    entry, _ = Entry.objects.update_or_create(
        kind=kind,
        key=key,
        defaults={"organ": organ, "day": day, "year": day.year, **said},
    )
    engine().add(entry.pk, entry.title, _body(entry))


@transaction.atomic
def remove(*, kind: str, key: str) -> None:
    """Make a thing found no longer."""
    entry = Entry.objects.select_for_update().filter(kind=kind, key=key).first()
    if entry is None:
        raise Entry.DoesNotExist(f"{kind} {key}")
    engine().remove(entry.pk, entry.title, _body(entry))
    entry.delete()


@transaction.atomic
def rebuild() -> int:
    """Write the words of every entry anew and return how many entries there are."""
    words = engine()
    words.clear()
    count = 0
    for entry in Entry.objects.order_by("pk").iterator(500):
        words.add(entry.pk, entry.title, _body(entry))
        count += 1
    return count


def _body(entry: Entry) -> str:
    return f"{entry.text}\n。\n{entry.also}"
