"""How often Python looks for garbage in circles, while a run makes records by the thousand."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# New objects between two looks; Python's own 700 are reached several times a document.
_NEW_OBJECTS = 20_000


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Let garbage in circles lie longer inside the block.

    Records hold no circles, and what is not in one goes at once as ever.
    """
    youngest, middle, oldest = gc.get_threshold()
    if youngest:  # 0 means that somebody has turned it off
        gc.set_threshold(max(youngest, _NEW_OBJECTS), middle, oldest)
    try:
        yield
    finally:
        gc.set_threshold(youngest, middle, oldest)
