"""The JSON Schemas that ship with the package."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from gongkai.report import formats, schemas
from gongkai.report.model import TABLES
from tests.report import factory


def validator(name: str) -> Draft202012Validator:
    """Return the validator of a shipped schema, which may refer to the others."""
    every = [schemas.load(one) for one in schemas.NAMES]
    registry = Registry().with_resources([(one["$id"], Resource.from_contents(one)) for one in every])
    return Draft202012Validator(schemas.load(name), registry=registry)


@pytest.mark.parametrize("name", schemas.NAMES)
def test_a_schema_is_valid_and_closed(name: str) -> None:
    schema = schemas.load(name)
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:gongkai:{name}"
    assert schema["description"]


def test_every_schema_of_the_folder_is_named() -> None:
    folder = Path(str(schemas.__file__)).parent
    assert {path.stem for path in folder.glob("*.json")} == set(schemas.NAMES)


@pytest.mark.parametrize("format", formats.FORMATS)
def test_every_cell_name_fits_the_schema(format: str) -> None:
    check = validator("report")
    form = formats.load(format)
    made = factory.report(year=form.first_year).as_json()
    assert set(made["cells"]) == {name for table in TABLES for name in form.cells(table)}
    check.validate(made)


@pytest.mark.parametrize(
    "spoil",
    [
        {"value": 1, "state": "blank"},
        {"value": None, "state": "read"},
        {"state": "zero"},
        {"place": {"line": 0, "column": 1}},
        {"extra": 1},
    ],
)
def test_a_cell_that_breaks_the_contract_breaks_the_schema(spoil: dict[str, object]) -> None:
    made = json.loads(json.dumps(factory.report().as_json()))
    made["cells"]["requests.new.total"].update(spoil)
    assert not validator("report").is_valid(made)
