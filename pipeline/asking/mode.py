"""In what form a server is asked to answer."""

from enum import StrEnum


class Mode(StrEnum):
    """Forms of asking for an answer, the most binding first.

    ``json_schema`` lets the server's grammar write nothing but the answer shape,
    ``tools`` asks for the arguments of a function of that shape, ``json_object`` for any
    JSON, ``text`` for nothing in particular; the last two show the shape in the prompt.
    """

    JSON_SCHEMA = "json_schema"
    TOOLS = "tools"
    JSON_OBJECT = "json_object"
    TEXT = "text"

    @property
    def next(self) -> "Mode | None":
        """Return the next less binding form, nothing after the last.

        >>> Mode.JSON_SCHEMA.next, Mode.TEXT.next
        (<Mode.TOOLS: 'tools'>, None)
        """
        modes = list(Mode)
        place = modes.index(self) + 1
        return modes[place] if place < len(modes) else None
