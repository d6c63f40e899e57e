from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.results.store import Store
from pipeline.review import shelf as shelving
from pipeline.review.shelf import Shelf
from tests.results.run_cases import PROOF, RECORD, document


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return a run of two documents."""
    with Store.create(tmp_path) as made:
        for name in "ab":
            proof = replace(PROOF, doc=name)
            made.write_document(replace(RECORD, document=document(name), proof=proof))
        yield made


def test_a_document_stays_until_it_is_forgotten(store: Store) -> None:
    """What has been read is given again; what is forgotten is settled anew, or read anew."""
    shelf = Shelf(store)
    first = shelf.document(1)
    assert shelf.document(1) is first

    shelf.forget([1])
    settled = shelf.document(1)
    assert settled is not first
    assert settled.proven is first.proven
    shelf.forget_all()
    assert shelf.document(1).proven is not first.proven


def test_only_the_last_few_stay(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The document read longest ago makes room for another."""
    monkeypatch.setattr(shelving, "_KEPT", 1)
    shelf = Shelf(store)
    first, second = shelf.document(1), shelf.document(2)

    assert shelf.document(2) is second
    assert shelf.document(1) is not first


def test_documents_are_found_by_name_and_by_digest(store: Store) -> None:
    """A decision about bytes concerns every document that has them."""
    shelf = Shelf(store)
    assert shelf.places_of([("b", "")]) == {2}
    assert shelf.places_of([("", shelf.heads[0].digest)]) == {1, 2}
    assert shelf.places_of([("nobody", "nothing")]) == set()
