"""A process that works on documents: steps come in by its standard input, results go out.

It ends when its input does, so it outlives nobody: not a parent that was killed, either.
"""

import logging
import os
import pickle  # noqa: TID251 - a pipe between two processes of one run; nothing is stored
import sys
from contextlib import ExitStack, suppress
from typing import Any, BinaryIO

from pipeline.asking.answer_cache import AnswerCache
from pipeline.errors import PipelineError
from pipeline.running.collecting import collecting_seldom
from pipeline.running.making import Making

COMMAND = ("-P", "-m", "pipeline.running.worker")  # no module of ours is taken from elsewhere
LENGTH_BYTES = 8

# The logger's name, the level, and the message.
Said = tuple[str, int, str]


def framed(content: object) -> bytes:
    """Return ``content`` as it goes through a pipe between processes of one run."""
    data = pickle.dumps(content, protocol=pickle.HIGHEST_PROTOCOL)
    return len(data).to_bytes(LENGTH_BYTES) + data


def unframed(data: bytes) -> Any:
    """Return what was framed, from the bytes after its length."""
    return pickle.loads(data)


def main() -> None:
    """Do the steps of one run in the order in which they come."""
    source = sys.stdin.buffer
    with suppress(BrokenPipeError), ExitStack() as opened:  # broken: nobody is there any more
        results = opened.enter_context(os.fdopen(os.dup(sys.stdout.fileno()), "wb"))
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nothing else may get between
        opened.enter_context(collecting_seldom())
        made = _read(source)
        if made is None:
            return
        order, cache_folder = made
        cache = opened.enter_context(AnswerCache(cache_folder)) if cache_folder else None
        _serve(Making(order, cache), source, results)


class _Overheard(logging.Handler):
    """What is logged here, to be logged by the parent in its own form."""

    def __init__(self) -> None:
        super().__init__()
        self._said: list[Said] = []

    def emit(self, record: logging.LogRecord) -> None:
        self._said.append((record.name, record.levelno, record.getMessage()))

    def take(self) -> list[Said]:
        """Return what was logged since the last time."""
        said, self._said = self._said, []
        return said


def _serve(making: Making, source: BinaryIO, results: BinaryIO) -> None:
    overheard = _Overheard()
    logging.getLogger().addHandler(overheard)
    _write(results, (None, []))  # ready
    while (step := _read(source)) is not None:
        name, args, more = step
        try:
            result = getattr(making, name)(*args, **more)
        except (PipelineError, OSError) as error:
            result = error
        _write(results, (result, overheard.take()))


def _read(source: BinaryIO) -> Any:
    """Return what comes next, nothing where the parent has closed the pipe or is gone."""
    head = source.read(LENGTH_BYTES)
    if len(head) < LENGTH_BYTES:
        return None
    length = int.from_bytes(head)
    data = source.read(length)
    return unframed(data) if len(data) == length else None


def _write(results: BinaryIO, content: object) -> None:
    results.write(framed(content))
    results.flush()


if __name__ == "__main__":
    main()
