"""A strategy and a sample in, what a server said about it out."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial

from pipeline.asking.answers import read_answer
from pipeline.asking.chunk import Chunk
from pipeline.asking.endpoint import Endpoint, EndpointOptions
from pipeline.asking.strategies import Strategy
from pipeline.asking.templates import (
    ModelOptions,
    Prompt,
    build_request,
    choices_for,
    read_prompt,
    shape_of,
)
from pipeline.errors import AnswerError, EndpointError
from pipeline.proving.claims import read_claims
from pipeline.proving.fact import Claim
from schemas.facts import SHAPES
from tests.bench.strategy_cases import Sampled

_AT_ONCE = 4

# Asks an endpoint one thing, and returns no claim where it is not answered.
_Question = Callable[[Endpoint], Awaitable[list[Claim]]]


@dataclass(slots=True)
class Said:
    """The claims by document name; ``failed`` requests about some of the ``numbers`` gave none."""

    claims: dict[str, list[Claim]] = field(default_factory=dict)
    requests: int = 0
    numbers: int = 0
    failed: int = 0


def ask(strategy: Strategy, samples: Iterable[Sampled], base_url: str, model: ModelOptions) -> Said:
    """Ask a server about ``samples`` by ``strategy``, four requests at once."""
    return asyncio.run(_ask(strategy, list(samples), base_url, model))


async def _ask(
    strategy: Strategy, samples: list[Sampled], base_url: str, model: ModelOptions
) -> Said:
    prompt = read_prompt(strategy.prompt, strategy=strategy)
    asked = [(each, chunk) for each in samples for chunk in each.chunks(strategy)]
    found = await answered(
        [partial(_claims, sampled, chunk, prompt, model) for sampled, chunk in asked], base_url
    )
    said = Said()
    for (sampled, chunk), claims in zip(asked, found, strict=True):
        said.claims.setdefault(sampled.document.name, []).extend(claims)
        said.requests += 1
        said.numbers += len(chunk.mentions)
        said.failed += not claims
    return said


async def answered(questions: Iterable[_Question], base_url: str) -> list[list[Claim]]:
    """Return what a server says to each of the ``questions``, four of them at once."""
    slots = asyncio.Semaphore(_AT_ONCE)
    async with Endpoint(EndpointOptions(base_url, timeout_s=1800, attempts=1)) as endpoint:

        async def one(question: _Question) -> list[Claim]:
            async with slots:
                return await question(endpoint)

        return await asyncio.gather(*map(one, questions))


async def _claims(
    sampled: Sampled, chunk: Chunk, prompt: Prompt, model: ModelOptions, endpoint: Endpoint
) -> list[Claim]:
    choices = choices_for(chunk, sampled.ledger, prompt.strategy)
    shape = shape_of(chunk, choices, SHAPES[prompt.strategy.schema])
    request = build_request(chunk, sampled.ledger, prompt, shape, model)
    try:
        answer = await endpoint.ask(request, shape)
    except (AnswerError, EndpointError):
        return []
    return list(read_claims(read_answer(answer.text, shape), chunk, model.model, request.key))


def together(what: Said, rest: Said) -> Said:
    """Return the kind and name that one said, with the time and place that the other said."""
    claims = {
        doc: [
            replace(one, period=other.period, region=other.region)
            for one, other in zip(rows, rest.claims.get(doc, rows), strict=True)
        ]
        for doc, rows in what.claims.items()
    }
    return _summed(claims, what, rest)


def beside(one: Said, other: Said) -> Said:
    """Return what both said, as two voices of one model."""
    docs = one.claims.keys() | other.claims.keys()
    claims = {doc: one.claims.get(doc, []) + other.claims.get(doc, []) for doc in docs}
    return _summed(claims, one, other)


def _summed(claims: dict[str, list[Claim]], one: Said, other: Said) -> Said:
    return Said(
        claims,
        one.requests + other.requests,
        one.numbers + other.numbers,
        one.failed + other.failed,
    )
