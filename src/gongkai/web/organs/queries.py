"""What is asked of organs and people. The tree is small: it is read as a whole and walked here."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django.db.models import Q, QuerySet

from gongkai.law import packs
from gongkai.law.options import OPTIONS, Choice, Conventions, Option, conventions
from gongkai.law.workdays import Calendar
from gongkai.web.organs.local_settings import SETTINGS
from gongkai.web.organs.models import Acting, CalendarPack, Membership, Organ, OrganKind, Person, Post, Role

GUARDED = frozenset({Role.ADMINISTRATOR, Role.APPROVER, Role.AUDITOR})
"""The posts that the site can ask a second factor of."""


def on(today: date) -> Q:
    """Return the condition that a dated row holds on a day."""
    return Q(valid_from__lte=today) & (Q(valid_to=None) | Q(valid_to__gt=today))


def calendar() -> Calendar:
    """Return the calendar of working days that this office counts by: what ships, and the packs it has taken over."""
    taken = tuple(CalendarPack.objects.values_list("digest", flat=True))
    return _calendar(taken) if taken else packs.published()


@lru_cache(maxsize=4)
def _calendar(taken: tuple[int, ...]) -> Calendar:
    texts = CalendarPack.objects.filter(digest__in=taken).values_list("year", "text")
    return packs.extended([packs.read(text, name=str(year)) for year, text in texts])


def organs(today: date) -> QuerySet[Organ]:
    """Return the organs that exist on a day."""
    return Organ.objects.filter(on(today))


def parents(today: date) -> dict[int, int]:
    """Return the organ above each organ on a day, by primary keys."""
    return dict(Membership.objects.filter(on(today)).values_list("child_id", "parent_id"))


def last_parents(today: date) -> dict[int, int]:
    """Return the organ above each organ on a day, or the last one above an organ that has ended: its cases go on."""
    begun = Membership.objects.filter(valid_from__lte=today).order_by("valid_from")
    return dict(begun.values_list("child_id", "parent_id"))


def above(organ: Organ, today: date) -> set[int]:
    """Return the organs that an organ stands under, directly or not."""
    tree, found, at = last_parents(today), set[int](), organ.pk
    while at in tree and tree[at] not in found:
        at = tree[at]
        found.add(at)
    return found


def below(tops: Iterable[int], today: date) -> set[int]:
    """Return the organs that stand under any of these, directly or not, and these themselves."""
    children: dict[int, list[int]] = {}
    for child, parent in last_parents(today).items():
        children.setdefault(parent, []).append(child)
    found, waiting = set[int](), list(tops)
    while waiting:
        at = waiting.pop()
        if at not in found:
            found.add(at)
            waiting += children.get(at, [])
    return found


def site_organ(today: date) -> Organ | None:
    """Return the top organ, for which the site speaks: a government under no other organ; None before the first start."""
    placed = parents(today)
    tops = [organ for organ in organs(today).order_by("pk") if organ.pk not in placed]
    governments = [organ for organ in tops if organ.kind == OrganKind.GOVERNMENT]
    return next(iter(governments or tops), None)


def setting(organ: Organ | None, name: str) -> str:
    """Return what an organ has set, or the default. The settings of the whole site are asked of the top organ."""
    chosen = organ.settings.get(name) if organ else None
    return str(chosen) if chosen is not None else SETTINGS[name].default


def branches(today: date, within: Iterable[int] | None = None) -> list[tuple[int, Organ]]:
    """Return the organs of a day in the order of the tree, each with its depth; only those `within` where given."""
    placed, wanted = parents(today), None if within is None else set(within)
    known = {organ.pk: organ for organ in organs(today) if wanted is None or organ.pk in wanted}
    children: dict[int | None, list[Organ]] = {}
    for organ in known.values():
        parent = placed.get(organ.pk)
        children.setdefault(parent if parent in known else None, []).append(organ)
    found, waiting = list[tuple[int, Organ]](), [(0, organ) for organ in reversed(children.get(None, []))]
    while waiting:
        depth, organ = waiting.pop()
        found.append((depth, organ))
        waiting += [(depth + 1, child) for child in reversed(children.get(organ.pk, []))]
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


def home(person: Person, today: date) -> Organ | None:
    """Return the organ of a person's first post, to which what the person does for the own account is put down."""
    post = Post.objects.filter(on(today), person=person).select_related("organ").order_by("pk").first()
    return post.organ if post else None


