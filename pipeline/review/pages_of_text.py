"""A document in, its text in paragraphs and its facts out, as data that a page shows."""

from collections.abc import Iterable
from typing import Any

from pipeline.results.lines import plain
from pipeline.results.report_document import SIGNS
from pipeline.results.report_entries import Entry, build_entries
from pipeline.results.report_findings import finding_in_words
from pipeline.results.report_segments import Segment, clean_segments, raw_segments, showable
from pipeline.results.report_words import Words
from pipeline.results.settled import Settled
from pipeline.review.card import extras_in_words

# The text of a piece, the index of its mention or -1, and its shades.
Piece = tuple[str, int, str]


def paragraphs(settled: Settled, *, is_clean: bool) -> list[list[Piece]]:
    """Return the text line by line, as received or as cleaned."""
    segments = (clean_segments if is_clean else raw_segments)(settled.record)
    return split_lines(segments)


def split_lines(segments: Iterable[Segment]) -> list[list[Piece]]:
    r"""Return the pieces of each line, without the line ends.

    >>> split_lines([Segment("a\n1", 0), Segment("b")])
    [[('a', 0, '')], [('1', 0, ''), ('b', -1, '')]]
    """
    lines: list[list[Piece]] = [[]]
    for segment in segments:
        mention = -1 if segment.mention is None else segment.mention
        for place, text in enumerate(segment.text.split("\n")):
            if place:
                lines.append([])
            if text.rstrip("\r"):
                piece = (showable(text.rstrip("\r")), mention, " ".join(segment.shades))
                lines[-1].append(piece)
    return lines


def marks(settled: Settled, words: Words) -> dict[str, list[str]]:
    """Return, for each mention by its index, its state, its group and what it is in words."""
    return {
        str(entry.mention.index): [entry.state, entry.group, _title(entry, words)]
        for entry in build_entries(settled.record)
    }


def listed(settled: Settled, words: Words) -> list[dict[str, Any]]:
    """Return the facts and disputed numbers of a document, as they are listed."""
    entries = build_entries(settled.record)
    items = [_item(entry, words) for entry in entries if entry.is_listed]
    if settled.record.extras:
        for item in items:
            extras = extras_in_words(settled.record, item["mention"])
            item["meaning"] += [f"{name}: {value}" for name, value, _notes in extras]
    return items


def _title(entry: Entry, words: Words) -> str:
    if entry.is_listed:
        return words(f"status.{entry.status}")
    return words("report.why_nonfact", why=words(f"why.{entry.row.why or 'other'}"))


def _item(entry: Entry, words: Words) -> dict[str, Any]:
    fact = entry.fact
    meaning = []
    if fact:
        amount = f"{words(f'bound.{fact.bound}')}{plain(fact.value)}{fact.unit}"
        kind = words(f"kind.{fact.kind}") if fact.kind else "–"
        meaning = [amount, fact.period or "–", fact.region or "–", kind]
    return {
        "mention": entry.mention.index,
        "state": entry.state,
        "status": words(f"status.{entry.status}"),
        "sign": SIGNS[entry.status],
        "group": entry.group,
        "name": showable(fact.indicator or "–") if fact else "–",
        "quote": showable(entry.mention.quote),
        "meaning": [showable(each) for each in meaning],
        "findings": [
            {
                "title": f"{words(f'field.{each.field}')} · {words(f'check.{each.check}')}",
                "message": showable(finding_in_words(each, words)),
            }
            for each in entry.findings
        ],
    }
