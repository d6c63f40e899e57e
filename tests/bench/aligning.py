"""A raw and a cleaned text in, the usual map between them by comparing the two out."""

from array import array
from collections.abc import Iterable
from difflib import SequenceMatcher

from rapidfuzz.distance import Levenshtein

from pipeline.cleaning.clean_text import CleanText, Metadata

_Block = tuple[str, int, int, int, int]


def align_by_difflib(raw: str, text: str) -> CleanText:
    """Map ``text`` to ``raw`` with difflib, its junk heuristic switched off."""
    return _aligned(raw, text, SequenceMatcher(None, raw, text, autojunk=False).get_opcodes())


def align_by_rapidfuzz(raw: str, text: str) -> CleanText:
    """Map ``text`` to ``raw`` with the edits of rapidfuzz's Levenshtein distance."""
    edits = Levenshtein.opcodes(raw, text)
    return _aligned(
        raw, text, ((e.tag, e.src_start, e.src_end, e.dest_start, e.dest_end) for e in edits)
    )


def _aligned(raw: str, text: str, blocks: Iterable[_Block]) -> CleanText:
    starts, ends = array("l"), array("l")
    for _, start, end, clean_start, clean_end in blocks:
        size = clean_end - clean_start
        if size == end - start:
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
        else:  # which character became which is not known: each comes from all of them
            starts.extend([start] * size)
            ends.extend([end] * size)
    return CleanText(raw, text, starts, ends, (), Metadata(), False, ())
