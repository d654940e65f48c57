"""Where an office keeps what is its own: one folder with the database, the files, and beside them the keys.

Everything a deployment can choose comes from a few environment variables that begin with GONGKAI_; `variables` says which.
"""

import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

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
    "GONGKAI_OIDC_ISSUER": "统一身份认证（OpenID Connect）的签发者地址，与下面两项一并设置即启用。"
    "The issuer of OpenID Connect; set with the next two to turn it on.",
    "GONGKAI_OIDC_CLIENT": "在统一身份认证中登记的客户端编号。The client id registered there.",
    "GONGKAI_OIDC_SECRET": "客户端密钥。The secret of the client.",
    "GONGKAI_SITE": "公众访问的网址，如 https://xxgk.example.cn，写在通知里；默认由主机名得出。"
    "The address that the public uses, for links in messages; made from the host name by default.",
    "GONGKAI_MAIL": "邮件：smtp://用户:口令@主机:端口（smtps:// 为 TLS，smtp+tls:// 为 STARTTLS）、console，或者 file（默认，写入发件夹）。"
    "Where mail goes: smtp://, smtps:// or smtp+tls://, console, or file, the default, which writes to the outbox.",
    "GONGKAI_MAIL_FROM": "发件人地址。The address that mail comes from.",
    "GONGKAI_SMS": "短信：file（默认，写入发件夹）、console，或者接口类的路径。"
    "Where SMS go: file, the default, which writes to the outbox; console; or the path of a class.",
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
        for folder in (keys.parent, keys):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Written beside and linked: of several processes that start at once, none reads half a key.
        beside = keys / f".session.{secrets.token_hex(8)}"
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
        with suppress(FileExistsError):
            os.link(beside, path)
        beside.unlink()
    return path.read_text("utf-8")


def database(place: Home) -> dict[str, object]:
    """Return Django's description of the database."""
    address = os.environ.get("GONGKAI_DATABASE", "")
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": place.database,
            # Opening the file and setting it up costs as much as a third of a page.
            "CONN_MAX_AGE": 60,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                # What was erased is overwritten: not every build of SQLite does so of itself.
                "PRAGMA secure_delete=ON;",
            },
        }
    parts = urlsplit(address)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ValueError(
            f"GONGKAI_DATABASE 应以 postgresql:// 开头，不能是 {parts.scheme}://。"
            f" GONGKAI_DATABASE begins with postgresql://, not {parts.scheme}://."
        )
    name, port = unquote(parts.path.lstrip("/")), _port(parts)
    if not name:
        raise ValueError(
            "GONGKAI_DATABASE 应写明库名，如 postgresql://用户:口令@主机:端口/库名。"
            " GONGKAI_DATABASE names a database: postgresql://user:password@host:port/name."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": port or "",
        "CONN_MAX_AGE": 60,
    }


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError:
        # What stands in its place may be a piece of a password and is not repeated.
        raise ValueError(
            "GONGKAI_DATABASE 的端口应为数字；口令里的 /、?、#、@ 请写成 %2F、%3F、%23、%40。"
            " The port in GONGKAI_DATABASE is a number; write / ? # @ of a password as %2F %3F %23 %40."
        ) from None


@dataclass(frozen=True, slots=True)
class Mail:
    """How mail leaves the house: a backend of Django, and the server of the SMTP one."""

    backend: str
    host: str = "localhost"
    port: int = 25
    user: str = ""
    password: str = ""
    tls: bool = False
    starttls: bool = False


def mail() -> Mail:
    """Return how mail is sent."""
    chosen = os.environ.get("GONGKAI_MAIL") or "file"
    backends = {"file": "filebased", "console": "console"}
    if chosen in backends:
        return Mail(f"django.core.mail.backends.{backends[chosen]}.EmailBackend")
    parts = urlsplit(chosen)
    ports = {"smtp": 25, "smtps": 465, "smtp+tls": 587}
    if parts.scheme not in ports or not parts.hostname:
        # The value may hold a password and is not repeated.
        raise ValueError(
            "GONGKAI_MAIL 应为 file、console 或者以 smtp://、smtps://、smtp+tls:// 开头的地址。"
            " GONGKAI_MAIL is file, console, or an address that begins with smtp://, smtps:// or smtp+tls://."
        )
    return Mail(
        "django.core.mail.backends.smtp.EmailBackend",
        parts.hostname,
        parts.port or ports[parts.scheme],
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        parts.scheme == "smtps",
        parts.scheme == "smtp+tls",
    )


def sms() -> str:
    """Return the path of the class that sends SMS."""
    chosen = os.environ.get("GONGKAI_SMS") or "file"
    ours = {"file": "FileSms", "console": "ConsoleSms"}
    return f"gongkai.web.notices.channels.{ours[chosen]}" if chosen in ours else chosen


def site(hosts: Iterable[str], *, https: bool) -> str:
    """Return the address that the public uses, without a slash at its end."""
    given = os.environ.get("GONGKAI_SITE", "").rstrip("/")
    host = next((name for name in hosts if "*" not in name), "localhost").lstrip(".")
    local = host in ("localhost", "127.0.0.1", "[::1]")
    return given or f"http{'s' * https}://{host}{':8000' * (local and not https)}"
