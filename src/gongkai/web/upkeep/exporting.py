"""Everything that an office holds, as tables that any program opens, with a dictionary that says what each column is.

What opens something (passwords, query codes) never leaves; who asked leaves only where that was asked for, and the log
then says so.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Field, ForeignKey, Model
from django.utils import timezone

from gongkai.web.cases import queries
from gongkai.web.cases.models import Applicant
from gongkai.web.organs import log
from gongkai.web.organs.log import Call
from gongkai.web.upkeep import tables

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a text begins that a spreadsheet program may run; some take wide signs for narrow ones."""
HEADINGS = ("table", "table_name", "column", "column_name", "type", "refers_to", "values", "note")
PERSONAL = "applicants"
PERSONAL_COLUMNS = (
    "case",
    "name",
    "organisation",
    "contact",
    "id_kind",
    "id_number",
    "phone",
    "email",
    "address",
    "rest",
)


@transaction.atomic
def export(out: Path, *, by: Call, form: str = "csv", with_personal: bool = False) -> dict[str, int]:
    """Write all tables and their dictionary into a folder, and return how many rows each has."""
    written: dict[str, int] = {}
    models = tables.own()
    for model in models:
        fields = list(tables.columns(model))
        rows = (
            [_plain(getattr(row, field.attname)) for field in fields]
            for row in model._base_manager.order_by("pk").iterator(1000)
        )
        written[model._meta.db_table] = _write(
            out / f"{model._meta.db_table}.{form}", [field.attname for field in fields], rows
        )
    if with_personal:
        out.chmod(0o700)
        written[PERSONAL] = _write(out / f"{PERSONAL}.{form}", PERSONAL_COLUMNS, _personal())
    _write(out / f"dictionary.{form}", HEADINGS, _dictionary(models, with_personal))
    log.record("office.exported", thing="office", key="", by=by, with_personal=with_personal, tables=len(written))
    return written


def _write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    number = 0
    # The mark at the beginning lets spreadsheet programs know that this is UTF-8.
    with path.open("w", encoding="utf-8-sig" if path.suffix == ".csv" else "utf-8", newline="") as file:
        writer = csv.writer(file)
        if path.suffix == ".csv":
            writer.writerow(columns)
        for row in rows:
            number += 1
            if path.suffix == ".csv":
                writer.writerow([_cell(value) for value in row])
            else:
                file.write(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False) + "\n")
    return number


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _cell(value: Any) -> Any:
    """Return a value for a cell: no text that a spreadsheet program would run as a formula."""
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _personal() -> Iterator[Sequence[Any]]:
    for applicant in Applicant.objects.filter(erased=None).select_related("case").order_by("pk").iterator(500):
        said = queries.applicant(applicant.case)
        known = [said.pop(column, "") for column in PERSONAL_COLUMNS[1:-1]]
        yield [applicant.case.number, *known, said]


def _dictionary(models: Iterable[type[Model]], with_personal: bool) -> Iterator[Sequence[str]]:
    for model in models:
        meta = model._meta
        for field in tables.columns(model):
            yield (
                meta.db_table,
                _first_line(model),
                field.attname,
                str(field.verbose_name),
                field.get_internal_type(),
                field.related_model._meta.db_table if isinstance(field, ForeignKey) else "",
                _values(field),
                str(field.help_text),
            )
    for column in PERSONAL_COLUMNS if with_personal else ():
        yield PERSONAL, "申请人（个人信息，请依法保护）", column, "", "CharField", "", "", ""


def _first_line(model: type[Model]) -> str:
    return (model.__doc__ or "").strip().partition("\n")[0]


def _values(field: "Field[Any, Any]") -> str:
    return "；".join(f"{value}={label}" for value, label in field.flatchoices)
