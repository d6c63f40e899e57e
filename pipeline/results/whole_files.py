"""A path in, a file out that is whole or not there."""

from collections.abc import Iterable
from pathlib import Path

from pipeline.errors import StoreError


def write_whole(path: Path, pieces: Iterable[str]) -> None:
    """Write a text in UTF-8, piece by piece; an older file stays until the new one is whole.

    A file that cannot be written raises ``StoreError``.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
        part.replace(path)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror or error})") from error
    finally:
        part.unlink(missing_ok=True)
