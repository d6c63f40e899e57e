"""The tables of an export and what each of their columns means.

``FACTS`` and ``NONFACTS`` come back through ``decide --from``: the columns named in
``EDITABLE`` and ``DECIDING`` may be changed, all others only say what is there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from pipeline.disputing.deciding import EDITABLE as EDITABLE_FIELDS
from pipeline.proving.fact import Disposition, Field, Status
from schemas.vocabulary import Bound, Kind, NonFact


class Form(StrEnum):
    """How the cells of a column are kept."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    TRUTH = "true or false"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what it means, how it is kept, in what unit, and its values.

    ``allowed`` are the only values it has, empty where anything may stand.  ``width`` is
    how many characters a spreadsheet shows; a column of width 0 is hidden there.
    """

    name: str
    meaning: str
    form: Form = Form.TEXT
    unit: str = ""
    allowed: tuple[str, ...] = ()
    width: int = 12


EDITABLE = tuple(field.value for field in EDITABLE_FIELDS)
DECIDING = ("decision", "why")
RULINGS = ("accept", "reject")

_OFFSET = "characters of the decoded raw file"
_SCORE = "how likely what stands is wrong"
_PROBABILITY = "probability, from 0 to 1"
_FIELDS = tuple(field.value for field in Field)
_NUMBER = (
    Column("doc", "name of the document: its file without the ending"),
    Column("start", "where the quote begins", Form.INTEGER, _OFFSET, width=8),
    Column("end", "where the quote ends, exclusive", Form.INTEGER, _OFFSET, width=8),
)
_DECIDING = (
    Column("decision", "write accept or reject here to decide", allowed=RULINGS, width=10),
    Column("why", "the reason for what you decide or change in this row", width=20),
)
_DECIDED = (
    Column("decided_by", "who decided last about this number"),
    Column("decided_at", "when that was (ISO 8601)", width=16),
)
_STATE = Column("state", "digest of the row as exported, to see what was edited", width=0)
_ID = Column("id", "document and offsets: the name of the number for decide and history", width=26)
_STATUS = Column("status", "how far it can be trusted", allowed=tuple(Status))
_QUOTE = Column("quote", "the number with its unit as it stands in the source", width=14)
_SENTENCE = Column("sentence", "the sentence of the source that holds it", width=60)
_FINDINGS = Column("findings", "what the checks report against it, one after the other", width=40)
_REASONS = tuple(NonFact)

FACTS = (
    _ID,
    _STATUS,
    *_DECIDING,
    _QUOTE,
    Column("value", "the amount, with the sign of its direction", Form.DECIMAL, "the column unit"),
    Column("unit", "unit as written, with its scale (万元)", width=8),
    Column("kind", "what sort of statistic it is", allowed=tuple(Kind), width=10),
    Column("indicator", "what is counted or measured", width=28),
    Column("region", "the place or body it is about"),
    Column("period", "the time: 2022, 2023-01, 2022-H1, 2022-Q3, A..B, @DATE for as of", width=14),
    Column("bound", "how exactly it was stated", allowed=tuple(Bound), width=9),
    Column("compared_with", "what a change is counted from, as written"),
    _SENTENCE,
    _FINDINGS,
    Column("base_value", "the same amount in base_unit", Form.DECIMAL, "the column base_unit"),
    Column("base_unit", "unit without scale (元)", width=8),
    Column("indicator_id", "the catalogue's name for the indicator, if it is known there"),
    Column("region_code", "code of GB/T 2260, if the place has one"),
    Column("voices", "who supports each field", width=30),
    Column("checked", "which checks looked at each field", width=30),
    Column("score", _SCORE, Form.DECIMAL, _PROBABILITY, width=8),
    *_DECIDED,
    *_NUMBER,
    Column("evidence_start", "where its clause begins", Form.INTEGER, _OFFSET, width=0),
    Column("evidence_end", "where its clause ends, exclusive", Form.INTEGER, _OFFSET, width=0),
    Column("model", "the model that was asked", width=0),
    Column("prompt", "the prompt it was asked with", width=0),
    Column("schema", "the shape its answers had", width=0),
    _STATE,
)
NONFACTS = (
    _ID,
    _STATUS,
    *_DECIDING,
    _QUOTE,
    Column(
        "disposition",
        "what became of the number",
        allowed=(Disposition.NONFACT, Disposition.UNACCOUNTED),
    ),
    Column("reason", "why it states no statistic", allowed=_REASONS),
    _SENTENCE,
    _FINDINGS,
    Column("voices", "by whose word", width=30),
    *_DECIDED,
    *_NUMBER,
    _STATE,
)
DISPUTES = (
    Column("score", _SCORE, Form.DECIMAL, _PROBABILITY, width=8),
    _ID,
    _QUOTE,
    Column("fields", f"the fields in dispute, of {', '.join(_FIELDS)}", width=20),
    Column("stands", "what stands now", width=50),
    Column("claims", "what each model said", width=50),
    _FINDINGS,
    _SENTENCE,
)
FINDINGS = (
    _ID,
    _QUOTE,
    Column("check", "the check that reports it", width=22),
    Column("field", "the field it speaks against", allowed=_FIELDS),
    Column("message", "what was found, both sides named", width=60),
    Column("others", "the numbers that speak against it, by their id", width=40),
    _STATUS,
)
PANEL = (
    Column("region", "the place or body", width=14),
    Column("region_code", "code of GB/T 2260, if the place has one", width=8),
    Column("indicator", "the indicator, by the catalogue's name where it has one", width=30),
    Column("indicator_id", "the catalogue's id of the indicator", width=20),
    Column("kind", "what sort of statistic it is", allowed=tuple(Kind), width=10),
    Column("unit", "unit without scale, of the column value", width=8),
    Column("period", "the time the figure is about", width=14),
    Column(
        "value",
        "the amount; empty where facts contradict each other, never an average",
        Form.DECIMAL,
        "the column unit",
    ),
    Column("bound", "how exactly it was stated", allowed=tuple(Bound), width=9),
    Column("status", "the statuses of its facts", width=12),
    Column("is_conflict", "whether its facts contradict each other", Form.TRUTH, width=8),
    Column("said", "every different amount as it stands in the sources", width=30),
    Column("fact_count", "how many facts state it", Form.INTEGER, "facts", width=8),
    Column("ids", "those facts, by their id", width=40),
)
DOCUMENTS = (
    Column("doc", "name of the document: its file without the ending", width=26),
    Column("source", "where the file lay", width=40),
    Column("title", "its title", width=40),
    Column("publisher", "who published it", width=20),
    Column("published", "when (ISO 8601)"),
    Column("region", "the place it is about"),
    Column("is_complete", "whether every request about it was answered", Form.TRUTH),
    Column("numbers", "how many numbers it has", Form.INTEGER, "numbers", width=8),
    *(
        Column(each, f"how many of them are {each}", Form.INTEGER, "numbers")
        for each in Disposition
    ),
    *(Column(each, f"how many facts are {each}", Form.INTEGER, "facts") for each in Status),
    Column("decisions_expired", "decisions that no longer hold, and why", width=40),
    Column("error", "why it could not be read, or what went wrong", width=40),
    Column("digest", "SHA-256 of its bytes", width=0),
    Column("encoding", "the encoding it was read in", width=0),
)
DICTIONARY = (
    Column("table", "the table a column is in"),
    Column("column", "its name", width=18),
    Column("type", "how its cells are kept", allowed=tuple(Form)),
    Column("unit", "what its numbers count", width=24),
    Column("meaning", "what it says", width=70),
    Column("allowed", "the only values it has, if they are fixed", width=60),
    Column("editable", "whether decide --from takes changes of it", Form.TRUTH),
)

TABLES: Mapping[str, tuple[Column, ...]] = {
    "facts": FACTS,
    "disputes": DISPUTES,
    "nonfacts": NONFACTS,
    "findings": FINDINGS,
    "panel": PANEL,
    "documents": DOCUMENTS,
    "dictionary": DICTIONARY,
}


def is_editable(table: str, column: str) -> bool:
    """Tell whether a change of the column is a decision.

    >>> is_editable("facts", "period"), is_editable("facts", "quote")
    (True, False)
    """
    if column in DECIDING:
        return table in ("facts", "nonfacts")
    return table == "facts" and column in EDITABLE


def dictionary_rows(
    listed: Mapping[str, tuple[Column, ...]] = TABLES,
) -> list[dict[str, str | int | Decimal | bool | None]]:
    """Return the data dictionary: one row for each column of each of the tables ``listed``."""
    return [
        {
            "table": table,
            "column": column.name,
            "type": column.form,
            "unit": column.unit,
            "meaning": column.meaning,
            "allowed": ", ".join(column.allowed),
            "editable": is_editable(table, column.name),
        }
        for table, columns in listed.items()
        for column in columns
    ]
