"""What users may ask about every number beyond its meaning: fields in a class of their own.

A user schema is a Python file with one class made from ``Extra``.  A field of it is a
``StrEnum`` (one of these words), ``Quoted`` (words of the text, which must stand there) or
``Dated`` (words of the text that say a time).  Its ``alias`` is the name the model reads and
writes, its ``description`` what the model is told about it::

    class Buyer(Extra):
        buyer: Quoted = Field(alias="采购人", description="买方的名称")

Names, words and descriptions travel to the model; docstrings here do not.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema, create_model
from pydantic.config import JsonDict
from pydantic.fields import FieldInfo

from schemas.facts import WORDS_CHARS, Meaning

ATTRIBUTE = "extra_"

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_TAKEN = frozenset({"notes"})  # the column with the reasons
_MOST_FIELDS = 8
_MOST_CHARS = 100
_BREAKS = re.compile(r'[\s"{}【】|>]')


class Form(StrEnum):
    """How an answer to a field is proven."""

    WORD = "word"
    QUOTE = "quote"
    DATE = "date"


Quoted = Annotated[str, Form.QUOTE]
Dated = Annotated[str, Form.DATE]


class Extra(BaseModel):
    """The base of a user schema: a class with one field for each thing to be asked."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True, slots=True)
class ExtraField:
    """One field: its ``name`` in exports, its ``label`` for the model, and how it is proven.

    ``words`` are the only ones allowed, empty where the text decides; ``most_chars``
    bounds an answer, and ``meaning`` is what the model is told.
    """

    name: str
    label: str
    form: Form
    meaning: str = ""
    words: tuple[str, ...] = ()
    most_chars: int = WORDS_CHARS


@dataclass(frozen=True, slots=True)
class UserSchema:
    """The fields of a user schema and its name, that of its class in lower case."""

    name: str
    fields: tuple[ExtraField, ...]


def user_schema(model: type[Extra]) -> UserSchema:
    """Return the fields that a class asks for; ValueError names what cannot be asked.

    >>> class Buyer(Extra):
    ...     buyer: Quoted = Field(alias="采购人")
    >>> user_schema(Buyer).fields[0].form
    <Form.QUOTE: 'quote'>
    """
    found = tuple(_field(name, info) for name, info in model.model_fields.items())
    if not 0 < len(found) <= _MOST_FIELDS:
        raise ValueError(f"{len(found)} fields: a schema has from 1 to {_MOST_FIELDS}")
    known = {info.alias for info in Meaning.model_fields.values()} | {*Meaning.model_fields}
    labels = [field.label for field in found]
    if taken := [each for each in labels if each in known or labels.count(each) > 1]:
        raise ValueError(f"alias {taken[0]!r} is the name of another field; choose another")
    return UserSchema(model.__name__.lower(), found)


@lru_cache(64)
def extended(base: type[Meaning], schema: UserSchema | None) -> type[Meaning]:
    """Return ``base`` with the fields of ``schema`` after its own, ``base`` itself without one.

    As with choices, the words of a field bind the server and not the reader: an answer in
    other words is read, and refused when it is proven.
    """
    if schema is None:
        return base
    fields: dict[str, Any] = {ATTRIBUTE + each.name: _asked(each) for each in schema.fields}
    return create_model("Meaning", __base__=base, **fields)


def _asked(field: ExtraField) -> tuple[Any, Any]:
    schema: JsonDict = {"type": "string", "maxLength": field.most_chars}
    if field.words:
        schema = {"type": "string", "enum": ["", *field.words]}
    most = max(WORDS_CHARS, field.most_chars)
    return Annotated[str, Field(alias=field.label, max_length=most), WithJsonSchema(schema)], ...


def _field(name: str, info: FieldInfo) -> ExtraField:
    if not _NAME.fullmatch(name) or name in _TAKEN:
        raise ValueError(f"field {name!r}: a name is small letters, digits and _, and not notes")
    label = info.alias or name
    if not 0 < len(label) <= WORDS_CHARS or _BREAKS.search(label):
        raise ValueError(f"{name}: alias {label!r} must be one short word")
    form, words = _form_of(name, info)
    limits = (getattr(each, "max_length", None) for each in info.metadata)
    limit = next((each for each in limits if each), WORDS_CHARS)
    if limit > _MOST_CHARS:
        raise ValueError(f"{name}: max_length = {limit}: must be at most {_MOST_CHARS}")
    most = max(map(len, words)) if words else limit
    return ExtraField(name, label, form, " ".join((info.description or "").split()), words, most)


def _form_of(name: str, info: FieldInfo) -> tuple[Form, tuple[str, ...]]:
    kind = info.annotation
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        words = tuple(each.value for each in kind)
        if words and all(0 < len(each) <= WORDS_CHARS for each in words):
            return Form.WORD, words
        raise ValueError(f"{name}: the words of {kind.__name__} must have 1 to {WORDS_CHARS} signs")
    form = next((each for each in info.metadata if isinstance(each, Form)), None)
    if kind is not str or form is None:
        raise ValueError(f"{name}: must be a StrEnum, Quoted or Dated")
    return form, ()
