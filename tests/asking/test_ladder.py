import asyncio
import json
from dataclasses import replace

import pytest
from pydantic import BaseModel

from pipeline.asking.answer import Answer, Usage
from pipeline.asking.endpoint import Endpoint, EndpointOptions
from pipeline.asking.ladder import Ladder
from pipeline.asking.mode import Mode
from pipeline.asking.request import Request
from pipeline.errors import (
    DeclinedAnswerError,
    InvalidAnswerError,
    ModeRefusedError,
    PipelineError,
)
from schemas.facts import answer_shape
from tests.fakes.scripted_server import Playing, Script, refuses, says, scripted_server
from tests.fakes.server_dialects import (
    GOOD,
    binding,
    bound_while_thinking,
    gemini,
    hosted,
    hosted_reasoning,
    ignoring_schema,
    leaking_channels,
    looping_blanks,
    message,
    rambling,
    strict_hosted,
    text_only,
    without_tools,
)

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

SHAPE = answer_shape(["m1"])
SCHEMA = json.dumps(SHAPE.model_json_schema(), ensure_ascii=False)
REQUEST = Request("some-model", "instructions\n", "text", "facts.v1", SCHEMA, 0.0, 3, 100)


def ask(script: Script, ladder: Ladder, times: int = 1) -> list[Answer]:
    """Ask the scripted server through ``ladder``, one request after the other."""

    async def asking() -> list[Answer]:
        options = EndpointOptions(script.base_url, timeout_s=5.0, attempts=1)
        async with Endpoint(options) as endpoint:
            return [await ladder.ask(REQUEST, SHAPE, endpoint.ask) for _ in range(times)]

    return asyncio.run(asking())


DIALECTS: list[tuple[Playing, Mode, int]] = [
    (binding, Mode.JSON_SCHEMA, 1),
    (ignoring_schema, Mode.TOOLS, 2),
    (looping_blanks, Mode.TOOLS, 2),
    (without_tools, Mode.JSON_OBJECT, 3),
    (hosted, Mode.JSON_OBJECT, 3),
    (text_only, Mode.TEXT, 4),
    (rambling, Mode.TOOLS, 2),
    (hosted_reasoning, Mode.JSON_SCHEMA, 3),
    (strict_hosted, Mode.JSON_SCHEMA, 2),
    (gemini, Mode.JSON_SCHEMA, 2),
    (bound_while_thinking, Mode.JSON_SCHEMA, 1),
    (leaking_channels, Mode.JSON_SCHEMA, 1),
]


@pytest.mark.parametrize(("dialect", "mode", "calls"), DIALECTS)
def test_every_kind_of_server_gives_an_answer(dialect: Playing, mode: Mode, calls: int) -> None:
    """The most binding form that the server can do is found, and stays."""
    with scripted_server(dialect) as script:
        first, second = ask(script, ladder := Ladder(), times=2)

    said = first.text.strip("`json\n").replace(",}", "}").removesuffix("<|return|>")
    assert json.loads(said) == json.loads(GOOD)
    assert (first.mode, second.mode, ladder.mode) == (mode, mode, mode)
    assert len(script.asked) == calls + 1


def test_shape_is_shown_where_nothing_else_tells_it() -> None:
    """A server that gets no schema finds it in the prompt, before the instructions."""
    with scripted_server(text_only) as script:
        ask(script, Ladder())

    systems = [asked["messages"][0]["content"] for asked in script.asked]
    assert [system == REQUEST.system for system in systems] == [True, True, False, False]
    assert SCHEMA in systems[-1]
    assert systems[-1].endswith(REQUEST.system)


def test_one_bad_answer_does_not_change_a_proven_mode() -> None:
    """A server that has answered in a form keeps it; the chunk of the bad answer fails."""
    with scripted_server(says(GOOD), says("no"), says(GOOD)) as script:
        ladder = Ladder()
        ask(script, ladder)
        with pytest.raises(InvalidAnswerError):
            ask(script, ladder)

    assert ladder.mode is Mode.JSON_SCHEMA


def test_what_never_fits_is_an_error_in_the_end() -> None:
    """A server that answers nonsense in every form costs four calls, then says so."""
    with scripted_server(says("")) as script, pytest.raises(InvalidAnswerError):
        ask(script, Ladder())

    assert len(script.asked) == len(Mode)


def test_refusal_of_everything_is_raised() -> None:
    """A server that refuses every form is not asked for ever."""
    refusal = refuses(400, "response_format and tools are not supported")
    with scripted_server(refusal) as script, pytest.raises(ModeRefusedError):
        ask(script, Ladder())

    assert len(script.asked) == len(Mode)


def test_refusal_to_say_anything_is_no_fault_of_the_form() -> None:
    """A filter before the model, or the model itself, may decline; the form stays."""
    filtered = says(None, finish_reason="content_filter")
    declined = message(content=None, refusal="I cannot help with that.")
    for reply, words in ((filtered, "filter of the service"), (declined, "declines to answer")):
        with scripted_server(reply) as script, pytest.raises(DeclinedAnswerError, match=words):
            ask(script, ladder := Ladder())

        assert (ladder.mode, len(script.asked)) == (Mode.JSON_SCHEMA, 1)


def test_other_errors_do_not_change_the_mode() -> None:
    """A wrong key is no reason to ask in another form."""
    with scripted_server(refuses(401, "no such key")) as script:
        ladder = Ladder()
        with pytest.raises(PipelineError):
            ask(script, ladder)

    assert ladder.mode is Mode.JSON_SCHEMA
    assert len(script.asked) == 1


def test_one_answer_that_breaks_on_its_way_does_not_move_the_others() -> None:
    """What was under way in the mode that was left, and fits, brings it back."""
    ladder, has_left = Ladder(), asyncio.Event()
    asked: list[tuple[str, Mode]] = []

    async def send(request: Request, _shape: type[BaseModel]) -> Answer:
        asked.append((request.user, request.mode))
        if request.user == "broken" and request.mode is Mode.JSON_SCHEMA:
            raise InvalidAnswerError("it breaks off")
        if request.mode is not Mode.JSON_SCHEMA:
            has_left.set()
        if request.user == "beside":
            await has_left.wait()
        return Answer(request.key, GOOD, Usage(), "stop", mode=request.mode)

    async def ask_all() -> None:
        some = (replace(REQUEST, user=words) for words in ("beside", "broken"))
        await asyncio.gather(*(ladder.ask(each, SHAPE, send) for each in some))
        await ladder.ask(REQUEST, SHAPE, send)

    asyncio.run(ask_all())

    assert asked[1:] == [
        ("broken", Mode.JSON_SCHEMA),
        ("broken", Mode.TOOLS),
        ("text", Mode.JSON_SCHEMA),
    ]
    assert ladder.mode is Mode.JSON_SCHEMA
