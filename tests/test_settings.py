"""Tests of what settings keep to themselves."""

import pytest

from pipeline.settings import Settings, describe_settings


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
