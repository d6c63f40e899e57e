"""A path in, a file out that is whole or not there."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from pipeline.errors import StoreError


def write_whole(path: Path, pieces: Iterable[str]) -> None:
    """Write a text in UTF-8, piece by piece; an older file stays until the new one is whole.

    A file that cannot be written raises ``StoreError``.
    """
    with written(path) as file:
        file.writelines(pieces)


@contextmanager
def written(path: Path) -> Iterator[TextIO]:
    """Open a file that takes the place of ``path`` when the block ends well."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            yield file
        part.replace(path)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror or error})") from error
    finally:
        part.unlink(missing_ok=True)
