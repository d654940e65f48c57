"""Regular work: every minute what is due, once a day what a day asks for. No cron: each run of `pulse` queues the next.

A worker calls `begin` when it starts, so that the chain goes on whatever became of the one before. Two workers, or two
chains, do no harm: a pulse is queued only where none waits, and a daily round is claimed in the database.
"""

import logging
from datetime import datetime, time, timedelta
from importlib import import_module

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from gongkai.web.cases import notify, reminders
from gongkai.web.cases.taking_over.actions import tables
from gongkai.web.notices import delivery
from gongkai.web.notices.models import Round
from gongkai.web.organs import attempts
from gongkai.web.portal import actions, report_check
from gongkai.web.publications import releasing
from gongkai.web.vault import files

logger = logging.getLogger("gongkai.rounds")

EVERY = timedelta(minutes=1)
DAILY_FROM = time(7, 30)
"""The daily round begins with the first pulse after this, or when the office is opened later."""
DAILY = "daily"
TAKEN_FOR_DEAD = timedelta(minutes=30)
"""After how long a daily round that has not ended is begun again."""
RESULTS_KEPT = timedelta(days=7)
PULSES_KEPT = timedelta(hours=1)


@task()
def pulse() -> None:
    """Queue the next pulse, then do what is due."""
    begin(timezone.now() + EVERY)
    tick(timezone.localtime())


def begin(at: datetime | None = None) -> None:
    """Queue a pulse where none waits."""
    with transaction.atomic():
        waiting = DBTaskResult.objects.filter(task_path=pulse.module_path, status="READY")
        if not waiting.exists():
            (pulse.using(run_after=at) if at else pulse).enqueue()


def tick(now: datetime) -> None:
    """Do what is due at a moment: releases, messages left behind, failures not told, passing files, the day's round."""
    releasing.release_due(now)
    for message in delivery.waiting(now):
        delivery.attempt(message, now)
    notify.tell_failures(now)
    report_check.sweep(now)
    actions.forget(now=now)
    if now.time() >= DAILY_FROM:
        daily(now)


def daily(now: datetime) -> bool:
    """Do the round of a day, unless it was done or is being done, and return whether it was done here."""
    if not _claimed(now):
        return False
    reminded = reminders.remind(now)
    reminders.tell_overdue(now)
    _clean(now)
    Round.objects.filter(name=DAILY, day=now.date()).update(ended_at=now)
    logger.info("the round of %s is done: %d reminders", now.date(), reminded)
    return True


def _claimed(now: datetime) -> bool:
    try:
        with transaction.atomic():
            Round.objects.create(name=DAILY, day=now.date(), begun_at=now)
    except IntegrityError:
        dead = Round.objects.filter(name=DAILY, day=now.date(), ended_at=None, begun_at__lt=now - TAKEN_FOR_DEAD)
        return bool(dead.update(begun_at=now))
    return True


def _clean(now: datetime) -> None:
    """Drop what is no longer needed: sessions, old failures, unconfirmed tables, counts, results of tasks, files left behind."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    delivery.forget(now)
    tables.forget(now)
    files.sweep(now)
    attempts.forget(now)
    ended = DBTaskResult.objects.finished()
    ended.filter(finished_at__lt=now - RESULTS_KEPT).delete()
    ended.filter(task_path=pulse.module_path, finished_at__lt=now - PULSES_KEPT).delete()
    _forget_the_journal()


def _forget_the_journal() -> None:
    """Empty the journal of SQLite, in which what was erased would be read until it is written over."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
