"""What goes wrong is said in the frame that the reader works in: the office's to who works there, the public's to others."""

import pytest
from django.http import HttpResponse
from django.test import Client

from gongkai.web.organs.models import Organ, Role
from tests.web import factories

pytestmark = pytest.mark.django_db
LIST, DESK, PUBLIC = 'class="button" href="/office/cases/"', "返回工作台", "查一份年报"
WRONG = (("/office/cases/YT-0-1/", 404), ("/office/no/such/place", 404), ("/office/cases/?number=%00", 400))


@pytest.fixture
def organ() -> Organ:
    """Return an organ."""
    return factories.organ()


def signed_in(organ: Organ, role: str, **fields: object) -> Client:
    """Return the browser of somebody with a post."""
    client = Client()
    client.force_login(factories.person((organ, role), **fields))
    return client


def text_of(response: HttpResponse) -> str:
    """Return the page."""
    return response.content.decode()


@pytest.mark.parametrize(("address", "status"), WRONG)
def test_who_works_here_is_led_back_to_the_work_list(organ: Organ, address: str, status: int) -> None:
    response = signed_in(organ, Role.HANDLER).get(address)
    page = text_of(response)
    assert response.status_code == status
    assert "工作导航" in page and LIST in page and DESK in page
    assert PUBLIC not in page


def test_what_is_too_large_is_said_there_too(organ: Organ) -> None:
    headers = {"CONTENT_LENGTH": str(10**9)}
    response = signed_in(organ, Role.HANDLER).post("/office/cases/register/", {"subject": "x"}, **headers)
    assert response.status_code == 413
    assert "工作导航" in text_of(response)


def test_who_reads_no_cases_is_led_back_to_the_desk(organ: Organ) -> None:
    page = text_of(signed_in(organ, Role.ADMINISTRATOR).get("/office/no/such/place"))
    assert DESK in page and LIST not in page


@pytest.mark.parametrize("address", ["/office/no/such/place", "/no/such/place"])
def test_a_stranger_sees_the_public_side(address: str) -> None:
    response = Client().get(address)
    assert response.status_code == 404
    assert PUBLIC in text_of(response) and "工作导航" not in text_of(response)


def test_who_works_here_sees_the_public_side_outside_of_the_office(organ: Organ) -> None:
    page = text_of(signed_in(organ, Role.HANDLER).get("/no/such/place"))
    assert PUBLIC in page and LIST not in page


def test_whoever_still_owes_something_at_the_entrance_is_not_let_in_by_a_wrong_address(organ: Organ) -> None:
    page = text_of(signed_in(organ, Role.HANDLER, must_change_password=True).get("/office/no/such/place"))
    assert "工作导航" not in page
