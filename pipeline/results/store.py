"""A run directory in, its records out: everything that is asked of a run, in one place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Select, func, select

from pipeline.disputing.decisions import Decision
from pipeline.disputing.reasked import Reasked
from pipeline.documents.document import Document
from pipeline.errors import StoreError
from pipeline.proving.across import Standing
from pipeline.proving.fact import Finding
from pipeline.proving.proof import Proof
from pipeline.results import decision_log, reasked_log, run_info, tables
from pipeline.results.database import own_errors
from pipeline.results.packing import PackedRows, pack
from pipeline.results.records import DocumentRecord, RunInfo, Unreadable
from pipeline.results.run_database import RunDatabase
from pipeline.results.statements import (
    add_findings,
    forget,
    insert_packed,
    insert_rows,
    read_documents,
    read_finding_ids,
    read_proof,
    read_standing,
)

FILE_NAME = "run.sqlite"

# Documents that are read at once: a query for each table costs as much as many of its rows.
_TOGETHER = 8


class Store:
    """The records of one run; close it when done.

    The database is ``run.sqlite`` in the run directory, a single file once the store
    is closed, or what the SQLAlchemy address ``url`` names.  Whatever goes wrong with
    it raises ``StoreError``.
    """

    def __init__(self, run_dir: Path, url: str | None = None) -> None:
        self._database = RunDatabase(url or run_dir / FILE_NAME)

    @classmethod
    def create(cls, run_dir: Path, url: str | None = None) -> Self:
        """Start an empty run in ``run_dir``; what an earlier run of ours left is removed.

        The decisions of people stay, and what models said when asked again.  A database
        that is not ours is refused and left alone.
        """
        with own_errors(str(run_dir)):
            run_dir.mkdir(parents=True, exist_ok=True)
        store = cls(run_dir, url)
        store._database.start()
        return store

    @classmethod
    def resume(cls, run_dir: Path, url: str | None = None) -> Self:
        """Open the run in ``run_dir`` to go on with it, or start an empty one there."""
        if url is None and not (run_dir / FILE_NAME).is_file():
            return cls.create(run_dir)
        store = cls(run_dir, url)
        if not store._database.has_run():
            store.close()
            return cls.create(run_dir, url)
        store._database.go_on()
        return store

    @classmethod
    def open(cls, run_dir: Path, url: str | None = None) -> Self:
        """Open the run in ``run_dir``; a directory without one is refused."""
        if url is None and not (run_dir / FILE_NAME).is_file():
            raise StoreError(f"{run_dir}: not a run directory (there is no {FILE_NAME} in it)")
        store = cls(run_dir, url)
        store._database.open()
        return store

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database, which is a single file again."""
        self._database.close()

    def write_document(self, record: DocumentRecord) -> None:
        """Keep all of one document or, if it fails, nothing; an earlier record is replaced."""
        self.write_packed({record.document.name: pack(record)})

    def write_packed(self, packed: Mapping[str, PackedRows]) -> None:
        """Keep the rows of documents by name, all or nothing, in place of earlier ones."""
        with self._database.writing() as connection:
            forget(connection, *packed)
            insert_packed(connection, *packed.values())

    def standing(self, name: str) -> Standing:
        """Return what the document ``name`` states and what stands against it.

        A name the run does not have states nothing.
        """
        with self._database.reading() as connection:
            return read_standing(connection, name)

    def add_findings(self, found: Mapping[str, Iterable[Finding]]) -> None:
        """Keep more findings against facts of documents, by name; they are then disputed.

        What it has already is kept once, and what a person has settled stays settled.
        """
        with self._database.writing() as connection:
            add_findings(connection, found)

    def finding_ids(self, names: Sequence[str]) -> dict[str, str]:
        """Return a digest of what stands against each of the documents ``names``."""
        with self._database.reading() as connection:
            return read_finding_ids(connection, names)

    def write_unreadable(self, failure: Unreadable) -> None:
        """Keep why a document could not be read; an earlier record is replaced."""
        with self._database.writing() as connection:
            forget(connection, failure.name)
            row = {"doc": failure.name, "source": failure.source, "error": failure.error}
            insert_rows(connection, tables.unreadable, [row])

    def write_info(self, info: RunInfo) -> None:
        """Keep how the run was made, in place of what was kept before."""
        with self._database.writing() as connection:
            run_info.write(connection, info)

    def info(self) -> RunInfo:
        """Return how the run was made; a run that was never finished raises ``StoreError``."""
        with self._database.reading() as connection:
            info = run_info.read(connection)
            if info is None:
                raise StoreError(f"{self._database.place}: the run was not finished; run it again")
            return info

    def names(self) -> tuple[str, ...]:
        """Return the names of the documents that were read, sorted."""
        with self._database.reading() as connection:
            return tuple(sorted(connection.execute(select(tables.documents.c.doc)).scalars()))

    def failed_chunks(self) -> list[tuple[str, str, str]]:
        """Return document, error and key of every request that failed, in order."""
        table = tables.chunks
        query = (
            select(table.c.doc, table.c.error, table.c.request_key)
            .where(table.c.error != "")
            .order_by(table.c.doc, table.c.place)
        )
        with self._database.reading() as connection:
            return [(row[0], row[1], row[2]) for row in connection.execute(query)]

    def names_of(self, digests: Iterable[str]) -> tuple[str, ...]:
        """Return the names of the documents with these digests, sorted."""
        query = select(tables.documents.c.doc, tables.documents.c.digest)
        wanted = set(digests)
        if not wanted:
            return ()
        with self._database.reading() as connection:
            found = (doc for doc, digest in connection.execute(query) if digest in wanted)
            return tuple(sorted(found))

    def count(self) -> int:
        """Return how many documents were read."""
        with self._database.reading() as connection:
            return int(connection.execute(select(func.count(tables.documents.c.doc))).scalar_one())

    def reasked_count(self) -> int:
        """Return how often anything was asked about again."""
        with self._database.reading() as connection:
            return int(
                connection.execute(select(func.count()).select_from(tables.reasked)).scalar_one()
            )

    def keep_only(self, names: Iterable[str]) -> None:
        """Forget every document, and every unreadable one, but those ``names``."""
        kept = set(names)
        with self._database.reading() as connection:
            found = {*connection.execute(select(tables.documents.c.doc)).scalars()}
            found.update(connection.execute(select(tables.unreadable.c.doc)).scalars())
        with self._database.writing() as connection:
            for name in sorted(found - kept):
                forget(connection, name)

    def documents(self, names: Sequence[str] | None = None) -> Iterator[DocumentRecord]:
        """Yield the documents that were read, or those ``names``, a few in memory at a time."""
        chosen = self.names() if names is None else names
        for place in range(0, len(chosen), _TOGETHER):
            with self._database.reading() as connection:
                records = [*read_documents(connection, chosen[place : place + _TOGETHER])]
            yield from records

    def document(self, name: str) -> DocumentRecord:
        """Return one document; a name the run does not have raises ``StoreError``."""
        with self._database.reading() as connection:
            record = next(read_documents(connection, (name,)), None)
            if record is None:
                raise StoreError(f"{self._database.place}: has no document {name!r}")
            return record

    def proof(self, name: str) -> Proof:
        """Return what was proven of a document, but not what was looked at or refused."""
        with self._database.reading() as connection:
            return read_proof(connection, name)

    def unreadable(self) -> tuple[Unreadable, ...]:
        """Return the documents that could not be read, by name."""
        with self._database.reading() as connection:
            rows = connection.execute(select(tables.unreadable)).mappings()
            failures = (Unreadable(row["doc"], row["source"], row["error"]) for row in rows)
            return tuple(sorted(failures, key=lambda failure: failure.name))

    def add_decisions(self, made: Sequence[Decision], *, seen: Sequence[Decision] = ()) -> None:
        """Keep decisions, all or none; what was decided before stays.

        ``seen`` is what whoever decides knows to have been decided already.  Where
        somebody else decided otherwise and it is not among that, ConflictError shows
        it and nothing is kept.
        """
        if made:
            with self._database.writing() as connection:
                decision_log.append(connection, made, seen)

    def decisions(self, about: Document | None = None) -> tuple[Decision, ...]:
        """Return every decision in the order they were made, or those about one document."""
        with self._database.reading() as connection:
            return decision_log.read(connection, about)

    def add_reasked(self, reasked: Reasked) -> None:
        """Keep what a model said when it was asked again; what was said before stays."""
        with self._database.writing() as connection:
            reasked_log.append(connection, reasked)

    def reasked(self, document_id: str | None = None) -> tuple[Reasked, ...]:
        """Return what was said when asked again, in that order: all, or about one document."""
        with self._database.reading() as connection:
            return reasked_log.read(connection, document_id)

    def query(self, statement: Select[Any]) -> Iterator[tuple[Any, ...]]:
        """Yield the rows that ``statement`` selects from the tables of a run."""
        with self._database.reading() as connection:
            for row in connection.execute(statement):
                yield tuple(row)
