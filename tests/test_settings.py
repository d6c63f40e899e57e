"""Tests of where settings come from and how bad ones are refused."""

from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.settings import Settings, describe_settings, load_settings


def test_flag_beats_environment_beats_file_beats_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The nearest source wins, and each setting names the source it came from."""
    (tmp_path / "shuzheng.toml").write_text('concurrency = 3\nseed = 3\nmodel = "file"\n')
    monkeypatch.setenv("SHUZHENG_SEED", "5")
    monkeypatch.setenv("SHUZHENG_MODEL", "environment")

    settings, origins = load_settings({"model": "flag", "seed": None}, folder=tmp_path)

    assert (settings.model, settings.seed, settings.concurrency) == ("flag", 5, 3)
    assert origins["model"] == "flag"
    assert origins["seed"] == "SHUZHENG_SEED"
    assert origins["concurrency"] == "shuzheng.toml"
    assert origins["attempts"] == "default"


def test_unknown_key_in_file_is_refused_by_name(tmp_path: Path) -> None:
    """A misspelt key is an error that names it, not a setting that does nothing."""
    (tmp_path / "shuzheng.toml").write_text("modle = 'x'\n")

    with pytest.raises(SettingsError, match=r"shuzheng\.toml: no setting modle"):
        load_settings({}, folder=tmp_path)


def test_unknown_variable_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A misspelt variable is an error that names it."""
    monkeypatch.setenv("SHUZHENG_MODLE", "x")

    with pytest.raises(SettingsError, match="no setting modle"):
        load_settings({}, folder=tmp_path)


def test_bad_value_names_setting_value_and_rule(tmp_path: Path) -> None:
    """A value out of range is refused with the setting, the value and what is allowed."""
    with pytest.raises(SettingsError, match=r"concurrency = 0: .*greater than or equal to 1"):
        load_settings({"concurrency": 0}, folder=tmp_path)


def test_address_without_scheme_is_refused(tmp_path: Path) -> None:
    """A base URL must say how to reach the server."""
    with pytest.raises(SettingsError, match=r"base_url = 'localhost:8080'.*http://"):
        load_settings({"base_url": "localhost:8080"}, folder=tmp_path)


def test_broken_file_is_refused(tmp_path: Path) -> None:
    """A settings file that is not TOML is named."""
    (tmp_path / "shuzheng.toml").write_text("model = ")

    with pytest.raises(SettingsError, match=r"shuzheng\.toml: not valid TOML"):
        load_settings({}, folder=tmp_path)


def test_key_comes_from_the_named_variable_and_stays_hidden(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The API key is read from the variable named in the settings and never shown."""
    monkeypatch.setenv("MY_KEY", "hush-hush")
    settings = Settings(api_key_env="MY_KEY")

    key = settings.api_key()

    assert key is not None
    assert key.get_secret_value() == "hush-hush"
    assert "hush" not in f"{settings!r} {key!r} {key}"


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://li:hush@db.example/runs",
        "postgresql://li:hu/hush@db.example:5432/runs",
        "postgresql://db.example/runs?password=hush",
        "li:hush@db.example",
    ],
)
def test_a_database_address_is_shown_without_its_password(address: str) -> None:
    """Neither the settings of a run nor their printed form hold it."""
    settings = Settings(store=address)

    assert "hush" not in describe_settings(settings)["store"]
    assert "hush" not in repr(settings)
