"""One of the two programs that an office consists of while it runs: `web` answers, `worker` does what may take longer.

Both end when whoever started them is gone: its end of the pipe that is their standard input closes, however it ended.
"""

import os
import secrets
import signal
import sys
import threading

WORKER = "serve-"
"""How the ids of our own workers begin, by which what one of them left half done is found."""
THREADS = 16
"""Of each web process. A thread that waits for a slow upload answers nobody else."""


def main(arguments: list[str]) -> None:
    """Run the part that the arguments name."""
    threading.Thread(target=_end_with_the_pipe, daemon=True).start()
    if arguments[0] == "web":
        answer(arguments[1], int(arguments[2]), int(arguments[3]))
    else:
        work()


def answer(host: str, port: int, workers: int) -> None:
    """Answer at an address until told to stop."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "gongkai.web.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        # Each thread may hold a connection to the database.
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
    ).serve()


def work() -> None:
    """Do what is queued and what recurs until told to stop, beginning with what a worker before this one left half done."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.web.config.settings")
    django.setup()

    from django.core.management import call_command
    from django_tasks_db.models import DBTaskResult

    from gongkai.web.portal import rounds

    left = [task.pk for task in DBTaskResult.objects.running() if (task.worker_ids or [""])[-1].startswith(WORKER)]
    DBTaskResult.objects.filter(pk__in=left).update(status="READY", started_at=None)
    rounds.begin()
    rounds.begin()
    call_command("db_worker", "--queue-name=*", "--no-startup-delay", f"--worker-id={WORKER}{secrets.token_hex(8)}")


def _end_with_the_pipe() -> None:
    while os.read(sys.stdin.fileno(), 512):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main(sys.argv[1:])
