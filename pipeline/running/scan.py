"""Paths or standard input in, ledgers out: everything that needs no model."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import BinaryIO

from pipeline.cleaning.cleaning import clean
from pipeline.documents.document import Document
from pipeline.documents.finding import find_documents
from pipeline.documents.reading import decode_document, read_document
from pipeline.errors import DocumentError
from pipeline.numbers.ledger import Ledger, build_ledger
from pipeline.running.collecting import collecting_seldom
from pipeline.settings import Settings

STANDARD_INPUT = "-"

Scanned = tuple[str, Ledger] | DocumentError


def scan(paths: Sequence[str], settings: Settings, stdin: BinaryIO) -> Iterator[Scanned]:
    """Yield the name and ledger of each document, or the error that kept it from being read.

    The path ``-`` is standard input.  One document is in memory at a time.
    """
    if STANDARD_INPUT in paths:
        data = stdin.read()
        yield _scanned(
            partial(
                decode_document,
                data,
                name="stdin",
                source="standard input",
                encoding=settings.encoding,
            )
        )
    found = find_documents([path for path in paths if path != STANDARD_INPUT])
    yield from found.errors
    for name, path in found.files:
        yield _scanned(
            partial(
                read_document,
                path,
                name=name,
                encoding=settings.encoding,
                max_document_mb=settings.max_document_mb,
            )
        )


def _scanned(read: Callable[[], Document]) -> Scanned:
    try:
        document = read()
    except DocumentError as error:
        return error
    with collecting_seldom():
        return document.name, build_ledger(clean(document))
