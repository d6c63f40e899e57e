"""One source file as received."""

from dataclasses import dataclass
from enum import StrEnum


class Format(StrEnum):
    """How the characters of a file are to be read."""

    PLAIN = "plain"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Document:
    """A file's decoded characters, untouched, and what identifies them.

    ``name`` is unique within a run (the file's stem), ``source`` the path as given,
    ``digest`` the SHA-256 of the bytes in hexadecimal, ``raw`` the decoded text with
    its newlines as they were.  ``encoding`` is a Python codec name and
    ``encoding_origin`` says how it was found: ``given``, ``bom``, ``utf-8`` (strict
    decoding succeeded) or ``scored`` (the likeliest of the candidates).
    """

    name: str
    source: str
    digest: str
    raw: str
    encoding: str
    encoding_origin: str
    format: Format
