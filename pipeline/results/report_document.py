"""A document's record in, its part of a report out: the text beside its facts."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from pipeline.cleaning.cleaning import clean
from pipeline.documents.document import Format
from pipeline.proving.fact import Fact, Field, Finding, Place, Status
from pipeline.results.lines import plain
from pipeline.results.records import DocumentRecord
from pipeline.results.report_entries import Entry, build_entries
from pipeline.results.report_findings import finding_in_words
from pipeline.results.report_markup import Markup, element, joined
from pipeline.results.report_segments import Segment, clean_segments, raw_segments
from pipeline.results.report_words import Words
from pipeline.spans import Span

# Statuses in the order of the legend, each with the sign that stands for its colour.
SIGNS = {
    Status.DISPUTED: "!",
    Status.UNVERIFIED: "?",
    Status.VERIFIED: "✓",
    Status.ACCEPTED: "✓✓",
    Status.CORRECTED: "✎",
    Status.REJECTED: "✗",
}

# Where in a report the document of this name is; None if it is not in it.
Address = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a part stands in a report, and its words.

    ``prefix`` begins the ids of this document's elements; ``address`` gives, for the
    name of another, its file and the prefix of its ids.
    """

    words: Words
    prefix: str
    address: Address


def document_part(record: DocumentRecord, setting: Setting) -> Markup:
    """Return the head, the text and the facts of one document.

    A page is shown as it reads after cleaning, other documents as they were received.
    """
    words, entries = setting.words, build_entries(record)
    cleaned = clean(record.document)
    is_page = record.document.format is Format.HTML
    segments = (clean_segments if is_page else raw_segments)(record, cleaned)
    caption = words("report.text_clean" if is_page else "report.text_raw")
    text = element(
        "section",
        element("h3", caption),
        element("div", *_text(segments, entries, setting), class_="text", lang="zh"),
        class_="source",
        aria_label=caption,
        tabindex="0",
    )
    facts = _facts(entries, setting)
    return element(
        "article",
        _head(record, setting),
        element("div", text, facts, class_="sides"),
        id=f"{setting.prefix}top",
    )


def _head(record: DocumentRecord, setting: Setting) -> Markup:
    words, metadata = setting.words, record.metadata
    published = metadata.published.isoformat() if metadata.published else None
    said = (
        ("document", record.document.name),
        ("publisher", metadata.publisher),
        ("published", published),
        ("region", record.region),
        ("source", record.document.source),
    )
    state = "complete" if record.is_complete else "incomplete"
    pairs = [
        element("div", element("dt", words(f"report.{name}")), element("dd", value))
        for name, value in said
        if value
    ]
    return element(
        "header",
        element("h2", metadata.title or record.document.name),
        element(
            "dl", *pairs, element("div", element("dd", words(f"report.{state}"), class_=state))
        ),
    )


def _text(
    segments: Iterable[Segment], entries: tuple[Entry, ...], setting: Setting
) -> Iterator[Markup]:
    met: set[int] = set()
    for mention, several in groupby(segments, key=lambda segment: segment.mention):
        inner = joined(_shaded(segment) for segment in several)
        if mention is None:
            yield inner
            continue
        yield _mark(entries[mention], inner, setting, is_first=mention not in met)
        met.add(mention)


def _shaded(segment: Segment) -> str:
    if not segment.shades:
        return segment.text
    return element("span", segment.text, class_=" ".join(segment.shades))


def _mark(entry: Entry, inner: Markup, setting: Setting, *, is_first: bool) -> Markup:
    words = setting.words
    place = _place_id(setting.prefix, entry.mention.raw_span) if is_first else None
    if not entry.is_listed:
        why = words("report.why_nonfact", why=words(f"why.{entry.row.why or 'other'}"))
        return element("span", inner, class_="m nonfact", id=place, title=why)
    label = element("sup", entry.group, class_="group") if entry.group and is_first else Markup("")
    return element(
        "a",
        inner,
        label,
        id=place,
        class_=f"m {entry.state}",
        href=f"#{_row_id(setting.prefix, entry)}",
        title=words(f"status.{entry.state}"),
        data_group=entry.group or None,
    )


