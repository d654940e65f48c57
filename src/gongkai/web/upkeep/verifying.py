"""Whether an office is whole: its chain of events, what its cases say, its summaries, all that is sealed, every file."""

import hashlib
from collections.abc import Iterator
from datetime import date

from django.db import connection

from gongkai.web.cases import fingerprints
from gongkai.web.organs import log
from gongkai.web.organs.models import EventHead
from gongkai.web.publications import files as published
from gongkai.web.publications.models import PublishedFile
from gongkai.web.upkeep import replaying, tables
from gongkai.web.upkeep.manifest import Head
from gongkai.web.vault import files, rotation, sealing
from gongkai.web.vault.models import RestrictedFile


def head() -> Head:
    """Return the end of the chain of events."""
    found = EventHead.objects.filter(id=1).first() or EventHead()
    return Head(found.number, found.digest)


def faults(today: date) -> Iterator[str]:
    """Yield what is not as it should be, each as a sentence."""
    yield from _database()
    yield from (f"第 {number} 号事件：{reason}。" for number, reason in log.broken())
    yield from (f"{each}。" for each in replaying.differences(today))
    yield from fingerprints.changed()
    yield from rotation.unreadable()
    yield from _restricted()
    yield from _published()


def older() -> int:
    """Return how much of what was written, reviewed and put on file is older than fingerprints and has none: no fault."""
    return fingerprints.unmarked()


def differing(counted: dict[str, int], at: Head) -> Iterator[str]:
    """Yield where the tables or the chain are not those of a backup."""
    now = tables.counts()
    for table, count in sorted(counted.items()):
        if now.get(table, 0) != count:
            yield f"表 {table} 有 {now.get(table, 0)} 行，备份时为 {count} 行。"
    if head() != at:
        yield f"事件链的末尾是 {head().number} 号，备份时为 {at.number} 号。"


def _database() -> Iterator[str]:
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        said = [row[0] for row in cursor.fetchall()]
    yield from (f"数据库：{each}" for each in said if each != "ok")


def _restricted() -> Iterator[str]:
    for file in RestrictedFile.objects.filter(erased_at=None).iterator(500):
        try:
            if hashlib.sha256(files.read(file)).hexdigest() != file.sha256:
                yield f"受限文件 {file.pk} 的内容与登记不符。"
        except sealing.Unreadable as error:
            yield f"受限文件 {file.pk} 打不开：{error}"
        except FileNotFoundError:
            yield f"受限文件 {file.pk} 不见了。"


def _published() -> Iterator[str]:
    for file in PublishedFile.objects.iterator(500):
        place = published.place(file)
        if not place.is_file() or place.stat().st_size != file.size:
            yield f"公开的文件 {file.pk}（{file.name}）不见了，或者大小与登记不符。"
