"""Published files: written whole or not at all, under random names in a folder that is not served as one."""

import os
import secrets
from pathlib import Path

from django.conf import settings

from gongkai.web.publications.models import Publication, PublishedFile
from gongkai.web.vault.uploads import Checked


def store(publication: Publication, upload: Checked) -> PublishedFile:
    """Keep a file with a publication. The bytes are on the disk before the row is."""
    key = secrets.token_hex(16)
    path = _folder() / key[:2] / key
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".part")
    with beside.open("wb") as file:
        file.write(upload.data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    return PublishedFile.objects.create(
        publication=publication,
        name=upload.name,
        content_type=upload.content_type,
        path=f"{key[:2]}/{key}",
        size=len(upload.data),
    )


def place(file: PublishedFile) -> Path:
    """Return where the bytes of a file are."""
    return _folder() / file.path


def _folder() -> Path:
    folder: Path = settings.HOME.published
    return folder
