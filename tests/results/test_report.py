"""A report is whole, loads nothing, runs nothing of a document's, and leads to every number."""

import re
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag

import pytest

from pipeline.errors import StoreError
from pipeline.proving.fact import Field, Finding, Place
from pipeline.results.records import DocumentRecord, Unreadable
from pipeline.results.report import file_name, write_report
from pipeline.results.report_words import Language
from pipeline.results.store import Store
from pipeline.spans import Span
from tests.results.run_cases import DECISION, FINDING, INFO, PROOF, RECORD, document

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>"


class Page(HTMLParser):
    """What a browser would find on a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.handlers: list[str] = []
        self.words = ""
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember what a tag is, names and leads to."""
        given = dict(attrs)
        self.tags.append(tag)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if "href" in given else []
        self.handlers += [name for name in given if name.startswith("on") or name == "src"]

    def handle_data(self, data: str) -> None:
        """Remember words."""
        self.words += data


def _run(folder: Path, records: Iterable[DocumentRecord]) -> Path:
    with Store.create(folder) as store:
        for record in records:
            store.write_document(record)
        store.write_unreadable(Unreadable("broken", "broken.txt", f"broken.txt: {SCRIPT}"))
        store.write_info(INFO)
    return folder


def _named(name: str, raw: str | None = None) -> DocumentRecord:
    renamed = document(name) if raw is None else document(name, raw)
    return replace(RECORD, document=renamed, proof=replace(PROOF, doc=name))


def test_one_page_holds_every_document(tmp_path: Path) -> None:
    """All documents, their facts and findings and what could not be read are on one page."""
    run = _run(tmp_path / "run", map(_named, "ab"))
    written = write_report(run, tmp_path / "report.html", Language.ENGLISH)

    page = Page(tmp_path / "report.html")
    assert written == (tmp_path / "report.html",)
    assert page.words.count("下降4.3%与396件不符") == 2
    assert page.words.count(RECORD.document.raw[:8]) == 2
    assert "broken.txt" in page.words
    assert "Level and growth do not agree" in page.words


def test_a_folder_has_an_index_and_a_page_for_each_document(tmp_path: Path) -> None:
    """Files are named after their documents where that is safe, and never leave the folder."""
    names = ("a", "A", "../../x", "<img onerror=alert(1)>", "index", "con", ".hidden", "报告")
    run = _run(tmp_path / "run", map(_named, names))
    written = write_report(run, tmp_path / "report")

    assert written[0] == tmp_path / "report" / "index.html"
    assert len({path.name.lower() for path in written}) == len(names) + 1
    assert all(path.is_file() and path.parent == tmp_path / "report" for path in written)
    assert "报告.html" in [path.name for path in written]


@pytest.mark.parametrize(
    "name", ["../x", "a/b", "C:x", "..", "", "a\n", "COM1", "nul.txt", "x" * 200]
)
def test_a_name_that_is_no_file_name_becomes_a_digest(name: str) -> None:
    """A name with separators, dots in front or a meaning of its own is not used."""
    assert re.fullmatch(r"document-[0-9a-f]{12}\.html", file_name(name))


@pytest.mark.parametrize("out", ["report.html", "report"])
def test_every_link_leads_somewhere_and_ids_are_unique(tmp_path: Path, out: str) -> None:
    """From each number to its fact and back, and to the numbers that speak against it."""
    other = replace(FINDING, others=(*FINDING.others, Place("b", FINDING.others[0].span)))
    first = replace(RECORD, proof=replace(PROOF, findings=(other,)))
    written = write_report(_run(tmp_path / "run", [first, _named("b")]), tmp_path / out)

    pages = {path.name: Page(path) for path in written}
    for here, page in pages.items():
        assert len(page.ids) == len(set(page.ids))
        for link in page.links:
            file, anchor = urldefrag(link)
            assert not anchor or anchor in pages[file or here].ids
    linked = [link for page in pages.values() for link in page.links]
    assert len(linked) > 10


