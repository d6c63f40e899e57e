"""The documents of a run in, the list that leads to them out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.results.records import DocumentRecord, RunInfo, Unreadable
from pipeline.results.report_document import SIGNS
from pipeline.results.report_entries import build_entries
from pipeline.results.report_markup import Markup, element
from pipeline.results.report_words import Words


@dataclass(frozen=True, slots=True)
class Line:
    """One document of the list, where its page is, and how many numbers have which status."""

    name: str
    title: str
    href: str
    is_complete: bool
    statuses: Mapping[str, int]


def index_line(record: DocumentRecord, href: str) -> Line:
    """Return the line of one document whose page is at ``href``."""
    counts = Counter(entry.state for entry in build_entries(record) if entry.is_listed)
    title = record.metadata.title or record.document.name
    return Line(record.document.name, title, href, record.is_complete, counts)


def index_part(
    info: RunInfo, lines: Sequence[Line], unreadable: Iterable[Unreadable], words: Words
) -> Markup:
    """Return the run and its documents, those that could not be read with the reason."""
    said = (("model", info.model), ("prompt", info.prompt))
    pairs = [
        element("div", element("dt", words(f"report.{name}")), element("dd", value))
        for name, value in said
    ]
    rows = [_row(line, words) for line in lines]
    rows += [
        element("tr", element("td", each.name), element("td", each.error, colspan="8"))
        for each in unreadable
    ]
    return element(
        "section",
        element("h2", words("report.title")),
        element("dl", *pairs),
        element("table", element("thead", _head(words)), element("tbody", *rows)),
        class_="index",
    )


def _head(words: Words) -> Markup:
    names = [element("th", words(f"status.{status}"), scope="col", class_="n") for status in SIGNS]
    return element(
        "tr",
        element("th", words("report.document"), scope="col"),
        element("th", words("report.complete"), scope="col"),
        *names,
    )


def _row(line: Line, words: Words) -> Markup:
    counts = [element("td", str(line.statuses.get(status, 0)), class_="n") for status in SIGNS]
    state = words(f"report.{'complete' if line.is_complete else 'incomplete'}")
    name = element("a", line.title, href=line.href)
    return element("tr", element("td", name), element("td", state), *counts)
