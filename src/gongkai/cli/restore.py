"""`gongkai restore`: an office from a backup, in a new folder, and whether it is whole."""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.cli.errors import Usage
from gongkai.cli.office import told
from gongkai.cli.opening import choose_home, open_office
from gongkai.cli.parser import examples
from gongkai.cli.serve import prepare

if TYPE_CHECKING:
    from gongkai.web.upkeep.manifest import Manifest


def describe(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("archive", metavar="IN.tar.gz", help="备份文件。The backup.")
    parser.add_argument(
        "--home", metavar="NEW", required=True, help="新的数据文件夹，应当不存在或者为空。A new or empty folder."
    )
    parser.add_argument(
        "--keys", metavar="FOLDER", help="备份不含密钥时，密钥所在的文件夹。Where the keys are, if not in the backup."
    )
    parser.add_argument(
        "--verify",
        action="store_true",
        help="恢复后核验：行数、事件链、办件重放、每个加密的内容都能打开。"
        "Verify afterwards: rows, the chain of events, replayed cases, and that all that is sealed opens.",
    )
    examples(
        parser,
        [
            "gongkai restore 含密钥.tar.gz --home 新的 --verify",
            "gongkai restore 备份.tar.gz --home 另一处 --keys 演示/keys --verify",
        ],
    )


def run(args: argparse.Namespace) -> int:
    """Restore, and return 0, or 1 where the verification found something.

    :raises Usage: where the backup is not whole, the folder is not empty, or the database is another one.
    """
    home = choose_home(args.home)
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise Usage(f"{home} 里已有内容；请换一个空文件夹，以免覆盖。", f"{home} is not empty; choose another folder.")
    if not home.parent.is_dir():
        raise Usage(f"没有文件夹 {home.parent}。", f"There is no folder {home.parent}.")
    manifest = _put_back(Path(args.archive), home, Path(args.keys) if args.keys else None)
    sys.stdout.write(f"已恢复到 {home}（备份时间 {manifest.made_at}）。 Restored.\n")
    sys.stdout.flush()
    if not args.verify:
        return 0
    return _verified(manifest)


def _put_back(archive: Path, home: Path, keys: Path | None) -> "Manifest":
    # What is loaded here knows nothing of Django: its settings are read when the folder is there.
    from gongkai.web.upkeep import unpacking
    from gongkai.web.upkeep.manifest import ROWS, BadArchive

    folder = Path(tempfile.mkdtemp(dir=home.parent, prefix=".gongkai-"))
    try:
        manifest = unpacking.unpack(archive, folder)
        if manifest.database != ROWS and os.environ.get("GONGKAI_DATABASE"):
            raise BadArchive(
                "这份备份是 SQLite 数据库；请去掉 GONGKAI_DATABASE，或者改用 gongkai backup --rows 的备份。"
            )
        if keys is not None:
            shutil.copytree(keys, folder / "keys", dirs_exist_ok=True)
        rows = unpacking.put_files(folder, home)
        open_office(str(home))
        prepare()
        if rows is not None:
            from gongkai.web.upkeep import backup

            backup.load_rows(rows, manifest)
            rows.unlink()
    except BadArchive as bad:
        raise Usage(str(bad), "The backup cannot be used.") from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return manifest


def _verified(manifest: "Manifest") -> int:
    from django.utils import timezone

    from gongkai.web.upkeep import backup

    good = (
        f"核验无误：{sum(manifest.counts.values())} 行，事件链 {manifest.head.number} 个事件，加密的内容都能打开。"
        " Verified: all is as it was saved."
    )
    return told(backup.faults(manifest, timezone.localdate()), good)
