"""What a deployment chooses: a wrong choice is told in a sentence, without repeating what may be a password."""

import pytest
from django.db import connection

from gongkai.web.config import environment

HOME = environment.home()


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("mysql://u:secret@h/x", "postgresql://"),
        ("postgresql://u:secret@h:5432/", "库名"),
        ("postgresql://", "库名"),
        ("postgresql://u:secret/word@h/x", "端口"),
        ("postgresql://u:p@h:secret/x", "端口"),
    ],
)
def test_an_address_of_no_database_is_told_without_its_password(
    address: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_DATABASE", address)
    with pytest.raises(ValueError, match=says) as told:
        environment.database(HOME)
    assert "secret" not in str(told.value)


def test_an_address_says_all_there_is_to_know(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_DATABASE", "postgresql://yt:a%2Fb%40c@db.example:6432/%E4%BA%91")
    found = environment.database(HOME)
    assert (found["USER"], found["PASSWORD"], found["HOST"]) == ("yt", "a/b@c", "db.example")
    assert (found["PORT"], found["NAME"]) == (6432, "云")


@pytest.mark.django_db
def test_what_is_erased_in_sqlite_is_overwritten() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL frees what was erased by its own vacuum.")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        assert cursor.fetchone() == (1,)
