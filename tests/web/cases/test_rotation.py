"""A new key takes over everything that is sealed, a few at a time, and can be broken off."""

import os

import pytest

from gongkai.web.cases import queries
from gongkai.web.cases.models import Applicant, Attachment
from gongkai.web.config.environment import Home
from gongkai.web.vault import files, keys, rotation, sealing
from gongkai.web.vault.models import RestrictedFile
from tests.web import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(tmp_path, settings):
    """Give each test keys and files of its own."""
    settings.HOME = Home(tmp_path, tmp_path / "keys")


@pytest.fixture
def cases():
    """Return five requests, each with a file."""
    papers = [(Attachment.Use.IDENTITY, factories.pdf())]
    organ = factories.organ()
    return [factories.filed(organ, attachments=papers).case for _ in range(5)]


def heads():
    """Return the keys that everything is sealed with."""
    found = [sealing.key_of(row.sealed) for row in Applicant.objects.all()]
    return found + [files.sealed_with(file)[1:] for file in RestrictedFile.objects.all()]


def test_everything_is_sealed_again_and_still_read(cases):
    before = keys.current().id
    keys.rotate(factories.NOW)
    last = {each.shelf: each for each in rotation.reseal(batch=2)}
    assert {name: (each.seen, each.resealed) for name, each in last.items()} == {"applicants": (5, 5), "files": (5, 5)}
    assert set(heads()) == {keys.current().id} != {before}
    for case in cases:
        case.refresh_from_db()
        assert queries.applicant(case)["name"] == "林某某"
        assert files.read(case.attachments.get().file) == factories.pdf().data
    assert rotation.in_use() == {keys.current().id.hex(): 10}


def test_what_was_broken_off_is_taken_up_where_it_stopped(cases):
    keys.rotate(factories.NOW)
    run = rotation.reseal(batch=2)
    next(run)
    next(run)
    run.close()
    assert len([head for head in heads() if head == keys.current().id]) == 4
    again = {each.shelf: each for each in rotation.reseal(batch=2)}
    assert again["applicants"].resealed == 1
    assert all(each.resealed == 0 for each in rotation.reseal())


def test_another_cipher_takes_over_too(cases, settings):
    settings.CIPHER = "sm4"
    list(rotation.reseal())
    assert {bytes(row.sealed)[0] for row in Applicant.objects.all()} == {sealing.SM4}
    assert queries.applicant(cases[0])["phone"] == "13800000000"


def test_what_cannot_be_read_is_named_and_left(cases):
    Applicant.objects.filter(case=cases[0]).update(sealed=b"\x01changed and long enough to have a head")
    files.path(cases[1].attachments.get().file).unlink()
    keys.rotate(factories.NOW)
    last = {each.shelf: each for each in rotation.reseal()}
    assert last["applicants"].resealed == 4 and len(last["applicants"].unreadable) == 1
    assert last["files"].resealed == 4 and len(last["files"].unreadable) == 1


def test_all_that_is_sealed_for_long_is_registered():
    assert {"applicants", "files"} <= set(rotation.shelves())


def test_files_without_a_row_are_swept_after_a_day_and_others_stay(cases, settings):
    young = settings.HOME.files / "ab" / ("ab" * 24)
    old = settings.HOME.files / "cd" / ("cd" * 24 + ".part")
    for path in (young, old):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"half")
    yesterday = factories.NOW.timestamp() - 2 * 24 * 3600
    os.utime(old, (yesterday, yesterday))
    os.utime(young, (factories.NOW.timestamp(),) * 2)
    for file in RestrictedFile.objects.all():
        os.utime(files.path(file), (yesterday, yesterday))
    assert files.sweep(factories.NOW) == 1
    assert young.exists() and not old.exists()
    assert files.read(cases[0].attachments.get().file) == factories.pdf().data
