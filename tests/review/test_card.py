"""A card has everything about a number, in the reader's language, and as plain data."""

import json
from dataclasses import replace

import pytest

from pipeline.disputing.decisions import Ruling
from pipeline.proving.extras import ExtraAnswer
from pipeline.proving.fact import Field, Finding
from pipeline.results.report_words import Language, read_words
from pipeline.results.settled import Settled, settle
from pipeline.review.alternatives import Alternative, find_alternatives, suggested_names
from pipeline.review.card import build_card
from pipeline.review.pages_of_text import listed, marks, paragraphs
from tests.results.run_cases import CLAIM, DECISION, PROOF, READINGS, RECORD
from tests.review.hostile import HOSTILE, SCRIPT

ENGLISH = read_words(Language.ENGLISH)
PLAIN = Settled(RECORD, RECORD)
OTHER_CLAIM = replace(CLAIM, indicator="商标注册量", period="2021年", model="other")


def test_a_card_shows_both_sides() -> None:
    """Sentence, what stands, what the text and each model say, and the findings in words."""
    card = build_card(PLAIN, 0, ENGLISH)

    assert "".join(text for text, _ in card["sentence"]).startswith("全年专利授权396件")
    assert ["396件", "number"] in card["sentence"]
    rows = {row["name"]: row for row in card["rows"]}
    assert rows["indicator"]["reading"] == "专利授权量"
    assert rows["period"]["claims"] == [{"text": "2022年 → 2022", "differs": False}]
    assert rows["kind"]["is_sure"]
    assert build_card(PLAIN, 1, ENGLISH)["findings"][0]["title"] == (
        "value · Level and growth do not agree"
    )


def test_a_number_that_is_no_fact_has_a_card_too() -> None:
    """What nobody accounts for can be looked at, though there is nothing to correct."""
    card = build_card(PLAIN, 3, ENGLISH)

    assert card["form"] is None
    assert card["options"] == []
    assert card["what"] == "unaccounted"
    assert build_card(PLAIN, 2, ENGLISH)["what"] == "no statistic: phone number"


def test_fields_of_a_users_own_are_shown() -> None:
    """What was proven stands, what could not be proven is said, on the card and in the list."""
    answer = ExtraAnswer(0, "issuer", SCRIPT, "财政部", "", 0, 3, "m", "key")
    refused = replace(answer, value=None, refusal="not in the text", model="n")
    record = replace(RECORD, extras=(answer, refused))
    settled = Settled(record, record)

    assert build_card(settled, 0, ENGLISH)["extras"] == [["issuer", "财政部", "n: not in the text"]]
    assert build_card(settled, 1, ENGLISH)["extras"] == []
    assert listed(settled, ENGLISH)[0]["meaning"][-1] == "issuer: 财政部"


def test_history_is_told_with_names() -> None:
    """Who decided what, when and why, also what has been taken back."""
    undone = replace(DECISION, ruling=Ruling.UNDO, value=None, who="li")
    card = build_card(settle(RECORD, [DECISION, undone]), 1, ENGLISH)

    assert card["history"] == [
        "2023-05-01T10:00:00+08:00 analyst: set value to “-3.4” (原文有误)",
        "2023-05-01T10:00:00+08:00 li: took back (原文有误)",
    ]
    assert card["state"] == "corrected"


@pytest.mark.parametrize("mention", range(4))
def test_a_card_of_a_hostile_document_is_data(mention: int) -> None:
    """Nothing is turned into markup, and every character can travel as JSON."""
    settled = Settled(HOSTILE, HOSTILE)
    card = build_card(settled, mention, ENGLISH)

    assert json.loads(json.dumps(card, ensure_ascii=True)) == json.loads(json.dumps(card))
    assert card["title"] == SCRIPT


def test_alternatives_are_what_text_and_models_would_rather_have() -> None:
    """Disputed fields come first, nothing twice, and not what stands already.

    A doubtful time may also be none.
    """
    findings = (Finding(0, "reading-disagrees", Field.PERIOD, "…"),)
    found = find_alternatives(
        PROOF.facts[0], READINGS[0], [CLAIM, OTHER_CLAIM], findings, RECORD.metadata
    )

    assert found == (
        Alternative(Field.PERIOD, "2021"),
        Alternative(Field.PERIOD, ""),
        Alternative(Field.INDICATOR, "专利授权"),
        Alternative(Field.INDICATOR, "商标注册量"),
    )


def test_words_that_are_no_period_are_no_alternative() -> None:
    """Only what could be kept is offered."""
    vague = replace(CLAIM, period="不久前")
    reading = READINGS[0]
    assert reading is not None
    sure = reading._replace(period=reading.period._replace(is_sure=True))

    assert find_alternatives(PROOF.facts[0], None, [vague], (), RECORD.metadata) == (
        Alternative(Field.PERIOD, ""),
    )
    assert Alternative(Field.PERIOD, "") not in find_alternatives(
        PROOF.facts[0], sure, [vague], (), RECORD.metadata
    )


def test_names_are_offered_nearest_first() -> None:
    """What was said here stands before the catalogue, once."""
    names = suggested_names(("专利授权量", None, "新指标"))

    assert names[:2] == ["专利授权量", "新指标"]
    assert len(names) == len(set(names)) > 50


def test_a_document_is_shown_line_by_line() -> None:
    """The pieces of all lines are the text; each number has a state and its words."""
    lines = paragraphs(PLAIN, is_clean=False)

    assert "\n".join("".join(piece[0] for piece in line) for line in lines) == (RECORD.document.raw)
    assert marks(PLAIN, ENGLISH)["2"] == ["nonfact", "", "no statistic: phone number"]
    assert [item["quote"] for item in listed(PLAIN, ENGLISH)] == ["396件", "4.3%", "12家"]
