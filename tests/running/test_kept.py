"""What was made of a document is taken from an earlier run where it would be made again."""

import base64
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from pipeline.asking.answer_cache import AnswerCache
from pipeline.results.drafts import PackedDraft, pack_draft, unpack_draft
from pipeline.results.store import Store
from pipeline.running.kept import kept_text, read_kept
from pipeline.running.run import run
from pipeline.settings import Settings
from tests.fakes.faulty_server import FaultyServer, Plan, faulty_server
from tests.running.hardship import exports, settings_for, write_reports

# What others contradict is not among them: its lines are kept by themselves.
_UNTOUCHED = ["again", "r00000", "r00002"]

_DROP = "DELETE FROM Cache WHERE key LIKE 'document %'"


@dataclass(frozen=True, slots=True)
class Place:
    """A server, a few reports that contradict each other, and a cache."""

    server: FaultyServer
    folder: Path
    reports: Path
    settings: Settings

    def run(self, out: str) -> Path:
        """Run over the reports into a new directory."""
        assert run([str(self.reports)], self.settings, out=self.folder / out).exit_code == 0
        return self.folder / out

    def calls(self) -> int:
        """Return how often the server was asked."""
        return self.server.asked().total()

    def kept_names(self, *, is_beside: bool = False) -> list[str]:
        """Return the names under which documents are kept, or what is kept beside them."""
        path = self.settings.cache_dir / "answers" / "cache.db"
        with closing(sqlite3.connect(path)) as rows:
            keys = rows.execute("SELECT key FROM Cache WHERE key LIKE 'document %'")
            names = [key.removeprefix("document ") for (key,) in keys]
            return [name for name in names if name.startswith("beside ") == is_beside]

    def change_cache(self, statement: str) -> None:
        """Do something to the rows of the cache."""
        path = self.settings.cache_dir / "answers" / "cache.db"
        with closing(sqlite3.connect(path)) as rows, rows:
            rows.execute(statement)


@pytest.fixture(name="place")
def _place(tmp_path: Path) -> Iterator[Place]:
    reports = write_reports(tmp_path / "reports", count=3)
    same, clashing = (reports / f"r0000{place}.txt" for place in (0, 1))
    (reports / "again.txt").write_bytes(same.read_bytes())
    other = clashing.read_text(encoding="utf-8").replace("107件", "999件")
    (reports / "clash.txt").write_text(other, encoding="utf-8")
    with faulty_server(Plan()) as server:
        settings = settings_for(server.base_url, use_cache=True, cache_dir=tmp_path / "cache")
        yield Place(server, tmp_path, reports, settings)


def _lines(out: Path) -> list[bytes]:
    """Return what a run wrote about its documents, without what it cost."""
    return exports(out)[:-1]


def _marked(packed: PackedDraft, word: str) -> PackedDraft:
    """Return a draft with one more line among its facts."""
    draft = unpack_draft(packed)
    return pack_draft(replace(draft, facts=f"{draft.facts}taken: {word}\n"))


def _mark(place: Place) -> None:
    """Add a line to the facts of everything that is kept, to see where it is taken."""
    with AnswerCache(place.settings.cache_dir / "answers") as cache:
        for name in place.kept_names():
            kept = read_kept(cache.document(name) or "")
            assert kept is not None
            marked = _marked(kept.draft, json.loads(unpack_draft(kept.draft).entry)["doc"])
            cache.keep_document(name, kept_text(replace(kept, draft=marked)) or "")


def _taken(out: Path) -> list[str]:
    """Return the documents that were taken as they were kept."""
    lines = (out / "facts.jsonl").read_text(encoding="utf-8").splitlines()
    return [line.removeprefix("taken: ") for line in lines if line.startswith("taken: ")]


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_a_known_document_leaves_what_proving_it_anew_would_leave(place: Place) -> None:
    """Exports, manifest and records are the same, whether proven again or kept."""
    first = place.run("first")
    calls = place.calls()
    kept = place.run("kept")
    place.change_cache(_DROP)
    anew = place.run("anew")

    assert b"clash" in (first / "disputes.jsonl").read_bytes()
    assert place.calls() == calls
    assert exports(kept) == exports(anew)
    assert _lines(kept) == _lines(first)
    with Store.open(kept) as one, Store.open(anew) as other:
        assert [*one.documents()] == [*other.documents()]


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
@pytest.mark.parametrize(
    ("statement", "is_asked"),
    [
        ("UPDATE Cache SET value = replace(value, 'A', 'B') WHERE key LIKE 'document %'", False),
        ("DELETE FROM Cache WHERE key NOT LIKE 'document %'", True),
        ("UPDATE Cache SET value = 'x' WHERE key NOT LIKE 'document %'", True),
    ],
    ids=["damaged documents", "no answers", "damaged answers"],
)
def test_nothing_is_taken_that_cannot_be_relied_on(
    place: Place, statement: str, is_asked: bool
) -> None:
    """A damaged document is proven anew, and one whose answers are gone is asked about."""
    first = place.run("first")
    calls = place.calls()
    _mark(place)
    place.change_cache(statement)
    second = place.run("second")

    assert place.calls() == calls * (1 + is_asked)
    assert _lines(second) == _lines(first)


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_only_the_same_text_under_the_same_settings_is_taken(place: Place) -> None:
    """What decides a document's results is part of the name it is kept under."""
    place.run("first")
    _mark(place)
    unchanged = place.run("unchanged")
    report = place.reports / "r00002.txt"
    report.write_text(report.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    second = place.run("second")
    seeded = place.settings.model_copy(update={"seed": 7})
    third = replace(place, settings=seeded).run("third")

    assert _taken(unchanged) == _UNTOUCHED
    assert _taken(second) == _UNTOUCHED[:-1]
    assert _taken(third) == []


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_lines_of_a_contradicted_document_are_taken_while_the_same_is_said_of_it(
    place: Place,
) -> None:
    """They are taken where document and findings are what they were, and else made anew."""
    place.run("first")
    with AnswerCache(place.settings.cache_dir / "answers") as cache:
        for name in place.kept_names(is_beside=True):
            findings, content = (cache.document(name) or "").split("\n")
            marked = _marked(PackedDraft(base64.b64decode(content)), "lines").content
            cache.keep_document(name, f"{findings}\n{base64.b64encode(marked).decode()}")
    taken = place.run("taken")
    clash = place.reports / "clash.txt"
    clash.write_text(clash.read_text(encoding="utf-8").replace("999件", "998件"), encoding="utf-8")
    other = place.run("other")
    place.change_cache(_DROP)
    anew = place.run("anew")

    assert _taken(taken) == ["lines", "lines"]
    assert _taken(other) == []
    assert _lines(other) == _lines(anew)


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_damaged_documents_are_found_and_dropped(place: Place) -> None:
    """The cache counts finished documents apart from answers, and verifies them too."""
    place.run("first")
    place.change_cache("UPDATE Cache SET value = value || ' ' WHERE key LIKE 'document %'")
    with AnswerCache(place.settings.cache_dir / "answers") as cache:
        before = cache.stats()
        damaged = cache.verify(is_dropped=True)
        after = cache.stats()

    assert (before.document_count, len(damaged)) == (5, 7)
    assert after.document_count == 0
    assert before.answer_count == after.answer_count == place.calls()
