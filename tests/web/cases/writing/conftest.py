"""A case in hand, the people of its organ, and a call of its handler."""

import pytest

from tests.web import factories


@pytest.fixture
def case():
    return factories.case()


@pytest.fixture
def people(case):
    return factories.staff(case.organ)


@pytest.fixture
def by(people):
    return factories.call(people.handler)
