"""Text is cut into pieces without losing a character, each with its number and its shades."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.results.report_segments import (
    Segment,
    Shade,
    clean_segments,
    raw_segments,
    showable,
    split,
)
from pipeline.spans import Span
from tests.results.run_cases import RAW, RECORD, document

SPANS = st.lists(
    st.tuples(st.integers(0, 14), st.integers(0, 6)).map(lambda at: Span(at[0], at[0] + at[1])),
    max_size=6,
)


@given(st.text(max_size=12), SPANS, SPANS)
def test_the_pieces_are_the_text(text: str, mentions: list[Span], shaded: list[Span]) -> None:
    """However spans overlap or overrun, the pieces put together are the text."""
    segments = split(text, mentions, [(span, Shade.DAMAGE) for span in shaded])

    assert "".join(segment.text for segment in segments) == text


@given(st.text(min_size=12, max_size=12), SPANS)
def test_every_character_has_the_number_it_lies_in(text: str, mentions: list[Span]) -> None:
    """A character inside a mention belongs to one that covers it, any other to none."""
    place = 0
    for segment in split(text, mentions):
        covering = [i for i, span in enumerate(mentions) if span.start <= place < span.end]
        assert (segment.mention in covering) if covering else segment.mention is None
        place += len(segment.text)


def test_the_number_that_began_last_owns_the_overlap() -> None:
    """Of two numbers that overlap the inner one can be clicked."""
    segments = split("ab12cd", [Span(0, 6), Span(2, 4)])

    assert segments == (Segment("ab", 0), Segment("12", 1), Segment("cd", 0))


def test_what_cleaning_left_out_is_shaded_in_the_raw_text_alone() -> None:
    """A gloss that a scraper added is there as received, dimmed, and gone after cleaning."""
    record = replace(
        RECORD,
        document=document(raw=RAW.replace("专利授权", "專利產(chǎn)權授權量是專利產(chǎn)權")),
        mentions=(),
        readings=(),
        proof=replace(RECORD.proof, rows=(), facts=(), statuses={}),
    )

    raw = raw_segments(record)
    assert "".join(each.text for each in raw) == record.document.raw
    assert "(chǎn)" in [each.text for each in raw if Shade.REMOVED in each.shades]
    assert "(chǎn)" not in "".join(each.text for each in clean_segments(record))


def test_the_numbers_stand_in_both_texts() -> None:
    """Each number has its own pieces in the text as received and as cleaned."""
    for segments in (raw_segments(RECORD), clean_segments(RECORD)):
        found = {each.mention: each.text for each in segments if each.mention is not None}
        assert found == {0: "396件", 1: "4.3%", 2: "0763-123456", 3: "12家"}


def test_characters_that_turn_or_break_a_page_are_replaced() -> None:
    """Direction overrides, control characters and half surrogates never reach a page."""
    assert showable("a\x00\x1b[1m\u202e\ud83d\u2066b\n\t") == "a��[1m���b\n\t"
