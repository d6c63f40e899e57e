"""What a server refuses is left out, and nothing else."""

import pytest

from pipeline.asking.parameters import accepted, refused_parameters

BODY = {"temperature": 0.0, "seed": 3, "max_tokens": 100, "stream_options": {}, "model": "m"}

# The words are shortened from those that services are known to use.
REFUSALS = [
    (400, "Unsupported parameter: 'max_tokens' is not supported. Use 'max_completion_tokens'.", 1),
    (400, "Unsupported value: 'temperature' does not support 0 with this model.", 1),
    (400, "Unrecognized request argument supplied: seed", 1),
    (400, 'Unknown name "seed": Cannot find field.', 1),
    (
        422,
        '[{"type":"extra_forbidden","loc":["body","seed"]},{"loc":["body","stream_options"]}]',
        2,
    ),
    (400, "max_tokens is too large: 900. This model supports at most 400 completion tokens.", 0),
    (400, "property 'logprobs' is unsupported", 0),
    (400, "response_format of this type is not supported", 0),
    (400, "Unsupported parameter: 'max_completion_tokens'", 0),
    (500, "Unrecognized request argument supplied: seed", 0),
]


@pytest.mark.parametrize(("status", "words", "count"), REFUSALS)
def test_only_what_is_named_and_was_sent_is_spared(status: int, words: str, count: int) -> None:
    """A complaint about something else, or about a size, spares nothing."""
    refused = refused_parameters(status, words, BODY)

    assert len(refused) == count
    assert all(name in words for name in refused)


def test_limit_of_an_answer_is_never_left_out() -> None:
    """It only gets its newer name; all else of the body stays."""
    assert accepted(BODY, {"max_tokens", "temperature"}) == {
        "seed": 3,
        "stream_options": {},
        "model": "m",
        "max_completion_tokens": 100,
    }
