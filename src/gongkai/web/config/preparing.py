"""What happens before the office opens: its database is brought up to this version, and at the first start somebody can sign in."""

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from gongkai.web.organs.actions import Started, Top, bootstrap
from gongkai.web.organs.log import Call


class NewerDatabase(Exception):
    """A database that a later version has written."""

    def __init__(self, unknown: list[str]) -> None:
        super().__init__(
            f"数据库由更新的版本写成（不认识 {'、'.join(unknown[:3])}），请安装该版本后再启动，或者从备份恢复。"
            f" The database was written by a later version ({', '.join(unknown[:3])});"
            " install that version, or restore a backup."
        )


def prepare_database() -> None:
    """Bring the database up to this version.

    :raises NewerDatabase: where a later version has written it; nothing is changed then.
    """
    loader = MigrationLoader(connection)
    unknown = sorted(
        f"{app}.{name}"
        for app, name in loader.applied_migrations
        if app in loader.migrated_apps
        and (app, name) not in loader.disk_migrations
        and not _squashed(loader, app, name)
    )
    if unknown:
        raise NewerDatabase(unknown)
    call_command("migrate", verbosity=0, interactive=False)


def first_start(top: Top) -> Started | None:
    """Make the first organ and its administrator; None where there is an office already.

    :raises ValidationError: where the organ cannot be as it was named.
    """
    return bootstrap(by=Call(timezone.localtime()), top=top)


def _squashed(loader: MigrationLoader, app: str, name: str) -> bool:
    return any((app, name) in migration.replaces for migration in loader.disk_migrations.values())
