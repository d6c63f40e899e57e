"""Answer shapes facts.v1 and facts.v2: what each numbered mention of a chunk means.

The second asks for the kind before the indicator.

Field names, labels and limits travel to the model: a change here is a change of
answers and needs a new version.  The classes that travel have no docstrings, because
those would travel too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema, create_model
from pydantic.config import JsonDict

from schemas.vocabulary import Kind, NonFact

NAME = "facts.v1"

ECHO_CHARS = 24
INDICATOR_CHARS = 32
WORDS_CHARS = 24


class Label(StrEnum):  # noqa: D101 - a docstring would travel to the model
    VALUE = "数值"
    CHANGE = "增减量"
    GROWTH = "增长率"
    POINT_CHANGE = "百分点"
    SHARE = "比率"
    RANK = "排名"
    MULTIPLE = "倍数"
    DURATION = "时长"
    TARGET = "目标"
    NAME = "名称"
    DATE = "日期"
    OTHER = "非统计"


_KINDS = {
    Label.VALUE: Kind.VALUE,
    Label.CHANGE: Kind.CHANGE,
    Label.GROWTH: Kind.GROWTH,
    Label.POINT_CHANGE: Kind.POINT_CHANGE,
    Label.SHARE: Kind.SHARE,
    Label.RANK: Kind.RANK,
    Label.MULTIPLE: Kind.MULTIPLE,
    Label.DURATION: Kind.DURATION,
}
_REASONS = {
    Label.TARGET: NonFact.TARGET,
    Label.NAME: NonFact.NAME,
    Label.DATE: NonFact.DATE,
    Label.OTHER: NonFact.OTHER,
}
_LABEL_SCHEMA: JsonDict = {"type": "string", "enum": [label.value for label in Label]}


def _without_titles(schema: JsonDict) -> None:
    """Drop the titles pydantic makes up: they cost tokens and say nothing."""
    schema.pop("title", None)
    properties = schema.get("properties")
    for value in properties.values() if isinstance(properties, dict) else ():
        if isinstance(value, dict):
            value.pop("title", None)


_CONFIG = ConfigDict(
    extra="forbid", frozen=True, populate_by_name=True, json_schema_extra=_without_titles
)


class Meaning(BaseModel):  # noqa: D101 - a docstring would travel to the model
    model_config = _CONFIG

    echo: Annotated[str, Field(alias="原文", max_length=ECHO_CHARS)]
    indicator: Annotated[str, Field(alias="指标", max_length=INDICATOR_CHARS)]
    label: Annotated[Label, Field(alias="类别"), WithJsonSchema(_LABEL_SCHEMA)]
    period: Annotated[str, Field(alias="时间", max_length=WORDS_CHARS)]
    region: Annotated[str, Field(alias="地区", max_length=WORDS_CHARS)]

    @property
    def is_statistic(self) -> bool:
        """Tell whether the model takes the number for a statistic."""
        return self.label in _KINDS

    @property
    def kind(self) -> Kind | None:
        """Return the kind of statistic, or nothing where it is none."""
        return _KINDS.get(self.label)

    @property
    def why(self) -> NonFact | None:
        """Return why the number is no statistic, or nothing where it is one."""
        return _REASONS.get(self.label)


def _kind_first(schema: JsonDict) -> None:
    """Put the kind right after the number it is the kind of: a small model forgets quickly."""
    _without_titles(schema)
    properties, required = schema.get("properties"), schema.get("required")
    if isinstance(properties, dict) and isinstance(required, list):
        first = [name for name in ("原文", "类别") if name in properties]
        order = [*first, *(name for name in properties if name not in first)]
        schema["properties"] = {name: properties[name] for name in order}
        schema["required"] = [*order]


class KindFirst(Meaning):  # noqa: D101 - a docstring would travel to the model
    model_config = ConfigDict(json_schema_extra=_kind_first)


# The answer shapes by name.  What is sent under a name never changes.
SHAPES: Mapping[str, type[Meaning]] = {NAME: Meaning, "facts.v2": KindFirst}


def mention_id(place: int) -> str:
    """Name the mention at ``place`` of a chunk, counted from 0.

    >>> mention_id(0)
    'm1'
    """
    return f"m{place + 1}"


@dataclass(frozen=True, slots=True)
class Choices:
    """Words that a server is told to choose from; an empty field stays free.

    They bind the server's grammar, not the reader: an answer in other words, from a
    server that ignores its schema, is read as free words.  Where ``is_open``, other
    words may be answered for the indicator as well.
    """

    names: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    is_open: bool = False


def answer_shape(
    ids: Sequence[str], choices: Choices | None = None, base: type[Meaning] = Meaning
) -> type[BaseModel]:
    """Return a shape with one required ``base`` for each mention id.

    >>> sorted(answer_shape(["m1", "m2"]).model_fields)
    ['m1', 'm2']
    """
    return _shape(tuple(ids), _choosing(choices, base) if choices else base)


@lru_cache(512)
def _shape(ids: tuple[str, ...], meaning: type[Meaning]) -> type[BaseModel]:
    fields = dict.fromkeys(ids, (meaning, ...))
    return create_model("Facts", __config__=_CONFIG, **fields)  # type: ignore[call-overload,no-any-return]


@lru_cache(512)
def _choosing(choices: Choices, base: type[Meaning]) -> type[Meaning]:
    """Return ``base`` with the offered words in the schema that travels."""
    fields: dict[str, Any] = {}
    if choices.names:
        fields["indicator"] = _offered(choices.names, "指标", INDICATOR_CHARS, choices.is_open)
    if choices.times:
        fields["period"] = _offered(("", *choices.times), "时间", WORDS_CHARS)
    if choices.places:
        fields["region"] = _offered(choices.places, "地区", WORDS_CHARS)
    return create_model("Meaning", __base__=base, **fields)


def _offered(words: Sequence[str], alias: str, most_chars: int, is_open: bool = False) -> Any:
    longest = max(most_chars, *map(len, words))
    schema: JsonDict = {"type": "string", "enum": list(words)}
    if is_open:
        schema = {"anyOf": [schema, {"type": "string", "maxLength": most_chars}]}
    return Annotated[str, Field(alias=alias, max_length=longest), WithJsonSchema(schema)], ...
