"""Making a backup while the office works, and putting one back."""

import contextlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.core import serializers
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model

from gongkai.web.search import index
from gongkai.web.upkeep import tables, verifying
from gongkai.web.upkeep.archive import Writer, contents
from gongkai.web.upkeep.manifest import ROWS, SQLITE, BadArchive, Head, Manifest

BATCH = 500


def make(out: Path, *, now: datetime, with_keys: bool = False, rows: bool = False) -> Manifest:
    """Write a backup and return its manifest.

    On SQLite the database goes in as it is; on PostgreSQL, or with `rows`, row by row, so that it can be put into either.
    """
    beside = out.with_name(f".{out.name}.part")
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".gongkai-") as folder, _removed(beside):
        name = ROWS if rows or connection.vendor != "sqlite" else SQLITE
        copy = Path(folder) / name
        said = _copy_rows(copy) if name == ROWS else _copy_database(copy)
        # Even without the keys what it holds is for nobody else on the machine.
        os.close(os.open(beside, os.O_WRONLY | os.O_CREAT, 0o600))
        beside.chmod(0o600)
        writer = Writer(beside)
        writer.add(name, copy)
        for inside, path in contents(with_keys=with_keys):
            with contextlib.suppress(FileNotFoundError):  # erased in these seconds
                writer.add(inside, path)
        manifest = writer.close(made_at=now.isoformat(), database=name, **said)
        beside.replace(out)
    return manifest


def load_rows(path: Path, manifest: Manifest) -> None:
    """Put the rows of a backup into the database, whose tables are there and lose what they hold.

    :raises BadArchive: where the tables are those of another version.
    """
    if manifest.migrations != tables.migrations():
        raise BadArchive(f"这份备份由 {manifest.version} 版写成，表的结构不同；请先安装该版本恢复，再升级。")
    every = tables.every()
    with transaction.atomic():
        for model in reversed(every):
            _clear(model)
        waiting: list[Model] = []
        with path.open(encoding="utf-8") as file:
            for found in serializers.deserialize("jsonl", file):
                if waiting and (type(waiting[0]) is not type(found.object) or len(waiting) >= BATCH):
                    _insert(waiting)
                    waiting = []
                waiting.append(found.object)
        _insert(waiting)
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), every):
                cursor.execute(statement)
        index.rebuild()


def faults(manifest: Manifest, today: date) -> Iterator[str]:
    """Yield where what was put back is not what was saved, or is not whole."""
    yield from verifying.differing(manifest.counts, manifest.head)
    yield from verifying.faults(today)


def _copy_database(path: Path) -> dict[str, object]:
    """Copy the database in one moment, and return what the copy holds."""
    source = sqlite3.connect(settings.HOME.database, timeout=60)
    target = sqlite3.connect(path)
    with contextlib.closing(source), contextlib.closing(target):
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
        _forget_passing(target)
        counts = {
            model._meta.db_table: target.execute(f'SELECT count(*) FROM "{model._meta.db_table}"').fetchone()[0]  # noqa: S608
            for model in tables.saved()
        }
        applied = target.execute("SELECT app || '.' || name FROM django_migrations").fetchall()
        end = target.execute("SELECT number, digest FROM organs_eventhead").fetchone()
    head = Head(*end) if end else verifying.head()
    return {"counts": counts, "migrations": sorted(row[0] for row in applied), "head": head}


def _forget_passing(target: sqlite3.Connection) -> None:
    """Empty the tables of a copy that do not go into a backup, and overwrite where their rows stood."""
    target.execute("PRAGMA secure_delete=ON")
    for model in tables.every():
        if model._meta.app_label in tables.PASSING:
            target.execute(f'DELETE FROM "{model._meta.db_table}"')  # noqa: S608 - the name of our own table
    target.commit()


def _copy_rows(path: Path) -> dict[str, object]:
    """Write the rows of all tables as they were in one moment, and return what was written."""
    with transaction.atomic(), path.open("w", encoding="utf-8") as file:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        for model in tables.saved():
            found = model._base_manager.order_by("pk").iterator(BATCH)
            serializers.serialize("jsonl", found, stream=file)
        return {"counts": tables.counts(), "migrations": tables.migrations(), "head": verifying.head()}


def _insert(waiting: list[Model]) -> None:
    if waiting:
        type(waiting[0])._base_manager.bulk_create(waiting)


def _clear(model: type[Model]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{model._meta.db_table}"')  # noqa: S608 - the name of our own table


@contextlib.contextmanager
def _removed(path: Path) -> Iterator[None]:
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
