"""The text a model gave in, one meaning for each mention out."""

import re
from collections.abc import Mapping

from pydantic import BaseModel, ValidationError

from pipeline.errors import InvalidAnswerError
from schemas.facts import Meaning

# Reasoning that some models print before their answer.  It must not match a tag
# inside the JSON that follows, so it has to stand at the very start; a closing tag
# without an opening one is what servers leave that swallow the first.
_REASONING = re.compile(
    r"""
    \A\s*
    (?:<think(?:ing)?>)?                  # the opening tag may be missing
    (?P<thought>[^{]*?)                   # no brace: never part of the answer
    </think(?:ing)?>\s*
    """,
    re.VERBOSE,
)

# A code fence around the whole answer.  It must not match a fence inside a string.
_CODE_FENCE = re.compile(
    r"""
    \A\s*```(?:json|JSON)?[ \t]*\n        # opening fence, alone on the first line
    (?P<body>.*?)                         # the answer
    \n?```\s*\Z                           # closing fence, nothing after it
    """,
    re.VERBOSE | re.DOTALL,
)


def split_reasoning(text: str) -> tuple[str, str]:
    """Return the reasoning printed before an answer, and the answer.

    >>> split_reasoning('<think>396 is a count</think>{"m1": 1}')
    ('396 is a count', '{"m1": 1}')
    """
    match = _REASONING.match(text)
    return (match["thought"], text[match.end() :]) if match else ("", text)


def read_answer(text: str, shape: type[BaseModel]) -> Mapping[str, Meaning]:
    """Return the meaning of each mention id, read from an answer's ``text``.

    A code fence around the whole answer is taken off; anything else that does not
    fit ``shape`` is refused with InvalidAnswerError, which names the paths.
    """
    match = _CODE_FENCE.match(text)
    body = match["body"] if match else text
    try:
        answer = shape.model_validate_json(body)
    except ValidationError as error:
        raise InvalidAnswerError(_sentence(error, shape), text=text) from error
    return {name: getattr(answer, name) for name in shape.model_fields}


def _sentence(error: ValidationError, shape: type[BaseModel]) -> str:
    problems = error.errors(include_url=False, include_input=False)
    paths = [".".join(map(str, problem["loc"])) or "the whole text" for problem in problems]
    first = problems[0]["msg"]
    return f"answer breaks {shape.__name__} at {', '.join(paths[:5])}: {first}"
