"""Checks say what they looked at."""

from pathlib import Path

import pytest

from pipeline.proving import checks
from pipeline.proving.check import Look
from pipeline.proving.checking import CHECKS, findings_of
from pipeline.proving.fact import Field
from schemas.vocabulary import Kind
from tests.proving.builder import Number, looked, proven


def test_every_check_is_in_the_list_once() -> None:
    """A check that is written is also run."""
    files = {path.stem for path in Path(checks.__path__[0]).glob("*.py")} - {"__init__"}

    assert sorted(check.code.replace("-", "_") for check in CHECKS) == sorted(files)


def test_nothing_found_and_not_checked_differ() -> None:
    """The growth is compared where its levels are known, and not where they are not."""
    grown = (
        Number("100件", "100", "件", Kind.VALUE, "专利授权量", "2021"),
        Number("150件", "150", "件", Kind.VALUE, "专利授权量", "2022"),
        Number("50%", "50", "%", Kind.GROWTH, "专利授权量", "2022"),
    )

    full = proven("授权由100件增至150件,增长50%。", *grown)
    alone = proven("授权增长50%。", grown[2])

    assert full.findings == alone.findings == ()
    assert (2, Field.VALUE) in looked(full, "growth-arithmetic")
    assert looked(alone, "growth-arithmetic") == set()


def test_a_check_that_looks_beyond_its_fields_is_refused() -> None:
    """What a check declares is what it looks at."""
    with pytest.raises(ValueError, match="does not declare"):
        findings_of(CHECKS[0], Look(0, Field.PERIOD))
