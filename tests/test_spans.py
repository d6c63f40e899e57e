"""Tests of half-open ranges."""

import pytest

from pipeline.spans import Span


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (4, 3)])
def test_impossible_span_is_refused(start: int, end: int) -> None:
    """A span that starts before the text or ends before its start cannot be made."""
    with pytest.raises(ValueError, match="is not 0 <= start <= end"):
        Span(start, end)


def test_touching_spans_do_not_overlap() -> None:
    """The end of a span is not part of it."""
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 3).overlaps(Span(2, 5))


def test_span_holds_itself_but_not_what_sticks_out() -> None:
    """A span holds every span inside it, its own whole included."""
    assert Span(2, 6).holds(Span(2, 6))
    assert not Span(2, 6).holds(Span(5, 7))
