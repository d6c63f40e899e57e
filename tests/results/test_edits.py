"""A table comes back as the decisions that somebody made in it, and as nothing else."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.proving.fact import Field
from pipeline.results.dictionary import FACTS
from pipeline.results.edited_tables import EditedRow, read_rows
from pipeline.results.edits import Editor, Edits, read_edits
from pipeline.results.store import Store
from pipeline.results.table_files import write_csv, write_workbook
from tests.results.run_cases import DECISION, PROOF
from tests.results.table_cases import record_of, run_of

FIRST, SECOND = PROOF.facts
JANUARY = datetime.fromisoformat("2023-01-01")  # a spreadsheet knows no zones
BY = Editor("li", "2023-05-02T09:00:00+08:00", "read again")
CLEAR = Editor(BY.who, BY.when)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return a run of one small document."""
    with run_of(tmp_path / "run", record_of()) as store:
        yield store


def exported(store: Store, folder: Path) -> list[EditedRow]:
    """Return the rows of the run's workbook, as they come back unedited."""
    write_workbook(store, folder / "a.xlsx")
    return read_rows(folder / "a.xlsx")


def edited(rows: list[EditedRow], number: str, **cells: Any) -> list[EditedRow]:
    """Return the rows with cells of one number changed."""
    return [
        replace(row, cells=row.cells | cells) if row.cells["id"] == number else row for row in rows
    ]


def decided(edits: Edits) -> list[tuple[str, str, str | None]]:
    """Return what was decided, in short."""
    return [(each.field.value, each.ruling.value, each.value) for each in edits.made]


def test_an_unedited_table_decides_nothing(store: Store, tmp_path: Path) -> None:
    """Neither as a workbook nor as CSV in any of its forms."""
    write_csv(store, tmp_path / "plain.csv")
    write_csv(store, tmp_path / "safe.csv", has_bom=True, is_safe=True)
    content = (tmp_path / "plain.csv").read_text("utf-8").replace("\n", "\r\n")
    (tmp_path / "gbk.csv").write_bytes(content.encode("gb18030"))

    for rows in (
        exported(store, tmp_path),
        *(read_rows(tmp_path / name) for name in ("plain.csv", "safe.csv", "gbk.csv")),
    ):
        assert rows
        assert read_edits(store, rows, CLEAR) == Edits(rows=len(rows))


def test_edited_cells_are_corrections_and_the_decision_is_the_rest(
    store: Store, tmp_path: Path
) -> None:
    """Each row has its own reason, or that of all."""
    rows = edited(exported(store, tmp_path), "a:15-19", value=-3.4, why="the table has it")
    rows = edited(rows, "a:6-10", decision=" Accept ", period="2021")
    rows = edited(rows, "a:25-36", decision="reject")
    edits = read_edits(store, rows, BY)

    assert edits.problems == []
    assert decided(edits) == [
        ("disposition", "accept", None),
        ("period", "correct", "2021"),
        ("value", "correct", "-3.4"),
        ("disposition", "reject", None),
    ]
    assert [each.why for each in edits.made[1:3]] == ["read again", "the table has it"]


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"value": "many"}, "value: value='many': not a number"),
    ({"kind": "sum"}, "kind: kind='sum': no kind"),
    ({"period": JANUARY}, "period: a spreadsheet made a date of it"),
    ({"quote": "5%"}, "quote: cannot be changed here (was 4.3%, is 5%)"),
    ({"status": "accepted"}, "status: is not edited; write accept or reject"),
    ({"decision": "maybe"}, "decision: 'maybe' is neither accept nor reject"),
    ({"decision": "reject", "region": "x"}, "region: a rejected number is not corrected too"),
    ({"id": "a:1-2"}, "id: 'a:1-2' names no number of this run"),
    ({"id": None}, "id: is empty"),
]


@pytest.mark.parametrize(("cells", "message"), REFUSED)
def test_an_impossible_edit_is_refused_with_its_row_and_column(
    store: Store, tmp_path: Path, cells: dict[str, Any], message: str
) -> None:
    """Nothing of such a row is decided."""
    edits = read_edits(store, edited(exported(store, tmp_path), "a:15-19", **cells), BY)

    assert edits.made == []
    assert [f"a.xlsx facts row 3, {message}" in problem for problem in edits.problems] == [True]


def test_all_problems_are_listed_at_once(store: Store, tmp_path: Path) -> None:
    """Also several of one row."""
    rows = edited(exported(store, tmp_path), "a:15-19", value="many", period="soon")
    edits = read_edits(store, edited(rows, "a:6-10", quote="x"), CLEAR)

    columns = [problem.partition(":")[0].rpartition(" ")[2] for problem in edits.problems]
    assert columns == ["quote", "why", "value", "period"]


