"""What the staff asks of what is being prepared: the lists of an organ, who wrote a draft, what looks personal in it."""

from datetime import date

from django.db.models import Q, QuerySet

from gongkai.web.organs import permissions
from gongkai.web.organs.models import Event, Organ, Person
from gongkai.web.publications import scan
from gongkai.web.publications.models import Publication, State

THING = "publication_draft"
"""What a draft is called in the log; its key is that of its row, since it has no index number yet."""
WRITING = ("publications.drafted", "publications.changed")

_OF = {
    State.DRAFT: Q(released=None, scheduled=None, dropped_at=None),
    State.SCHEDULED: Q(scheduled__isnull=False),
    State.RELEASED: Q(released__isnull=False),
    State.DROPPED: Q(dropped_at__isnull=False),
}


def readable(person: Person, today: date) -> QuerySet[Publication]:
    """Return all that a person may read, released or not."""
    return Publication.objects.filter(
        organ__in=permissions.organs_where(person, "publications.read", today)
    ).select_related("organ")


def listed(organ: Organ, state: State) -> QuerySet[Publication]:
    """Return what of an organ stands at a state: by its day where it has one, drafts by the day they were formed."""
    order = {
        State.DRAFT: "formed",
        State.SCHEDULED: "scheduled",
        State.RELEASED: "-released",
        State.DROPPED: "-dropped_at",
    }
    return Publication.objects.filter(_OF[state], organ=organ).order_by(order[state], "-pk")


def wrote(publication: Publication, person: Person, today: date) -> bool:
    """Return whether a person wrote any of a draft: themselves, through who acted for them, or as all whose posts they use.

    A person without a post to release it uses those of whom they act for.
    """
    events = Event.objects.filter(thing=THING, key=str(publication.pk), verb__in=WRITING).order_by()
    wrote_it = {each for both in events.values_list("actor", "acting_for") for each in both}
    behind = permissions.posts_of_others(person, "publications.release", publication.organ, today)
    return person.pk in wrote_it or (bool(behind) and wrote_it.issuperset(each.pk for each in behind))


def writer(publication: Publication) -> Person | None:
    """Return who wrote a draft at first; None where it was not written here."""
    event = Event.objects.filter(thing=THING, key=str(publication.pk), verb=WRITING[0]).select_related("actor").first()
    return event.actor if event else None


def found_in(publication: Publication) -> tuple[scan.Found, ...]:
    """Return what looks like a number of a person in the title, the text and the names of the files."""
    names = "　".join(file.name for file in publication.kept_files())
    return scan.numbers("\n".join((publication.text, publication.title, publication.document_number, names)))
