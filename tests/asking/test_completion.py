import json

import pytest

from pipeline.asking.answer import Usage
from pipeline.asking.completion import (
    Completion,
    CompletionParts,
    NoCompletionError,
    read_completion,
)

EVENTS = (
    b'data: {"choices":[{"delta":{"role":"assistant","content":""}}]}\r\n\r\n'
    b": ping\n\n"
    b'event: message\ndata:{"choices":[{"delta":{"reasoning_content":"hm"}}]}\n\n'
    b'data: {"choices":[{"delta":{"content":"\xe4\xb8\x83\xe4\xbb\xb6"}}]}\n\n'
    b'data: {"choices":[{"delta":{},"finish_reason":"stop"}],"usage":null}\n\n'
    b'data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2,'
    b'"prompt_tokens_details":{"cached_tokens":1},"completion_tokens_details":null}}\n\n'
    b"data: [DONE]\n\n"
)
SAID = Completion("七件", "stop", "hm", (), Usage(3, 1, 2))


def heard(*pieces: bytes) -> Completion:
    """Return the completion that comes in ``pieces`` of a stream."""
    parts = CompletionParts(is_stream=True)
    for piece in pieces:
        parts.feed(piece)
    return parts.whole()


@pytest.mark.parametrize("size", [1, 7, 64, len(EVENTS)])
def test_stream_may_be_cut_anywhere(size: int) -> None:
    """Pieces that end inside an event, or inside a character, give the same completion."""
    pieces = [EVENTS[place : place + size] for place in range(0, len(EVENTS), size)]

    assert heard(*pieces) == SAID


def test_message_in_parts_is_put_together() -> None:
    """Words and thoughts that come in one list are told apart, in pieces too."""
    thought = {"type": "thinking", "thinking": [{"type": "text", "text": "hm"}]}
    deltas = [[thought], [{"type": "text", "text": "七"}], "件"]
    lines = [{"choices": [{"delta": {"content": content}}]} for content in deltas]

    said = heard(*(b"data: " + json.dumps(line).encode() + b"\n\n" for line in lines))

    assert (said.text, said.thought) == ("七件", "hm")


@pytest.mark.parametrize(
    "usage",
    [
        {"prompt_tokens_details": {"cached_tokens": 5}},
        {"prompt_tokens_details": None, "prompt_cache_hit_tokens": 5},
        {"cached_tokens": 5},
    ],
)
def test_cached_tokens_are_found_where_servers_count_them(usage: dict[str, object]) -> None:
    """Some have them among the details, some beside the other counts."""
    counted = {"choices": [{"message": {"content": "7"}}], "usage": {"prompt_tokens": 9, **usage}}

    assert read_completion(json.dumps(counted).encode()).usage == Usage(9, 5, 0)


def test_arguments_of_tools_are_put_together() -> None:
    """The pieces of each tool call are joined in their own order."""
    calls = [(0, '{"m1":'), (1, "{}"), (0, "1}")]
    lines = [
        {"choices": [{"delta": {"tool_calls": [{"index": i, "function": {"arguments": words}}]}}]}
        for i, words in calls
    ]

    said = heard(*(b"data: " + json.dumps(line).encode() + b"\n\n" for line in lines))

    assert said.arguments == ('{"m1":1}', "{}")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"data: nonsense\n\n", ""),
        (b"data: [DONE]\n\n", ""),
        (b"", ""),
        (b'data: {"error":{"message":"out of slots"}}\n\n', "out of slots"),
        (b'data: {"error":"plain words"}\n\n', "plain words"),
    ],
)
def test_stream_that_is_no_completion_is_refused(data: bytes, said: str) -> None:
    """What holds no answer is refused with the server's own words, if it has any."""
    with pytest.raises(NoCompletionError) as caught:
        heard(data)

    assert caught.value.said == said
