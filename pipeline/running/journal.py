"""What a run has already paid for and finished, on disk before the next step is taken."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Self

from pipeline.errors import StoreError
from pipeline.proving.comparing import MOST_WITNESSES
from pipeline.results.records import Outcome
from pipeline.running.journal_file import JournalFile
from pipeline.running.journal_rows import (
    ADD_FIGURE,
    ANSWER,
    DOCUMENT,
    DOUBTFUL_DOCUMENTS,
    FIGURES_ABOVE,
    FIGURES_BELOW,
    FIGURES_OF,
    Entry,
    FigureRow,
    FinishedDocument,
    answer_row,
    figure_values,
    read_answer_row,
    read_document_row,
)
from pipeline.running.journal_tables import TABLES, VERSION

FILE_NAME = "journal.sqlite"


class Journal:
    """The journal of the run in ``run_dir``; leaving the block closes it.

    Every writing is on disk when the method returns: a process that is killed loses
    only what it had not written.  Whatever goes wrong raises StoreError.  ``recipe`` is
    the digest of what answers are now asked by.
    """

    def __init__(self, run_dir: Path) -> None:
        self.recipe = ""
        self._file = JournalFile(run_dir / FILE_NAME, TABLES)
        with self._file.closed_on_error():
            version = self.recall("version")
            if version not in (None, VERSION):
                place = run_dir / FILE_NAME
                raise StoreError(f"{place}: made by another version; add --fresh to start anew")
            self.remember("version", VERSION)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()

    def recall(self, name: str) -> Any:
        """Return what was remembered under ``name``, or nothing."""
        row = self._file.first("SELECT content FROM about WHERE name = ?", name)
        return None if row is None else json.loads(row[0])

    def remember(self, name: str, content: Any) -> None:
        """Keep ``content``, JSON values, under ``name``."""
        text = json.dumps(content, ensure_ascii=False, sort_keys=True)
        self._file.do("INSERT OR REPLACE INTO about VALUES (?, ?)", name, text)

    def entry(self, key: str) -> Entry | None:
        """Return how the request ``key`` ended, if it was asked."""
        row = self._file.first(f"SELECT {ANSWER} FROM answers WHERE key = ?", key)
        return None if row is None else read_answer_row(row)

    def entries(self) -> Iterator[Entry]:
        """Yield everything that was asked."""
        return map(read_answer_row, self._file.rows(f"SELECT {ANSWER} FROM answers ORDER BY key"))

    def add(self, *entries: Entry) -> None:
        """Keep how requests ended, all or none, in place of what was kept before."""
        marks = ", ".join("?" * (1 + len(ANSWER.split())))
        query = f"INSERT OR REPLACE INTO answers ({ANSWER}, recipe) VALUES ({marks})"
        self._file.do_each(query, [(*answer_row(entry), self.recipe) for entry in entries])

    def renew(self, key: str) -> None:
        """Note that the answer to the request ``key`` holds under the recipe of now, too."""
        query = "UPDATE answers SET recipe = ? WHERE key = ? AND recipe != ?"
        self._file.do(query, self.recipe, key, self.recipe)

    def recipes(self) -> dict[str, str]:
        """Return by which recipe each request was last asked or found to hold."""
        return dict(self._file.rows("SELECT key, recipe FROM answers"))

    def answers_by_recipe(self) -> dict[str, int]:
        """Return how many answers last held under each recipe, but that of now."""
        query = "SELECT recipe, count(*) FROM answers WHERE outcome = ? AND recipe != '' GROUP BY 1"
        found = sorted(self._file.rows(query, Outcome.DONE.value))
        return {recipe: count for recipe, count in found if recipe != self.recipe}

    def retire_answers(self) -> None:
        """Count the answers that no longer hold no more; they stay, and may hold again."""
        self._file.do("UPDATE answers SET recipe = '' WHERE recipe NOT IN (?, '')", self.recipe)

    def document(self, name: str) -> FinishedDocument | None:
        """Return the finished document ``name``, if there is one."""
        row = self._file.first(f"SELECT {DOCUMENT} FROM documents WHERE name = ?", name)
        return None if row is None else read_document_row(row)

    def names(self) -> Iterator[str]:
        """Yield the names of the finished documents, sorted."""
        for (name,) in self._file.rows("SELECT name FROM documents ORDER BY name"):
            yield name

    def finish(self, *finished: tuple[FinishedDocument, Sequence[FigureRow]]) -> None:
        """Keep that documents are finished, with their figures."""
        marks = ", ".join("?" * len(DOCUMENT.split()))
        with self._file.whole():
            for document, figures in finished:
                self._file.do("DELETE FROM figures WHERE doc = ?", document.name)
                self._file.do_each(ADD_FIGURE, map(figure_values, figures))
                values = [getattr(document, name) for name in DOCUMENT.split(", ")]
                self._file.do(f"INSERT OR REPLACE INTO documents VALUES ({marks})", *values)

    def mark_crossed(self, names: Iterable[str]) -> None:
        """Note that these documents have findings that other documents gave them."""
        self._file.do_each(
            "UPDATE documents SET is_crossed = 1 WHERE name = ?", [(n,) for n in names]
        )

    def unfinish(self, names: Iterable[str]) -> None:
        """Forget that these documents are finished; their answers stay."""
        gone = [(name,) for name in names]
        self._file.do_each("DELETE FROM documents WHERE name = ?", gone)
        self._file.do_each("DELETE FROM figures WHERE doc = ?", gone)

    def crossed(self) -> list[str]:
        """Return the documents whose findings depend on other documents."""
        return self._file.column("SELECT name FROM documents WHERE is_crossed")

    def incomplete(self) -> list[str]:
        """Return the finished documents of which a chunk failed."""
        return self._file.column("SELECT name FROM documents WHERE NOT is_complete")

    def retry_failures(self, last: Iterable[str]) -> int:
        """Let every request that failed be asked again; return how many there are.

        What was too long was asked in parts, and is not asked again, but for the ``last``
        parts.  What they took stays on the account.
        """
        mark = "UPDATE answers SET outcome = ? WHERE outcome IN (?, ?) AND "
        values = (Outcome.UNSENT.value, Outcome.FAILED.value, Outcome.TRUNCATED.value)
        with self._file.whole():
            count = self._file.do(f"{mark} NOT is_too_long", *values)
            return count + sum(self._file.do(f"{mark} key = ?", *values, key) for key in last)

    def clear(self) -> None:
        """Forget everything."""
        with self._file.whole():
            for table in ("answers", "documents", "figures"):
                self._file.do(f"DELETE FROM {table}")
            self._file.do("DELETE FROM about WHERE name != 'version'")

    def document_count(self) -> int:
        """Return how many documents are finished."""
        return int(self._file.column("SELECT count(*) FROM documents")[0])

    def add_letter(self, key: str, status: int, body: str) -> bool:
        """Keep a reply that came in a file; tell whether it is the first, or the first good one."""
        known = self.letter(key)
        if known is not None and (known[0] < 300 or status >= 300):
            return False
        self._file.do("INSERT OR REPLACE INTO letters VALUES (?, ?, ?)", key, status, body)
        return True

    def letter(self, key: str) -> tuple[int, str] | None:
        """Return status and body of the reply to the request ``key``, if one came."""
        row = self._file.first("SELECT status, body FROM letters WHERE key = ?", key)
        return None if row is None else (row[0], row[1])

    def drop_letter(self, key: str) -> None:
        """Forget the reply to the request ``key``, which has been read."""
        self._file.do("DELETE FROM letters WHERE key = ?", key)

    def drop_letters(self) -> list[str]:
        """Forget all replies that nobody asked for, and return their keys."""
        left = self._file.column("SELECT key FROM letters ORDER BY key")
        self._file.do("DELETE FROM letters")
        return left

    def mark_doubtful(self) -> None:
        """Note of all ``doubtful_documents`` at once that others may give them findings."""
        self._file.do(f"UPDATE documents SET is_crossed = 1 WHERE name IN ({DOUBTFUL_DOCUMENTS})")

    def doubtful_documents(self) -> Iterator[str]:
        """Yield the documents with a figure that others state too and may not agree with."""
        for (doc,) in self._file.rows(DOUBTFUL_DOCUMENTS):
            yield doc

    def figures_of(self, doc: str) -> list[FigureRow]:
        """Return the figures of a document, those that state the same thing together."""
        return self._figures(FIGURES_OF, doc)

    def figures_beside(self, row: FigureRow) -> tuple[list[FigureRow], list[FigureRow]]:
        """Return figures of other documents below and above ``row``, the farthest first.

        There are no more of each than can be named, and one.
        """
        below = (row.key, float(row.low), row.doc, MOST_WITNESSES + 1)
        above = (row.key, float(row.high), row.doc, MOST_WITNESSES + 1)
        return self._figures(FIGURES_BELOW, *below), self._figures(FIGURES_ABOVE, *above)

    def _figures(self, query: str, *values: object) -> list[FigureRow]:
        return [FigureRow(*row) for row in self._file.rows(query, *values)]
