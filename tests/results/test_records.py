"""Records refuse what does not fit together."""

from dataclasses import replace

import pytest

from pipeline.results.records import Outcome
from tests.results.run_cases import CHUNKS, RECORD


def test_a_document_without_a_reading_for_a_mention_is_refused() -> None:
    """Every mention has a place for its reading, even if it is empty."""
    with pytest.raises(ValueError, match="mentions, readings and rows"):
        replace(RECORD, readings=RECORD.readings[:-1])


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.TRUNCATED, Outcome.UNSENT])
def test_a_chunk_without_an_answer_makes_its_document_incomplete(outcome: Outcome) -> None:
    """A document is complete only if all its chunks are."""
    chunk = replace(CHUNKS[0], outcome=outcome)

    assert replace(RECORD, chunks=(CHUNKS[0],)).is_complete
    assert not replace(RECORD, chunks=(CHUNKS[0], chunk)).is_complete
