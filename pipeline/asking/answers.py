"""The text a model gave in, one meaning for each mention out."""

import json
from collections import Counter
from collections.abc import Mapping

from pydantic import BaseModel, ValidationError

from pipeline.asking.loose_json import find_object
from pipeline.errors import InvalidAnswerError
from schemas.facts import Meaning


def read_answer(text: str, shape: type[BaseModel]) -> Mapping[str, Meaning]:
    """Return the meaning of each mention id, read from an answer's ``text``.

    Words and a code fence around the JSON object are left out; anything else that does
    not fit ``shape`` is refused with InvalidAnswerError, which names the paths.
    """
    body, answer = text, _fitting(text, shape)
    if answer is None:
        body = find_object(text)
        try:
            answer = shape.model_validate_json(body)
        except ValidationError as error:
            raise InvalidAnswerError(_sentence(error, shape), text=text) from error
    if repeated := _repeated(body):
        raise InvalidAnswerError(f"answer gives {repeated} twice", text=text)
    return {name: getattr(answer, name) for name in shape.model_fields}


def _fitting(text: str, shape: type[BaseModel]) -> BaseModel | None:
    try:
        return shape.model_validate_json(text)
    except ValidationError:
        return None


def _repeated(body: str) -> str | None:
    """Return a name that one object of ``body`` has twice; parsers keep only the last."""
    repeated: list[str] = []

    def count(pairs: list[tuple[str, object]]) -> None:
        if len(dict(pairs)) < len(pairs):
            names = Counter(name for name, _ in pairs)
            repeated.extend(name for name, times in names.items() if times > 1)

    json.loads(body, object_pairs_hook=count)
    return repeated[0] if repeated else None


def _sentence(error: ValidationError, shape: type[BaseModel]) -> str:
    problems = error.errors(include_url=False, include_input=False)
    paths = [".".join(map(str, problem["loc"])) or "the whole text" for problem in problems]
    first = problems[0]["msg"]
    return f"answer breaks {shape.__name__} at {', '.join(paths[:5])}: {first}"
