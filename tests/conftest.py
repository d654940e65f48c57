"""What all tests share: where the samples outside the repository are, and nothing else."""

import os
from pathlib import Path

import hypothesis
import pytest

# How long an example takes says something of the machine and nothing of the rule.
hypothesis.settings.register_profile("gongkai", deadline=None)
hypothesis.settings.load_profile("gongkai")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def samples() -> Path:
    """Return the folder of published reports, which lie outside the repository; skip where it is not given."""
    folder = os.environ.get("GONGKAI_SAMPLES", "")
    if not folder:
        pytest.skip("GONGKAI_SAMPLES is not set: the published reports are not here")
    path = Path(folder)
    if not path.is_dir():
        pytest.fail(f"GONGKAI_SAMPLES is no folder: {folder}")
    return path
