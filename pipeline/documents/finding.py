"""Paths as typed in, named files out, and an error for each path that matches nothing."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import DocumentError

SUFFIXES = frozenset({".txt", ".text", ".html", ".htm"})
_GLOB_CHARACTERS = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class FoundDocuments:
    """The files that were found, under unique names, and what was not found.

    ``files`` are sorted by name.
    """

    files: tuple[tuple[str, Path], ...]
    errors: tuple[DocumentError, ...]


def find_documents(paths: Sequence[str], *, suffixes: frozenset[str] = SUFFIXES) -> FoundDocuments:
    """Find the files that ``paths`` name: files, folders with all below them, globs.

    A file named by itself is taken whatever its suffix, a folder gives those with one of
    ``suffixes``.  The name is the stem; files that share one are told apart by the first
    eight hexadecimal digits of the digest of their bytes.
    """
    found: dict[Path, Path] = {}
    errors: list[DocumentError] = []
    for typed in paths:
        files = [file for match in _matches(typed) for file in _files(match, suffixes)]
        if not files:
            errors.append(_nothing_at(typed, suffixes))
        for file in files:
            found.setdefault(file.resolve(), file)
    return FoundDocuments(tuple(sorted(_named(found.values()))), tuple(errors))


def _matches(typed: str) -> Iterator[Path]:
    path = Path(typed)
    if path.exists():
        yield path
    elif _GLOB_CHARACTERS & set(typed):
        anchor = Path(path.anchor)
        yield from sorted(anchor.glob(str(path.relative_to(anchor))))


def _files(path: Path, suffixes: frozenset[str]) -> Iterator[Path]:
    if path.is_dir():
        for below in sorted(path.rglob("*")):
            is_hidden = any(part.startswith(".") for part in below.relative_to(path).parts)
            if below.suffix.lower() in suffixes and below.is_file() and not is_hidden:
                yield below
    elif path.exists():
        yield path


def _nothing_at(typed: str, suffixes: frozenset[str]) -> DocumentError:
    if Path(typed).is_dir():
        wanted = " ".join(sorted(suffixes))
        return DocumentError(f"{typed}: no documents in this folder; it needs {wanted}")
    if _GLOB_CHARACTERS & set(typed):
        return DocumentError(f"{typed}: the pattern matches no file; check it")
    return DocumentError(f"{typed}: no such file or folder; check the path")


def _named(files: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    files = list(files)
    sharing = Counter(file.stem for file in files)
    taken: Counter[str] = Counter()
    for file in files:
        name = file.stem if sharing[file.stem] == 1 else f"{file.stem}~{_digest(file)}"
        taken[name] += 1
        yield (name if taken[name] == 1 else f"{name}~{taken[name]}"), file


def _digest(file: Path) -> str:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()[:8]
    except OSError:
        return "unreadable"  # reading it will say why
