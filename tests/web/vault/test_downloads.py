"""What goes out of the office to be saved: under its name, and never run as a page of it."""

import ast
from pathlib import Path
from urllib.parse import quote

import gongkai.web
from gongkai.web.vault.downloads import as_saved

HOUSE = Path(gongkai.web.__file__).parent


def test_a_file_is_saved_under_its_name_and_never_run() -> None:
    answer = as_saved(b"<script>", "答复书 第1号.html", "text/html")
    assert answer.content == b"<script>"
    assert answer.headers["Content-Type"] == "text/html"
    assert answer.headers["Content-Disposition"] == f"attachment; filename*=utf-8''{quote('答复书 第1号.html')}"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_name_ends_no_header() -> None:
    headers = as_saved(b"", 'a"\r\nSet-Cookie: x=1.pdf', "application/pdf").serialize_headers()
    assert b"\r\nSet-Cookie" not in headers


def test_no_view_writes_these_headers_by_itself() -> None:
    own = [
        str(path.relative_to(HOUSE))
        for path in HOUSE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value == "Content-Disposition"
    ]
    assert own == ["vault/downloads.py"]
