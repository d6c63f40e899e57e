"""How values that databases do not know are kept in text columns, and read back."""

import json
import re
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Dialect, Text, TypeDecorator

# Half a surrogate pair cannot be encoded, and PostgreSQL takes no NUL.  Models write
# both.  The backslash is escaped with them so that every text reads back as it was.
_UNSTORABLE = re.compile(r"[\\\x00\ud800-\udfff]")
_ESCAPED = re.compile(r"\\u([0-9a-f]{4})")


class Words(TypeDecorator[str]):
    r"""Any Python string; a backslash, NUL or lone surrogate is kept as ``\uXXXX``."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Escape what a database would refuse."""
        return None if value is None else _escape(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Return the string as it was."""
        return None if value is None else _unescape(value)


class Amount(TypeDecorator[Decimal]):
    """A ``Decimal`` with every digit it was written with."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """Write the digits."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        """Read the digits."""
        return None if value is None else Decimal(value)


class Word(TypeDecorator[StrEnum]):
    """A word of a closed vocabulary."""

    impl = Text
    cache_ok = True

    def __init__(self, vocabulary: type[StrEnum]) -> None:
        super().__init__()
        self.vocabulary = vocabulary

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        """Write the word."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """Read the word; one that is not in the vocabulary raises ``ValueError``."""
        return None if value is None else self.vocabulary(value)


class Packed(TypeDecorator[Any]):
    """A record or a list as JSON, for what nobody searches by its parts."""

    impl = Text
    cache_ok = True

    def __init__(self, shape: Any) -> None:
        super().__init__()
        self.shape = shape
        self._adapter: TypeAdapter[Any] = TypeAdapter(shape)

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        """Write the record."""
        plain = self._adapter.dump_python(value, mode="json")
        return _escape(json.dumps(plain, ensure_ascii=False))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Read the record; text that does not fit raises ``ValueError``."""
        return (
            None if value is None else self._adapter.validate_python(json.loads(_unescape(value)))
        )


def _escape(text: str) -> str:
    return _UNSTORABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _unescape(text: str) -> str:
    if "\\" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
