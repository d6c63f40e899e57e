"""Tests of where settings come from and how bad ones are refused."""

from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.setting_sources import load_settings


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

    with pytest.raises(SettingsError, match=r"no setting modle; did you mean model\?"):
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


def test_a_key_in_the_file_is_sent_to_where_keys_belong(tmp_path: Path) -> None:
    """A key is never read from a file, and never repeated in the complaint."""
    (tmp_path / "shuzheng.toml").write_text("api_key = 'hush'\n")

    with pytest.raises(SettingsError, match="variable SHUZHENG_API_KEY") as refused:
        load_settings({}, folder=tmp_path)

    assert "hush" not in str(refused.value)
