"""The form in which a server is asked, stepping down where the server cannot do it."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import replace

from pydantic import BaseModel

from pipeline.asking.answer import Answer
from pipeline.asking.mode import Mode
from pipeline.asking.request import Request
from pipeline.errors import InvalidAnswerError, ModeRefusedError

_MODES = list(Mode)

Send = Callable[[Request, type[BaseModel]], Awaitable[Answer]]


class Ladder:
    """The mode of one server: the most binding one that it has not failed at.

    ``mode`` is the one in use.  It is left for the next where the server refuses it, and
    where the server's first answers in it do not fit: a grammar that binds cannot give
    such an answer.  A mode that has once given a fitting answer is kept, and taken again
    where that answer was under way while another made it be left: one answer that breaks on
    its way says nothing about the server.
    """

    def __init__(
        self, mode: Mode = Mode.JSON_SCHEMA, *, proven: Collection[Mode] = frozenset()
    ) -> None:
        self.mode = mode
        self._proven = set(proven)

    async def ask(self, request: Request, shape: type[BaseModel], send: Send) -> Answer:
        """Return the answer to ``request`` in the first mode from ``mode`` on that gives one.

        The answer names its mode.  What ``send`` raises about the last mode is raised.
        """
        while True:
            mode = self.mode
            try:
                asked = request if request.mode is mode else replace(request, mode=mode)
                answer = await send(asked, shape)
            except (ModeRefusedError, InvalidAnswerError) as error:
                if not self._leaves(mode, is_refused=isinstance(error, ModeRefusedError)):
                    raise
            else:
                self._proven.add(mode)
                if _MODES.index(mode) < _MODES.index(self.mode):
                    self.mode = mode
                return answer

    def _leaves(self, mode: Mode, *, is_refused: bool) -> bool:
        """Step down from ``mode``, and tell whether there is another to try."""
        if self.mode is not mode:
            return True  # a request beside this one has stepped down already
        if mode.next is None or (mode in self._proven and not is_refused):
            return False
        self.mode = mode.next
        return True
