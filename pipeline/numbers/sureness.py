"""A guess in, the same guess with an honest word on whether it is sure out."""

from pipeline.numbers import sure_rules
from pipeline.numbers.reading import Guess
from schemas.catalogue import find_indicator


def judged_kind(guess: Guess) -> Guess:
    """Mark the kind as sure where its rule is."""
    return _judged(guess, guess.rule in sure_rules.KINDS)


def judged_reason(guess: Guess) -> Guess:
    """Mark the reason why a number is no statistic as sure where its rule is."""
    return _judged(guess, guess.rule in sure_rules.REASONS)


def judged_indicator(guess: Guess, words: str, *, is_base_sure: bool) -> Guess:
    """Mark the indicator as sure where its rule is.

    ``words`` is the name as the text has it; ``is_base_sure`` tells whether the number
    before, whose name may be carried over, was sure of it.

    >>> judged_indicator(Guess(("专利授权量",), rule="head-before"), "", is_base_sure=False).is_sure
    True
    >>> judged_indicator(Guess(("礼品数",), rule="head-before"), "礼品", is_base_sure=True).is_sure
    False
    """
    return _judged(guess, _is_sure(guess, words, is_base_sure))


def _judged(guess: Guess, is_sure: bool) -> Guess:
    return guess if guess.is_sure == is_sure else Guess(guess.candidates, is_sure, guess.rule)


def _is_sure(guess: Guess, words: str, is_base_sure: bool) -> bool:
    if guess.best is None:
        return False
    if guess.rule in sure_rules.CARRIED_INDICATORS:
        return is_base_sure
    if guess.rule in sure_rules.MEASURED_INDICATORS and _is_measured(words):
        return True
    return guess.rule in sure_rules.KNOWN_INDICATORS and find_indicator(guess.best) is not None


def _is_measured(words: str) -> bool:
    is_long = len(words) >= sure_rules.SHORTEST_MEASURED
    return is_long and words.endswith(sure_rules.MEASURE_ENDINGS)
