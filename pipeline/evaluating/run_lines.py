"""An exported file of a run in, its lines as objects out."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.errors import StoreError

Line = dict[str, Any]
Place = tuple[str, int, int]


def read_lines(path: Path) -> Iterator[Line]:
    """Yield the object of every line.

    A file that is missing or not UTF-8, and a line that is not an object with ``doc``,
    ``start`` and ``end``, raises ``StoreError`` naming file and line.
    """
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                yield _read_line(line, where=f"{path}:{number}")
    except UnicodeDecodeError as error:
        raise StoreError(f"{path}: not UTF-8 ({error})") from error
    except OSError as error:
        raise StoreError(f"{path}: cannot be read ({error.strerror or error})") from error


def place_of(line: Line) -> Place:
    """Return the document and the raw span of a line, which name it across runs."""
    return line["doc"], line["start"], line["end"]


def _read_line(line: str, *, where: str) -> Line:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise StoreError(f"{where}: not JSON ({error})") from error
    if not isinstance(row, dict) or not _has_place(row):
        raise StoreError(f"{where}: not an object with doc, start and end")
    return row


def _has_place(row: Line) -> bool:
    offsets = (row.get("start"), row.get("end"))
    return isinstance(row.get("doc"), str) and all(isinstance(at, int) for at in offsets)
