"""An office that is killed at any moment has kept everything it answered with success, and nothing by halves."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

SCRIPT = Path(__file__).with_name("killed_office.py")
WORK = SCRIPT.with_name("killed_at_work.py")
ROOT = SCRIPT.parents[3]
KILLS = 4


@pytest.fixture
def environment(tmp_path):
    """Return the environment of an office of its own, on the database that the tests run on."""
    office = {**os.environ, "GONGKAI_HOME": str(tmp_path), "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    office["DJANGO_SETTINGS_MODULE"] = "gongkai.web.config.settings"
    address = os.environ.get("GONGKAI_DATABASE")
    if not address:
        yield office
        return
    import psycopg

    name = f"gongkai_killed_{os.getpid()}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield office | {"GONGKAI_DATABASE": urlunsplit(urlsplit(address)._replace(path=f"/{name}"))}
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def run(environment, what, script=SCRIPT, **options):
    """Start the script."""
    command = [sys.executable, str(script), what]
    return subprocess.Popen(command, env=environment, text=True, stdout=subprocess.PIPE, **options)


def prepared(environment, script=SCRIPT):
    """Make the office that is to be killed."""
    preparing = run(environment, "prepare", script)
    assert (preparing.communicate(timeout=60), preparing.returncode) == (("", None), 0)


@pytest.mark.slow
def test_a_killed_office_has_lost_nothing_that_was_answered(environment):
    prepared(environment)
    answered = []
    for _ in range(KILLS):
        office = run(environment, "file")
        answered.append(office.stdout.readline())
        # Between two answers, at a moment that nobody has chosen.
        answered += [office.stdout.readline() for _ in range(random.randrange(1, 40))]
        office.kill()
        answered += [line for line in office.stdout if line.endswith("}\n")]
        office.wait(10)
        office.stdout.close()
    looking = run(environment, "look", stdin=subprocess.PIPE)
    found = json.loads(looking.communicate("".join(answered), timeout=120)[0])
    assert found["wrong"] == []
    assert len(answered) <= found["cases"] <= len(answered) + 3 * KILLS


@pytest.mark.slow
def test_people_at_work_in_a_killed_office_have_lost_nothing_that_was_answered(environment):
    """Steps, versions, reviews and evidence, of people who work on the same cases."""
    prepared(environment, WORK)
    answered = []
    for _ in range(KILLS):
        office = run(environment, "work", WORK)
        answered += [office.stdout.readline() for _ in range(random.randrange(5, 60))]
        office.kill()
        answered += [line for line in office.stdout if line.endswith("}\n")]
        office.wait(10)
        office.stdout.close()
    looking = run(environment, "look", WORK, stdin=subprocess.PIPE)
    found = json.loads(looking.communicate("".join(answered), timeout=120)[0])
    assert found["wrong"] == []
    assert found["reviews"] > 0 and found["evidence"] > 0
