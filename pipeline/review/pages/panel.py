"""A session in, the view of one indicator over places and times out, as table and charts."""

from collections.abc import Sequence
from dataclasses import dataclass

from nicegui import ui
from nicegui.events import GenericEventArguments

from pipeline.proving.fact import Status
from pipeline.results.report_segments import showable
from pipeline.results.report_words import Words
from pipeline.review.desk import Spot
from pipeline.review.pages.elements import Panel as Table
from pipeline.review.pages.session import Session
from pipeline.review.panel import Panel, Row, build_panel, chart_options, table_data

_MOST_OPENED = 200
_FEWEST_OF_A_LINE = 3
_CHOICES = (
    "SELECT indicator, kind, base_unit, count(*) AS n,"
    " count(DISTINCT period || ' ' || region) AS points FROM numbers"
    " WHERE disposition = 'fact' AND status <> ? AND indicator IS NOT NULL"
    " GROUP BY indicator, kind, base_unit ORDER BY points DESC, n DESC, indicator, kind LIMIT 2000"
)
_FACTS = (
    "SELECT * FROM numbers WHERE disposition = 'fact' AND status <> ? AND indicator = ?"
    " AND kind IS ? AND base_unit = ? ORDER BY document, mention LIMIT 20000"
)


@dataclass(slots=True)
class _View:
    session: Session
    choices: Sequence[Row]
    choice: ui.select
    form: ui.toggle
    table: Table
    opened: ui.element
    chart: ui.echart
    panel: Panel

    def refresh(self) -> None:
        """Show the chosen indicator as it stands."""
        place, words = self.choice.value or 0, self.session.words
        row = self.choices[place]
        values = (Status.REJECTED, row["indicator"], row["kind"], row["base_unit"])
        self.panel = build_panel(self.session.desk.register.rows(_FACTS, values))
        names = {"caption": _name(row, words), "corner": words("review.col_region")}
        self.table.show(table_data(self.panel) | names)
        self.chart.options.clear()
        self.chart.options.update(chart_options(self.panel, self.form.value))
        self.chart.update()

    def change(self) -> None:
        """Show another indicator: as bars where there are too few periods for a line."""
        self.opened.clear()
        self.refresh()
        is_line = len(self.panel.periods) >= _FEWEST_OF_A_LINE
        self.form.set_value("line" if is_line else "bar")

    def open_cell(self, event: GenericEventArguments) -> None:
        """List the facts of one cell, each with its place in the text."""
        region, period = event.args["region"], event.args["period"]
        cell, words = self.panel.cells.get((region, period)), self.session.words
        self.opened.clear()
        if cell is None:
            return
        with self.opened:
            count = len(cell.spots)
            heading = words("review.cell_facts", region=region, period=period, count=count)
            ui.label(heading).props("role=heading aria-level=2").classes("h2")
            for spot in cell.spots[:_MOST_OPENED]:
                _fact_line(self.session, spot)


def show_panel(session: Session) -> None:
    """Show the indicator with the most facts first, and let others be chosen."""
    words = session.words
    choices = session.desk.register.rows(_CHOICES, (Status.REJECTED,))
    ui.label(words("review.panel")).props("role=heading aria-level=1").classes("h1")
    if not choices:
        ui.label(words("review.panel_empty"))
        return
    names = {place: _name(row, words) for place, row in enumerate(choices)}
    with ui.element("section").classes("bar"):
        choice = ui.select(names, value=0, with_input=True, label=words("review.indicator"))
        choice.props("dense outlined").classes("indicator")
        forms = {"line": words("review.chart_line"), "bar": words("review.chart_bar")}
        form = ui.toggle(forms, value="line").props("dense no-caps")
    ui.label(words("review.panel_note")).classes("quiet")
    table = Table()
    opened = ui.element("section").props("aria-live=polite").classes("opened")
    chart = ui.echart({}, renderer="svg").classes("chart")
    view = _View(session, choices, choice, form, table, opened, chart, build_panel(()))
    table.on("open", view.open_cell)
    choice.on_value_change(view.change)
    form.on_value_change(view.refresh)
    view.change()
    session.watch(view.refresh)


def _name(row: Row, words: Words) -> str:
    kind = words(f"kind.{row['kind']}") if row["kind"] else "–"
    return f"{showable(row['indicator'])} · {kind} · {row['n']}"


def _fact_line(session: Session, spot: Spot) -> None:
    words, document, mention = session.words, spot.document, spot.mention
    sql = "SELECT * FROM numbers WHERE document = ? AND mention = ?"
    row = session.desk.register.rows(sql, (document, mention))[0]
    with ui.element("p").classes(f"opened-fact {row['status']}"):
        ui.label(words(f"status.{row['status']}")).classes("chip")
        ui.link(showable(row["quote"]), f"/document/{document}?at={mention}")
        ui.label(showable(row["doc"])).classes("quiet")
        ui.link(words("review.decide"), f"/number/{document}/{mention}")
