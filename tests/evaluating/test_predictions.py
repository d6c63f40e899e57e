"""A ledger and a run say of each number what they made of it."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import StoreError
from pipeline.evaluating.predictions import Alarm, Prediction, from_ledger, from_run
from pipeline.numbers.layout import find_layout
from pipeline.numbers.ledger import Ledger
from pipeline.numbers.mention import Mention
from pipeline.numbers.reading import Direction, Guess, Reading
from pipeline.spans import Span
from schemas.vocabulary import Bound, NonFact
from tests.cleaning.builder import untouched

TEXT = "下降4.3%"
MENTION = Mention(0, Span(2, 6), Span(2, 6), "4.3%", Decimal("4.3"), "%", Bound.EXACT)
FALL = Reading(
    mention=0,
    kind=Guess(("growth", "share"), is_sure=True),
    indicator=Guess(("专利授权量",)),
    period=Guess(("2022",), is_sure=True),
    region=Guess(),
    direction=Direction.DOWN,
)


def _read(reading: Reading | None, mention: Mention = MENTION) -> Prediction:
    ledger = Ledger(untouched(TEXT), find_layout(TEXT), (mention,), (reading,), None)
    [found] = from_ledger(ledger, "a")
    return found


def test_a_reading_becomes_a_fact_with_its_best_candidates() -> None:
    """Place, value and unit are the mention's, the rest is the reading's first choice."""
    found = _read(FALL)

    assert (found.doc, found.start, found.end, found.quote) == ("a", 2, 6, "4.3%")
    assert (found.disposition, found.kind, found.indicator) == ("fact", "growth", "专利授权量")
    assert (found.period, found.region, found.status) == ("2022", None, None)
    assert found.sure == {"kind", "period"}


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("growth", "-4.3"),
        ("change", "-4.3"),
        ("point_change", "-4.3"),
        ("share", "4.3"),
        ("value", "4.3"),
    ],
)
def test_only_changes_carry_the_sign_of_their_direction(kind: str, value: str) -> None:
    """A share that fell to 4.3 % is 4.3 %."""
    assert _read(FALL._replace(kind=Guess((kind,)))).value == Decimal(value)


def test_a_printed_minus_is_not_doubled() -> None:
    """下降-4.3% stays a fall."""
    assert _read(FALL, replace(MENTION, value=Decimal("-4.3"))).value == Decimal("-4.3")


def test_a_reason_makes_a_non_fact() -> None:
    """The mention's own reason is sure; that of its clause as sure as the reading says."""
    own = _read(None, replace(MENTION, why=NonFact.DATE))
    clause = _read(FALL._replace(why=Guess(("target",))))

    assert (own.disposition, own.why, own.sure) == ("nonfact", "date", frozenset({"disposition"}))
    assert (clause.disposition, clause.why, clause.sure) == ("nonfact", "target", frozenset())


def test_a_finished_run_says_what_its_files_say(tmp_path: Path, finished_run: Path) -> None:
    """Facts, ledger and disputes are put together by place."""
    fact, disputed, phone, open_ = from_run(finished_run)

    assert (fact.status, fact.kind) == ("verified", "value")
    assert (disputed.value, disputed.status) == (Decimal("-4.3"), "disputed")
    assert (disputed.score or 0) > (fact.score or 0) > (phone.score or 0) == 0
    assert disputed.alarms == (Alarm("growth-arithmetic", ((15, 19), (6, 10))),)
    assert (phone.disposition, phone.why) == ("nonfact", "phone")
    assert (open_.disposition, open_.is_fact) == ("unaccounted", False)


def test_a_finding_against_another_document_is_no_alarm(finished_run: Path) -> None:
    """Annotations are made document by document and cannot confirm it."""
    for name in ("facts.jsonl", "ledger.jsonl"):
        text = (finished_run / name).read_text(encoding="utf-8")
        text = text.replace('"others": [{"doc": "a"', '"others": [{"doc": "elsewhere"')
        (finished_run / name).write_text(text, encoding="utf-8")

    assert from_run(finished_run)[1].alarms == ()


@pytest.mark.parametrize("spoilt", [{"value": "many"}, {"quote": None}, {"findings": [{}]}])
def test_a_spoilt_row_is_refused(finished_run: Path, spoilt: dict[str, Any]) -> None:
    """A row that lacks what it should have is an error of the run, not a crash."""
    path = finished_run / "ledger.jsonl"
    first, *_ = path.read_text(encoding="utf-8").splitlines()
    row = json.loads(first) | {"end": 11} | spoilt
    kept = {key: value for key, value in row.items() if value is not None}
    path.write_text(json.dumps(kept) + "\n", encoding="utf-8")

    with pytest.raises(StoreError, match="lacks or spoils"):
        from_run(finished_run)


def test_a_folder_without_a_run_is_refused(tmp_path: Path) -> None:
    """The file that is missing is named."""
    with pytest.raises(StoreError, match=r"jsonl: cannot be read"):
        from_run(tmp_path)
