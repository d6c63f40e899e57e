"""How values that databases do not know are kept in text columns, and read back."""

import json
import re
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError
from sqlalchemy import Dialect, Text, TypeDecorator

# Half a surrogate pair cannot be encoded, and PostgreSQL takes no NUL.  Models write
# both.  The backslash is escaped with them so that every text reads back as it was.
_UNSTORABLE = re.compile(r"[\\\x00\ud800-\udfff]")
_ESCAPED = re.compile(r"\\u([0-9a-f]{4})")


class Words(TypeDecorator[str]):
    r"""Any Python string; a backslash, NUL or lone surrogate is kept as ``\uXXXX``."""

    impl = Text
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[str | None], str | None]:
        """Return what escapes what a database would refuse."""
        return lambda value: None if value is None else _escape(value)

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[str | None], str | None]:
        """Return what gives the string as it was."""
        return lambda value: None if value is None else _unescape(value)


class Amount(TypeDecorator[Decimal]):
    """A ``Decimal`` with every digit it was written with."""

    impl = Text
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Decimal | None], str | None]:
        """Return what writes the digits."""
        return lambda value: None if value is None else str(value)

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[str | None], Decimal | None]:
        """Return what reads the digits."""
        return lambda value: None if value is None else Decimal(value)


class Word(TypeDecorator[StrEnum]):
    """A word of a closed vocabulary."""

    impl = Text
    cache_ok = True

    def __init__(self, vocabulary: type[StrEnum]) -> None:
        super().__init__()
        self.vocabulary = vocabulary

    def bind_processor(self, dialect: Dialect) -> Callable[[StrEnum | None], str | None]:
        """Return what writes the word."""
        return lambda value: None if value is None else str(value)

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[str | None], StrEnum | None]:
        """Return what reads the word; one not in the vocabulary raises ``ValueError``."""
        words: dict[str | None, StrEnum] = {word.value: word for word in self.vocabulary}
        vocabulary = self.vocabulary
        return lambda value: None if value is None else words.get(value) or vocabulary(value)


class Packed(TypeDecorator[Any]):
    """A record or a list as JSON, for what nobody searches by its parts."""

    impl = Text
    cache_ok = True

    def __init__(self, shape: Any) -> None:
        super().__init__()
        self.shape = shape
        self._adapter: TypeAdapter[Any] = TypeAdapter(shape)

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], str]:
        """Return what writes the record."""
        adapter = self._adapter

        def write(value: Any) -> str:
            try:
                return _escape(adapter.dump_json(value).decode())
            except PydanticSerializationError:  # half a surrogate pair
                return _escape(json.dumps(adapter.dump_python(value, mode="json")))

        return write

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[str | None], Any]:
        """Return what reads the record; text that does not fit raises ``ValueError``."""
        adapter = self._adapter

        def read(value: str | None) -> Any:
            if value is None:
                return None
            if "\\" not in value:
                return adapter.validate_json(value)
            return adapter.validate_python(json.loads(_unescape(value)))

        return read


def _escape(text: str) -> str:
    return _UNSTORABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _unescape(text: str) -> str:
    if "\\" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
