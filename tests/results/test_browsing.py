"""Lists over a whole run are those of its records."""

from dataclasses import replace
from pathlib import Path

from pipeline.results.browsing import (
    costs,
    document_heads,
    newest,
    number_rows,
    touched_since,
)
from pipeline.results.store import Store
from tests.results.run_cases import DECISION, INFO, PROOF, RECORD, document


def _store(folder: Path) -> Store:
    store = Store.create(folder)
    for name in "ba":
        store.write_document(
            replace(RECORD, document=document(name), proof=replace(PROOF, doc=name))
        )
    store.write_info(INFO)
    return store


def test_heads_tell_what_documents_are_and_what_failed(tmp_path: Path) -> None:
    """By name, with the number of chunks that were not answered and the first reason."""
    with _store(tmp_path) as store:
        heads = document_heads(store)

    assert [head.name for head in heads] == ["a", "b"]
    assert heads[0].title == RECORD.metadata.title
    assert heads[0].published == RECORD.metadata.published
    assert (heads[0].failed, heads[0].error) == (1, "the answer stopped at the token limit")


def test_numbers_are_facts_and_disputes(tmp_path: Path) -> None:
    """Every fact is there with its meaning, every disputed number without one, nothing else."""
    with _store(tmp_path) as store:
        rows = sorted(number_rows(store), key=lambda row: (row.doc, row.mention))

    assert [(row.doc, row.mention) for row in rows[:3]] == [("a", 0), ("a", 1), ("a", 3)]
    fact = PROOF.facts[1]
    assert (rows[1].value, rows[1].indicator, rows[1].period) == (
        fact.value,
        fact.indicator,
        fact.period,
    )
    assert (rows[2].quote, rows[2].indicator, rows[2].base_value) == ("12家", None, None)


def test_costs_are_summed_over_what_was_sent(tmp_path: Path) -> None:
    """Chunks by outcome, requests and tokens."""
    with _store(tmp_path) as store:
        found = costs(store)

    assert (found["done"], found["truncated"], found["failed"]) == (2, 2, 0)
    assert (found["calls"], found["prompt"], found["completion"]) == (6, 300, 80)
    assert found["from_cache"] == 0


def test_news_are_the_decisions_since(tmp_path: Path) -> None:
    """Only documents decided on after the last look are named."""
    with _store(tmp_path) as store:
        before = newest(store)
        store.add_decisions([DECISION])
        after = newest(store)

        assert (before.decision, before.answer) == (0, 0)
        assert touched_since(store, before) == {("a", DECISION.document_id)}
        assert touched_since(store, after) == frozenset()
