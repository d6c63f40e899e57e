"""A Document in, its CleanText out: repaired, simplified, each character with its origin."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from operator import ne

from pipeline.cleaning.characters import (
    FULL_WIDTH,
    ODD_SPACES,
    find_invisible,
    find_returns,
    fold,
)
from pipeline.cleaning.clean_text import CleanText, Mark, Metadata
from pipeline.cleaning.glosses import find_glosses
from pipeline.cleaning.page import read_page
from pipeline.cleaning.raw_mark import RawMark
from pipeline.cleaning.simplified import is_traditional, simplify
from pipeline.cleaning.traced_text import Edit, TracedText
from pipeline.documents.document import Document, Format

Step = Callable[[TracedText], tuple[TracedText, int]]


def _editing(find: Callable[[str], list[Edit]]) -> Step:
    def step(traced: TracedText) -> tuple[TracedText, int]:
        edits = find(traced.text)
        return (traced.edited(edits) if edits else traced), len(edits)

    return step


def _folding(folds: Mapping[str, str]) -> Step:
    def step(traced: TracedText) -> tuple[TracedText, int]:
        count = sum(map(traced.text.count, folds.keys() & set(traced.text)))
        return (traced.recast(fold(traced.text, folds)) if count else traced), count

    return step


def _simplifying(traced: TracedText) -> tuple[TracedText, int]:
    if not is_traditional(traced.text):
        return traced, 0
    simplified = simplify(traced.text)
    return traced.recast(simplified), sum(map(ne, traced.text, simplified))


STEPS: tuple[tuple[str, Step], ...] = (
    ("invisible", _editing(find_invisible)),
    ("returns", _editing(find_returns)),
    ("glosses", _editing(find_glosses)),
    ("odd_spaces", _folding(ODD_SPACES)),
    ("full_width", _folding(FULL_WIDTH)),
    ("simplified", _simplifying),
)


def clean(document: Document) -> CleanText:
    """Apply every step in order; no text is refused."""
    traced = TracedText.untouched(document.raw)
    counts: list[tuple[str, int]] = []
    marks: list[RawMark] = []
    if document.format is Format.HTML:
        page = read_page(document.raw)
        traced = traced.edited(page.edits)
        marks += page.marks
        counts.append(("markup", len(page.edits)))
    for name, step in STEPS:
        traced, count = step(traced)
        counts.append((name, count))
    bare = CleanText(
        raw=document.raw,
        text=traced.text,
        starts=traced.starts,
        ends=traced.ends,
        marks=(),
        metadata=Metadata(),
        is_traditional=dict(counts)["simplified"] > 0,
        steps=tuple(counts),
    )
    return replace(bare, marks=tuple(_placed(bare, marks)))


def _placed(clean_text: CleanText, marks: list[RawMark]) -> Iterator[Mark]:
    placed = ((clean_text.clean_span(mark.span), mark) for mark in marks)
    for span, mark in sorted(placed, key=lambda pair: pair[0]):
        if len(span):
            yield Mark(span, mark.kind, mark.rule)
