"""The name of a user schema in, the fields it asks for out.

To read a user schema is to run Python code.  It is done for what the user names and for
nothing else: no file is ever looked for beside documents, in a run or in a store.
"""

import importlib
import runpy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.errors import SettingsError
from schemas.extra import Extra, UserSchema, user_schema

_RUN_NAME = "user_schema"

# What a file can do wrong while it is run, as far as we can say it in one sentence.
_FAULTS = (
    *(OSError, SyntaxError, ImportError, NameError, TypeError, ValueError),
    *(AttributeError, LookupError, ArithmeticError, RuntimeError),
)

_OURS = (ValueError, FileNotFoundError)  # they say what is wrong by themselves


def is_file_name(named: str) -> bool:
    """Tell whether a schema is named by its file, and not as a module of ``schemas``.

    >>> is_file_name("funding"), is_file_name("mine.py"), is_file_name("./mine")
    (False, True, True)
    """
    return named.endswith(".py") or "/" in named or "\\" in named


def load_user_schema(named: str) -> UserSchema:
    """Run the file ``named``, or import that module of ``schemas``, and return its fields.

    It must have exactly one class made from ``Extra``.  Whatever is wrong with it raises
    SettingsError with the name and the remedy.
    """
    try:
        names = _run(named) if is_file_name(named) else _import(named)
        classes = [each for each in names.values() if _is_schema(each)]
        if len({*classes}) != 1:
            raise ValueError(
                f"has {len({*classes})} classes made from schemas.extra.Extra, must have one"
            )
        return user_schema(classes[0])
    except _FAULTS as error:
        kind = "" if type(error) in _OURS else f"{type(error).__name__}: "
        raise SettingsError(f"user_schema = {named!r}: {kind}{error}") from error


def _is_schema(thing: object) -> bool:
    return isinstance(thing, type) and issubclass(thing, Extra) and thing is not Extra


def _run(named: str) -> Mapping[str, Any]:
    path = Path(named)
    if path.suffix != ".py" or not path.is_file():
        raise FileNotFoundError("must be a Python file, FILE.py")
    return runpy.run_path(str(path), run_name=_RUN_NAME)


def _import(named: str) -> Mapping[str, Any]:
    if not named.isidentifier():
        raise ValueError(
            "must be FILE.py or a module of schemas, such as funding"
            " (the answer shape, facts.v1 or facts.v2, is set by --schema-version)"
        )
    return vars(importlib.import_module(f"schemas.{named}"))
