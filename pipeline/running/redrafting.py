"""Documents that others contradict in, their exported lines as they are now out.

What was made of them is kept beside the answers, like all that is made of documents: it is
taken again where document and findings are what they were.
"""

import hashlib
from collections.abc import Sequence

from pydantic import TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from pipeline.asking.answer_cache import BESIDE
from pipeline.results.drafts import Draft, Drafts, draft_of
from pipeline.results.records import RunInfo
from pipeline.results.settled import Settled
from pipeline.results.store import Store
from pipeline.running.asker import Asker
from pipeline.running.kept import known_draft

_TOGETHER = 8  # documents in memory at once


@dataclass(frozen=True, slots=True)
class _Redraft:
    finding_id: str
    draft: Draft


_REDRAFT = TypeAdapter(_Redraft)


def redraft(docs: Sequence[str], store: Store, drafts: Drafts, asker: Asker) -> None:
    """Put the lines of ``docs``, with all that now stands against them, into ``drafts``."""
    if not store.decisions():  # else no drafts are used
        info = store.info()
        for place in range(0, len(docs), _TOGETHER):
            _redraft(docs[place : place + _TOGETHER], store, drafts, asker, info)


def _redraft(
    docs: Sequence[str], store: Store, drafts: Drafts, asker: Asker, info: RunInfo
) -> None:
    finding_ids = store.finding_ids(docs)
    names = {doc: _name(made_from) for doc, made_from in drafts.made_from(docs).items()}
    found = {
        doc: draft
        for doc, name in names.items()
        if (draft := _read(asker.document(name), finding_ids[doc])) is not None
    }
    for record in store.documents([doc for doc in docs if doc not in found]):
        doc = record.document.name
        found[doc] = draft_of(Settled(record, record), info)
        if doc in names:
            made = _Redraft(finding_ids[doc], known_draft(found[doc], record))
            asker.keep_document(names[doc], _REDRAFT.dump_json(made).decode())
    drafts.add(found)


def _name(made_from: str) -> str:
    return BESIDE + hashlib.sha256(made_from.encode()).hexdigest()


def _read(text: str | None, finding_id: str) -> Draft | None:
    try:
        made = _REDRAFT.validate_json(text or "")
    except ValidationError:
        return None
    return made.draft if made.finding_id == finding_id else None
