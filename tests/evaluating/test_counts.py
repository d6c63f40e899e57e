"""Counts add up over documents, and shares are those of the sums."""

from pipeline.evaluating.counts import Counts, Ratio


def test_documents_add_up() -> None:
    """A share of the total is not the mean of the shares."""
    total = Counts({"x": Ratio(1, 1)}) + Counts({"x": Ratio(0, 3), "y": Ratio(1, 2)})

    assert total["x"].share == 0.25
    assert total["y"] == Ratio(1, 2)


def test_no_case_is_no_share() -> None:
    """Nothing to count is neither right nor wrong."""
    assert Ratio().share is None
    assert Counts()["x"] == Ratio()
    assert Counts().f1("x") is None


def test_f1_is_the_harmonic_mean() -> None:
    """2 of 4 and 2 of 8: the harmonic mean of 1/2 and 1/4 is 1/3."""
    counts = Counts({"x precision": Ratio(2, 4), "x recall": Ratio(2, 8)})

    assert counts.f1("x") == 1 / 3
