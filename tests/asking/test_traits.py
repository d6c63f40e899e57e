from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.asking.mode import Mode
from pipeline.asking.traits import FILE_NAME, Traits, recall, remember

TRAITS = Traits("http://host/v1", "m", probed_on="2026-01-02", models=("m", "n"), slots=4)


def test_what_was_found_is_remembered_for_each_model(tmp_path: Path) -> None:
    """A later probe replaces what was known about that server and model, and nothing else."""
    other = replace(TRAITS, model="n", slots=2)
    for each in (TRAITS, other, replace(TRAITS, slots=8)):
        remember(tmp_path, each)

    assert recall(tmp_path, "http://host/v1", "m") == replace(TRAITS, slots=8)
    assert recall(tmp_path, "http://host/v1", "n") == other
    assert recall(tmp_path, "http://other/v1", "m") is None


@pytest.mark.parametrize("text", ["", "{", "[1]", "[null]", '[{"address": "a"}]', '[{"x": 1}]'])
def test_a_damaged_memory_is_no_memory(tmp_path: Path, text: str) -> None:
    """What cannot be read is forgotten, and can be written anew."""
    (tmp_path / FILE_NAME).write_text(text, encoding="utf-8")

    assert recall(tmp_path, TRAITS.address, "m") is None
    remember(tmp_path, TRAITS)
    assert recall(tmp_path, TRAITS.address, "m") == TRAITS


MODES = [
    ({}, Mode.JSON_SCHEMA),
    ({"schema_binds": True, "tools": True}, Mode.JSON_SCHEMA),
    ({"schema_binds": False, "tools": True}, Mode.TOOLS),
    ({"schema_binds": False, "tools": False, "json_object": True}, Mode.JSON_OBJECT),
    ({"schema_binds": False, "tools": False, "json_object": False}, Mode.TEXT),
]


@pytest.mark.parametrize(("found", "mode"), MODES)
def test_mode_is_the_most_binding_that_works(found: dict[str, bool], mode: Mode) -> None:
    """What a server cannot do is not asked of it."""
    assert replace(TRAITS, **found).mode is mode  # type: ignore[arg-type] # names of fields
