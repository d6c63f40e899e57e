"""Answers to the fields of a user schema in, what exports say of them out."""

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.proving.extras import ExtraAnswer
from pipeline.results.dictionary import Column
from pipeline.results.row_state import EXTRA

_NOTES = f"{EXTRA}notes"


def extra_line(
    answers: Sequence[ExtraAnswer], mention: int, names: Mapping[str, str]
) -> dict[str, Any]:
    """Return, for each of the fields ``names``, what stands for one number and what does not.

    The first proven value stands; a model that proved another, and words that were refused,
    are in ``notes``.  A field without any answer says so there.
    """
    return {
        name: _field_line(
            [each for each in answers if (each.mention, each.name) == (mention, name)]
        )
        for name in names
    }


def extras_in_words(answers: Sequence[ExtraAnswer]) -> dict[int, tuple[tuple[str, str], ...]]:
    """Return, for each number that was asked about, its fields with what there is to show.

    That is the value that stands, else why what was said does not; a field that stayed
    empty is left out.
    """
    by_mention: dict[int, list[ExtraAnswer]] = {}
    for each in answers:
        by_mention.setdefault(each.mention, []).append(each)
    shown = {}
    for mention, several in by_mention.items():
        line = extra_line(several, mention, dict.fromkeys((each.name for each in several), ""))
        said = ((name, each["value"] or "; ".join(each["notes"])) for name, each in line.items())
        shown[mention] = tuple((name, words) for name, words in said if words)
    return shown


def extra_answer_line(answer: ExtraAnswer) -> dict[str, Any]:
    """Return one answer as an object."""
    return {
        "name": answer.name,
        "value": answer.value,
        "said": answer.said,
        "refusal": answer.refusal,
        "start": answer.start,
        "end": answer.end,
        "model": answer.model,
        "request_key": answer.request_key,
    }


def extra_cells(line: Mapping[str, Mapping[str, Any]]) -> dict[str, str | None]:
    """Return the cells of ``extra_line``: a value for each field, and all notes in one."""
    cells = {EXTRA + name: each["value"] for name, each in line.items()}
    notes = [f"{name}: {note}" for name, each in line.items() for note in each["notes"]]
    return cells | {_NOTES: "; ".join(notes) or None} if line else {}


def extra_columns(names: Mapping[str, str]) -> tuple[Column, ...]:
    """Return the columns of ``extra_cells``, none without a user schema."""
    columns = [Column(EXTRA + name, meaning, width=16) for name, meaning in names.items()]
    notes = Column(_NOTES, "what was answered there and could not be proven", width=30)
    return (*columns, notes) if names else ()


def _field_line(answers: Sequence[ExtraAnswer]) -> dict[str, Any]:
    stands = next((each for each in answers if each.value is not None), None)
    notes = [f"{each.model}: {each.refusal}" for each in answers if each.refusal]
    others = [each for each in answers if each.value and stands and each.value != stands.value]
    notes += [f"{each.model} says {each.value}." for each in others]
    return {
        "value": stands.value if stands else None,
        "start": stands.start if stands else None,
        "end": stands.end if stands else None,
        "models": [each.model for each in answers if stands and each.value == stands.value],
        "notes": notes if answers else ["not answered"],
    }
