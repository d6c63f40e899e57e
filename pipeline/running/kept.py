"""A document in, what an earlier run made of it out, where it would be made of it again.

It is kept beside the answers it was made from, under a digest of everything that decides
it: the bytes of its file, the settings, the prompt, our own code and the libraries that
read texts.  It counts only as long as these very answers are on disk too.  Its digest
tells damage, not intent: whoever can write to the cache can plant answers and documents.
"""

import base64
import binascii
import hashlib
import json
import sys
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError

from pipeline.asking.answer import Answer
from pipeline.results.drafts import Draft, PackedDraft, pack_draft
from pipeline.results.lines import as_text
from pipeline.results.manifest import document_line
from pipeline.results.packing import PackedRows, pack_chunks
from pipeline.results.records import ChunkRecord, DocumentRecord, Outcome
from pipeline.results.settled import Settled
from pipeline.results.shares import share_of
from pipeline.running.journal_rows import FigureRow

_VERSION = 3
_LIBRARIES = ("ahocorasick-rs", "charset-normalizer", "opencc", "pydantic", "rapidfuzz")
_QUICKLY = 1  # of zlib's levels: a tenth of the size for a small part of the time


@dataclass(frozen=True, slots=True)
class Kept:
    """What was made of a document: the rows of its record, its figures and its lines.

    ``answers`` are the keys of its requests, in order, each with a digest of its answer.
    Everything stands as it would if they had come from the cache.
    """

    digest: str
    answers: tuple[tuple[str, str], ...]
    chunk_count: int
    rows: Mapping[str, Sequence[tuple[Any, ...]]]
    figures: tuple[FigureRow, ...]
    draft: PackedDraft


_KEPT = TypeAdapter(Kept)
_NO_DRAFT = PackedDraft(b"")  # a draft stands beside the rest, as it is packed


def kept_name(recipe_id: str, name: str, path: Path, digest: str) -> str:
    """Return the name under which a document whose bytes have this digest is kept."""
    decided = [_VERSION, _libraries(), recipe_id, name, str(path), digest]
    return hashlib.sha256(json.dumps(decided).encode()).hexdigest()


def is_keepable(record: DocumentRecord) -> bool:
    """Tell whether every chunk was answered, each by one request that was asked as a whole."""
    places = [chunk.index for chunk in record.chunks]
    return record.is_complete and len(places) == len(set(places))


def keep_document(
    record: DocumentRecord, rows: PackedRows, figures: Iterable[FigureRow], draft: Draft
) -> Kept:
    """Return what is to be kept of a finished document."""
    known = tuple(_from_cache(chunk) for chunk in record.chunks)
    later = replace(record, chunks=known)
    return Kept(
        digest=record.document.digest,
        answers=tuple(
            (chunk.request_key, _digest(chunk.answer, chunk.usage, str(chunk.mode)))
            for chunk in known
            if chunk.outcome is Outcome.DONE
        ),
        chunk_count=len(known),
        rows={**rows, **pack_chunks(record.document.name, known)},
        figures=tuple(figures),
        draft=pack_draft(known_draft(draft, later)),
    )


def known_draft(draft: Draft, record: DocumentRecord) -> Draft:
    """Return the lines of a document as they are once all its answers are known from before."""
    later = replace(record, chunks=tuple(_from_cache(chunk) for chunk in record.chunks))
    return replace(
        draft, entry=as_text(document_line(Settled(later, later))), share=share_of(later)
    )


def kept_text(kept: Kept) -> str | None:
    """Return ``kept`` as text, nothing where it cannot be (half a surrogate pair)."""
    try:
        data = _KEPT.dump_json(replace(kept, draft=_NO_DRAFT))
    except PydanticSerializationError:
        return None
    parts = (zlib.compress(data, _QUICKLY), kept.draft.content)
    return "\n".join(base64.b64encode(part).decode() for part in parts)


def read_kept(text: str) -> Kept | None:
    """Return what is kept in ``text``, nothing where that is not what we keep."""
    try:
        data, content = map(base64.b64decode, text.split("\n"))
        kept = _KEPT.validate_json(zlib.decompress(data))
    except (ValueError, binascii.Error, zlib.error):
        return None
    return replace(kept, draft=PackedDraft(content))


def kept_id(name: str, text: str) -> str:
    """Return a digest of the ``text`` of a document that is kept under ``name``."""
    return hashlib.sha256(f"{name} {text}".encode()).hexdigest()


def is_made_from(kept: Kept, answers: Sequence[Answer]) -> bool:
    """Tell whether ``answers`` are those that the document was made from."""
    found = [(each.key, _digest(each.text, each.usage, str(each.mode))) for each in answers]
    return found == [*kept.answers]


def _from_cache(chunk: ChunkRecord) -> ChunkRecord:
    """Return the record of a chunk as it is when its answer is known from before."""
    if chunk.outcome is not Outcome.DONE:
        return chunk
    return replace(chunk, calls=0, is_from_cache=True, wasted_tokens=0, waited_s=0.0, busy_s=0.0)


def _digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode(errors="backslashreplace")).hexdigest()


@cache
def _libraries() -> str:
    return " ".join((sys.version, *(f"{each} {version(each)}" for each in _LIBRARIES)))
