"""Requests and replies as OpenAI batch files have them: one JSON object a line, in any order."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from pydantic import BaseModel

from pipeline.asking.bodies import build_body
from pipeline.asking.completion import NoCompletionError, read_completion
from pipeline.asking.refusals import explain_refusal
from pipeline.asking.replies import read_reply
from pipeline.asking.request import Request
from pipeline.errors import AnswerError, EndpointError, UsageError
from pipeline.results.records import Outcome
from pipeline.running.halting import UnsentError
from pipeline.running.journal import Journal
from pipeline.running.journal_rows import Entry, answered_entry, failed_entry

_URL = "/v1/chat/completions"
_NO_STATUS = 500  # a line without a response: it expired, or was cancelled


class Outbox:
    """Requests that nobody has answered yet, written to ``file`` instead of being sent."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._keys: set[int] = set()

    @property
    def count(self) -> int:
        """Return how many requests were written."""
        return len(self._keys)

    async def send(self, request: Request, shape: type[BaseModel]) -> Entry:
        """Write ``request`` as one line, with its key as ``custom_id``, and raise UnsentError."""
        number = int(request.key[:16], 16)
        if number in self._keys:
            raise UnsentError
        self._keys.add(number)
        line = {
            "custom_id": request.key,
            "method": "POST",
            "url": _URL,
            "body": build_body(request, shape),
        }
        self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
        raise UnsentError


@dataclass(frozen=True, slots=True)
class Read:
    """What was in the files of replies: lines by what they are.

    ``passing`` are errors after which the request may be sent again.
    """

    answers: int
    refused: int
    passing: int
    repeated: int


class Inbox:
    """Replies that came in files, kept in the journal until somebody asks for them."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def read(self, paths: list[Path]) -> Read:
        """Take in every line of the files; of several for one request the first answer counts.

        A line that is no reply raises UsageError with its place.
        """
        counts: Counter[str] = Counter()
        for key, status, body in (line for path in paths for line in _lines(path)):
            if self._is_answered(key):
                counts["repeated"] += 1
            elif not 200 <= status < 300 and _is_passing(status, body):
                counts["passing"] += 1
            elif self._journal.add_letter(key, status, body):
                counts["answers" if 200 <= status < 300 else "refused"] += 1
            else:
                counts["repeated"] += 1
        return Read(counts["answers"], counts["refused"], counts["passing"], counts["repeated"])

    def _is_answered(self, key: str) -> bool:
        entry = self._journal.entry(key)
        return entry is not None and entry.outcome is not Outcome.UNSENT

    async def send(self, request: Request, shape: type[BaseModel]) -> Entry:
        """Return how ``request`` ended by its reply; one without a reply raises UnsentError."""
        letter = self._journal.letter(request.key)
        if letter is None:
            raise UnsentError
        status, body = letter
        try:
            if not 200 <= status < 300:
                raise explain_refusal(status, _complaint(body), request.key)
            answer = read_reply(read_completion(body.encode()), request, shape)
        except NoCompletionError as error:
            entry = failed_entry(EndpointError(str(error)), request.key)
        except (AnswerError, EndpointError) as error:
            entry = failed_entry(error, request.key)
        else:
            entry = answered_entry(answer)
        self._journal.drop_letter(request.key)
        return entry


def _lines(path: Path) -> Iterator[tuple[str, int, str]]:
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _reply(line, f"{path}:{number}")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error})") from error


def _reply(line: str, place: str) -> tuple[str, int, str]:
    """Return request key, status and body of a line; one without a response has an error."""
    try:
        content = json.loads(line)
        response = content.get("response") or {}
        status = int(response.get("status_code") or _NO_STATUS)
        body = response.get("body") or {"error": content.get("error") or {}}
        return str(content["custom_id"]), status, json.dumps(body, ensure_ascii=False)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise UsageError(
            f"{place}: no line of a batch result ({type(error).__name__}: {error}); "
            "it needs custom_id and response"
        ) from error


def _is_passing(status: int, body: str) -> bool:
    return explain_refusal(status, _complaint(body), "").trouble is not None


def _complaint(body: str) -> str:
    content: Any = json.loads(body)
    error = content.get("error") if isinstance(content, dict) else content
    message = error.get("message") if isinstance(error, dict) else error
    return str(message or body)
