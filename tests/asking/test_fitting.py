"""Nothing that is asked exceeds the context of the model."""

import pytest

from pipeline.asking.chunks import LONGEST_CHARS, estimate_tokens, split
from pipeline.asking.fitting import fitted
from pipeline.asking.strategies import STRATEGIES
from pipeline.asking.templates import ModelOptions, build_request, read_prompt, shape_of
from schemas.facts import answer_shape
from tests.asking.builder import ledger_of

LARGE = STRATEGIES["free-eight"]
ENDLESS = "2022年全市" + "".join(f"新增专利授权{count}件" for count in range(300, 700))


@pytest.mark.parametrize(("context", "most"), [(3200, 1), (4096, 3), (99_999, 8)])
def test_requests_fit_whatever_the_text(context: int, most: int) -> None:
    """Fewer numbers and less text are asked about at once, and of an endless line a part."""
    prompt = read_prompt(LARGE.prompt)
    strategy = fitted(LARGE, prompt.system, answer_shape(["m1"]), context)
    assert strategy is not None
    ledger = ledger_of(ENDLESS)
    chunks = split(
        ledger,
        max_tokens=strategy.max_tokens,
        max_mentions=strategy.max_mentions,
        longest_chars=strategy.longest_chars,
    )
    requests = [
        build_request(chunk, ledger, prompt, shape_of(chunk), ModelOptions("m")) for chunk in chunks
    ]

    assert strategy.max_mentions == most
    assert [index for chunk in chunks for index in chunk.mentions] == [
        mention.index for mention in ledger.mentions if mention.why is None
    ]
    for request in requests:
        assert estimate_tokens(request.system + request.user) + request.max_tokens <= context


def test_strategy_that_fits_is_left_as_it_is() -> None:
    """Room enough changes nothing that is asked, but for endless sentences."""
    strategy = fitted(LARGE, "instructions", answer_shape(["m1"]), 100_000)

    assert strategy is not None
    assert (strategy.max_tokens, strategy.max_mentions) == (LARGE.max_tokens, LARGE.max_mentions)
    assert strategy.longest_chars == LONGEST_CHARS


def test_context_without_room_for_one_number_is_told() -> None:
    """Instructions that fill the context leave nothing to ask with."""
    assert fitted(LARGE, "字" * 1000, answer_shape(["m1"]), 900) is None
