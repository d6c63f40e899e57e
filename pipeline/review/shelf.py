"""A run in, each of its documents as it stands out; those looked at last stay in memory."""

import threading
from collections.abc import Collection, Iterable
from typing import TypeVar

from pipeline.results.browsing import claim_count, document_heads
from pipeline.results.records import DocumentRecord
from pipeline.results.settled import Settled, neighbours, settled_record
from pipeline.results.store import Store

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")

_KEPT = 32


class Shelf:
    """The documents of a run by their places, from 1, in the order of ``heads``."""

    def __init__(self, store: Store) -> None:
        self.heads = document_heads(store)
        self.places = {head.name: place for place, head in enumerate(self.heads, start=1)}
        self._store = store
        self._records: dict[str, DocumentRecord] = {}
        self._settled: dict[int, Settled] = {}
        self._reading = threading.RLock()

    def document(self, place: int) -> Settled:
        """Return the document at ``place`` as it stands."""
        with self._reading:
            found = self._settled.get(place)
            if found is None:
                found = settled_record(self._store, self.heads[place - 1].name, self._record)
                _keep(self._settled, place, found)
        return found

    def forget(self, places: Iterable[int]) -> None:
        """Let what was decided about these documents be read anew."""
        for place in places:
            self._settled.pop(place, None)

    def forget_all(self) -> None:
        """Let every document be read anew, which takes more than a decision."""
        with self._reading:
            self._settled.clear()
            self._records.clear()

    def places_of(self, touched: Collection[tuple[str, str]]) -> set[int]:
        """Return where documents lie that are ``touched``, each by its name or its digest."""
        names, digests = {name for name, _ in touched}, {digest for _, digest in touched}
        return {
            place
            for place, head in enumerate(self.heads, start=1)
            if head.name in names or head.digest in digests
        }

    def with_neighbours(self, places: set[int]) -> set[int]:
        """Return also the documents with findings about facts of those at ``places``."""
        names = (neighbours(self.document(place).proven) for place in places)
        return places.union(*({self.places[n] for n in near if n in self.places} for near in names))

    def is_proven_anew(self, place: int) -> bool:
        """Tell whether a document has been proven with other claims than those at hand."""
        known = len(self.document(place).record.proof.claims)
        return claim_count(self._store, self.heads[place - 1].name) != known

    def _record(self, name: str) -> DocumentRecord:
        record = self._records.get(name)
        if record is None:
            record = self._store.document(name)
            _keep(self._records, name, record)
        return record


def _keep(kept: dict[_Key, _Value], key: _Key, value: _Value) -> None:
    """Keep a value among the last few."""
    kept[key] = value
    while len(kept) > _KEPT:
        kept.pop(next(iter(kept)))
