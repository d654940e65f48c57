"""Putting things where they can be found, and taking them away again."""

from datetime import date

from django.db import transaction

from gongkai.web.search.engines import engine
from gongkai.web.search.models import Entry


@transaction.atomic
def put(*, kind: str, key: str, organ: int, title: str, text: str, day: date) -> None:
    """Make a thing found by its title and its text; what stood under the same kind and key is replaced."""
    title, text = title.replace("\0", ""), text.replace("\0", "")
    earlier = Entry.objects.select_for_update().filter(kind=kind, key=key).first()
    if earlier is not None:
        engine().remove(earlier.pk, earlier.title, earlier.text)
    entry, _ = Entry.objects.update_or_create(
        kind=kind,
        key=key,
        defaults={"organ": organ, "day": day, "year": day.year, "title": title, "text": text},
    )
    engine().add(entry.pk, title, text)


@transaction.atomic
def remove(*, kind: str, key: str) -> None:
    """Make a thing found no longer."""
    entry = Entry.objects.select_for_update().filter(kind=kind, key=key).first()
    if entry is None:
        raise Entry.DoesNotExist(f"{kind} {key}")
    engine().remove(entry.pk, entry.title, entry.text)
    entry.delete()


@transaction.atomic
def rebuild() -> int:
    """Write the words of every entry anew and return how many entries there are."""
    words = engine()
    words.clear()
    count = 0
    for entry in Entry.objects.order_by("pk").iterator(500):
        words.add(entry.pk, entry.title, entry.text)
        count += 1
    return count
