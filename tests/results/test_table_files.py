"""What is exported reads back to the same values, in every format."""

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import polars

from pipeline.proving.fact import Status
from pipeline.results.cells import text_of
from pipeline.results.dictionary import FACTS, TABLES, Form, is_editable
from pipeline.results.export_rows import (
    dispute_rows,
    document_row,
    fact_rows,
    finding_rows,
    nonfact_rows,
)
from pipeline.results.records import DocumentRecord
from pipeline.results.settled import settled_documents
from pipeline.results.table_files import (
    write_csv,
    write_dictionary,
    write_panel,
    write_parquet,
    write_workbook,
)
from pipeline.results.workbook_cells import kept_text
from tests.results.run_cases import DECISION, HOSTILE_TEXTS, INFO, PROOF
from tests.results.table_cases import BIG, record_of, run_of

FIRST, SECOND = PROOF.facts
NAMES = [column.name for column in FACTS]


def test_the_dictionary_is_in_step_with_the_tables(tmp_path: Path) -> None:
    """Every cell of every table has a column that is explained, and no column is empty of use."""
    with run_of(tmp_path, record_of()) as store:
        store.add_decisions([DECISION])
        (settled,) = settled_documents(store)
    written = {
        "facts": list(fact_rows(settled, INFO)),
        "disputes": list(dispute_rows(replace(settled, record=settled.proven))),
        "nonfacts": list(nonfact_rows(settled)),
        "findings": list(finding_rows(settled)),
        "documents": [document_row(settled)],
    }

    for table, rows in written.items():
        named = {column.name for column in TABLES[table]}
        for row in rows:
            assert set(row) == named, table
    for columns in TABLES.values():
        assert all(column.meaning for column in columns)
    assert is_editable("facts", "decision")
    assert not is_editable("documents", "region")