def _facts(entries: tuple[Entry, ...], setting: Setting) -> Markup:
    words = setting.words
    listed = [entry for entry in entries if entry.is_listed]
    rows = [_row(entry, setting) for entry in listed]
    quiet = words("report.nonfacts", count=len(entries) - len(listed))
    body = element("ol", *rows) if rows else element("p", words("report.nothing"))
    return element(
        "section",
        element("h3", f"{words('report.facts')} {len(listed)}"),
        body,
        element("p", quiet, class_="quiet"),
        class_="facts",
        id=f"{setting.prefix}facts",
        aria_label=words("report.facts"),
        tabindex="0",
    )


def _row(entry: Entry, setting: Setting) -> Markup:
    fact = entry.fact
    quote = element(
        "a",
        entry.mention.quote,
        class_="quote",
        href=f"#{_place_id(setting.prefix, entry.mention.raw_span)}",
    )
    name = fact.indicator if fact and fact.indicator else "–"
    top = element("div", _chip(entry, setting.words), element("b", name), quote, class_="top")
    findings = [_finding(finding, setting) for finding in entry.findings]
    return element(
        "li",
        top,
        _meaning(fact, setting.words) if fact else Markup(""),
        _extra(entry),
        element("ul", *findings) if findings else Markup(""),
        _voices(fact, setting.words) if fact else Markup(""),
        id=_row_id(setting.prefix, entry),
        class_=entry.state,
        data_group=entry.group or None,
    )


def _chip(entry: Entry, words: Words) -> Markup:
    sign = element("span", f"{SIGNS[entry.status]} ", aria_hidden="true")
    group = element("span", f" {entry.group}", class_="group") if entry.group else Markup("")
    return element("span", sign, words(f"status.{entry.status}"), group, class_="chip")


def _meaning(fact: Fact, words: Words) -> Markup:
    amount = f"{words(f'bound.{fact.bound}')}{plain(fact.value)}{fact.unit}"
    kind = words(f"kind.{fact.kind}") if fact.kind else "–"
    said = [amount, fact.period or "–", fact.region or "–", kind]
    said += [fact.compared_with] if fact.compared_with else []
    return element("div", *(element("span", each) for each in said), class_="meaning")


def _extra(entry: Entry) -> Markup:
    if not entry.extra:
        return Markup("")
    said = (element("span", f"{name}: {words}") for name, words in entry.extra)
    return element("div", *said, class_="meaning")


def _finding(finding: Finding, setting: Setting) -> Markup:
    words = setting.words
    title = f"{words(f'field.{finding.field}')} · {words(f'check.{finding.check}')}"
    links = [_link(place, setting) for place in finding.others]
    others = [f" {words('report.compare')} ", joined(links)] if links else []
    return element("li", element("b", title), " ", finding_in_words(finding, words), *others)


def _link(place: Place, setting: Setting) -> Markup:
    address = setting.address(place.doc)
    words = f"{place.doc} {place.span.start}–{place.span.end} "
    if address is None:
        return element("span", words)
    return element("a", words, href=_place_id(address, place.span))


def _voices(fact: Fact, words: Words) -> Markup:
    said = [
        f"{words(f'field.{field}')}: {', '.join(fact.voices[field]) or words('report.nobody')}"
        for field in Field
        if field in fact.voices
    ]
    summary = element("summary", words("report.voices"))
    return element("details", summary, element("p", " · ".join(said)))


def _place_id(prefix: str, span: Span) -> str:
    return f"{prefix}p{span.start}-{span.end}"


def _row_id(prefix: str, entry: Entry) -> str:
    return f"{prefix}f{entry.mention.index}"
