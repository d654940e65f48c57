"""A progress bar on stderr, where somebody is looking and there is something to wait for."""

import contextlib
import sys
from collections.abc import Callable, Iterator

WORTH_A_BAR = 20


@contextlib.contextmanager
def progress(total: int) -> Iterator[Callable[[], None]]:
    """Give the function to call after every file."""
    if total < WORTH_A_BAR or not sys.stderr.isatty():
        yield lambda: None
        return
    from tqdm import tqdm

    with tqdm(total=total, unit="份", file=sys.stderr, dynamic_ncols=True, leave=False) as bar:
        yield lambda: None if bar.update() else None
