"""An office that answers and a browser that looks at it. Where Chromium or Playwright is missing the tests are skipped."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.browser.visitor import Office, Visitor

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
# No sandbox: the tests may run as root, and open nothing but the office of their own.
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--force-color-profile=srgb",
]
_visitors = count(1)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Return a small office that answers on this machine for as long as the tests run."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    settings = {
        "GONGKAI_HOME": str(tmp_path_factory.mktemp("office")),
        # Each visitor has an address of its own, told as by a proxy.
        "GONGKAI_PROXIES": "1",
        "DJANGO_SETTINGS_MODULE": "gongkai.web.config.settings",
        "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
    }
    log = tmp_path_factory.mktemp("log") / "office.log"
    with (
        log.open("wb") as written,
        subprocess.Popen(
            [sys.executable, "-m", "tests.browser.office"],
            cwd=ROOT,
            env=ours | settings,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=written,
            text=True,
        ) as running,
    ):
        assert running.stdin and running.stdout
        said = running.stdout.readline()
        if not said:
            pytest.fail(f"The office did not start: {log.read_text('utf-8')[-2000:]}")
        yield Office(**json.loads(said))
        running.stdin.close()
        try:
            running.wait(20)
        except subprocess.TimeoutExpired:
            # A thread that still answers a browser may keep it; nothing of it is wanted any more.
            running.kill()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Return a browser. It is a module's own: while it runs, Django takes the thread for one that must not ask a database."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    program = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if program is None:
        pytest.skip("Chromium is not on the path: the pages are not looked at")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=program, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def visitor(office: Office, chromium: Any) -> Iterator[Any]:
    """Return a function that brings a visitor with a browser window of their own; what it complained of fails the test."""
    came: list[Visitor] = []

    def come(**window: Any) -> Visitor:
        number = next(_visitors)
        context = chromium.new_context(
            **{
                "base_url": office.address,
                "locale": "zh-CN",
                "timezone_id": "Asia/Shanghai",
                "viewport": {"width": 1280, "height": 900},
                "extra_http_headers": {"X-Forwarded-For": f"198.51.{number // 250}.{number % 250 + 1}"},
            }
            | window
        )
        context.set_default_timeout(30_000)
        came.append(Visitor(context.new_page(), office))
        return came[-1]

    yield come
    for each in came:
        each.page.context.close()
        assert each.complaints == [], "the browser complained"
