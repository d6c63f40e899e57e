"""The log of decisions in a database: rows are only ever added, by one person at a time."""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, RowMapping, insert, or_, select

from pipeline.disputing.decisions import Decision, Ruling, find_conflict
from pipeline.documents.document import Document
from pipeline.errors import ConflictError
from pipeline.proving.fact import Field
from pipeline.results.rows import flatten, restore
from pipeline.results.tables import decisions as log

_VERBS = {
    Ruling.ACCEPT: "accepted",
    Ruling.CORRECT: "corrected",
    Ruling.REJECT: "rejected",
    Ruling.UNDO: "took back a decision on",
}


def append(connection: Connection, made: Sequence[Decision], seen: Sequence[Decision]) -> None:
    """Add the decisions, all or none, unless others decided otherwise unseen.

    ``seen`` are the decisions that whoever decides now knows of.  Another person's
    decision on the same number that is not among them and says something else raises
    ConflictError that shows it.  The whole is one transaction of ``connection``, in
    which nobody else adds any.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("LOCK TABLE decisions IN EXCLUSIVE MODE")
    # On SQLite the first write takes the lock; whatever is read after it is the last word.
    first = connection.execute(insert(log), flatten(made[0])).inserted_primary_key
    before = _before(connection, first[0] if first else 0, made)
    if theirs := find_conflict(before, made, seen):
        raise ConflictError(conflict_in_words(theirs))
    if made[1:]:
        connection.execute(insert(log), [flatten(each) for each in made[1:]])


def read(connection: Connection, document: Document | None = None) -> tuple[Decision, ...]:
    """Return every decision in the order they were made, or those about one document.

    These are decisions about its bytes, and about other bytes under its name.
    """
    query = select(log).order_by(log.c.place)
    if document:
        about = or_(log.c.document_id == document.digest, log.c.doc == document.name)
        query = query.where(about)
    return tuple(_restored(connection.execute(query).mappings()))


def in_words(decision: Decision) -> str:
    """Say in a few words what somebody decided.

    >>> from pipeline.spans import Span
    >>> about = ("id", "a", Span(4, 8), "396件", Field.VALUE, Ruling.CORRECT)
    >>> in_words(Decision(*about, "li", "2023-05-01", "typo", "369"))
    "li set value to '369' on 2023-05-01 (typo)"
    """
    field = decision.field.value
    verb = _VERBS[decision.ruling]
    what = f"{verb} it" if decision.field is Field.DISPOSITION else f"{verb} its {field}"
    if decision.ruling is Ruling.CORRECT:
        what = f"set {field} to {decision.value!r}"
    return f"{decision.who} {what} on {decision.when} ({decision.why})"


def conflict_in_words(theirs: Decision) -> str:
    """Say what somebody else decided, and what to do about it."""
    return (
        f"{theirs.doc}:{theirs.span.start}-{theirs.span.end} {theirs.quote!r}:"
        f" {in_words(theirs)}; look at it before deciding otherwise"
    )


def _before(connection: Connection, place: int, made: Sequence[Decision]) -> Iterator[Decision]:
    digests = {decision.document_id for decision in made}
    query = select(log).where(log.c.document_id.in_(digests), log.c.place < place)
    return _restored(connection.execute(query.order_by(log.c.place)).mappings())


def _restored(rows: Iterable[RowMapping]) -> Iterator[Decision]:
    return (restore(Decision, dict(row)) for row in rows)
