"""Tables that only a terminal shows: settings with their origins, the first disputes."""

from collections.abc import Iterable, Mapping
from itertools import islice

from rich.table import Table

from pipeline.results.records import DocumentRecord
from pipeline.results.terminal import shown
from pipeline.results.views import DOC_CHARS
from pipeline.running.reasking_result import FieldResult


def settings_table(settings: Mapping[str, str], origins: Mapping[str, str]) -> Table:
    """Return every setting with its value and where it came from."""
    table = Table(show_edge=False, pad_edge=False)
    for name in ("setting", "value", "origin"):
        table.add_column(name, overflow="fold")
    for name, value in settings.items():
        table.add_row(*map(shown, (name, value, origins[name])))
    return table


def disputes_table(records: Iterable[DocumentRecord], *, limit: int) -> Table:
    """Return the first ``limit`` findings against facts and numbers, in document order."""
    table = Table(title="first findings", title_justify="left", show_edge=False, pad_edge=False)
    for name in ("doc", "quote", "check", "field", "what was found"):
        table.add_column(name, overflow="fold")
    findings = ((record, finding) for record in records for finding in record.proof.findings)
    for record, finding in islice(findings, limit):
        quote = record.mentions[finding.mention].quote
        doc = record.document.name[:DOC_CHARS]
        cells = (doc, quote, finding.check, finding.field, finding.message)
        table.add_row(*map(shown, cells))
    return table


def reask_table(fields: Iterable[FieldResult]) -> Table:
    """Return what came of fields that were asked about again."""
    table = Table(show_edge=False, pad_edge=False)
    for name in ("doc", "quote", "field", "the model says", "what stands", "status"):
        table.add_column(name, overflow="fold")
    for each in fields:
        said = " / ".join(words or "–" for words in each.said)
        cells = (each.doc[:DOC_CHARS], each.quote, each.field, said, each.stands, each.status)
        table.add_row(*map(shown, cells))
    return table
