"""Answer shape facts.v1: what each numbered mention of a chunk means.

Field names, labels and limits travel to the model: a change here is a change of
answers and needs a new version.  The classes that travel have no docstrings, because
those would travel too.
"""

from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from typing import Annotated

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


def mention_id(place: int) -> str:
    """Name the mention at ``place`` of a chunk, counted from 0.

    >>> mention_id(0)
    'm1'
    """
    return f"m{place + 1}"


def answer_shape(ids: Sequence[str]) -> type[BaseModel]:
    """Return a shape with one required ``Meaning`` for each mention id.

    >>> sorted(answer_shape(["m1", "m2"]).model_fields)
    ['m1', 'm2']
    """
    return _shape(tuple(ids))


@cache
def _shape(ids: tuple[str, ...]) -> type[BaseModel]:
    fields = dict.fromkeys(ids, (Meaning, ...))
    return create_model("Facts", __config__=_CONFIG, **fields)  # type: ignore[call-overload,no-any-return]
