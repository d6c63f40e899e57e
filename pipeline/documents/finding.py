"""Paths as typed in, named files out, and an error for each path that matches nothing."""

import hashlib
import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline.errors import DocumentError

SUFFIXES = frozenset({".txt", ".text", ".html", ".htm"})
_GLOB_CHARACTERS = frozenset("*?[")
_NUL = "\0"  # in no path


@dataclass(frozen=True, slots=True)
class Files:
    """Files under unique names, in order of the names, in little more room than these take.

    >>> files = Files.of([("b", "in/b.txt"), ("a~2", "in/a.txt")])
    >>> [(name, path.as_posix()) for name, path in files]
    [('a~2', 'in/a.txt'), ('b', 'in/b.txt')]
    """

    folders: tuple[str, ...]
    entries: tuple[str, ...]

    @classmethod
    def of(cls, files: Iterable[tuple[str, str]]) -> "Files":
        """Return these names and paths."""
        folders: dict[str, int] = {}
        entries = []
        for name, path in sorted(files):
            place = Path(path)
            number = str(folders.setdefault(str(place.parent), len(folders)))
            words = (number, place.name) if name == place.stem else (number, place.name, name)
            entries.append(_NUL.join(words))
        return cls(tuple(folders), tuple(entries))

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[tuple[str, Path]]:
        for entry in self.entries:
            number, file, *named = entry.split(_NUL)
            path = Path(self.folders[int(number)], file)
            yield (named[0] if named else path.stem), path


@dataclass(frozen=True, slots=True)
class FoundDocuments:
    """The files that were found, under unique names, and what was not found.

    ``files`` are sorted by name.
    """

    files: Files
    errors: tuple[DocumentError, ...]


def find_documents(paths: Sequence[str], *, suffixes: frozenset[str] = SUFFIXES) -> FoundDocuments:
    """Find the files that ``paths`` name: files, folders with all below them, globs.

    A file named by itself is taken whatever its suffix, a folder gives those with one of
    ``suffixes``.  The name is the stem; files that share one are told apart by the first
    eight hexadecimal digits of the digest of their bytes.
    """
    found: dict[str, str] = {}
    errors: list[DocumentError] = []
    real_folder = lru_cache(Path.resolve)  # most files lie in the folder of the one before
    for typed in paths:
        is_vain = True
        for file in (file for match in _matches(typed) for file in _files(match, suffixes)):
            is_vain = False
            real = file.resolve() if file.is_symlink() else real_folder(file.parent) / file.name
            found.setdefault(str(real), str(file))
        if is_vain:
            errors.append(_nothing_at(typed, suffixes))
    return FoundDocuments(Files.of(_named(found.values())), tuple(errors))


def _matches(typed: str) -> Iterator[Path]:
    path = Path(typed)
    if path.exists():
        yield path
    elif _GLOB_CHARACTERS & set(typed):
        anchor = Path(path.anchor)
        yield from sorted(anchor.glob(str(path.relative_to(anchor))))


def _files(path: Path, suffixes: frozenset[str]) -> Iterator[Path]:
    if not path.is_dir():
        yield from [path] if path.exists() else []
        return
    for folder, below, names in os.walk(path):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for file in (Path(folder, name) for name in sorted(names) if not name.startswith(".")):
            if file.suffix.lower() in suffixes and file.is_file():
                yield file


def _nothing_at(typed: str, suffixes: frozenset[str]) -> DocumentError:
    if Path(typed).is_dir():
        wanted = " ".join(sorted(suffixes))
        return DocumentError(f"{typed}: no documents in this folder; it needs {wanted}")
    if _GLOB_CHARACTERS & set(typed):
        return DocumentError(f"{typed}: the pattern matches no file; check it")
    return DocumentError(f"{typed}: no such file or folder; check the path")


def _named(files: Collection[str]) -> Iterator[tuple[str, str]]:
    sharing = Counter(map(_stem, files))
    taken: Counter[str] = Counter()
    for file in files:
        stem = _stem(file)
        name = stem if sharing[stem] == 1 else f"{stem}~{_digest(file)}"
        taken[name] += 1
        yield (name if taken[name] == 1 else f"{name}~{taken[name]}"), file


def _stem(file: str) -> str:
    return Path(file).stem


def _digest(file: str) -> str:
    try:
        return hashlib.sha256(Path(file).read_bytes()).hexdigest()[:8]
    except OSError:
        return "unreadable"  # reading it will say why
