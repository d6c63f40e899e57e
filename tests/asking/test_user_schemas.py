"""User schemas by name and by file; and no file that nobody named."""

from pathlib import Path

import pytest

from pipeline.asking.user_schemas import load_user_schema
from pipeline.errors import SettingsError
from pipeline.setting_sources import load_settings

BUYER = """
from __future__ import annotations
from schemas.extra import Extra, Quoted

class Buyer(Extra):
    buyer: Quoted
"""


def test_file_and_shipped_module_are_read(tmp_path: Path) -> None:
    """A file is run and leaves nothing beside it; a bare name is a module of ours."""
    path = tmp_path / "mine.py"
    path.write_text(BUYER, encoding="utf-8")

    assert [field.name for field in load_user_schema(str(path)).fields] == ["buyer"]
    assert [*tmp_path.iterdir()] == [path]
    assert load_user_schema("funding").name == "funding"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("", "has 0 classes"),
        (BUYER + BUYER.replace("Buyer", "Other").replace("from __future__", "#"), "has 2 classes"),
        ("def", "SyntaxError"),
        ("import nowhere_at_all", "nowhere_at_all"),
        ("1 / 0", "ZeroDivisionError"),
        (BUYER.replace("buyer: Quoted", "buyer: int"), "buyer: must be"),
    ],
)
def test_faulty_file_is_a_wrong_setting(tmp_path: Path, code: str, said: str) -> None:
    """Whatever is wrong with a file is told in one sentence that names it."""
    path = tmp_path / "mine.py"
    path.write_text(code, encoding="utf-8")

    with pytest.raises(SettingsError, match=said) as error:
        load_user_schema(str(path))
    assert "mine.py" in str(error.value)


@pytest.mark.parametrize(
    "named", ["facts.v2", "nothing_there", "facts", "no/such.py", "../schemas"]
)
def test_name_of_no_user_schema_is_refused(named: str) -> None:
    """Answer shapes, other modules and missing files are no user schemas."""
    with pytest.raises(SettingsError, match="user_schema"):
        load_user_schema(named)


def test_settings_file_names_no_code_to_run(tmp_path: Path) -> None:
    """A settings file that came with documents may choose a module of ours and no file."""
    (tmp_path / "shuzheng.toml").write_text('user_schema = "./evil.py"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="evil"):
        load_settings({}, folder=tmp_path)

    (tmp_path / "shuzheng.toml").write_text('user_schema = "funding"\n', encoding="utf-8")
    assert load_settings({}, folder=tmp_path)[0].user_schema == "funding"
