"""Every digit of a page ends in one row of the ledger, seen by readers or not."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.cleaning.cleaning import clean
from pipeline.documents.document import Document, Format
from pipeline.numbers.mentions import find_mentions


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<h1>",
                '<td width="5%">',
                "<!--7-->",
                "专利396件",
                "12",
                "&#8203;",
                "。\n",
            ]
        ),
        max_size=12,
    )
)
def test_every_digit_of_a_page_lies_in_exactly_one_row(parts: list[str]) -> None:
    """No digit of the raw page is lost and none is counted twice, in order."""
    raw = "".join(parts)
    page = Document("case", "case", "0", raw, "utf-8", "given", Format.HTML)

    found = find_mentions(clean(page))

    held = [
        place for mention in found for place in range(mention.raw_span.start, mention.raw_span.end)
    ]
    assert {digit.start() for digit in re.finditer("[0-9]", raw)} <= set(held)
    assert len(held) == len(set(held))
    assert all(one.span.end <= two.span.start for one, two in pairwise(found))
