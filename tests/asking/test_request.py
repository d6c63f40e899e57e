import subprocess
import sys
from dataclasses import fields, replace

import pytest

from pipeline.asking.mode import Mode
from pipeline.asking.request import Request

FIELDS = ("m", "system", "user", "facts.v1", "{}", 0.0, 1, 100)
BASE = Request(*FIELDS)
OTHER = Request("n", "system 2", "user 2", "facts.v2", "[]", 0.5, 2, 7, '{"top_k":1}')


@pytest.mark.parametrize("field", [field.name for field in fields(Request) if field.name != "mode"])
def test_key_depends_on_every_field(field: str) -> None:
    """Changing any one field of the question changes the key."""
    changed = replace(BASE, **{field: getattr(OTHER, field)})

    assert changed.key != BASE.key


def test_key_is_the_same_in_another_process() -> None:
    """The key does not depend on anything but the fields."""
    code = f"from pipeline.asking.request import Request; print(Request(*{FIELDS!r}).key)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == BASE.key


def test_words_may_not_move_between_fields() -> None:
    """Where one text ends and the next begins is part of the question."""
    moved = replace(BASE, system="systemu", user="ser")

    assert moved.key != replace(BASE, system="system", user="user").key


def test_key_does_not_depend_on_the_server() -> None:
    """In which form a server can be asked makes no other question."""
    assert {replace(BASE, mode=mode).key for mode in Mode} == {BASE.key}
