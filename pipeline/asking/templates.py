"""Prompt files and a chunk in, a request out; nothing is sent here."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from string import Template

from pydantic import BaseModel

from pipeline.asking.answer_limits import most_tokens
from pipeline.asking.chunk import Chunk
from pipeline.asking.chunks import LONGEST_CHARS
from pipeline.asking.examples import keep_alike
from pipeline.asking.fences import Pointing, fenced, listed, pointed_out
from pipeline.asking.options import find_options
from pipeline.asking.request import Request
from pipeline.asking.strategies import FREE, Strategy
from pipeline.errors import PromptError
from pipeline.numbers.ledger import Ledger
from pipeline.spans import Span
from schemas.extra import UserSchema
from schemas.facts import Choices, Meaning, answer_shape, mention_id
from schemas.vocabulary import NonFact

PROMPT_NAME = "facts.v1"

_FOLDER = Path(__file__).parents[2] / "prompts"
_PLACEHOLDERS = frozenset({"context", "text", "numbers"})
_END_OF_TASK = "\n\n"


@dataclass(frozen=True, slots=True)
class Prompt:
    """The two texts of the prompt ``name``, and the strategy by which they are filled in.

    ``user`` has the placeholders.  ``extra`` are the fields of a user schema, which
    ``with_extra`` has put into ``system``.
    """

    name: str
    system: str
    user: str
    strategy: Strategy = FREE
    extra: UserSchema | None = None

    @property
    def schema(self) -> str:
        """Return the name of the answer shape, such as ``facts.v1`` or ``facts.v1+funding``."""
        return self.strategy.schema + (f"+{self.extra.name}" if self.extra else "")

    @property
    def digest(self) -> str:
        """Return the SHA-256 of both texts."""
        return hashlib.sha256(f"{self.system}\0{self.user}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class ModelOptions:
    """Which model to ask and how; ``spare_tokens`` are for reasoning before the answer.

    ``extra_json`` is the object sent beyond the OpenAI fields (``extra_body``).
    """

    model: str
    temperature: float = 0.0
    seed: int = 0
    extra_json: str = "{}"
    spare_tokens: int = 0


def read_prompt(
    name: str = PROMPT_NAME,
    folder: Path = _FOLDER,
    strategy: Strategy = FREE,
    *,
    placeholders: frozenset[str] = _PLACEHOLDERS,
) -> Prompt:
    """Return the prompt ``name``, or raise PromptError naming file and placeholder.

    Its user text must have each of ``placeholders`` and no other; ``text`` only where the
    strategy shows the text.
    """
    known = placeholders if strategy.has_text else placeholders - {"text"}
    system = _read_template(folder / f"{name}.system.md", frozenset())
    user = _read_template(folder / f"{name}.user.md", known)
    return Prompt(name, system, user, strategy)


def with_extra(prompt: Prompt, extra: UserSchema | None) -> Prompt:
    """Return ``prompt`` with what the fields of ``extra`` mean, said after the task.

    Without a user schema it stays as it is, to the last character.
    """
    if extra is None:
        return prompt
    said = ";".join(
        each.label
        + (f":{each.meaning}" if each.meaning else "")
        + (f"(只填:{'、'.join(each.words)},或留空)" if each.words else "")
        for each in extra.fields
    )
    task, end, examples = prompt.system.partition(_END_OF_TASK)
    system = f"{task}\n每个数字最后还要填(例子里省略):{said}。{end}{examples}"
    return replace(prompt, system=system, extra=extra)


def shape_of(
    chunk: Chunk, choices: Choices | None = None, base: type[Meaning] = Meaning
) -> type[BaseModel]:
    """Return the answer shape for ``chunk``: one property for each of its mentions.

    Whatever ``choices`` and ``base`` were sent, an answer is read through the plain shape.
    """
    ids = [mention_id(place) for place in range(len(chunk.mentions))]
    return answer_shape(ids, choices, base)


def choices_for(chunk: Chunk, ledger: Ledger, strategy: Strategy) -> Choices | None:
    """Return what the server is told to choose from, nothing where all words are free."""
    if not strategy.chosen:
        return None
    options = find_options(chunk, ledger, has_catalogue=strategy.has_catalogue)
    return Choices(
        names=options.names if "indicator" in strategy.chosen else (),
        times=options.times if "period" in strategy.chosen else (),
        places=options.places if "region" in strategy.chosen else (),
        is_open=strategy.is_open,
    )


def build_request(
    chunk: Chunk, ledger: Ledger, prompt: Prompt, shape: type[BaseModel], options: ModelOptions
) -> Request:
    """Return the question about ``chunk``: what never changes first, the chunk last."""
    return Request(
        model=options.model,
        system=_system(prompt, chunk, ledger),
        user=_render(prompt, chunk, ledger),
        schema_name=prompt.schema,
        schema_json=_schema_json(shape),
        temperature=options.temperature,
        seed=options.seed,
        max_tokens=most_tokens(shape, prompt.strategy.tokens_per_char) + options.spare_tokens,
        extra_json=options.extra_json,
    )


@lru_cache(512)  # more shapes than a run has; each is asked for again and again
def _schema_json(shape: type[BaseModel]) -> str:
    return json.dumps(shape.model_json_schema(), ensure_ascii=False, separators=(",", ":"))


def _system(prompt: Prompt, chunk: Chunk, ledger: Ledger) -> str:
    count = prompt.strategy.example_count
    if count is None:
        return prompt.system
    return keep_alike(prompt.system, ledger.mentions[chunk.mentions[0]].quote, count)


def _render(prompt: Prompt, chunk: Chunk, ledger: Ledger) -> str:
    text = ledger.clean.text
    return Template(prompt.user).substitute(
        context=fenced("\n".join(f"{name}:{words}" for name, words in chunk.context)),
        text=fenced(chunk.span.of(text)) if prompt.strategy.has_text else "",
        numbers="\n".join((*_numbers(prompt, chunk, ledger), *_offers(prompt, chunk, ledger))),
    )


def _numbers(prompt: Prompt, chunk: Chunk, ledger: Ledger) -> Iterator[str]:
    for place, index in enumerate(chunk.mentions):
        yield pointed_out(
            mention_id(place),
            ledger.clean.text,
            ledger.layout,
            ledger.mentions[index],
            Pointing(
                is_number_first=prompt.strategy.is_number_first,
                date=None if prompt.strategy.has_text else _date_before(ledger, index),
            ),
        )


def _date_before(ledger: Ledger, index: int) -> Span | None:
    """Return the last clause with a date before the mention in its sentence, if there is one."""
    number = ledger.mentions[index].span
    start = max(ledger.layout.sentence_at(number.start).start, number.start - LONGEST_CHARS)
    for mention in reversed(ledger.mentions[:index]):
        if mention.span.start < start:
            return None
        if mention.why in (NonFact.DATE, NonFact.PERIOD):
            return ledger.layout.clause_at(mention.span.start)
    return None


def _offers(prompt: Prompt, chunk: Chunk, ledger: Ledger) -> Iterator[str]:
    if not prompt.strategy.is_listed:
        return
    options = find_options(chunk, ledger, has_catalogue=prompt.strategy.has_catalogue)
    for name, words in (("指标", options.names), ("时间", options.times), ("地区", options.places)):
        if words:
            yield listed(name, words)


def _read_template(path: Path, known: frozenset[str]) -> str:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PromptError(f"{path.name}: cannot be read ({error})") from error
    template = Template(text)
    if not template.is_valid():
        raise PromptError(f"{path.name}: a $ that starts no placeholder; write $$ for a dollar")
    found = set(template.get_identifiers())
    if found != known:
        unknown, missing = sorted(found - known), sorted(known - found)
        raise PromptError(f"{path.name}: unknown placeholders {unknown}, missing {missing}")
    return template.substitute({}) if not known else text
