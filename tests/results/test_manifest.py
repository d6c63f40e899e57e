"""Sums of a run add up, and only what was spent counts as spent."""

from dataclasses import replace

from pipeline.asking.answer import Usage
from pipeline.results.manifest import document_line, run_line, tally, unreadable_line
from pipeline.results.records import Outcome, Unreadable
from pipeline.results.settled import settle
from tests.results.run_cases import CHUNKS, DECISION, INFO, RECORD


def test_every_mention_is_counted_once() -> None:
    """Facts, non-facts and unaccounted numbers sum up to the mentions."""
    line = run_line(INFO, tally([settle(RECORD, ()), settle(RECORD, ())]), ())

    assert line["mentions"] == {"all": 8, "fact": 4, "nonfact": 2, "unaccounted": 2}
    assert line["statuses"]["verified"] == 2
    assert line["findings"] == {"growth-arithmetic": 2, "unaccounted": 2}
    assert (line["checked"]["growth-arithmetic"], line["checked"]["contradiction"]) == (2, 0)


def test_answers_from_the_cache_cost_nothing() -> None:
    """Tokens and calls are those that were sent for; hits are counted apart."""
    cached = replace(CHUNKS[0], calls=0, is_from_cache=True)
    counts = tally([settle(replace(RECORD, chunks=(CHUNKS[0], cached)), ())])

    assert counts.tokens == {"prompt": 100, "cached": 60, "completion": 30, "wasted": 0}
    assert (counts.calls, counts.from_cache) == (1, 1)


def test_wasted_tokens_are_answers_without_use_and_reasoning() -> None:
    """A cut-off answer is wasted whole, a good one as far as it was reasoning."""
    thinking = replace(CHUNKS[0], usage=Usage(100, 0, 30, reasoning_tokens=20))
    counts = tally([settle(replace(RECORD, chunks=(thinking, CHUNKS[1])), ())])

    assert counts.tokens["completion"] == 40
    assert counts.tokens["wasted"] == 20 + 10


def test_a_run_is_complete_only_if_all_of_it_is() -> None:
    """One cut-off chunk or one unreadable document makes a run incomplete."""
    whole = settle(replace(RECORD, chunks=(CHUNKS[0],)), ())
    empty = settle(replace(RECORD, chunks=(replace(CHUNKS[0], outcome=Outcome.EMPTY),)), ())
    broken = settle(RECORD, ())
    unreadable = (Unreadable("b", "b.txt", "empty"),)

    assert run_line(INFO, tally([whole, empty]), ())["is_complete"] is True
    assert run_line(INFO, tally([whole, broken]), ())["is_complete"] is False
    assert run_line(INFO, tally([whole]), unreadable)["is_complete"] is False


def test_a_document_says_how_its_chunks_ended() -> None:
    """Outcomes are counted and errors kept as sentences."""
    line = document_line(settle(RECORD, ()))

    assert line["chunks"] == {"done": 1, "truncated": 1}
    assert line["errors"] == ["the answer stopped at the token limit"]
    assert (line["encoding"], line["is_complete"]) == ("utf-8", False)


def test_decisions_that_hold_and_that_expired_are_counted_and_named() -> None:
    """A manifest shows which decision no longer holds, whose it is and why."""
    stale = replace(DECISION, document_id="f" * 64)
    settled = settle(RECORD, [DECISION, stale])

    assert run_line(INFO, tally([settled]), ())["decisions"] == {
        "made": 0,
        "applied": 1,
        "expired": 1,
    }
    (expired,) = document_line(settled)["decisions_expired"]
    assert (expired["quote"], expired["who"]) == ("4.3%", "analyst")
    assert "The document changed" in expired["reason"]


def test_an_unreadable_document_says_why() -> None:
    """A file that could not be read is an incomplete document with an error."""
    line = unreadable_line(Unreadable("b", "b.txt", "b.txt: empty"))

    assert line == {
        "doc": "b",
        "source": "b.txt",
        "is_complete": False,
        "errors": ["b.txt: empty"],
    }
