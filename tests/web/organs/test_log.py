"""The log is one chain, and a change of it is found."""

import pytest
from django.db import transaction

from gongkai.web.organs import log
from gongkai.web.organs.models import Event
from tests.web import factories

pytestmark = pytest.mark.django_db


def test_a_filed_request_stands_in_the_log_without_what_it_says() -> None:
    """The event names the case and never the person."""
    case = factories.case()
    event = Event.objects.get()
    assert (event.verb, event.key) == ("cases.received", case.number)
    assert "林" not in str(event.detail)
    with transaction.atomic():
        assert list(log.broken()) == []
