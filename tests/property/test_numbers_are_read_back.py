"""A number written in any supported style is read back as itself, whatever surrounds it."""

from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.cleaning.clean_text import CleanText, Metadata
from pipeline.numbers.mention import Mention
from pipeline.numbers.mentions import find_mentions
from pipeline.numbers.numerals import read_numeral
from pipeline.numbers.units import base_amount, equal_amounts, parse_amount

_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_WIDE = str.maketrans("0123456789.,%", "０１２３４５６７８９．，％")

counts = st.integers(min_value=1, max_value=10**12 - 1)
decimals = st.decimals(min_value=0, max_value=10**9, places=2).map(abs)
units = st.sampled_from(
    ["件", "家", "项", "个", "人次", "万元", "亿元", "平方公里", "吨", "户", "%"]
)
heads = st.sampled_from(["共", "新增专利", ",其中", "总量(", "达", "为", "\n合计:", "增长"])
tails = st.sampled_from([",其余不计", "。", ")", "、另有", "\n", "", ";"])
noise = st.text(
    alphabet="0123456789一二三十百千万亿第前约近每年月日号%.,:-—()“”第条届位个家件元A/\t\n ",
    max_size=60,
)


def section_in_hanzi(value: int) -> str:
    """Write a number below ten thousand."""
    written, gap = "", False
    for place in reversed(range(4)):
        digit = value // 10**place % 10
        if not digit:
            gap = bool(written)
            continue
        written += ("零" if gap else "") + _DIGITS[digit] + _PLACES[place]
        gap = False
    return written


def in_hanzi(value: int) -> str:
    """Write a number below a trillion the way a report does."""
    written = ""
    for scale, factor in (("亿", 10**8), ("万", 10**4), ("", 1)):
        part = value // factor % 10**4
        if part:
            gap = "零" if written and part < 1000 else ""
            written += gap + section_in_hanzi(part) + scale
    return written


def found_in(text: str) -> tuple[Mention, ...]:
    """Find the numbers of a text that is its own source."""
    places = range(len(text))
    return find_mentions(
        CleanText(text, text, places, range(1, len(text) + 1), (), Metadata(), False, ())
    )


@given(counts)
def test_hanzi_numerals_read_back(value: int) -> None:
    """Every count written in hanzi has its value."""
    assert read_numeral(in_hanzi(value)) == value


@given(decimals, units, heads, tails)
def test_ascii_numbers_are_found_whole(value: Decimal, unit: str, head: str, tail: str) -> None:
    """A decimal and its unit are one mention, from the first digit to the last character."""
    amount = f"{value:f}{unit}"

    mention = found_in(head + amount + tail)[-1]

    assert (mention.quote, mention.value, mention.unit) == (amount, value, unit)


@given(st.integers(min_value=11, max_value=10**12 - 1), heads, tails)
def test_hanzi_numbers_are_found_whole(value: int, head: str, tail: str) -> None:
    """A Chinese numeral of two characters or more with a measure word is one mention."""
    amount = f"{in_hanzi(value)}件"

    mention = found_in(head + amount + tail)[-1]

    assert mention.quote == amount
    assert equal_amounts(mention.value, mention.unit, Decimal(value), "件")


@given(counts)
def test_spellings_of_a_count_are_equal(value: int) -> None:
    """Separators, full width, hanzi and scale change nothing."""
    plain = f"{value}件"
    spellings = [f"{value:,}件", plain.translate(_WIDE), f"{in_hanzi(value)}件", f"{value} 件"]
    spellings += [f"{Decimal(value) / 10**4:f}万件", f"{Decimal(value) / 10**8:f}億件"]

    amounts = [parse_amount(text) for text in spellings]

    assert all(a and base_amount(a.value, a.unit) == (Decimal(value), "件") for a in amounts)


@given(counts, st.integers(min_value=0, max_value=11), st.integers(min_value=1, max_value=9))
def test_one_wrong_digit_is_another_amount(value: int, place: int, step: int) -> None:
    """Any digit changed makes another amount."""
    digits = list(str(value))
    place %= len(digits)
    digits[place] = str((int(digits[place]) + step) % 10)

    right, wrong = parse_amount(f"{value}件"), parse_amount("".join(digits) + "件")

    assert right
    assert wrong
    assert not equal_amounts(right.value, right.unit, wrong.value, wrong.unit)


@given(noise)
def test_any_text_gets_through(text: str) -> None:
    """No text is refused; spans are in order, inside the text, and never overlap."""
    found = found_in(text)

    assert [mention.index for mention in found] == list(range(len(found)))
    assert all(m.quote == m.span.of(text) and m.quote for m in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@given(noise)
def test_no_digit_is_lost(text: str) -> None:
    """Every ASCII digit of a text lies inside some mention."""
    covered = {place for m in found_in(text) for place in range(m.span.start, m.span.end)}

    assert all(place in covered for place, c in enumerate(text) if c in "0123456789")


@given(st.text(max_size=40))
def test_any_echo_gets_through(text: str) -> None:
    """No text a model may answer breaks the parser."""
    amount = parse_amount(text)

    assert amount is None or amount.value.is_finite()
