"""A number is named by the beginning of its document's name and one of its offsets."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.results.pointing import find_mention, find_name, name_of
from pipeline.results.store import Store
from pipeline.spans import Span
from tests.results.run_cases import MENTIONS, PROOF, RECORD, document

GROWTH = MENTIONS[1].raw_span


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Return a run of two documents, ``a`` and ``b:2023``."""
    store = Store.create(tmp_path)
    store.write_document(RECORD)
    other = document("b:2023")
    store.write_document(replace(RECORD, document=other, proof=replace(PROOF, doc="b:2023")))
    return store


@pytest.mark.parametrize(
    "typed",
    [name_of("a", GROWTH), f"a:{GROWTH.start}", f" a:{GROWTH.start + 1} ", f"a:{GROWTH.start}–19"],
)
def test_a_number_is_found_by_its_offsets_or_one_of_them(store: Store, typed: str) -> None:
    """What facts.jsonl says names the mention, and so does any offset in it."""
    with store:
        settled, index = find_mention(store, typed)

    assert (settled.record.document.name, index) == ("a", 1)


def test_the_colon_may_be_part_of_a_name(store: Store) -> None:
    """A document may be called anything; the last colon ends its name."""
    with store:
        settled, index = find_mention(store, name_of("b:2023", MENTIONS[0].raw_span))

    assert (settled.record.document.name, index) == ("b:2023", 0)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("a", "write DOCUMENT:START-END"),
        ("a12", "write DOCUMENT:START-END"),
        ("z:12", "no document 'z'; there are a, b:2023"),
        (":12", "several documents begin with ''; there are a, b:2023"),
        ("a:0-4", "no number stands there; nearby are\n  a:6-10  396件"),
        ("a:13-15", "a:15-19  4.3%"),
    ],
)
def test_a_name_of_nothing_lists_what_is_near(store: Store, typed: str, message: str) -> None:
    """The error helps to find what was meant."""
    with store, pytest.raises(UsageError) as refused:
        find_mention(store, typed)

    assert message in str(refused.value)


def test_a_whole_name_wins_over_the_beginning_of_another() -> None:
    """A document whose name begins another's can still be named."""
    assert find_name(("report", "report-2"), "report") == "report"


def test_a_long_list_of_documents_is_cut() -> None:
    """An error stays readable in a run of thousands."""
    with pytest.raises(UsageError, match="and 92 more"):
        find_name([f"r{count}" for count in range(100)], "r")


def test_the_name_of_a_number_is_short() -> None:
    """It can be typed and copied."""
    assert name_of("a", Span(4, 8)) == "a:4-8"
