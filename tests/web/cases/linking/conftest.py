"""An organ, and a handler of it."""

import pytest

from gongkai.web.organs.models import Role
from tests.web import factories


@pytest.fixture
def organ():
    return factories.organ(code="yt")


@pytest.fixture
def handler(organ):
    return factories.person((organ, Role.HANDLER))
