"""A prompt and the context of a model in, a strategy whose requests fit into it out.

What does not fit is refused by most servers, and cut without a word by some (Ollama).
"""

from dataclasses import replace

from pydantic import BaseModel

from pipeline.asking.answer_limits import most_tokens
from pipeline.asking.chunks import LONGEST_CHARS, estimate_tokens
from pipeline.asking.strategies import TOKENS_PER_CHAR, Strategy

# Characters of a request beside instructions and text: the lines of context (five of at most
# sixty, the heads of a table) with the words between, and the line of one number with its
# clause and its date.
_CONTEXT_CHARS = 540
_LINE_CHARS = 130

_LEAST_TEXT_TOKENS = 80


def fitted(
    strategy: Strategy, system: str, shape: type[BaseModel], room_tokens: int
) -> Strategy | None:
    """Return ``strategy`` with as many numbers and as much text as fit into ``room_tokens``.

    ``shape`` is that of the answer about one number.  Nothing is returned where not even
    one number fits.
    """
    per_char = strategy.tokens_per_char
    # Instructions are half punctuation and letters, which no tokenizer takes as dearly.
    instructions = estimate_tokens(system, min(per_char, TOKENS_PER_CHAR))
    left = room_tokens - instructions - int(_CONTEXT_CHARS * per_char)
    each = int(_LINE_CHARS * per_char) + most_tokens(shape, per_char)
    text = strategy.max_tokens if strategy.has_text else 0
    count = min(strategy.max_mentions, (left - min(text, _LEAST_TEXT_TOKENS)) // each)
    if count < 1:
        return None
    count = min(count, max(1, (left - text) // each))
    if not strategy.has_text:
        return replace(strategy, max_mentions=count)
    room = left - count * each
    return replace(
        strategy,
        max_mentions=count,
        max_tokens=min(strategy.max_tokens, room),
        longest_chars=min(LONGEST_CHARS, int(room / per_char)),
    )
