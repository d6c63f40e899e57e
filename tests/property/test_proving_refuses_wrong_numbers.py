"""A number that was read wrong is never verified, in whatever way it is wrong."""

from decimal import Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.numbers.mention import Mention
from pipeline.numbers.reading import Direction
from pipeline.numbers.units import base_amount
from pipeline.proving.echo import is_right_echo
from pipeline.proving.fact import Status
from pipeline.proving.proof import prove
from pipeline.spans import Span
from schemas.vocabulary import Bound, Kind
from tests.proving.builder import HOME, Number, claim_of, ledger_of

NOUNS = ["件", "元", "家", "个", "户", "人", "项", "笔", "亩", "吨"]
SCALES = ["", "万", "亿", "千万"]
RATES = ["%", "‰", "个百分点", "倍", "成"]

digits = st.one_of(
    st.integers(1, 99999).map(str),
    st.decimals(Decimal("0.01"), Decimal(9999), places=2, allow_nan=False).map(str),
)
units = st.one_of(
    st.tuples(st.sampled_from(SCALES), st.sampled_from(NOUNS)),
    st.tuples(st.just(""), st.sampled_from(RATES)),
)


def is_accepted(echo: str, number: str, unit: str) -> bool:
    """Tell whether ``echo`` passes for the printed number."""
    quote = number + unit
    span = Span(0, len(quote))
    printed = unit.removeprefix("个") if unit == "个百分点" else unit
    mention = Mention(0, span, span, quote, Decimal(number), printed, Bound.EXACT)
    return is_right_echo(echo, quote, mention)


@settings(max_examples=200)
@given(digits, units, st.data())
def test_one_wrong_digit_is_never_accepted(
    number: str, unit: tuple[str, str], data: st.DataObject
) -> None:
    """Each place of the number with each other digit."""
    place = data.draw(st.sampled_from([i for i, c in enumerate(number) if c.isdigit()]))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != number[place]]))
    wrong = number[:place] + digit + number[place + 1 :]

    assert not is_accepted(wrong + "".join(unit), number, "".join(unit))


@settings(max_examples=200)
@given(digits, units, st.data())
def test_a_lost_doubled_or_swapped_digit_is_never_accepted(
    number: str, unit: tuple[str, str], data: st.DataObject
) -> None:
    """The usual slips of a copyist."""
    place = data.draw(st.integers(0, len(number) - 1))
    slips = [
        number[:place] + number[place + 1 :],
        number[:place] + number[place] * 2 + number[place + 1 :],
        number[:place] + number[place : place + 2][::-1] + number[place + 2 :],
        number.replace(".", ""),
    ]

    for wrong in slips:
        if _value(wrong) not in {None, Decimal(number)}:
            assert not is_accepted(wrong + "".join(unit), number, "".join(unit))


@settings(max_examples=200)
@given(digits, units, units)
def test_another_scale_or_unit_is_never_accepted(
    number: str, unit: tuple[str, str], other: tuple[str, str]
) -> None:
    """The same digits in another unit are another number."""
    assume(base_amount(Decimal(1), "".join(unit)) != base_amount(Decimal(1), "".join(other)))

    assert not is_accepted(number + "".join(other), number, "".join(unit))


@settings(max_examples=100)
@given(digits, st.sampled_from(SCALES[1:]), st.sampled_from(NOUNS))
def test_a_lost_scale_is_never_accepted(number: str, scale: str, noun: str) -> None:
    """3.4 and 3.4件 are not 3.4万件, with the unit or without."""
    for echo in (number, number + noun):
        assert not is_accepted(echo, number, scale + noun)


@settings(max_examples=100)
@given(digits, units, st.sampled_from(["-", "−", "下降", "减少", "-", "降低"]))
def test_a_sign_the_text_does_not_have_is_never_accepted(
    number: str, unit: tuple[str, str], sign: str
) -> None:
    """Neither a minus nor a word that falls."""
    assert not is_accepted(sign + number + "".join(unit), number, "".join(unit))


@settings(max_examples=100)
@given(digits, units)
def test_the_true_number_is_accepted_in_every_spelling(number: str, unit: tuple[str, str]) -> None:
    """As printed, full-width, with separators, traditional, spaced, in full."""
    scale, noun = unit
    value = Decimal(number)
    full_width = number.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789."})
    spellings = [
        number + scale + noun,
        full_width + scale + noun,
        f"{value:,}{scale}{noun}",
        f"{number} {scale}{noun}",
        (number + scale + noun).replace("万", "萬").replace("亿", "億").replace("个", "個"),
    ]
    if scale == "万":
        spellings.append(f"{value * 10000:,.0f}{noun}" if value * 100 % 1 == 0 else number)

    for echo in spellings:
        assert is_accepted(echo, number, scale + noun), echo


@settings(max_examples=60)
@given(digits, digits, st.sampled_from(NOUNS), st.sampled_from(["", "下降", "-"]))
def test_a_fact_whose_echo_is_wrong_is_disputed(
    number: str, other: str, noun: str, sign: str
) -> None:
    """However well everything else agrees, the proof does not verify it."""
    assume(sign or Decimal(number) != Decimal(other))
    quote = number + noun
    read = Number(quote, number, noun, Kind.VALUE, "专利授权量", "2022")
    claim = claim_of(
        0,
        sign + other + noun,
        kind=Kind.VALUE,
        indicator="专利授权量",
        period="2022年",
        region=HOME,
    )

    proof = prove(ledger_of(f"2022年专利授权量{quote}。", read), [claim], "d")

    assert proof.statuses[0] is Status.DISPUTED
    assert proof.facts[0].value == Decimal(number)


@settings(max_examples=40)
@given(digits, st.sampled_from([None, *Direction]), st.sampled_from(["增长", "下降"]))
def test_a_wrong_direction_is_never_verified(
    number: str, direction: Direction | None, word: str
) -> None:
    """A sign that the words before the number deny is disputed, whoever agrees."""
    quote = f"{number}%"
    read = Number(quote, number, "%", Kind.GROWTH, "专利授权量", "2022", direction=direction)
    claim = claim_of(
        0, quote, kind=Kind.GROWTH, indicator="专利授权量", period="2022年", region=HOME
    )
    is_right = (direction is Direction.DOWN) == (word == "下降")

    proof = prove(ledger_of(f"2022年专利授权量{word}{quote}。", read), [claim], "d")

    assert is_right or proof.statuses[0] is Status.DISPUTED


def _value(text: str) -> Decimal | None:
    return Decimal(text) if text.replace(".", "", 1).isdigit() else None
