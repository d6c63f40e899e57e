import pytest

from pipeline.running.pacing import Pace


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        """Tell the time."""
        return self.now


def test_no_limit_never_waits() -> None:
    """Without a limit nothing is held back."""
    assert Pace(None).spend(10**9) == 0


def test_beyond_the_burst_the_wait_is_that_of_the_limit() -> None:
    """Sixty a minute are one a second, after the two that may go at once."""
    pace = Pace(60, Clock())

    assert [pace.spend(1) for _ in range(5)] == pytest.approx([0, 0, 1, 2, 3])


def test_what_was_not_used_fills_up_again_but_not_without_end() -> None:
    """After a long pause no more than the burst may go at once."""
    clock = Clock()
    pace = Pace(60, clock)
    for _ in range(4):
        pace.spend(1)
    clock.now = 1000.0

    assert [pace.spend(1) for _ in range(3)] == pytest.approx([0, 0, 1])
