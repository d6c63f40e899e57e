"""A pattern in, the same pattern out, compiled so that searching it passes most characters."""

import re
from collections.abc import Iterable
from importlib import import_module
from typing import Any

# The parser of the standard library: a pattern as lists of (operation, argument).
_parser = import_module("re._parser")

_CATEGORIES = {"CATEGORY_DIGIT": r"\d", "CATEGORY_SPACE": r"\s", "CATEGORY_WORD": r"\w"}
_WIDTHLESS = frozenset({"ASSERT", "ASSERT_NOT", "AT"})


def searched(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Compile a pattern that is searched for; it matches what it would match anyway.

    Python tries every alternative at every character, unless all of them begin with a plain
    character.  So a look ahead for the characters that a match can begin with is put before
    them, which makes a long table of cues up to ten times as fast to search.  A pattern that
    can begin with anything is compiled as it is.

    >>> found = searched("力争|(?<!主)要(?:把|将)")
    >>> found.pattern
    '(?=[力要])(?:力争|(?<!主)要(?:把|将))'
    """
    guarded = guarded_by_firsts(pattern, flags)
    return re.compile(guarded, flags)


def guarded_by_firsts(pattern: str, flags: int = 0) -> str:
    """Return ``pattern`` behind a look ahead for the characters that a match can begin with.

    Without named or other groups of its own, so that it can be part of a larger pattern.
    """
    firsts = _firsts(pattern, flags)
    if firsts is None:
        return pattern
    end = "\n" if flags & re.VERBOSE else ""  # where the last line is a comment
    first = f"[{''.join(sorted(firsts))}]"
    first = f"(?i:{first})" if "(?i" in pattern else first
    return f"(?={first})(?:{pattern}{end})"


def _firsts(pattern: str, flags: int) -> frozenset[str] | None:
    """Return what a match can begin with as parts of a character class, if anything narrows it."""
    parsed = _parser.parse(pattern, flags)
    if parsed.state.flags & re.IGNORECASE:
        return None
    firsts, is_optional = _of_sequence(parsed)
    return None if is_optional else firsts


# What an expression can begin with, nothing where that may be anything, and whether it may be
# empty, so that what follows it counts as well.
_Firsts = tuple[frozenset[str] | None, bool]


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> _Firsts:
    found: frozenset[str] = frozenset()
    for operation, argument in items:
        firsts, is_optional = _of_item(str(operation), argument)
        if firsts is None:
            return None, False
        found |= firsts
        if not is_optional:
            return found, False
    return found, True


def _of_item(operation: str, argument: Any) -> _Firsts:
    if operation in _WIDTHLESS:
        return frozenset(), True
    if operation == "LITERAL":
        return frozenset({re.escape(chr(argument))}), False
    if operation == "IN":
        return _of_class(argument), False
    if operation == "BRANCH":
        return _of_branches(argument[1])
    if operation == "SUBPATTERN":
        _, added, removed, inside = argument
        is_plain = added in (0, re.IGNORECASE) and not removed
        return _of_sequence(inside) if is_plain else (None, False)
    if operation == "ATOMIC_GROUP":
        return _of_sequence(argument)
    if operation in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, _, repeated = argument
        firsts, is_optional = _of_sequence(repeated)
        return firsts, is_optional or not least
    return None, False


def _of_class(items: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    parts = [_of_class_item(str(operation), argument) for operation, argument in items]
    return None if None in parts else frozenset(part for part in parts if part)


def _of_class_item(operation: str, argument: Any) -> str | None:
    if operation == "LITERAL":
        return re.escape(chr(argument))
    if operation == "RANGE":
        return "-".join(re.escape(chr(end)) for end in argument)
    return _CATEGORIES.get(str(argument)) if operation == "CATEGORY" else None


def _of_branches(branches: Iterable[Any]) -> _Firsts:
    found: frozenset[str] = frozenset()
    is_any_optional = False
    for branch in branches:
        firsts, is_optional = _of_sequence(branch)
        if firsts is None:
            return None, False
        found |= firsts
        is_any_optional |= is_optional
    return found, is_any_optional
