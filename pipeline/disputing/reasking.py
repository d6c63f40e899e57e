"""One disputed field in, the question about it out; its answer in, a further claim out."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from string import Template
from typing import cast

from pydantic import BaseModel

from pipeline.asking.answers import read_answer
from pipeline.asking.contexts import build_context
from pipeline.asking.fences import fenced, pointed_out
from pipeline.asking.request import Request
from pipeline.asking.templates import ModelOptions, Prompt, read_prompt
from pipeline.numbers.ledger import Ledger
from pipeline.proving.fact import Claim, Field, Reask
from pipeline.proving.grounding import squashed
from schemas.facts import Label, Meaning, mention_id
from schemas.reask import NAME as SCHEMA_NAME
from schemas.reask import SHAPES, names_asked

PROMPT_NAME = "reask.v1"
PLACEHOLDERS = frozenset({"context", "text", "numbers", "fields", "doubt", "hint"})

# Several samples of one question at temperature 0 would be one sample.
SAMPLING_TEMPERATURE = 0.7

_BLANK = {"echo": "", "indicator": "", "label": Label.VALUE, "period": "", "region": ""}
_MAX_TOKENS = 200
_PIECE_CHARS = 2


@dataclass(frozen=True, slots=True)
class Question:
    """One field of one mention that is asked about again.

    ``doubt`` says in words what is doubtful, ``hint`` is what a person adds, ``""`` for
    nothing.  ``sample`` counts the answers to the same question from 1.
    """

    mention: int
    field: Field
    doubt: str
    hint: str = ""
    sample: int = 1

    @property
    def shape(self) -> type[BaseModel]:
        """Return the shape of its answer."""
        return SHAPES[self.field.value]

    def reask(self, prompt: str, *, is_led: bool = False) -> Reask:
        """Return how this was asked, for the claim that answers it."""
        return Reask(self.field, prompt, self.hint, self.sample, is_led=is_led)


def read_reask_prompt(name: str = PROMPT_NAME) -> Prompt:
    """Return the prompt for asking again, or raise PromptError."""
    return read_prompt(name, placeholders=PLACEHOLDERS)


def build_reask(
    question: Question, ledger: Ledger, prompt: Prompt, options: ModelOptions
) -> Request:
    """Return the question about one field of a mention, in its sentence and context.

    Samples after the first have a seed of their own, and a temperature where none is set.
    """
    is_further = question.sample > 1
    return Request(
        model=options.model,
        system=prompt.system,
        user=_render(question, ledger, prompt),
        schema_name=SCHEMA_NAME,
        schema_json=json.dumps(question.shape.model_json_schema(), ensure_ascii=False),
        temperature=(options.temperature or SAMPLING_TEMPERATURE)
        if is_further
        else options.temperature,
        seed=options.seed + question.sample - 1,
        max_tokens=_MAX_TOKENS + options.spare_tokens,
        extra_json=options.extra_json,
    )


def read_reask(text: str, question: Question, prompt: Prompt, request: Request) -> Claim:
    """Return what an answer claims; one that does not fit raises InvalidAnswerError.

    What was not asked is left open.  The claim is led where its answer, or a piece of
    it, stands in the hint.
    """
    parts = cast("dict[str, str]", read_answer(text, question.shape))
    label = Label(parts["label"]) if "label" in parts else None
    meaning = Meaning.model_validate(_BLANK | parts)
    words = [part.strip() for name, part in parts.items() if name != "echo"]
    return Claim(
        mention=question.mention,
        is_statistic=meaning.is_statistic,
        echo=meaning.echo.strip(),
        indicator=meaning.indicator.strip() or None,
        kind=meaning.kind if label else None,
        period=meaning.period.strip() or None,
        region=meaning.region.strip() or None,
        why=meaning.why.value if meaning.why else None,
        model=request.model,
        request_key=request.key,
        reask=question.reask(prompt.name, is_led=is_led(question.hint, words)),
    )


def stamped(claim: Claim, when: str) -> Claim:
    """Return the claim with the time of its answer."""
    return replace(claim, reask=claim.reask and replace(claim.reask, when=when))


def is_led(hint: str, words: Iterable[str]) -> bool:
    """Tell whether a hint gives one of the answered ``words`` away, in part at least.

    Two characters in common are enough, and so is any hint where the answer is "none":
    it is better to take an own answer for a led one than the reverse.

    >>> is_led("看小标题里的年份", ["2022年"]), is_led("应为2022年", ["2022年"])
    (False, True)
    """
    said = squashed(hint)
    return bool(said) and any(_shares_piece(said, squashed(each)) for each in words)


def _shares_piece(hint: str, word: str) -> bool:
    if len(word) < _PIECE_CHARS:
        return word in hint
    starts = range(len(word) - _PIECE_CHARS + 1)
    return any(word[start : start + _PIECE_CHARS] in hint for start in starts)


def _render(question: Question, ledger: Ledger, prompt: Prompt) -> str:
    text, mention = ledger.clean.text, ledger.mentions[question.mention]
    span = ledger.layout.sentence_at(mention.span.start)
    context = build_context(ledger, span)
    hint = fenced(question.hint)
    return Template(prompt.user).substitute(
        context=fenced("\n".join(f"{name}:{words}" for name, words in context)),
        text=fenced(span.of(text)),
        numbers=pointed_out(mention_id(0), text, ledger.layout, mention),
        fields="、".join(names_asked(question.shape)),
        doubt=question.doubt,
        hint=f"提示:\n{hint}\n" if hint else "",
    )
