import json
from pathlib import Path

import pytest

from schemas.facts import Meaning, answer_shape
from schemas.vocabulary import Kind

COMMITTED = Path(__file__).parents[2] / "schemas" / "json" / "facts.v1.json"


def meaning(label: str) -> Meaning:
    """Return a meaning with the label ``label``."""
    fields = {"原文": "7件", "指标": "专利", "类别": label, "时间": "", "地区": ""}
    return Meaning.model_validate(fields)


def test_shape_is_the_committed_one() -> None:
    """A change of the shape shows as a change of its committed copy."""
    committed = json.loads(COMMITTED.read_text(encoding="utf-8"))

    assert answer_shape(["m1", "m2"]).model_json_schema() == committed


def test_every_mention_is_required() -> None:
    """No mention may be left out, and none may be added."""
    schema = answer_shape(["m1", "m2", "m3"]).model_json_schema()

    assert schema["required"] == ["m1", "m2", "m3"]
    assert schema["additionalProperties"] is False


def test_shape_depends_on_the_ids_alone() -> None:
    """Chunks with as many mentions share one shape, so that servers compile it once."""
    assert answer_shape(["m1", "m2"]) is answer_shape(("m1", "m2"))


def test_every_text_is_bounded() -> None:
    """A model cannot run on for ever inside a string."""
    schema = json.dumps(answer_shape(["m1"]).model_json_schema())

    limits = schema.count('"maxLength"') + schema.count('"enum"')
    assert schema.count('"type": "string"') == limits > 0


def test_no_word_of_ours_travels_by_accident() -> None:
    """Neither descriptions nor made-up titles are sent to the model."""
    schema = json.dumps(answer_shape(["m1"]).model_json_schema())

    assert "description" not in schema
    assert "title" not in schema


def test_every_kind_has_a_label() -> None:
    """Each kind can be said, and each label is a kind or a reason."""
    shape = answer_shape(["m1"]).model_json_schema()
    labels = shape["$defs"]["Meaning"]["properties"]["类别"]["enum"]
    meanings = [meaning(label) for label in labels]

    assert {found.kind for found in meanings} == {*Kind, None}
    assert all((found.why is None) == found.is_statistic for found in meanings)


def test_meaning_cannot_be_changed() -> None:
    """What the model said stays what it said."""
    with pytest.raises(ValueError, match="frozen"):
        meaning("数值").echo = "8件"
