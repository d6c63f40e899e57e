"""What was said about a sample in, the same and what is said when asked again out."""

import asyncio
from collections.abc import Iterable, Iterator
from functools import partial

from pipeline.asking.endpoint import Endpoint
from pipeline.asking.templates import ModelOptions, Prompt
from pipeline.disputing.disputes import build_disputes
from pipeline.disputing.reasking import Question, build_reask, read_reask, read_reask_prompt
from pipeline.disputing.reasking_choice import Selection, choose
from pipeline.errors import AnswerError, EndpointError
from pipeline.proving.fact import Claim
from pipeline.proving.proof import prove
from tests.bench.strategy_asking import Said, answered
from tests.bench.strategy_cases import Sampled


def ask_again(samples: Iterable[Sampled], first: Said, base_url: str, model: ModelOptions) -> Said:
    """Ask about each disputed field of the sampled numbers, as `shuzheng reask` does.

    The claims are those of ``first`` with the further ones; the requests are those about
    single fields, and the numbers those with a field that was asked about.
    """
    asked = [(each, question) for each in samples for question in questions(each, first)]
    prompt = read_reask_prompt()
    found = asyncio.run(
        answered([partial(_claims, *pair, prompt, model) for pair in asked], base_url)
    )
    again = Said({name: list(claims) for name, claims in first.claims.items()})
    for (sampled, _), claims in zip(asked, found, strict=True):
        again.claims.setdefault(sampled.document.name, []).extend(claims)
        again.failed += not claims
    again.requests = len(asked)
    again.numbers = len({(each.document.name, question.mention) for each, question in asked})
    return again


def questions(sampled: Sampled, said: Said) -> Iterator[Question]:
    """Yield a question for each field of a sampled number that is disputed and can be settled."""
    proof = prove(sampled.ledger, said.claims.get(sampled.document.name, ()), sampled.document.name)
    disputes = build_disputes(proof, sampled.ledger.mentions)
    for each in choose(disputes, Selection(mentions=frozenset(sampled.mentions))):
        if each.is_settleable:
            yield Question(each.mention, each.field, each.doubt)


async def _claims(
    sampled: Sampled, question: Question, prompt: Prompt, model: ModelOptions, endpoint: Endpoint
) -> list[Claim]:
    request = build_reask(question, sampled.ledger, prompt, model)
    try:
        answer = await endpoint.ask(request, question.shape)
        return [read_reask(answer.text, question, prompt, request)]
    except (AnswerError, EndpointError):
        return []
