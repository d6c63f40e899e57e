import pytest

from pipeline.asking.strategies import LARGE, PROFILES, SMALL, STRATEGIES, find_strategy, profile_of
from pipeline.asking.templates import read_prompt
from pipeline.errors import SettingsError

MODELS = [
    ("gemma-3-270m-q4_k_m", SMALL),
    ("Qwen/Qwen3-0.6B", SMALL),
    ("llama-3.2-1b-instruct", SMALL),
    ("qwen3:8b", LARGE),
    ("Llama-3.3-70B-Instruct", LARGE),
    ("mixtral-8x7b", LARGE),
    ("qwen3-30b-a3b", LARGE),
    ("gpt-hosted", LARGE),
    ("some-model-128k", LARGE),
]


@pytest.mark.parametrize(("model", "profile"), MODELS)
def test_size_in_the_name_tells_the_profile(model: str, profile: str) -> None:
    """The parameters a model's name states decide how it is asked."""
    assert profile_of(model) == profile


def test_short_context_asks_small() -> None:
    """A model of unknown size with little context gets little at once."""
    assert profile_of("some-model", context_tokens=2048) == SMALL
    assert profile_of("some-model", context_tokens=32768) == LARGE


@pytest.mark.parametrize("name", STRATEGIES)
def test_every_strategy_has_its_prompt(name: str) -> None:
    """Each strategy's prompt files exist and take what it fills in."""
    strategy = find_strategy(name)

    assert read_prompt(strategy.prompt, strategy=strategy).system


def test_profiles_are_strategies() -> None:
    """Each profile names a strategy there is."""
    assert set(PROFILES.values()) <= set(STRATEGIES)


def test_unknown_strategy_is_named_with_the_known_ones() -> None:
    """A wrong name says what could have been meant."""
    with pytest.raises(SettingsError, match=r"'quick'.*free-one"):
        find_strategy("quick")
