"""Answer shapes reask.v1: one number again, with one part of its meaning or the whole.

As in ``schemas.facts``, names, labels and limits travel to the model, and the classes
that travel have no docstrings.
"""

from typing import Annotated

from pydantic import BaseModel, Field

from schemas.facts import ECHO_CHARS, INDICATOR_CHARS, WORDS_CHARS, Label, Meaning

NAME = "reask.v1"


class Again(BaseModel):  # noqa: D101 - a docstring would travel to the model
    model_config = Meaning.model_config

    echo: Annotated[str, Field(alias="原文", max_length=ECHO_CHARS)]


class IndicatorAgain(Again):  # noqa: D101 - a docstring would travel to the model
    indicator: Annotated[str, Field(alias="指标", max_length=INDICATOR_CHARS)]


class KindAgain(Again):  # noqa: D101 - a docstring would travel to the model
    label: Annotated[Label, *Meaning.model_fields["label"].metadata, Field(alias="类别")]


class PeriodAgain(Again):  # noqa: D101 - a docstring would travel to the model
    period: Annotated[str, Field(alias="时间", max_length=WORDS_CHARS)]


class RegionAgain(Again):  # noqa: D101 - a docstring would travel to the model
    region: Annotated[str, Field(alias="地区", max_length=WORDS_CHARS)]


WHOLE: type[BaseModel] = Meaning
SHAPES: dict[str, type[BaseModel]] = {
    "disposition": WHOLE,
    "value": WHOLE,
    "kind": KindAgain,
    "indicator": IndicatorAgain,
    "period": PeriodAgain,
    "region": RegionAgain,
}


def names_asked(shape: type[BaseModel]) -> tuple[str, ...]:
    """Return the names of an answer's parts as the model knows them, in order.

    >>> names_asked(PeriodAgain)
    ('原文', '时间')
    """
    return tuple(field.alias or name for name, field in shape.model_fields.items())