def test_nothing_of_a_document_becomes_markup(tmp_path: Path) -> None:
    """Text, names and findings that try to be tags are shown as words, and nothing is loaded."""
    fact = replace(PROOF.facts[0], indicator=SCRIPT, period=SCRIPT, unit=SCRIPT)
    finding = Finding(0, SCRIPT[:39], Field.VALUE, SCRIPT, (Place(SCRIPT, FINDING.others[0].span),))
    proof = replace(PROOF, doc=SCRIPT, facts=(fact, PROOF.facts[1]), findings=(finding,))
    hostile = replace(_named(SCRIPT, RECORD.document.raw + SCRIPT), proof=proof)
    run = _run(tmp_path / "run", [hostile])

    for path in write_report(run, tmp_path / "report"):
        page = Page(path)
        assert page.handlers == []
        assert {"img", "link", "iframe", "object"}.isdisjoint(page.tags)
        assert page.tags.count("script") == (path.name != "index.html")
        assert not any(link.startswith(("http", "//", "javascript")) for link in page.links)


def test_the_policy_of_a_page_allows_its_own_style_and_script_alone(tmp_path: Path) -> None:
    """The digests in the policy are those of the style and the script on the page."""
    text = write_report(_run(tmp_path / "run", [RECORD]), tmp_path / "r.html")[0].read_text("utf-8")

    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'")
    for name in ("style", "script"):
        content = re.search(rf"<{name}>(.*?)</{name}>", text, re.DOTALL)
        assert content is not None
        digest = sha256(content[1].encode()).digest()
        assert f"{name}-src 'sha256-{b64encode(digest).decode()}'" in policy[1]
    assert " style=" not in text


def test_decisions_of_people_are_in_the_report(tmp_path: Path) -> None:
    """A corrected value is the one that is shown, as corrected."""
    run = _run(tmp_path / "run", [RECORD])
    with Store.open(run) as store:
        store.add_decisions([DECISION])

    page = Page(write_report(run, tmp_path / "r.html", Language.ENGLISH)[0])
    assert "-3.4%" in page.words
    assert "corrected" in page.words


def test_a_report_with_two_hundred_facts_is_small(tmp_path: Path) -> None:
    """Two hundred facts, each with a finding, stay under 400 kB."""
    numbers = range(200)
    raw = "".join(f"第{each:03}项专利授权{each + 100}件。\n" for each in numbers)
    record = _many(raw, numbers)

    assert record.proof.facts[199].value == Decimal(299)
    path = write_report(_run(tmp_path / "run", [record]), tmp_path / "r.html")[0]
    assert path.stat().st_size < 400_000
    assert Page(path).words.count("299件") >= 2


def _many(raw: str, numbers: Iterable[int]) -> DocumentRecord:
    spans = {each: _span(raw, f"{each + 100}件") for each in numbers}
    mentions = tuple(
        replace(RECORD.mentions[0], index=each, span=span, raw_span=span, quote=span.of(raw))
        for each, span in spans.items()
    )
    facts = tuple(
        replace(
            PROOF.facts[0], mention=each, span=span, quote=span.of(raw), value=Decimal(each + 100)
        )
        for each, span in spans.items()
    )
    proof = replace(
        PROOF,
        facts=facts,
        rows=tuple(replace(PROOF.rows[0], mention=each) for each in numbers),
        findings=tuple(replace(FINDING, mention=each) for each in numbers),
        statuses=dict.fromkeys(numbers, PROOF.statuses[1]),
    )
    return replace(
        RECORD,
        document=document(raw=raw),
        mentions=mentions,
        readings=(None,) * len(mentions),
        proof=proof,
    )


def _span(raw: str, quote: str) -> Span:
    return Span(raw.index(quote), raw.index(quote) + len(quote))


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """A folder where a file stands is an error in one sentence."""
    run = _run(tmp_path / "run", [RECORD])
    (tmp_path / "taken").write_text("x", encoding="utf-8")

    with pytest.raises(StoreError, match="taken"):
        write_report(run, tmp_path / "taken")
