"""How fast Gongkai is, in one table: `python bench/run.py`.

Figures of one machine say little, so each is held against its target, and the reader of PDF against pdfplumber on the same
file in the same run. Specimens are made here by the writers and the generator of the tests; nothing is fetched.
"""

import argparse
import logging
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from gongkai import report  # noqa: E402
from gongkai.report import writers  # noqa: E402
from gongkai.report.model import Report  # noqa: E402
from tests.specimens.build import specimens  # noqa: E402

PAGES = 6
RATIO = 4
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
Seconds = float


@dataclass(frozen=True)
class Line:
    """A line of the table: what, how long (median and best), what the target is, and what else to say."""

    what: str
    median: Seconds
    best: Seconds
    target: Seconds | None
    remark: str = ""


def main() -> int:
    """Print the table; return 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15, help="how often each is measured (15)")
    parser.add_argument("--reports", type=int, default=10_000, help="reports of the long run (10000); 0 leaves it out")
    parser.add_argument("--jobs", type=int, default=2, help="worker processes of the long run (2)")
    args = parser.parse_args()
    lines = []
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        for line in measured(Path(folder), args):
            lines.append(line)
            print(shown(line), flush=True)
    missed = [line.what for line in lines if line.target is not None and line.median > line.target]
    print(f"\nMissed: {', '.join(missed)}." if missed else "\nEvery target is met.")
    return 1 if missed else 0


def measured(folder: Path, args: argparse.Namespace) -> Iterator[Line]:
    """Yield the lines of the table."""
    files = make_files(folder)
    print(f"{'':44}{'median':>10}{'best':>10}{'target':>10}")
    targets = {"text": 0.008, "html": 0.012, "docx": 0.030, "pdf": 0.120, "browser": 0.220}
    for kind, path in files.items():
        times = repeated(lambda path=path: report.check(report.read(path)), args.rounds)  # type: ignore[misc]
        said = f"{pages_of(path)} pages" if path.suffix == ".pdf" else f"{path.stat().st_size // 1024} KB"
        yield of(f"read and check, {kind}", times, targets[kind], said)
        if path.suffix == ".pdf":
            yield from against_pdfplumber(kind, path, min(times))
    sound = report.read(files["html"])
    yield of("write PDF, warm", repeated(lambda: writers.render(sound, "pdf"), args.rounds), 0.100)
    rounds = max(5, args.rounds // 2)
    for kind, target in (("text", 0.35), ("pdf", 0.60)):
        yield of(f"cold start of gongkai check, {kind}", repeated(lambda k=kind: start(files[k]), rounds), target)  # type: ignore[misc]
    if args.reports:
        yield from long_runs(folder, args)


def make_files(folder: Path) -> dict[str, Path]:
    """Write one report in every kind that is measured."""
    text = next(one for one in specimens(40, seed=1, wanted=("text",)) if not one.defects)
    paths = {
        kind: folder / f"report.{ending}"
        for kind, ending in (("text", "txt"), ("html", "html"), ("docx", "docx"), ("pdf", "pdf"))
    }
    paths["text"].write_bytes(text.data)
    sound = report.read(ROOT / "examples" / "lizhou-qu-2025.html")
    for kind in ("html", "docx"):
        report.write(sound, paths[kind])
    long = lengthened(sound, paths["pdf"])
    if browser := next(filter(None, map(shutil.which, BROWSERS)), None):
        page = folder / "long.html"
        report.write(long, page)
        paths["browser"] = folder / "browser.pdf"
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        command = [browser, *options, f"--print-to-pdf={paths['browser']}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    else:
        print("No browser here: a PDF made by one is not measured.")
    return paths


def lengthened(sound: Report, path: Path) -> Report:
    """Write the report as a PDF of six pages, its narrative repeated until it fills them, and return it."""
    for times in range(1, 60):
        section = sound.sections[0]
        longer = replace(section, lines=section.lines * times)
        report.write(made := replace(sound, sections=[longer, *sound.sections[1:]]), path)
        if pages_of(path) >= PAGES:
            return made
    raise SystemExit("The report does not become six pages long.")


def pages_of(path: Path) -> int:
    """Return the number of pages of a PDF."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def against_pdfplumber(kind: str, path: Path, ours: Seconds) -> Iterator[Line]:
    """Yield how long pdfplumber takes for the tables alone, and how many times that is what we take for everything."""
    try:
        import pdfplumber
    except ImportError:
        print("pdfplumber is not installed: no ratio.")
        return

    def tables() -> None:
        with pdfplumber.open(path) as document:
            for page in document.pages:
                page.extract_tables()

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    times = repeated(tables, 3)
    # The best of each: what else the machine does only adds to the others.
    ratio = min(times) / ours
    said = f"{ratio:.1f} times as long; at least {RATIO} is the target" + ("" if ratio >= RATIO else "  MISSED")
    yield of(f"pdfplumber, its tables alone, {kind}", times, None, said)


