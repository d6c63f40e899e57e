"""Exported lines have the documented keys, in order, and nothing that breaks a line."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.results.lines import (
    as_text,
    dispute_lines,
    fact_lines,
    ledger_lines,
    plain,
    shortest,
)
from tests.results.run_cases import HOSTILE_TEXTS, INFO, PROOF, RAW, RECORD

FACT_KEYS = [
    "doc",
    "start",
    "end",
    "quote",
    "value",
    "unit",
    "base_value",
    "base_unit",
    "bound",
    "kind",
    "indicator",
    "indicator_id",
    "region",
    "region_code",
    "period",
    "compared_with",
    "status",
    "score",
    "findings",
    "evidence",
    "model",
    "prompt",
    "schema",
    "voices",
    "checked",
]


def test_a_fact_has_the_documented_keys_in_order() -> None:
    """The interchange format is what its description says."""
    for line in fact_lines(RECORD, INFO):
        assert list(line) == FACT_KEYS


def test_what_was_not_checked_differs_from_where_nothing_was_found() -> None:
    """Each field names the checks that looked at it; one that none looked at is missing."""
    unseen, seen = fact_lines(RECORD, INFO)

    assert unseen["checked"] == {}
    assert seen["checked"] == {"value": ["growth-arithmetic"]}


def test_a_fact_says_what_is_known_about_it() -> None:
    """Amounts are strings, offsets lie in the raw text, findings name the other side."""
    _, line = fact_lines(RECORD, INFO)

    assert RAW[line["start"] : line["end"]] == line["quote"] == "4.3%"
    assert (line["value"], line["unit"], line["status"]) == ("-4.3", "%", "disputed")
    assert line["evidence"] == {"start": 0, "end": 11}
    assert line["findings"] == [
        {
            "check": "growth-arithmetic",
            "field": "value",
            "message": "下降4.3%与396件不符",
            "others": [{"doc": "a", "start": 6, "end": 10}],
        }
    ]
    assert line["voices"]["indicator"] == ["reading"]


def test_every_mention_has_one_ledger_line() -> None:
    """Facts, non-facts with a reason and unaccounted numbers are all there, in order."""
    lines = list(ledger_lines(RECORD))

    assert [(line["quote"], line["disposition"], line["why"]) for line in lines] == [
        ("396件", "fact", None),
        ("4.3%", "fact", None),
        ("0763-123456", "nonfact", "phone"),
        ("12家", "unaccounted", None),
    ]


def test_disputes_come_with_both_sides_likeliest_error_first() -> None:
    """A dispute shows what stands, what the models said, and what speaks against it."""
    finding = replace(PROOF.findings[0], mention=0)
    statuses = {**PROOF.statuses, 0: PROOF.statuses[1]}
    proof = replace(PROOF, findings=(finding, PROOF.findings[1]), statuses=statuses)
    first, *_, last = dispute_lines(replace(RECORD, proof=proof))

    assert first["score"] > last["score"]
    assert first["fact"]["value"] == "396"
    assert first["claims"][0]["echo"] == "396件"
    assert first["findings"][0]["check"] == "growth-arithmetic"


def test_an_unaccounted_number_is_a_dispute_without_a_fact() -> None:
    """What nobody explained is open for a person."""
    last = list(dispute_lines(RECORD))[-1]

    assert (last["quote"], last["disposition"], last["fact"]) == ("12家", "unaccounted", None)


@pytest.mark.parametrize("text", HOSTILE_TEXTS, ids=repr)
def test_a_line_stays_one_line_of_utf8_and_reads_back(text: str) -> None:
    """No text breaks the line it is on, for whatever a reader takes for a line end."""
    line = as_text({"quote": text})

    assert len(line.splitlines()) == 1
    assert json.loads(line.encode("utf-8")) == {"quote": text}


@pytest.mark.parametrize(
    ("value", "written", "short"),
    [
        ("1.079E+9", "1079000000", "1079000000"),
        ("1079000000.00", "1079000000.00", "1079000000"),
        ("0.50", "0.50", "0.5"),
        ("-4.30", "-4.30", "-4.3"),
        ("100", "100", "100"),
        ("0.00", "0.00", "0"),
    ],
)
def test_amounts_are_written_without_exponent(value: str, written: str, short: str) -> None:
    """A value keeps its printed zeros; a computed one loses those of the arithmetic."""
    assert (plain(Decimal(value)), shortest(Decimal(value))) == (written, short)
