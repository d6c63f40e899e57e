"""The words that every question begins with in, all places of the embedded server ready for them.

llama.cpp keeps what it has made of a text for each place by itself, and would make the same
of the common words once for each: seconds for every place, at the start of every run.
"""

import hashlib
import http.client
import json
import os
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pipeline.asking.llama import SLOT_COUNT, SLOT_TOKENS
from pipeline.asking.model_file import MODEL_SHA256

FOLDER = "prefixes"

_MOST_FILES = 4  # of about 9 kB for each token: 12 MB for the common words of our prompts
_TIMEOUT_S = 120.0
_SLOTS = range(SLOT_COUNT)


def make_ready(address: str, folder: Path, words: str) -> bool:
    """Let every place of the server at ``address`` begin where ``words`` end.

    What it makes of them is kept in ``folder``, where the server must write it, for the
    next time.  Return false where that did not work: the server then makes it for each
    place when the first questions come, and nothing but time is lost.
    """
    kept = folder / _name(words)
    try:
        if not kept.exists():
            _evaluate(address, words)
            _save(address, kept)
        restored = [_ask(address, _slot(slot, "restore"), filename=kept.name) for slot in _SLOTS]
    except (OSError, ValueError, http.client.HTTPException):
        kept.unlink(missing_ok=True)  # it may be what the server stumbled over
        return False
    return all(each.get("n_restored") for each in restored)


def _name(words: str) -> str:
    """Return a name for what this model, in this version of llama.cpp, makes of ``words``."""
    parts = (MODEL_SHA256, version("xllamacpp"), str(SLOT_TOKENS), words)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def _evaluate(address: str, words: str) -> None:
    message = {"role": "system", "content": words}
    _ask(address, "/v1/chat/completions", messages=[message], max_tokens=1, temperature=0)


def _save(address: str, kept: Path) -> None:
    """Keep what the one place has that was used: the server does not say which."""
    part = kept.with_name(f"{kept.name}.{os.getpid()}")
    try:
        for slot in _SLOTS:
            if _ask(address, _slot(slot, "save"), filename=part.name).get("n_saved"):
                part.replace(kept)
                break
    finally:
        part.unlink(missing_ok=True)
    for old in _older(kept.parent):
        old.unlink(missing_ok=True)


def _older(folder: Path) -> Iterator[Path]:
    by_age = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    yield from by_age[_MOST_FILES:]


def _slot(slot: int, action: str) -> str:
    return f"/slots/{slot}?action={action}"


def _ask(address: str, path: str, **body: Any) -> Mapping[str, Any]:
    parts = urlsplit(address)
    line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=_TIMEOUT_S)
    try:
        line.request("POST", path, json.dumps(body), {"content-type": "application/json"})
        reply = line.getresponse()
        said = json.loads(reply.read())
    finally:
        line.close()
    if reply.status != http.client.OK or not isinstance(said, dict):
        raise ValueError(f"{path}: {reply.status}")
    return said
