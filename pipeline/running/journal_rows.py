"""What a journal keeps: how a request ended, and that a document is finished."""

from dataclasses import dataclass, field, fields
from typing import Any

from pipeline.asking.answer import Answer, Usage
from pipeline.asking.mode import Mode
from pipeline.errors import AnswerError, EndpointError, OverflowingError, TruncatedAnswerError
from pipeline.results.records import Outcome

_SPENT = ("prompt_tokens", "cached_tokens", "completion_tokens", "reasoning_tokens")


@dataclass(frozen=True, slots=True)
class Entry:
    """How the request ``key`` ended, and what it took.

    ``wasted_tokens`` were spent on earlier answers to the same request that could not be
    used; ``calls`` counts every sending.  ``is_too_long`` says that the request did not
    fit into the model's context, or its answer into its limit; ``mode`` in which form it
    was answered.
    """

    key: str
    outcome: Outcome
    text: str = ""
    error: str = ""
    usage: Usage = field(default_factory=Usage)
    calls: int = 0
    wasted_tokens: int = 0
    is_from_cache: bool = False
    is_too_long: bool = False
    waited_s: float = 0.0
    busy_s: float = 0.0
    mode: str = ""


def answered_entry(answer: Answer) -> Entry:
    """Return the entry of a request that was answered, once where it was sent at all."""
    calls = 0 if answer.is_from_cache else answer.calls
    return Entry(
        answer.key,
        Outcome.DONE,
        answer.text,
        usage=answer.usage,
        calls=calls,
        is_from_cache=answer.is_from_cache,
        mode=answer.mode,
    )


def failed_entry(error: AnswerError | EndpointError, key: str) -> Entry:
    """Return the entry of a request that was asked, and whose answer cannot be used."""
    is_cut = isinstance(error, TruncatedAnswerError)
    return Entry(
        key,
        Outcome.TRUNCATED if is_cut else Outcome.FAILED,
        error.text,
        str(error),
        usage=error.usage or Usage(),
        calls=1,
        is_too_long=is_cut or isinstance(error, OverflowingError),
    )


def kept_answer(entry: Entry) -> Answer:
    """Return the answer of a request that is done, as a cache keeps it."""
    return Answer(entry.key, entry.text, entry.usage, "stop", mode=Mode(entry.mode))


@dataclass(frozen=True, slots=True)
class FinishedDocument:
    """A document that needs nothing more, as long as its file and the recipe stay the same."""

    name: str
    path: str
    size: int
    mtime_ns: int
    digest: str
    recipe: str
    is_complete: bool
    is_crossed: bool = False


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of a document that others may contradict: what it states, where, how much.

    Figures with the same ``key`` state the same thing; ``low`` and ``high`` are decimals.
    """

    key: str
    doc: str
    mention: int
    start: int
    end: int
    quote: str
    low: str
    high: str


_NAMES = (
    *("key", "outcome", "text", "error", *_SPENT, "calls", "wasted_tokens"),
    *("is_from_cache", "is_too_long", "waited_s", "busy_s", "mode"),
)
ANSWER = ", ".join(_NAMES)
DOCUMENT = ", ".join(each.name for each in fields(FinishedDocument))
_FIGURE = ", ".join(f'"{each.name}"' for each in fields(FigureRow))

# Numbers of any size as text, and beside them, to be ordered by, as far as SQLite has them.
ADD_FIGURE = f"INSERT INTO figures ({_FIGURE}, lowest, highest) VALUES ({'?, ' * 9}?)"
FIGURES_OF = f"SELECT {_FIGURE} FROM figures WHERE doc = ? ORDER BY key, mention"
FIGURES_BELOW = f"""
SELECT {_FIGURE} FROM figures WHERE key = ? AND highest <= ? AND doc != ?
ORDER BY highest, doc, mention LIMIT ?
"""
FIGURES_ABOVE = f"""
SELECT {_FIGURE} FROM figures WHERE key = ? AND lowest >= ? AND doc != ?
ORDER BY lowest DESC, doc, mention LIMIT ?
"""
DOUBTFUL_DOCUMENTS = """
SELECT DISTINCT doc FROM figures WHERE key IN (
    SELECT key FROM figures GROUP BY key
    HAVING min(doc) != max(doc) AND max(lowest) >= min(highest)
) ORDER BY doc
"""


def answer_row(entry: Entry) -> tuple[object, ...]:
    """Return the row of ``entry``, in the order of the columns ``ANSWER``."""
    text = entry.text.encode(errors="backslashreplace").decode()
    told = {name: getattr(entry, name) for name in _NAMES if name not in _SPENT}
    told |= {name: getattr(entry.usage, name) for name in _SPENT}
    told |= {"outcome": entry.outcome.value, "text": text}
    return tuple(told[name] for name in _NAMES)


def read_answer_row(row: tuple[Any, ...]) -> Entry:
    """Return the entry whose row this is."""
    key, outcome, text, error, prompt, cached, completion, reasoning, *told = row
    calls, wasted, is_from_cache, is_too_long, waited_s, busy_s, mode = told
    return Entry(
        key=key,
        outcome=Outcome(outcome),
        text=text,
        error=error,
        usage=Usage(prompt, cached, completion, reasoning),
        calls=calls,
        wasted_tokens=wasted,
        is_from_cache=bool(is_from_cache),
        is_too_long=bool(is_too_long),
        waited_s=waited_s,
        busy_s=busy_s,
        mode=mode,
    )


def read_document_row(row: tuple[Any, ...]) -> FinishedDocument:
    """Return the finished document whose row this is, in the order of ``DOCUMENT``."""
    told = dict(zip(DOCUMENT.split(", "), row, strict=True))
    flags = {name: bool(told[name]) for name in ("is_complete", "is_crossed")}
    return FinishedDocument(**{**told, **flags})


def figure_values(row: FigureRow) -> tuple[object, ...]:
    """Return the values that ``ADD_FIGURE`` adds."""
    told = tuple(getattr(row, each.name) for each in fields(FigureRow))
    return (*told, float(row.low), float(row.high))