def test_two_rows_about_one_number_must_agree(store: Store, tmp_path: Path) -> None:
    """A row that was copied decides once; one that differs is refused."""
    rows = edited(exported(store, tmp_path), "a:15-19", decision="accept")
    copy = next(row for row in rows if row.cells["id"] == "a:15-19")
    other = replace(copy, number=9, cells=copy.cells | {"decision": "reject"})

    assert len(read_edits(store, [*rows, copy], BY).made) == 1
    edits = read_edits(store, [*rows, other], BY)
    assert edits.made == []
    assert edits.problems == ["a.xlsx facts row 9, id: decides otherwise than row 3 about the same"]


def test_a_decision_since_the_export_refuses_the_row_and_shows_it(
    store: Store, tmp_path: Path
) -> None:
    """Rows that nobody touched are no concern of it."""
    rows = exported(store, tmp_path)
    store.add_decisions([replace(DECISION, who="wang")])

    assert read_edits(store, rows, BY).problems == []
    (problem,) = read_edits(store, edited(rows, "a:15-19", value=7), BY).problems
    assert "since the export wang set value to '-3.4'" in problem


def test_a_table_that_comes_twice_decides_once(store: Store, tmp_path: Path) -> None:
    """What it says is in force already, so the rest of it can be mended and sent again."""
    rows = edited(exported(store, tmp_path), "a:15-19", value=-3.4, decision="accept")
    first = read_edits(store, rows, BY)
    store.add_decisions(first.made, seen=first.seen)

    assert len(first.made) == 2
    assert read_edits(store, rows, BY) == Edits(rows=len(rows))


def test_a_run_that_changed_since_the_export_is_not_decided_on(
    store: Store, tmp_path: Path
) -> None:
    """The cells would be held against something else than what the person saw."""
    rows = exported(store, tmp_path)
    store.write_document(record_of(FIRST, replace(SECOND, indicator="商标注册量")))

    assert read_edits(store, rows, BY) == Edits(rows=len(rows))
    (problem,) = read_edits(store, edited(rows, "a:15-19", period="2021"), BY).problems
    assert "the run has changed since the export; export again" in problem


def test_what_spreadsheets_do_to_cells_is_no_edit(store: Store, tmp_path: Path) -> None:
    """Whole numbers become floats, months become dates, columns move, go and are added."""
    store.write_document(record_of(replace(FIRST, period="2023-01"), replace(SECOND, period=None)))
    rows = exported(store, tmp_path)
    for period in (JANUARY, "Jan-23", "2023年1月", "1月-23"):
        changed = edited(rows, "a:6-10", start=6.0, region_code=441882.0, period=period, mine="x")
        without = [
            replace(row, cells={k: v for k, v in reversed(row.cells.items()) if k != "state"})
            for row in changed
        ]

        assert read_edits(store, without, BY) == Edits(rows=len(rows))
        assert read_edits(store, changed, BY) == Edits(rows=len(rows))


def test_a_percentage_cell_is_not_guessed_at(store: Store, tmp_path: Path) -> None:
    """0.05 shown as 5% may mean either."""
    rows = edited(exported(store, tmp_path), "a:15-19", value=0.05)
    rows = [replace(row, percents=frozenset({"value"})) for row in rows]
    edits = read_edits(store, [row for row in rows if row.cells["id"] == "a:15-19"], BY)

    assert "value: shown as a percentage (0.05)" in edits.problems[0]


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
AMOUNTS = st.decimals(-(10**12), 10**12, places=3).map(lambda value: value.normalize())


@settings(
    max_examples=5,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(name=TEXTS, region=TEXTS, amount=AMOUNTS, new=AMOUNTS, period=st.sampled_from(["2020", ""]))
def test_exactly_what_was_edited_is_decided(
    name: str, region: str, amount: Decimal, new: Decimal, period: str
) -> None:
    """Whatever the facts are called, a workbook decides nothing before it is edited."""
    fact = replace(FIRST, indicator=name, region=region or None, value=amount, base_value=amount)
    with (
        tempfile.TemporaryDirectory() as folder,
        run_of(Path(folder), record_of(fact, SECOND)) as store,
    ):
        rows = exported(store, Path(folder))
        unedited = read_edits(store, rows, BY)
        book = openpyxl.load_workbook(Path(folder) / "a.xlsx")
        sheet = book["facts"]
        names = [column.name for column in FACTS]
        sheet.cell(2, names.index("value") + 1).value = float(new)
        sheet.cell(3, names.index("period") + 1).value = period or None
        book.save(Path(folder) / "b.xlsx")
        edits = read_edits(store, read_rows(Path(folder) / "b.xlsx"), BY)

    expected = {Field.PERIOD: period} | ({Field.VALUE: new} if new != amount else {})
    assert unedited == Edits(rows=len(rows))
    assert edits.problems == []
    assert {
        each.field: Decimal(each.value or 0) if each.field is Field.VALUE else each.value
        for each in edits.made
    } == expected
