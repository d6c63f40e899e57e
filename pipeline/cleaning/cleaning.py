"""A Document in, its CleanText out: repaired, simplified, each character with its origin."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import ne

from pipeline.cleaning.byte_shift import find_shifts
from pipeline.cleaning.characters import (
    DOUBLES,
    FULL_WIDTH,
    ODD_SPACES,
    Folds,
    find_invisible,
    find_returns,
    fold,
)
from pipeline.cleaning.clean_text import CleanText, Mark, MarkKind, Metadata
from pipeline.cleaning.glosses import find_glosses
from pipeline.cleaning.marking import describe
from pipeline.cleaning.page import read_page
from pipeline.cleaning.page_metadata import read_page_metadata
from pipeline.cleaning.plain_tables import find_columns
from pipeline.cleaning.punctuation import find_spurious_commas
from pipeline.cleaning.raw_mark import RawMark
from pipeline.cleaning.simplified import is_traditional, simplify
from pipeline.cleaning.traced_text import Edit, TracedText
from pipeline.cleaning.wrapping import find_wraps
from pipeline.documents.document import Document, Format


@dataclass(frozen=True, slots=True)
class Stepped:
    """What a cleaning step made of a text: how many edits, and what it found to mark."""

    traced: TracedText
    count: int
    marks: Sequence[RawMark] = ()


Step = Callable[[TracedText], Stepped]


def _editing(find: Callable[[str], list[Edit]]) -> Step:
    def step(traced: TracedText) -> Stepped:
        edits = find(traced.text)
        return Stepped(traced.edited(edits) if edits else traced, len(edits))

    return step


def _folding(folds: Folds) -> Step:
    def step(traced: TracedText) -> Stepped:
        text, count = fold(traced.text, folds)
        return Stepped(traced.recast(text) if count else traced, count)

    return step


def _reading_page(traced: TracedText) -> Stepped:
    page = read_page(traced.text)
    return Stepped(traced.edited(page.edits), len(page.edits), page.marks)


def _repairing(traced: TracedText) -> Stepped:
    edits: list[Edit] = []
    marks: list[RawMark] = []
    for shift in find_shifts(traced.text):
        kind = MarkKind.DAMAGE if shift.meant is None else MarkKind.REPAIR
        marks.append(RawMark(traced.raw_span(shift.start, shift.end), kind, "byte shift"))
        if shift.meant is not None:
            edits.append((shift.start, shift.end, shift.meant))
    return Stepped(traced.edited(edits) if edits else traced, len(edits), marks)


def _simplifying(traced: TracedText) -> Stepped:
    if not is_traditional(traced.text):
        return Stepped(traced, 0)
    simplified = simplify(traced.text)
    return Stepped(traced.recast(simplified), sum(map(ne, traced.text, simplified)))


def _joining(traced: TracedText) -> Stepped:
    wraps = find_wraps(traced.text)
    marks = [
        RawMark(traced.raw_span(span.start, span.end), MarkKind.DAMAGE, "number across lines")
        for span in wraps.doubtful
    ]
    return Stepped(traced.edited(wraps.joins) if wraps.joins else traced, len(wraps.joins), marks)


# Order matters: bytes are repaired while the glosses that explain them are still there, and
# widths and scripts are settled before anything reads words.
STEPS: tuple[tuple[str, Step], ...] = (
    ("invisible", _editing(find_invisible)),
    ("returns", _editing(find_returns)),
    ("byte_shift", _repairing),
    ("glosses", _editing(find_glosses)),
    ("odd_spaces", _folding(ODD_SPACES)),
    ("full_width", _folding(FULL_WIDTH)),
    ("doubles", _folding(DOUBLES)),
    ("spurious_commas", _editing(find_spurious_commas)),
    ("simplified", _simplifying),
    ("columns", _editing(find_columns)),
    ("joined_lines", _joining),
)
PAGE_STEPS: tuple[tuple[str, Step], ...] = (("markup", _reading_page),)


def clean(document: Document) -> CleanText:
    """Apply every step in order, then mark and describe what is left; no text is refused."""
    is_page = document.format is Format.HTML
    traced = TracedText.untouched(document.raw)
    counts: dict[str, int] = {}
    found: list[RawMark] = []
    for name, step in PAGE_STEPS + STEPS if is_page else STEPS:
        stepped = step(traced)
        traced = stepped.traced
        counts[name] = stepped.count
        found += stepped.marks
    unmarked = CleanText(
        raw=document.raw,
        text=traced.text,
        starts=traced.starts,
        ends=traced.ends,
        marks=(),
        metadata=Metadata(),
        is_traditional=counts["simplified"] > 0,
        steps=tuple(counts.items()),
    )
    marked = replace(unmarked, marks=tuple(_placed(unmarked, found)))
    return describe(marked, read_page_metadata(document.raw) if is_page else Metadata())


def _placed(unmarked: CleanText, marks: Sequence[RawMark]) -> Iterator[Mark]:
    for mark in marks:
        span = unmarked.clean_span(mark.span)
        if len(span):
            yield Mark(span, mark.kind, mark.rule)
