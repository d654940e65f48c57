"""What is asked of organs and people. The tree is small: it is read as a whole and walked here."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from gongkai.law.options import Choice, Conventions, conventions
from gongkai.web.organs.models import Acting, Event, Membership, Organ, Person, Post


def on(today: date) -> Q:
    """Return the condition that a dated row holds on a day."""
    return Q(valid_from__lte=today) & (Q(valid_to=None) | Q(valid_to__gt=today))


def organs(today: date) -> QuerySet[Organ]:
    """Return the organs that exist on a day."""
    return Organ.objects.filter(on(today))


def parents(today: date) -> dict[int, int]:
    """Return the organ above each organ on a day, by primary keys."""
    return dict(Membership.objects.filter(on(today)).values_list("child_id", "parent_id"))


def above(organ: Organ, today: date) -> set[int]:
    """Return the organs that an organ stands under, directly or not."""
    tree, found, at = parents(today), set[int](), organ.pk
    while at in tree and tree[at] not in found:
        at = tree[at]
        found.add(at)
    return found


def below(tops: Iterable[int], today: date) -> set[int]:
    """Return the organs that stand under any of these, directly or not, and these themselves."""
    children: dict[int, list[int]] = {}
    for child, parent in parents(today).items():
        children.setdefault(parent, []).append(child)
    found, waiting = set[int](), list(tops)
    while waiting:
        at = waiting.pop()
        if at not in found:
            found.add(at)
            waiting += children.get(at, [])
    return found


def posts(person: Person, today: date) -> set[tuple[int, str]]:
    """Return the posts of a person on a day as organ and role, with those of whoever the person acts for."""
    own = set(Post.objects.filter(on(today), person=person).values_list("organ_id", "role"))
    for acting in Acting.objects.filter(on(today), person=person, acts_for__is_active=True):
        own |= set(
            Post.objects.filter(on(today), person=acting.acts_for_id, organ=acting.organ_id).values_list(
                "organ_id", "role"
            )
        )
    return own


def acted_for(person: Person, organ: Organ, today: date) -> Person | None:
    """Return for whom a person acts in an organ in which the person holds no post; None where it has its own."""
    if Post.objects.filter(on(today), person=person, organ=organ).exists():
        return None
    acting = Acting.objects.filter(on(today), person=person, organ=organ).select_related("acts_for").first()
    return acting.acts_for if acting else None


def local_conventions(organ: Organ, day: date) -> Conventions:
    """Return the conventions of an organ on a day: its own choices before the defaults."""
    return conventions(day, [_choice(entry) for entry in organ.options])


def events(organ: Organ | None = None) -> QuerySet[Event]:
    """Return the log, the newest first; of one organ, or whole."""
    found = Event.objects.select_related("actor", "acting_for", "organ").order_by("-number")
    return found if organ is None else found.filter(organ=organ)


def _choice(entry: dict[str, str | int | None]) -> Choice:
    days = {key: date.fromisoformat(str(entry[key])) for key in ("valid_from", "valid_to") if entry.get(key)}
    return Choice(str(entry["name"]), entry["value"] or "", str(entry.get("source", "")), **days)
