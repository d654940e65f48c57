"""Take the pictures of the README anew: `.venv/bin/python scripts/picture.py`, with Chromium and the test requirements.

They are taken from the page that `gongkai check` writes about a sample report, and show what a reader will see.
"""

import io
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = "examples/heqiao-zhen-2025.txt"
RULES = "GK101,GK102,GK103,GK104"
# How many pixels of the page, and what above the wanted part is left out.
PICTURES = {
    "findings": (1120, ".nothing"),
    "table": (1120, "h1, header, h2, dl, .counts, .findings, #r1-proactive, .proactive"),
}
QUIET = ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update"]


def main() -> int:
    """Write the page, then take each picture of it."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.html")
        check = ["check", SAMPLE, "--select", RULES, "--format", "html", "-o", str(page)]
        subprocess.run([sys.executable, "-m", "gongkai", *check], cwd=ROOT, check=False)
        whole = page.read_text("utf-8")
        for name, (height, left_out) in PICTURES.items():
            style = f"<style>{left_out} {{ display: none }}</style></head>"
            page.write_text(whole.replace("</head>", style), "utf-8")
            picture = photograph(page.as_uri(), height, Path(folder))
            # A page of this kind has few colours: a palette keeps the repository small.
            picture.quantize(64).save(ROOT / "docs" / "pictures" / f"{name}.png", optimize=True)
    return 0


def photograph(address: str, height: int, folder: Path) -> Image.Image:
    """Return the upper part of a page as Chromium shows it, at a density of one and a half."""
    file = folder / "shot.png"
    size = [f"--window-size=1000,{height}", "--force-device-scale-factor=1.5", "--hide-scrollbars"]
    call = [
        "chromium",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        *QUIET,
        *size,
        f"--user-data-dir={folder}/profile",
    ]
    subprocess.run([*call, f"--screenshot={file}", address], check=True, capture_output=True)
    return Image.open(io.BytesIO(file.read_bytes())).convert("RGB")


if __name__ == "__main__":
    sys.exit(main())
