"""Garbage is looked for less often in a run, and as often as before after it."""

import gc

from pipeline.running.collecting import collecting_seldom


def test_collecting_is_rarer_inside_and_as_before_outside() -> None:
    """Whatever the block does."""
    before = gc.get_threshold()
    with collecting_seldom():
        inside = gc.get_threshold()

    assert inside[0] > before[0]
    assert gc.get_threshold() == before


def test_collecting_that_was_turned_off_stays_off() -> None:
    """Whoever set the threshold to nothing has a reason."""
    before = gc.get_threshold()
    gc.set_threshold(0, *before[1:])
    try:
        with collecting_seldom():
            inside = gc.get_threshold()
    finally:
        gc.set_threshold(*before)

    assert inside[0] == 0
