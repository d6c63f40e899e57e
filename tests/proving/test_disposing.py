"""What becomes of a mention."""

import pytest

from pipeline.proving.disposing import dispose
from pipeline.proving.fact import Claim, Disposition, LedgerRow
from schemas.vocabulary import Kind, NonFact
from tests.proving.builder import Number, claim_of, ledger_of

FACT, NONFACT, UNACCOUNTED = Disposition.FACT, Disposition.NONFACT, Disposition.UNACCOUNTED

READ = Number("396件", "396", "件", Kind.VALUE, "专利授权量")
SILENT = Number("396件", "396", "件")
TARGET = Number("396件", "396", "件", Kind.VALUE, "专利授权量", denied=NonFact.TARGET)
SURE_TARGET = Number("396件", "396", "件", denied=NonFact.TARGET, sure=frozenset({"why"}))
DATE = Number("396件", "396", "件", why=NonFact.DATE)

YES = claim_of(0)
NO = claim_of(0, is_statistic=False, why="name")
NO_REASON = claim_of(0, is_statistic=False, why="because")
YES_B = claim_of(0, model="b")

CASES = [
    (READ, [YES], FACT, None, ("reading", "model:small")),
    (READ, [NO], FACT, None, ("reading",)),
    (READ, [NO, YES_B], FACT, None, ("reading", "model:b")),
    (READ, [], UNACCOUNTED, None, ()),
    (SILENT, [YES], FACT, None, ("model:small",)),
    (SILENT, [NO], NONFACT, NonFact.NAME, ("model:small",)),
    (SILENT, [NO_REASON], NONFACT, NonFact.OTHER, ("model:small",)),
    (SILENT, [], UNACCOUNTED, None, ()),
    (TARGET, [YES], FACT, None, ("model:small",)),
    (TARGET, [NO], NONFACT, NonFact.TARGET, ("reading", "model:small")),
    (TARGET, [], UNACCOUNTED, None, ()),
    (SURE_TARGET, [YES], NONFACT, NonFact.TARGET, ("reading",)),
    (SURE_TARGET, [NO], NONFACT, NonFact.TARGET, ("reading", "model:small")),
    (SURE_TARGET, [], NONFACT, NonFact.TARGET, ("reading",)),
    (DATE, [], NONFACT, NonFact.DATE, ("ledger",)),
    (DATE, [YES], NONFACT, NonFact.DATE, ("ledger",)),
]


@pytest.mark.parametrize(("number", "claims", "disposition", "why", "voices"), CASES)
def test_form_then_sure_reading_then_model_decide(
    number: Number,
    claims: list[Claim],
    disposition: Disposition,
    why: NonFact | None,
    voices: tuple[str, ...],
) -> None:
    """A mention is a fact, a non-fact with a reason, or unaccounted."""
    ledger = ledger_of("授权396件", number)

    row = dispose(ledger.mentions[0], ledger.readings[0], claims)

    assert row == LedgerRow(0, disposition, why, voices)
