"""A model's text in, the JSON object it holds out, faults of writing but not of content mended."""

import re

# A comma before a closing bracket, or a string.  Strings are matched to be left alone.
_STRING_OR_COMMA = re.compile(
    r"""
    (?P<string>"(?:[^"\\]|\\.)*")         # kept as it is
  | ,(?=\s*[}\]])                         # dropped
    """,
    re.VERBOSE | re.DOTALL,
)
_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*"|[{}]', re.DOTALL)


def find_object(text: str) -> str:
    """Return the first whole JSON object in ``text``, without commas before its brackets.

    What a model writes around the object (fences, greetings) and such commas change
    nothing about what it says.  Text that holds no whole object, or another
    after it, is returned as it is.

    >>> find_object('Sure! {"m1": {"a": "x,}",},} Anything else?')
    '{"m1": {"a": "x,}"}}'
    """
    start = text.find("{")
    end = _end_of_object(text, start) if start >= 0 else None
    if end is None or "{" in text[end:]:
        return text
    return _STRING_OR_COMMA.sub(lambda found: found["string"] or "", text[start:end])


def _end_of_object(text: str, start: int) -> int | None:
    depth = 0
    for found in _STRING_OR_BRACKET.finditer(text, start):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0:
            return found.end()
    return None