def test_a_workbook_reads_back_to_the_same_values(tmp_path: Path) -> None:
    """Numbers are numbers, text is text, and an amount too long for a spreadsheet is exact text."""
    fact = replace(FIRST, value=Decimal("12.50"), base_value=BIG, indicator="=1+1", region=None)
    with run_of(tmp_path / "run", record_of(fact, SECOND)) as store:
        count, altered = write_workbook(store, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    rows = [dict(zip(NAMES, each, strict=True)) for each in book["facts"].values][1:]
    cell = book["facts"].cell(2, NAMES.index("indicator") + 1)

    assert (count, altered) == (2, 0)
    assert book.sheetnames == list(TABLES)
    assert (rows[0]["value"], rows[0]["base_value"]) == (12.5, str(BIG))
    assert (rows[0]["indicator"], rows[0]["region"]) == ("=1+1", None)
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert rows[1]["value"] == -4.3
    assert [row["id"] for row in rows] == ["a:6-10", "a:15-19"]


def test_polars_reads_the_workbook(tmp_path: Path) -> None:
    """The sheet of facts is a table that others read without help."""
    with run_of(tmp_path / "run", record_of()) as store:
        write_workbook(store, tmp_path / "a.xlsx")
    frame = polars.read_excel(tmp_path / "a.xlsx", sheet_name="facts", engine="openpyxl")

    assert frame.columns == NAMES
    assert frame["value"].to_list() == [396.0, -4.3]
    assert frame["period"].to_list() == ["2022", "2022"]


def test_a_workbook_shows_status_reasons_and_filters(tmp_path: Path) -> None:
    """Colours by status, findings as a note, a frozen header with filters."""
    with run_of(tmp_path / "run", record_of()) as store:
        write_workbook(store, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["facts"]
    status = sheet["B3"]

    assert (status.value, status.fill.start_color.rgb) == ("disputed", "00FFC7CE")
    assert "下降4.3%与396件不符" in status.comment.text
    assert sheet["B2"].comment is None
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:AG3")
    assert sheet.column_dimensions["K"].number_format == "@"


def _hostile() -> list[DocumentRecord]:
    """Return a document for each hostile text, with a fact that is called so."""
    texts = enumerate(HOSTILE_TEXTS)
    return [
        record_of(replace(FIRST, indicator=text), SECOND, name=f"d{at:02}") for at, text in texts
    ]


def test_hostile_text_in_a_workbook_is_text(tmp_path: Path) -> None:
    """No cell is a formula, and what cannot be kept is shown and counted."""
    with run_of(tmp_path / "run", *_hostile()) as store:
        _count, altered = write_workbook(store, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["facts"]
    place = NAMES.index("indicator") + 1
    read = [sheet.cell(row, place).value or "" for row in range(2, sheet.max_row, 2)]

    assert read == [kept_text(text) for text in HOSTILE_TEXTS]
    assert altered >= sum(kept_text(text) != text for text in HOSTILE_TEXTS) > 0
    assert all(cell.data_type in "sn" for row in sheet.iter_rows() for cell in row)


def test_csv_holds_the_text_exactly_or_made_safe(tmp_path: Path) -> None:
    """As it is for programs; on request so that a spreadsheet runs nothing."""
    with run_of(tmp_path / "run", *_hostile()) as store:
        write_csv(store, tmp_path / "plain.csv")
        write_csv(store, tmp_path / "safe.csv", is_safe=True)
    plain, safe = (_column(tmp_path / name, "indicator") for name in ("plain.csv", "safe.csv"))

    assert plain == [text.replace("\ud83d", "\\ud83d") for text in HOSTILE_TEXTS]
    assert [text_of(cell) for cell in safe] == list(HOSTILE_TEXTS)
    assert not any(cell.startswith(tuple("=+-@\t\r")) for cell in safe)


def _column(path: Path, name: str) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return [row[name] for row in csv.DictReader(file)][::2]


def test_csv_begins_with_a_mark_on_request_and_counts_its_facts(tmp_path: Path) -> None:
    """Old spreadsheets need the mark; programs do not want it."""
    with run_of(tmp_path / "run", record_of()) as store:
        assert write_csv(store, tmp_path / "plain.csv") == 2
        write_csv(store, tmp_path / "marked.csv", has_bom=True)

    plain = (tmp_path / "plain.csv").read_bytes()
    assert plain.startswith(b"id,status,")
    assert (tmp_path / "marked.csv").read_bytes() == b"\xef\xbb\xbf" + plain
    frame = polars.read_csv(tmp_path / "plain.csv", schema_overrides={"period": polars.String})
    assert frame["value"].to_list() == [396.0, -4.3]


def test_parquet_keeps_amounts_exactly(tmp_path: Path) -> None:
    """A column has the decimal places of its most exact amount; too many digits become text."""
    exact = replace(FIRST, value=Decimal("0.125"), base_value=Decimal("1E+40"))
    with run_of(tmp_path / "run", record_of(exact, SECOND)) as store:
        count = write_parquet(store, tmp_path / "a.parquet")
    frame = polars.read_parquet(tmp_path / "a.parquet")

    assert count == 2
    assert frame["value"].to_list() == [Decimal("0.125"), Decimal("-4.300")]
    assert frame["base_value"].to_list() == ["1" + "0" * 40, "-4.3"]
    assert frame["start"].dtype == polars.Int64
    assert frame["region"].to_list() == ["连州市", "连州市"]


def test_the_panel_is_written_as_csv_and_as_a_workbook(tmp_path: Path) -> None:
    """Two columns for each period: the figure, and how far it can be trusted."""
    with run_of(tmp_path / "run", record_of()) as store:
        assert write_panel(store, tmp_path / "panel.csv", has_bom=True) == (2, 0)
        write_panel(store, tmp_path / "panel.xlsx")
        write_panel(store, tmp_path / "sure.csv", frozenset({Status.VERIFIED}))
    frame = polars.read_csv(tmp_path / "panel.csv")
    sheet = openpyxl.load_workbook(tmp_path / "panel.xlsx")["panel"]

    assert frame.columns[-2:] == ["2022", "2022 status"]
    assert frame["2022"].to_list() == [-4.3, 396.0]
    assert [row[-2:] for row in sheet.values][1:] == [(-4.3, "disputed"), (396, "verified")]
    assert polars.read_csv(tmp_path / "sure.csv").height == 1


def test_the_dictionary_is_a_table_of_its_own(tmp_path: Path) -> None:
    """Every column of every table with meaning, type, unit and allowed values."""
    count = write_dictionary(tmp_path / "columns.csv")
    frame = polars.read_csv(tmp_path / "columns.csv")
    kind = frame.filter((frame["table"] == "facts") & (frame["column"] == "kind")).to_dicts()[0]

    assert frame.height == count == sum(map(len, TABLES.values()))
    assert kind["allowed"].startswith("value, change, growth")
    assert set(frame["type"]) <= set(Form)


def test_documents_say_what_came_of_them(tmp_path: Path) -> None:
    """Also of the one that could not be read, and of decisions that expired."""
    with run_of(tmp_path / "run", record_of()) as store:
        store.add_decisions([replace(DECISION, document_id="f" * 64)])
        write_workbook(store, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["documents"]
    head, *rows = sheet.values
    good, broken = (dict(zip(head, row, strict=True)) for row in rows)

    assert (good["published"], good["facts" if "facts" in good else "fact"]) == (
        date(2023, 4, 6).isoformat(),
        2,
    )
    assert "analyst on 4.3%: The document changed" in str(good["decisions_expired"])
    assert (broken["is_complete"], broken["error"]) == (False, "broken.txt: empty")
