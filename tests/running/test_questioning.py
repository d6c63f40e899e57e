from dataclasses import replace

import pytest

from pipeline.asking.strategies import TOKENS_PER_CHAR
from pipeline.asking.templates import ModelOptions
from pipeline.asking.traits import Traits, remember
from pipeline.errors import PromptError, SettingsError
from pipeline.running.questioning import ask_by, choose_strategy
from pipeline.settings import Settings

SMALL_MODEL, LARGE_MODEL = "gemma-3-270m-q4_k_m", "qwen3-8b"


def test_model_decides_where_nothing_is_set() -> None:
    """A small model is asked about one number at a time, a large one about several."""
    small = choose_strategy(Settings(), SMALL_MODEL)
    large = choose_strategy(Settings(), LARGE_MODEL)

    assert (small.max_mentions, large.max_mentions) == (1, 8)


def test_profile_wins_over_the_model() -> None:
    """Whoever names a profile gets it."""
    assert choose_strategy(Settings(profile="large"), SMALL_MODEL).max_mentions == 8


def test_strategy_wins_over_the_profile() -> None:
    """Whoever names a strategy gets it, with a prompt of their own if they name one."""
    settings = Settings(profile="large", strategy="free-one", prompt_version="facts.v1")
    question = ask_by(settings, ModelOptions(LARGE_MODEL))

    assert question.prompt.strategy.max_mentions == 1
    assert question.prompt.name == "facts.v1"


def test_text_is_measured_by_the_tokenizer_that_was_probed() -> None:
    """What a probe counted decides; a server that was never probed changes nothing."""
    settings = Settings(base_url="http://127.0.0.1:1/v1")
    before = ask_by(settings, ModelOptions(LARGE_MODEL)).prompt.strategy
    remember(settings.cache_dir, Traits(str(settings.base_url), LARGE_MODEL, tokens_per_char=0.58))
    after = ask_by(settings, ModelOptions(LARGE_MODEL)).prompt.strategy

    assert (before.tokens_per_char, after.tokens_per_char) == (TOKENS_PER_CHAR, 0.58)
    assert replace(after, tokens_per_char=TOKENS_PER_CHAR) == before


def test_wrong_names_are_refused() -> None:
    """A strategy or prompt that does not exist stops the run before anything is asked."""
    with pytest.raises(SettingsError, match="strategy"):
        ask_by(Settings(strategy="other"), ModelOptions(SMALL_MODEL))
    with pytest.raises(PromptError, match=r"facts\.v99"):
        ask_by(Settings(prompt_version="facts.v99"), ModelOptions(SMALL_MODEL))
