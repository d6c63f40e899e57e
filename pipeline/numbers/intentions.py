"""Where a number stands in, the reason why it states no statistic out."""

import re

from pipeline.numbers.reading import Guess
from schemas.vocabulary import NonFact


def read_intention(text: str) -> Guess:
    """Silent."""
    return Guess()
