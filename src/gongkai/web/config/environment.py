"""Where an office keeps what is its own: one folder with the database, the files, and beside them the keys.

Everything a deployment can choose comes from a few environment variables that begin with GONGKAI_; `variables` says which.
"""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

VARIABLES = {
    "GONGKAI_HOME": "数据文件夹，默认 ~/gongkai。The folder with the data; ~/gongkai by default.",
    "GONGKAI_KEYS": "密钥文件夹，默认在数据文件夹内的 keys。The folder with the keys; keys inside the data folder by default.",
    "GONGKAI_DATABASE": "数据库地址，如 postgresql://用户:口令@主机:端口/库名；默认是数据文件夹内的 SQLite。"
    "The database; SQLite inside the data folder by default.",
    "GONGKAI_HOSTS": "允许的主机名，以逗号分隔；默认 localhost。Host names that are answered, separated by commas.",
    "GONGKAI_HTTPS": "在 HTTPS 之后运行时设为 1。Set to 1 behind HTTPS.",
    "GONGKAI_PROXIES": "前面有几层可信的反向代理，用来认出访问者的地址；设了 GONGKAI_HTTPS 时默认 1，否则 0。"
    "How many trusted proxies stand in front; 1 by default behind HTTPS, otherwise 0.",
    "GONGKAI_CIPHER": "静态加密算法：aes 或 sm4，默认 aes。The cipher for data at rest: aes or sm4.",
    "GONGKAI_DEBUG": "仅供开发：设为 1 显示出错细节。For development only: set to 1 to see errors in detail.",
}


@dataclass(frozen=True, slots=True)
class Home:
    """The folders of an office."""

    folder: Path
    keys: Path

    @property
    def files(self) -> Path:
        """Where restricted files lie, outside anything that is served."""
        return self.folder / "files"

    @property
    def published(self) -> Path:
        """Where published files lie, which are served by a page and never as a folder."""
        return self.folder / "published"

    @property
    def outbox(self) -> Path:
        """Where messages go that are written to files."""
        return self.folder / "outbox"

    @property
    def database(self) -> Path:
        """The SQLite database."""
        return self.folder / "gongkai.sqlite3"


def home() -> Home:
    """Return the folders, as the environment names them."""
    folder = Path(os.environ.get("GONGKAI_HOME") or Path.home() / "gongkai").expanduser()
    keys = os.environ.get("GONGKAI_KEYS")
    return Home(folder, Path(keys).expanduser() if keys else folder / "keys")


def secret_key(keys: Path) -> str:
    """Return the key that signs sessions, made and kept on first use."""
    path = keys / "session.key"
    if not path.exists():
        keys.mkdir(parents=True, exist_ok=True, mode=0o700)
        written = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(written, "w") as file:
            file.write(secrets.token_urlsafe(64))
    return path.read_text("utf-8")


def database(place: Home) -> dict[str, object]:
    """Return Django's description of the database."""
    address = os.environ.get("GONGKAI_DATABASE", "")
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": place.database,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            },
        }
    parts = urlsplit(address)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ValueError(
            f"GONGKAI_DATABASE 应以 postgresql:// 开头，不能是 {parts.scheme}://。"
            f" GONGKAI_DATABASE begins with postgresql://, not {parts.scheme}://."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 60,
    }