def acted_for(person: Person, organ: Organ, today: date) -> Person | None:
    """Return for whom a person acts in an organ in which the person holds no post; None where it has its own."""
    if Post.objects.filter(on(today), person=person, organ=organ).exists():
        return None
    return next(iter(acts_for(person, organ, today)), None)


def acts_for(person: Person, organ: Organ, today: date) -> list[Person]:
    """Return all for whom a person acts in an organ on a day, whatever posts it has of its own."""
    found = Acting.objects.filter(on(today), person=person, organ=organ, acts_for__is_active=True)
    return [each.acts_for for each in found.select_related("acts_for").order_by("pk")]


def holders(people: Iterable[Person], roles: Iterable[str], organ: Organ, today: date) -> set[int]:
    """Return which of some people hold one of these posts in an organ themselves, by primary keys."""
    held = Post.objects.filter(on(today), person__in=list(people), organ=organ, role__in=list(roles))
    return set(held.values_list("person_id", flat=True))


def local_conventions(organ: Organ, day: date) -> Conventions:
    """Return the conventions of an organ on a day: its own choices before the defaults."""
    return conventions(day, [_choice(entry) for entry in organ.options])


def chosen_options(organ: Organ, day: date) -> list[tuple[Option, Choice | None]]:
    """Return every option of law that is open on a day, each with what the organ has chosen for it."""
    holding = {
        choice.name: choice
        for choice in map(_choice, organ.options)
        if choice.valid_from <= day and (choice.valid_to is None or day < choice.valid_to)
    }
    return [(option, holding.get(name)) for name, option in OPTIONS.items()]


def needs_second_factor(person: Person, today: date) -> bool:
    """Return whether the site asks a second factor of a person."""
    return setting(site_organ(today), "second_factor") == "required" and any(
        role in GUARDED for _, role in posts(person, today)
    )


def colleagues(organ: Organ, today: date) -> QuerySet[Post]:
    """Return the posts of an organ on a day and those to come, with who holds them."""
    return (
        organ.posts.filter(Q(valid_to=None) | Q(valid_to__gt=today))
        .select_related("person")
        .order_by("person__username", "valid_from")
    )


def posts_in(places: QuerySet[Organ], today: date) -> dict[int, dict[Person, list[Post]]]:
    """Return the posts held or to come in some organs: by organ, then by person."""
    found: dict[int, dict[Person, list[Post]]] = {}
    rows = Post.objects.filter(Q(valid_to=None) | Q(valid_to__gt=today), organ__in=places)
    for post in rows.select_related("person").order_by("person__username", "valid_from"):
        found.setdefault(post.organ_id, {}).setdefault(post.person, []).append(post)
    return found


def administrators(organ: Organ, today: date) -> set[int]:
    """Return who can look after an organ: the active people with an administrator's post in it or above it."""
    places = {organ.pk, *above(organ, today)}
    found = Post.objects.filter(on(today), organ__in=places, role=Role.ADMINISTRATOR, person__is_active=True)
    return set(found.values_list("person_id", flat=True))


def _choice(entry: dict[str, str | int | None]) -> Choice:
    days = {key: date.fromisoformat(str(entry[key])) for key in ("valid_from", "valid_to") if entry.get(key)}
    return Choice(str(entry["name"]), entry["value"] or "", str(entry.get("source", "")), **days)
