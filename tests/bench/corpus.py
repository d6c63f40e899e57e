"""The annotated documents and texts like them, as every candidate gets them."""

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from zlib import crc32

from pipeline.cleaning.clean_text import CleanText, Metadata
from pipeline.cleaning.cleaning import clean
from pipeline.documents.document import Document, Format
from pipeline.documents.reading import read_document
from pipeline.evaluating.gold import Gold, GoldFact, read_gold
from pipeline.spans import Span

ROOT = Path(__file__).resolve().parents[2]
SEEDS, DEV, UNSEEN = "seeds", "dev", "unseen"
KNOWN = (SEEDS, DEV, "fresh", "held", "desks")  # their errors have been used to improve the rules
COLLECTIONS = (*KNOWN, UNSEEN)

# A number that is no part of a date: it may be changed without changing what a text says.
_FREE_NUMBER = re.compile(r"(?<![\d.])\d{1,12}(?:\.\d{1,6})?(?![\d.年月日])")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One annotated document with its annotated facts and where they stand in clean text."""

    name: str
    document: Document
    clean: CleanText
    facts: tuple[GoldFact, ...]
    fact_spans: tuple[Span, ...]
    nonfact_spans: tuple[Span, ...]


@cache
def gold_of(collection: str) -> Gold:
    """Return the annotations of one of the ``COLLECTIONS``."""
    folder = ROOT / "tests" / "gold"
    planted = folder / f"{collection}.contradictions.jsonl"
    return read_gold(
        folder / f"{collection}.gold.jsonl",
        folder / f"{collection}.nonfacts.jsonl",
        planted if planted.exists() else None,
    )


@cache
def gold_documents(*collections: str) -> tuple[GoldDocument, ...]:
    """Return the annotated documents of the collections, by name within each."""
    return tuple(row for collection in collections for row in _documents_of(collection))


@cache
def _documents_of(collection: str) -> tuple[GoldDocument, ...]:
    folder = ROOT / "seeds" if collection == SEEDS else ROOT / "tests/gold" / collection / "docs"
    paths = sorted(path for path in folder.iterdir() if path.suffix in {".txt", ".html"})
    return tuple(_annotated(path, gold_of(collection)) for path in paths)


def _annotated(path: Path, gold: Gold) -> GoldDocument:
    document = read_document(path)
    cleaned = clean(document)
    facts = tuple(row for row in gold.facts if row.doc == document.name)
    nonfacts = tuple(row for row in gold.nonfacts if row.doc == document.name)
    return GoldDocument(
        name=document.name,
        document=document,
        clean=cleaned,
        facts=facts,
        fact_spans=tuple(cleaned.clean_span(Span(row.start, row.end)) for row in facts),
        nonfact_spans=tuple(cleaned.clean_span(Span(row.start, row.end)) for row in nonfacts),
    )


def document_of(text: str) -> Document:
    """Return ``text`` as a document of its own."""
    return Document("text", "-", "0" * 64, text, "utf-8", "given", Format.PLAIN)


def document_named(name: str, text: str) -> GoldDocument:
    """Return ``text`` as a document without annotations."""
    document = replace(document_of(text), name=name)
    return GoldDocument(name, document, clean(document), (), (), ())


def clean_text_of(text: str) -> CleanText:
    """Return ``text``, already clean, as its own origin."""
    return CleanText(
        raw=text,
        text=text,
        starts=range(len(text)),
        ends=range(1, len(text) + 1),
        marks=(),
        metadata=Metadata(),
        is_traditional=False,
        steps=(),
    )


def seed_like_text(size: int) -> str:
    """Return ``size`` characters of clean seed text, repeated with other digits each time."""
    once = "\n".join(row.clean.text for row in gold_documents(SEEDS)) + "\n"
    copies = -(-size // len(once))
    return "".join(_varied(once, turn) for turn in range(copies))[:size]


def _varied(text: str, turn: int) -> str:
    def other_number(found: re.Match[str]) -> str:
        return _DIGIT.sub(lambda digit: _other(digit, turn, found.start()), found[0])

    return _FREE_NUMBER.sub(other_number, text)


def _other(digit: re.Match[str], turn: int, place: int) -> str:
    drawn = crc32(f"{turn} {place} {digit.start()}".encode())
    return str(drawn % 9 + 1)  # never a nought, which would change how a number is written
