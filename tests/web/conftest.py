"""An office of its own for the tests: a temporary home, made before Django reads its settings, and a clock that stands.

SQLite by default, in a file like a real office's; the database that GONGKAI_DATABASE names where it is set.
"""

import atexit
import os
import shutil
import tempfile
from datetime import date, datetime, time
from pathlib import Path
from types import SimpleNamespace

import pytest

HOME = Path(tempfile.mkdtemp(prefix="gongkai-tests-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ["GONGKAI_HOME"] = str(HOME)
os.environ["GONGKAI_MAIL_BACKEND"] = "django.core.mail.backends.locmem.EmailBackend"
os.environ.pop("GONGKAI_KEYS", None)
os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.web.config.settings"

import django  # noqa: E402

django.setup()

from django.apps import apps  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import TransactionTestCase  # noqa: E402
from django.utils import translation  # noqa: E402

from gongkai.web.config import environment, middleware  # noqa: E402
from tests.web import factories  # noqa: E402

# A worker inherits the environment of whoever started it, and may have read the settings with that one's home.
settings.HOME = environment.home()
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
settings.LOGGING_CONFIG = None
if connection.vendor == "postgresql":
    # What no model describes refers to tables that are emptied after a test; naming all apps empties it with them.
    TransactionTestCase.available_apps = [each.name for each in apps.get_app_configs()]


class Clock:
    """The time that every call of the office reads; tests move it."""

    def __init__(self) -> None:
        self.now = factories.NOW

    def go_to(self, day: date, hour: int = 10) -> None:
        """Move to an hour of a day in Asia/Shanghai."""
        self.now = datetime.combine(day, time(hour), factories.SHANGHAI)

    @property
    def today(self) -> date:
        """The day it is."""
        return self.now.date()


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Return the clock that the calls of this test read, standing at `factories.NOW`."""
    standing = Clock()
    monkeypatch.setattr(middleware, "timezone", SimpleNamespace(localtime=lambda: standing.now))
    return standing


@pytest.fixture(autouse=True)
def language() -> None:
    """Begin in the language of the office: a page that was asked for in another leaves that to the next test."""
    translation.deactivate()


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Give each worker a database of its own.

    That of SQLite is a file, so that threads and processes meet in it as they do in an office.
    """
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    sqlite = connection.vendor == "sqlite"
    connection.settings_dict["TEST"]["NAME"] = str(HOME / f"test-{worker}.sqlite3") if sqlite else f"test_{worker}"
