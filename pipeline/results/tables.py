"""The tables of a run: a document's rows carry its name and their place in its list.

A column has the name of the field it keeps; a span takes two, ``_start`` and ``_end``.
"""

from typing import Any

from sqlalchemy import Boolean, Column, Date, Float, Integer, MetaData, String, Table

from pipeline.disputing.decisions import Ruling
from pipeline.documents.document import Format
from pipeline.numbers.reading import Reading
from pipeline.proving.fact import (
    Claim,
    Disposition,
    Field,
    Place,
    Reask,
    Refusal,
    Status,
    Ungrounded,
)
from pipeline.results.columns import Amount, Packed, Word, Words
from pipeline.results.records import Outcome
from schemas.vocabulary import Bound, Kind, NonFact

VERSION = "3"

tables = MetaData()

# Version of the format, and how the run was made: rows of a name and JSON.
about = Table(
    "about",
    tables,
    Column("name", String(40), primary_key=True),
    Column("content", Words, nullable=False),
)

documents = Table(
    "documents",
    tables,
    Column("doc", Words, primary_key=True),
    Column("source", Words, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("raw", Words, nullable=False),
    Column("encoding", String(40), nullable=False),
    Column("encoding_origin", String(40), nullable=False),
    Column("format", Word(Format), nullable=False),
    Column("title", Words),
    Column("publisher", Words),
    Column("published", Date),
    Column("region", Words),
)

# Documents that could not be read.
unreadable = Table(
    "unreadable",
    tables,
    Column("doc", Words, primary_key=True),
    Column("source", Words, nullable=False),
    Column("error", Words, nullable=False),
)


def _rows_of_documents(name: str, *columns: Column[Any]) -> Table:
    doc = Column("doc", Words, primary_key=True)
    place = Column("place", Integer, primary_key=True, autoincrement=False)
    return Table(name, tables, doc, place, *columns)


def _span(name: str) -> tuple[Column[Any], Column[Any]]:
    start: Column[Any] = Column(f"{name}_start", Integer, nullable=False)
    return start, Column(f"{name}_end", Integer, nullable=False)


mentions = _rows_of_documents(
    "mentions",
    Column("index", Integer, nullable=False),
    *_span("span"),
    *_span("raw_span"),
    Column("quote", Words, nullable=False),
    Column("value", Amount, nullable=False),
    Column("unit", Words, nullable=False),
    Column("bound", Word(Bound), nullable=False),
    Column("why", Word(NonFact)),
    Column("is_damaged", Boolean, nullable=False),
    Column("reading", Packed(Reading | None), nullable=False),
)

rows = _rows_of_documents(
    "ledger",
    Column("mention", Integer, nullable=False),
    Column("disposition", Word(Disposition), nullable=False),
    Column("why", Word(NonFact)),
    Column("voices", Packed(tuple[str, ...]), nullable=False),
    Column("status", Word(Status), nullable=False),
)

facts = _rows_of_documents(
    "facts",
    Column("mention", Integer, nullable=False),
    *_span("span"),
    Column("quote", Words, nullable=False),
    Column("value", Amount, nullable=False),
    Column("unit", Words, nullable=False),
    Column("base_value", Amount, nullable=False),
    Column("base_unit", Words, nullable=False),
    Column("bound", Word(Bound), nullable=False),
    Column("kind", Word(Kind)),
    Column("indicator", Words),
    Column("indicator_id", Words),
    Column("region", Words),
    Column("region_code", String(6)),
    Column("period", Words),
    Column("compared_with", Words),
    *_span("evidence"),
    Column("voices", Packed(dict[Field, tuple[str, ...]]), nullable=False),
)

findings = _rows_of_documents(
    "findings",
    Column("mention", Integer, nullable=False),
    Column("check", String(40), nullable=False),
    Column("field", Word(Field), nullable=False),
    Column("message", Words, nullable=False),
    Column("others", Packed(tuple[Place, ...]), nullable=False),
)

# Which check looked at which field of which mentions.
looks = _rows_of_documents(
    "looks",
    Column("check", String(40), nullable=False),
    Column("field", Word(Field), nullable=False),
    Column("mentions", Packed(tuple[int, ...]), nullable=False),
)

chunks = _rows_of_documents(
    "chunks",
    Column("index", Integer, nullable=False),
    *_span("span"),
    Column("mentions", Packed(tuple[int, ...]), nullable=False),
    Column("outcome", Word(Outcome), nullable=False),
    Column("request_key", String(64), nullable=False),
    Column("error", Words, nullable=False),
    Column("answer", Words, nullable=False),
    Column("prompt_tokens", Integer, nullable=False),
    Column("cached_tokens", Integer, nullable=False),
    Column("completion_tokens", Integer, nullable=False),
    Column("reasoning_tokens", Integer, nullable=False),
    Column("calls", Integer, nullable=False),
    Column("is_from_cache", Boolean, nullable=False),
    Column("wasted_tokens", Integer, nullable=False),
    Column("waited_s", Float, nullable=False),
    Column("busy_s", Float, nullable=False),
    Column("mode", String(20), nullable=False),
)

claims = _rows_of_documents(
    "claims",
    Column("mention", Integer, nullable=False),
    Column("is_statistic", Boolean, nullable=False),
    Column("echo", Words, nullable=False),
    Column("indicator", Words),
    Column("kind", Word(Kind)),
    Column("period", Words),
    Column("region", Words),
    Column("why", Words),
    Column("model", Words, nullable=False),
    Column("request_key", String(64), nullable=False),
    Column("reask", Packed(Reask | None), nullable=False),
)

ungrounded = _rows_of_documents(
    "ungrounded",
    Column("refusal", Word(Refusal), nullable=False),
    Column("content", Packed(Ungrounded), nullable=False),
)

# What was said in the fields of a user schema.
extras = _rows_of_documents(
    "extras",
    Column("mention", Integer, nullable=False),
    Column("name", String(40), nullable=False),
    Column("said", Words, nullable=False),
    Column("value", Words),
    Column("refusal", Words, nullable=False),
    Column("start", Integer),
    Column("end", Integer),
    Column("model", Words, nullable=False),
    Column("request_key", String(64), nullable=False),
)

# What people decided.  Rows are only ever added, and outlive a new run.
decisions = Table(
    "decisions",
    tables,
    Column("place", Integer, primary_key=True),
    Column("document_id", String(64), nullable=False),
    Column("doc", Words, nullable=False),
    *_span("span"),
    Column("quote", Words, nullable=False),
    Column("field", Word(Field), nullable=False),
    Column("ruling", Word(Ruling), nullable=False),
    Column("who", Words, nullable=False),
    Column("when", String(40), nullable=False),
    Column("why", Words, nullable=False),
    Column("value", Words),
)

# What models said when they were asked again.  Rows are only ever added, and outlive a
# new run.
reasked = Table(
    "reasked",
    tables,
    Column("place", Integer, primary_key=True),
    Column("document_id", String(64), nullable=False, index=True),
    Column("doc", Words, nullable=False),
    *_span("span"),
    Column("quote", Words, nullable=False),
    Column("claim", Packed(Claim), nullable=False),
    Column("answer", Words, nullable=False),
    Column("prompt_tokens", Integer, nullable=False),
    Column("cached_tokens", Integer, nullable=False),
    Column("completion_tokens", Integer, nullable=False),
    Column("reasoning_tokens", Integer, nullable=False),
)

OF_DOCUMENTS = (
    documents,
    unreadable,
    mentions,
    rows,
    facts,
    findings,
    looks,
    chunks,
    claims,
    ungrounded,
    extras,
)