def start(path: Path) -> None:
    """Run the command in a new interpreter."""
    command = [sys.executable, "-m", "gongkai", "check", str(path)]
    subprocess.run(command, env=environment(), stdout=subprocess.DEVNULL, check=False)


def long_runs(folder: Path, args: argparse.Namespace) -> Iterator[Line]:
    """Yield a long run and one of a tenth of it, whose memory tells whether memory grows with the number of reports."""
    whole = folder / "many"
    endings = {"text": "txt", "html": "html"}
    for number, one in enumerate(specimens(args.reports, seed=7, wanted=("text", "html"))):
        path = whole / f"{number // 1000:03d}" / f"{number:05d}.{endings[one.kind]}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(one.data)
    tenth = folder / "tenth"
    for path in sorted(whole.rglob("*.*"))[:: max(1, args.reports // (args.reports // 10 or 1))]:
        tenth.mkdir(exist_ok=True)
        shutil.copy(path, tenth)
    _, small = long_run(tenth, folder, args.jobs)
    seconds, large = long_run(whole, folder, args.jobs)
    said = f"{args.reports / seconds:.0f} a second, {large} MB (a tenth of them: {small} MB)"
    target = 60.0 * args.reports / 10_000
    yield Line(f"{args.reports} text and HTML, {args.jobs} workers", seconds, seconds, target, said)


def long_run(files: Path, folder: Path, jobs: int) -> tuple[Seconds, int]:
    """Return how long a folder takes, and the most memory in MB that the command itself had."""
    # The peak of this program alone: what getrusage says is inherited from the one that started it.
    code = "from gongkai.cli import main; main(); "
    code += "print(*[line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')])"
    out = str(folder / "out.jsonl")
    command = [sys.executable, "-c", code, "check", str(files), "--format", "json", "-o", out, "--jobs", str(jobs)]
    began = time.perf_counter()
    ran = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True)
    return time.perf_counter() - began, int(ran.stdout.split()[-1]) // 1024


def environment() -> dict[str, str]:
    """Return the environment in which the package of this repository is found."""
    return {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}


def repeated(step: Callable[[], object], rounds: int) -> list[Seconds]:
    """Return how long each round took, after one that is not counted."""
    step()
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        step()
        times.append(time.perf_counter() - began)
    return times


def of(what: str, times: list[Seconds], target: Seconds | None, remark: str = "") -> Line:
    """Return the line of some rounds."""
    return Line(what, statistics.median(times), min(times), target, remark)


def shown(line: Line) -> str:
    """Return a line as it is printed."""
    target = in_words(line.target) if line.target is not None else "-"
    mark = "" if line.target is None or line.median <= line.target else "  MISSED"
    return f"{line.what:44}{in_words(line.median):>10}{in_words(line.best):>10}{target:>10}  {line.remark}{mark}"


def in_words(seconds: Seconds) -> str:
    """Return a duration with its unit."""
    return f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.1f} s"


if __name__ == "__main__":
    sys.exit(main())
