"""The log is one chain: a change of it is found wherever it is made, and writers at the same time never fork it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import F

from gongkai.web.organs import log
from gongkai.web.organs.models import Event, EventHead, Person
from tests.web import factories

CHANGES: dict[str, Any] = {
    "number": F("number") + 1000,
    "at": F("at"),
    "actor_id": None,
    "acting_for_id": None,
    "organ_id": None,
    "verb": "cases.undone",
    "thing": "person",
    "key": "another",
    "detail": {"on": "2019-01-01"},
    "previous": "f" * 64,
    "digest": "f" * 64,
}


@transaction.atomic
def write(count: int, person: Person | None = None) -> list[Event]:
    """Record events of a person acting for another."""
    organ = factories.organ()
    actor = person or factories.person((organ, "handler"))
    by = factories.call(actor)
    return [log.record("cases.received", thing="case", key=n, by=by, organ=organ, on=str(n)) for n in range(count)]


def verified() -> str:
    """Return what the command says of the log."""
    said = StringIO()
    call_command("verify_events", stdout=said)
    return said.getvalue()


@pytest.mark.parametrize(
    ("text", "digest"),
    [
        ("abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        ("abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
    ],
)
def test_the_digest_is_sm3(text: str, digest: str) -> None:
    """The two examples of GB/T 32905-2016, appendix A."""
    hashed = hashes.Hash(hashes.SM3())
    hashed.update(text.encode())
    assert hashed.finalize().hex() == digest


@pytest.mark.django_db
def test_an_empty_log_and_one_of_many_events_hold() -> None:
    """The command names the end, which can be written down elsewhere."""
    assert "共 0 个事件" in verified()
    last = write(5)[-1]
    assert f"共 5 个事件，末尾摘要 {last.digest}" in verified()


@pytest.mark.django_db
def test_a_filed_request_stands_in_the_log_without_what_it_says() -> None:
    """The event names the case and never the person."""
    case = factories.case()
    event = Event.objects.get(thing="case")
    assert (event.verb, event.key) == ("cases.received", case.number)
    assert "林" not in str(event.detail)
    assert list(log.broken()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("field", CHANGES)
def test_a_change_of_any_field_of_one_event_is_found(field: str) -> None:
    """Whoever writes into the table by hand is found out, and the event is named."""
    deputy = factories.person()
    organ = factories.organ()
    absent = factories.person((organ, "handler"))
    factories.acting(deputy, absent, organ)
    with transaction.atomic():
        for n in range(5):
            log.record("cases.received", thing="case", key=n, by=factories.call(deputy), organ=organ, on=str(n))
    assert Event.objects.get(number=3).acting_for == absent
    change = F("at") + timedelta(microseconds=1) if field == "at" else CHANGES[field]
    assert Event.objects.filter(number=3).update(**{field: change}) == 1
    number, _ = next(log.broken())
    assert number == 3
    with pytest.raises(CommandError, match="第 3 号事件"):
        verified()


def test_every_field_of_an_event_is_among_the_changes() -> None:
    """A field that is added to the model is added to the digest."""
    assert {each.attname for each in Event._meta.concrete_fields} - {"id"} == set(CHANGES)


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3, 5])
def test_an_event_that_was_deleted_is_missed(number: int) -> None:
    """At the beginning, in the middle, and the last one."""
    write(5)
    Event.objects.filter(number=number).delete()
    assert next(log.broken())[0] == number


@pytest.mark.django_db
def test_an_end_of_the_chain_that_was_moved_back_or_removed_is_found() -> None:
    """An end that was moved back leaves later events without it; one that is gone leaves all."""
    events = write(5)
    EventHead.objects.update(number=4, digest=events[3].digest)
    assert next(log.broken()) == (5, "事件不是由系统添加的")
    EventHead.objects.all().delete()
    assert next(log.broken())[0] == 1


@pytest.mark.django_db
def test_an_event_that_was_put_in_by_hand_is_found() -> None:
    """It has no place in the chain."""
    last = write(2)[-1]
    forged = Event(number=3, at=factories.NOW, verb="people.signed_in", thing="person", key="1", previous=last.digest)
    forged.digest = log.digest(forged)
    forged.save()
    assert next(log.broken())[0] == 3


@pytest.mark.django_db(transaction=True)
def test_an_event_is_recorded_inside_the_transaction_of_what_it_records() -> None:
    """Else one could stand without the other."""
    with pytest.raises(transaction.TransactionManagementError):
        log.record("people.signed_in", thing="person", key=1, by=factories.call())


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_leaves_no_event_and_no_gap() -> None:
    """The next event takes its place."""
    write(2)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        log.record("people.signed_in", thing="person", key=1, by=factories.call())
        raise ZeroDivisionError
    assert write(1)[0].number == 3
    assert list(log.broken()) == []


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_never_fork_the_chain() -> None:
    """Eight at once, from an empty log on: each waits for its place."""
    writers, each = 8, 10

    def writer(name: int) -> None:
        try:
            for n in range(each):
                with transaction.atomic():
                    log.record("cases.received", thing="case", key=f"{name}/{n}", by=factories.call())
        finally:
            connection.close()

    with ThreadPoolExecutor(writers) as pool:
        list(pool.map(writer, range(writers)))
    assert Event.objects.count() == writers * each
    assert list(log.broken()) == []
