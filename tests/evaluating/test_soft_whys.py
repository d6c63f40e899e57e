"""Soft reasons are those of the annotation rules, in the annotators' words."""

import json
from pathlib import Path

import pytest

from pipeline.evaluating.soft_whys import is_soft

GOLD = Path(__file__).parents[1] / "gold"
HARD = {
    "address",
    "copyright year",
    "date",
    "denied",
    "denied figure",
    "document number",
    "duration",
    "event date",
    "footnote",
    "forecast",
    "hypothetical",
    "injected instruction",
    "law article",
    "licence",
    "licence number",
    "markup",
    "page counter",
    "page furniture",
    "period",
    "phone",
    "publication date",
    "standard number",
    "target",
    "target, not measured",
    "title period",
    "year",
}


@pytest.mark.parametrize(
    "why",
    [
        "name",
        "idiom",
        "span of years",
        "policy limit",
        "category threshold",
        "case detail",
        "heading number",
        "ordinal-name",
        "Lexical hanzi",
        "span_of_years",
    ],
)
def test_the_seven_reasons_are_soft_in_any_spelling(why: str) -> None:
    """Hyphens, underscores and capitals do not matter."""
    assert is_soft(why)


@pytest.mark.parametrize("why", [*sorted(HARD), "", "names", "no idiom"])
def test_every_other_reason_is_hard(why: str) -> None:
    """A reason that merely resembles a soft one has to be found."""
    assert not is_soft(why)


def test_every_reason_in_the_annotations_is_placed() -> None:
    """A new wording in an annotation file is looked at before it counts as hard."""
    lines = [
        json.loads(line)
        for path in sorted(GOLD.glob("*.nonfacts.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]

    assert lines
    assert {row["why"] for row in lines if not is_soft(row["why"])} <= HARD
