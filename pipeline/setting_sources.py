"""Flags, environment and shuzheng.toml in, the settings in force and their origins out."""

import os
import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pipeline.errors import SettingsError
from pipeline.settings import API_KEY_VARIABLE, ENV_PREFIX, Settings

SETTINGS_FILE = "shuzheng.toml"


def load_settings(
    flags: Mapping[str, Any], *, folder: Path | None = None
) -> tuple[Settings, dict[str, str]]:
    """Return the settings in force and the origin of each.

    Flags win over ``SHUZHENG_*`` variables, these over ``shuzheng.toml`` in ``folder``
    (the working directory if not given), and that over the defaults.  An unknown key,
    a value that is not allowed, and a file that is not TOML raise SettingsError.
    """
    given = {key: value for key, value in flags.items() if value is not None}
    from_file = _read_file((folder or Path.cwd()) / SETTINGS_FILE)
    _refuse_code(from_file.get("user_schema"))
    in_environment = _environment_keys()
    below = {key: value for key, value in from_file.items() if key not in in_environment}
    try:
        settings = Settings(**{**below, **given})
    except ValidationError as error:
        raise SettingsError(_sentence(error)) from None
    origins = dict.fromkeys(Settings.model_fields, "default")
    origins |= dict.fromkeys(from_file, SETTINGS_FILE)
    origins |= {key: ENV_PREFIX + key.upper() for key in in_environment}
    origins |= dict.fromkeys(given, "flag")
    return settings, origins


def _read_file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path.name}: not valid TOML ({error})") from error
    _refuse_unknown(values, path.name)
    return values


def _refuse_code(user_schema: Any) -> None:
    """Refuse a Python file that a settings file names: it may lie among foreign documents."""
    if isinstance(user_schema, str) and not user_schema.isidentifier():
        raise SettingsError(
            f"{SETTINGS_FILE}: user_schema = {user_schema!r}: a Python file is only run where"
            f" --schema or {ENV_PREFIX}USER_SCHEMA names it; here it must be a module of schemas"
        )


def _environment_keys() -> set[str]:
    names = [name for name in os.environ if name.upper().startswith(ENV_PREFIX)]
    keys = {name[len(ENV_PREFIX) :].lower() for name in names} - {"api_key"}
    _refuse_unknown(keys, f"{ENV_PREFIX}* in the environment")
    return keys


def _refuse_unknown(keys: Iterable[str], where: str) -> None:
    unknown = sorted(set(keys) - set(Settings.model_fields))
    if unknown:
        hints = "; ".join(map(_hint, unknown))
        raise SettingsError(f"{where}: no setting {', '.join(unknown)}; {hints}")


def _hint(unknown: str) -> str:
    if unknown == "api_key":
        return f"a key belongs into the variable {API_KEY_VARIABLE}, or the one api_key_env names"
    near = get_close_matches(unknown, Settings.model_fields, n=1)
    return f"did you mean {near[0]}?" if near else f"there are {', '.join(Settings.model_fields)}"


def _sentence(error: ValidationError) -> str:
    parts = [
        f"{'.'.join(map(str, item['loc']))} = {item['input']!r}:"
        f" {item['msg'].removeprefix('Value error, ')}"
        for item in error.errors(include_url=False)
    ]
    return "; ".join(parts)
