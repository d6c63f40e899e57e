"""A ledger in, a line or a table row for each number out."""

from collections.abc import Iterator
from typing import Any

from rich.table import Table

from pipeline.numbers.ledger import Ledger
from pipeline.numbers.mention import Mention
from pipeline.numbers.reading import Guess, Reading
from pipeline.results.lines import plain
from pipeline.results.terminal import shown

_FIELDS = ("kind", "indicator", "period", "region", "why")


def scan_lines(doc: str, ledger: Ledger) -> Iterator[dict[str, Any]]:
    """Yield one object for each mention: what it is worth and what the text says of it.

    A guess is an object of ``best``, ``candidates``, ``is_sure`` and ``rule``.
    """
    for mention, reading in zip(ledger.mentions, ledger.readings, strict=True):
        yield mention_line(doc, mention) | (reading_line(reading) if reading else {})


def scan_table(doc: str, ledger: Ledger) -> Table:
    """Return the numbers of a document that may be statistics, and a count of the others."""
    others = sum(mention.why is not None for mention in ledger.mentions)
    title = f"{doc}: {len(ledger.mentions)} numbers, {others} of them no statistic by their form"
    table = Table(title=shown(title), title_justify="left", show_edge=False, pad_edge=False)
    for name in ("start", "value", "bound", "kind", "indicator", "period", "region", "quote"):
        table.add_column(name, overflow="fold")
    for mention, reading in zip(ledger.mentions, ledger.readings, strict=True):
        if reading is not None:
            table.add_row(*map(shown, _cells(mention, reading)))
    return table


def _cells(mention: Mention, reading: Reading) -> Iterator[str | None]:
    yield str(mention.raw_span.start)
    yield f"{plain(mention.value)}{mention.unit}"
    yield mention.bound
    yield f"({reading.nonfact})" if reading.nonfact else _marked(reading.kind)
    yield from map(_marked, (reading.indicator, reading.period, reading.region))
    yield mention.quote


def _marked(guess: Guess) -> str | None:
    """Return the best candidate, with a question mark where it is not sure."""
    return guess.best if guess.best is None or guess.is_sure else f"{guess.best}?"


def mention_line(doc: str, mention: Mention) -> dict[str, Any]:
    """Return where a number stands and what it is worth."""
    return {
        "doc": doc,
        "start": mention.raw_span.start,
        "end": mention.raw_span.end,
        "quote": mention.quote,
        "value": plain(mention.value),
        "unit": mention.unit,
        "bound": mention.bound.value,
        "why": mention.why.value if mention.why else None,
        "is_damaged": mention.is_damaged,
    }


def reading_line(reading: Reading) -> dict[str, Any]:
    """Return what the text alone says about a number, under the key ``reading``."""
    guesses = {name: _guess_line(getattr(reading, name)) for name in _FIELDS}
    return {
        "reading": guesses
        | {
            "direction": reading.direction.value if reading.direction else None,
            "compared_with": reading.compared_with,
            "level": reading.level,
            "whole": reading.whole,
        }
    }


def _guess_line(guess: Guess) -> dict[str, Any]:
    return {
        "best": guess.best,
        "candidates": list(guess.candidates),
        "is_sure": guess.is_sure,
        "rule": guess.rule,
    }
