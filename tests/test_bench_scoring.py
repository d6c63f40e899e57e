"""The arithmetic of the comparison: a wrong count here would flatter or wrong somebody."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from itertools import repeat
from typing import Any

import pytest

from pipeline.cleaning.clean_text import CleanText
from pipeline.evaluating.predictions import Prediction
from pipeline.spans import Span
from schemas.facts import answer_shape
from tests.bench.aligning import align_by_difflib, align_by_rapidfuzz
from tests.bench.asked_records import Record, find_places
from tests.bench.baseline_instructor import StatedRecords
from tests.bench.copied_values import copied_wrong, given_count
from tests.bench.corpus import COLLECTIONS, SEEDS, gold_documents, seed_like_text
from tests.bench.found import Found
from tests.bench.number_scoring import Expected, count_placed, count_unplaced, has_value
from tests.bench.phrases import BOUNDS, GROUPS
from tests.bench.ready_server import answer_for
from tests.bench.section import Table
from tests.bench.timing import Trial, fitted_exponent, try_within

PHRASES = [phrase for group in GROUPS.values() for phrase in group]


def expected(
    value: str, unit: str = "件", bound: str = "exact", at: tuple[int, int] = (4, 8)
) -> Expected:
    """Return one number that should be found."""
    return Expected(Decimal(value), unit, bound, Span(*at))


def found(value: str, at: tuple[int, int] | None = (4, 8), unit: str | None = None) -> Found:
    """Return one number as a recogniser reports it."""
    return Found(Decimal(value), Span(*at) if at else None, unit)


@pytest.mark.parametrize(
    ("said", "value", "unit"),
    [
        ("396", "396", "件"),
        ("152845000", "15284.5", "万元"),
        ("0.2571", "25.71", "%"),
        ("25.71", "25.71", "%"),
        ("60", "6", "成"),
        ("0.0023", "2.3", "‰"),
        ("0.666666666666667", "0.6667", ""),
        ("4.3", "-4.3", "%"),
    ],
)
def test_the_same_worth_is_right_however_a_rate_is_scaled(said: str, value: str, unit: str) -> None:
    """Percentages may be given as ratios, amounts in their base unit, falls without a sign."""
    assert has_value(found(said), expected(value, unit))


@pytest.mark.parametrize(
    ("said", "value", "unit"),
    [
        ("397", "396", "件"),
        ("15284.5", "15284.5", "万元"),
        ("25.71", "2571", "件"),
        ("66", "0.66", ""),
    ],
)
def test_another_digit_or_scale_is_wrong(said: str, value: str, unit: str) -> None:
    """A value that differs in a digit or in its power of ten is not let through."""
    assert not has_value(found(said), expected(value, unit))


def test_a_wrong_value_at_the_right_place_is_wrong_and_not_missed() -> None:
    """Missed means that nothing was said there."""
    counts = count_placed([found("39")], [expected("396"), expected("11", at=(20, 23))], [])

    assert (counts.right, counts.wrong, counts.missed, counts.other) == (0, 1, 1, 0)


def test_two_models_that_report_one_number_are_one_report() -> None:
    """A number and the percentage around it are counted once, and the right one counts."""
    rows = [
        found("25", (4, 6)),
        found("25.71", (4, 9), "%"),
        found("7", (30, 31)),
        found("7", (29, 32)),
    ]

    counts = count_placed(rows, [expected("25.71", "%", at=(4, 10))], [Span(29, 33)])

    assert (counts.right, counts.units) == (1, (1, 1))
    assert (counts.other, counts.other_annotated) == (1, 1)


def test_a_report_that_covers_half_the_sentence_points_at_nothing() -> None:
    """A span far longer than the number is no place for it."""
    counts = count_placed([found("396", (0, 60))], [expected("396")], [])

    assert (counts.right, counts.missed, counts.other) == (0, 1, 1)


def test_each_number_of_a_phrase_is_used_once() -> None:
    """One report cannot stand for two equal numbers, and what is left over is extra."""
    counts = count_unplaced([found("3", None), found("5", None)], [expected("3"), expected("3")])

    assert (counts.right, counts.other, counts.is_exact) == (1, 1, False)


def test_only_bounds_other_than_exact_are_asked_for() -> None:
    """A tool without bounds must not score on numbers that have none."""
    counts = count_unplaced([found("3"), found("5")], [expected("3"), expected("5", bound="about")])

    assert counts.bounds == (0, 1)


def test_the_exponent_of_quadratic_time_is_two() -> None:
    """Doubling the text and quadrupling the time is the power of two."""
    assert fitted_exponent([(1.0, 1.0), (2.0, 4.0), (4.0, 16.0)]) == pytest.approx(2)


def test_work_that_never_ends_is_stopped() -> None:
    """A peer that hangs on a hostile text costs no more than its limit."""
    assert try_within(1, partial(max, repeat(0))) == Trial(None)


def test_an_error_of_a_peer_is_told_and_not_taken_for_a_time() -> None:
    """A tool that fails on a hostile text has not handled it."""
    assert try_within(5, partial(int, "一")) == Trial(None, "ValueError")


def test_there_are_enough_phrases_and_each_is_well_formed() -> None:
    """The held-out table has over a hundred different phrases whose values and bounds parse."""
    numbers = [number for _, rows in PHRASES for number in rows]

    assert len({text for text, _ in PHRASES}) == len(PHRASES) > 100
    assert all(Decimal(value).is_finite() and bound in BOUNDS for value, _, bound in numbers)


def test_no_phrase_stands_in_an_annotated_document() -> None:
    """Held out means that nobody could have tuned to it."""
    texts = "".join(row.clean.text for row in gold_documents(*COLLECTIONS))

    assert [text for text, _ in PHRASES if text in texts] == []


def test_seed_like_text_is_the_same_each_time_and_varies_from_copy_to_copy() -> None:
    """Two runs measure the same text, and no cache of ours can profit from repetition."""
    text = seed_like_text(10**5)

    assert (len(text), text) == (10**5, seed_like_text(10**5))
    assert text.count(line_with_numbers(text)) == 1


def line_with_numbers(text: str) -> str:
    """Return the line with the most figures."""
    return max(text.split("\n"), key=lambda line: sum(map(str.isdigit, line)))


@pytest.mark.parametrize("align", [align_by_difflib, align_by_rapidfuzz])
def test_what_is_the_same_on_both_sides_maps_to_itself(
    align: Callable[[str, str], CleanText],
) -> None:
    """The map that peers are given is a fair one: equal characters keep their place."""
    clean = align("授權(shòu)396件", "授权396件")

    assert clean.raw_span(Span(2, 6)) == Span(8, 12)


def test_a_quote_that_occurs_twice_gets_two_places() -> None:
    """Equal quotes are placed from left to right, an absent one gets no place."""
    rows = [Record(quote, "3", "件", "", "", "", "") for quote in ("3件", "3件", "4件")]

    places = [row.clean_span for row in find_places("发明3件,外观3件", 10, rows)]

    assert places == [Span(12, 14), Span(17, 19), None]


def test_a_table_is_shown_as_markdown_with_its_notes() -> None:
    """A bar inside a cell must not open another column."""
    table = Table("Speed", ("tool", "rate"), (("a|b", "3"),), ("Median of 7.",))

    assert table.markdown() == (
        "### Speed\n\n| tool | rate |\n| --- | ---: |\n| a\\|b | 3 |\n\n- Median of 7.\n"
    )


def asked(schema: dict[str, Any], text: str) -> dict[str, Any]:
    """Return a request body as clients send it."""
    return {
        "response_format": {"json_schema": {"schema": schema}},
        "messages": [{"role": "user", "content": f"例\n正文:9件\n正文:{text}\n记录:\n"}],
    }


def test_the_ready_server_gives_answers_that_each_client_accepts() -> None:
    """Every number of the text comes back in the shape asked for, so nobody fails for free."""
    ours, theirs = answer_shape(["m1", "m2"]), StatedRecords

    marked = answer_for(asked(ours.model_json_schema(), "授权【m1:396件】,增长【m2:25.7%】"))
    listed = answer_for(asked(theirs.model_json_schema(), "授权396件,增长25.7%"))

    assert ours.model_validate_json(marked).model_dump()["m2"]["echo"] == "25.7%"
    assert [row.原文 for row in theirs.model_validate_json(listed).records] == ["396件", "25.7%"]


def test_number_is_given_once_with_its_value() -> None:
    """A record that touches a number gives its value or copies it wrong; others do not count."""
    (document, *_) = gold_documents(SEEDS)
    fact = document.facts[0]

    def said(value: Decimal, start: int) -> Prediction:
        quote, unit = fact.quote, fact.unit
        return Prediction(document.name, start, start + 1, quote, value, unit, "exact", "fact")

    wrong, elsewhere = said(fact.value + 1, fact.start), said(fact.value, len(document.clean.text))
    right = said(fact.value, fact.start)

    assert given_count([wrong, right, right, elsewhere], [document]) == 1
    assert copied_wrong([wrong, right, right, elsewhere], [document]) == "1 of 3"
