"""Documents that others contradict in, their exported lines as they are now out.

What was made of them is kept beside the answers, like all that is made of documents: it is
taken again where document and findings are what they were.
"""

import base64
import hashlib
from collections.abc import Sequence

from pipeline.asking.answer_cache import BESIDE
from pipeline.results.drafts import Drafts, PackedDraft, draft_of, pack_draft
from pipeline.results.records import RunInfo
from pipeline.results.settled import Settled
from pipeline.results.store import Store
from pipeline.running.asker import Asker
from pipeline.running.kept import known_draft

_TOGETHER = 8  # documents in memory at once


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
    known = {doc: _read(asker.document(name), finding_ids[doc]) for doc, name in names.items()}
    found = {doc: draft for doc, draft in known.items() if draft is not None}
    for record in store.documents([doc for doc in docs if doc not in found]):
        doc = record.document.name
        draft = draft_of(Settled(record, record), info)
        found[doc] = pack_draft(draft)
        if doc in names:
            content = base64.b64encode(pack_draft(known_draft(draft, record)).content).decode()
            asker.keep_document(names[doc], f"{finding_ids[doc]}\n{content}")
    drafts.add(found)


def _name(made_from: str) -> str:
    return BESIDE + hashlib.sha256(made_from.encode()).hexdigest()


def _read(text: str | None, finding_id: str) -> PackedDraft | None:
    """Return what is kept, if it was made of the same findings."""
    known, _, content = (text or "").partition("\n")
    return PackedDraft(base64.b64decode(content)) if known == finding_id else None
