"""Two values for one thing."""

from dataclasses import replace

import pytest

from pipeline.proving.fact import Field, Status
from pipeline.proving.proof import Proof
from schemas.vocabulary import Bound, Kind
from tests.proving.builder import Number, found, looked, proven

HEADLINE = Number("20.48件", "20.48", "件", Kind.VALUE, "万人发明专利拥有量", "@2022-12-31")
BODY = Number("20.84件", "20.84", "件", Kind.VALUE, "每万人口发明专利拥有量", "@2022-12")


def twice(body: Number) -> Proof:
    """Return the proof of a text that states the indicator in its headline and its body."""
    return proven(
        f"万人发明专利拥有量20.48件。每万人口发明专利拥有量{body.quote}。", HEADLINE, body
    )


def test_two_values_are_found_on_both_facts() -> None:
    """Each finding points at the place of the other, by any name of the indicator."""
    proof = twice(BODY)

    first, second = found(proof, "contradiction")
    assert (first.mention, second.mention) == (0, 1)
    assert first.others[0].span == proof.facts[1].span
    assert second.others[0].span == proof.facts[0].span
    assert set(proof.statuses.values()) == {Status.DISPUTED}
    assert all(quote in first.message for quote in ("20.48件", "20.84件"))


AGREEING = [
    replace(BODY, quote="20.48件", value="20.48"),
    replace(BODY, quote="20.5件", value="20.5"),
    replace(BODY, quote="20.4件", value="20.4"),
    replace(BODY, quote="超过20件", value="20", bound=Bound.AT_LEAST),
    replace(BODY, quote="近21件", value="21", bound=Bound.ABOUT),
]


@pytest.mark.parametrize("body", AGREEING, ids=lambda body: body.quote)
def test_the_same_rounded_cut_off_or_bounded_is_not_found(body: Number) -> None:
    """Printed precision and bounds leave room for one true value."""
    proof = twice(body)

    assert found(proof, "contradiction") == []
    assert {(0, Field.VALUE), (1, Field.VALUE)} <= looked(proof, "contradiction")


def test_a_figure_said_again_digit_for_digit_supports_its_name() -> None:
    """Another sentence gives the same figure under the same name; a rounded one tells less."""
    same, rounded = twice(AGREEING[0]), twice(AGREEING[1])

    assert "restatement" in same.facts[0].voices[Field.INDICATOR]
    assert "restatement" not in rounded.facts[0].voices[Field.INDICATOR]


def test_one_last_digit_beyond_the_tolerance_is_found() -> None:
    """20.3 is neither 20.48 rounded nor cut off."""
    proof = twice(replace(BODY, quote="20.3件", value="20.3"))

    assert len(found(proof, "contradiction")) == 2


DIFFERENT = [
    replace(BODY, period="@2021-12-31"),
    replace(BODY, period=None),
    replace(BODY, region="清远市"),
    replace(BODY, indicator="每万人口高价值发明专利拥有量"),
    replace(BODY, kind=Kind.CHANGE),
    replace(BODY, unit="家"),
]


@pytest.mark.parametrize("body", DIFFERENT)
def test_another_time_place_name_kind_or_unit_is_not_looked_at(body: Number) -> None:
    """Only figures of the same thing can contradict each other."""
    assert looked(twice(body), "contradiction") == set()


def test_two_values_in_one_sentence_are_not_looked_at() -> None:
    """Two things with one coarse name are no contradiction."""
    text = "万人发明专利拥有量20.48件,每万人口发明专利拥有量20.84件。"

    assert looked(proven(text, HEADLINE, BODY), "contradiction") == set()


def test_a_written_out_one_is_not_looked_at() -> None:
    """一件 is as often a word as a count."""
    word = replace(BODY, quote="一件", value="1")

    assert looked(twice(word), "contradiction") == set()


LOANS = Number("1.72亿元", "1.72", "亿元", Kind.VALUE, "专利质押贷款")
LARGEST = Number("2000万元", "2000", "万元", Kind.VALUE, "单笔贷款")


def again(quote: str, value: str) -> Proof:
    """Return the proof of a text that says it repeats a figure."""
    restated = Number(quote, value, "亿元", Kind.VALUE, "惠企贷款")
    text = f"贷款1.72亿元,单笔最大2000万元。上述{quote}惠及44家。"
    return proven(text, LOANS, LARGEST, restated)


def test_a_figure_that_repeats_nothing_is_found() -> None:
    """上述1.27亿元 needs a 1.27亿元 before it; the likeliest slip is shown."""
    proof = again("1.27亿元", "1.27")

    assert [finding.mention for finding in found(proof, "contradiction")] == [0, 2]
    assert "1.72亿元" in found(proof, "contradiction")[1].message


def test_a_figure_that_was_given_before_is_not_found() -> None:
    """A rounded restatement is one too."""
    for quote, value in (("1.72亿元", "1.72"), ("1.7亿元", "1.7"), ("0.2亿元", "0.2")):
        proof = again(quote, value)

        assert found(proof, "contradiction") == []
        assert len(looked(proof, "contradiction")) == 2


def test_a_figure_stated_twice_is_supported_by_its_restatement() -> None:
    """The text says it again; a bound that merely fits says less."""
    same = twice(replace(BODY, quote="20.48件", value="20.48"))
    bound = twice(replace(BODY, quote="超过20件", value="20", bound=Bound.AT_LEAST))

    assert "restatement" in same.facts[0].voices[Field.VALUE]
    assert "restatement" not in bound.facts[0].voices[Field.VALUE]
