import logging
import multiprocessing
import pickle  # noqa: TID251 - to plant one, and see that it is not loaded
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.asking.answer import Answer, Usage
from pipeline.asking.answer_cache import AnswerCache
from pipeline.asking.request import Request
from pipeline.errors import CacheError

REQUEST = Request("m", "system", "user", "facts.v1", "{}", 0.0, 1, 100)
OTHER = Request("m", "system", "another user", "facts.v1", "{}", 0.0, 1, 100)
TEXT = '{"m1": "七件"}'


class Asked:
    """Somebody who asks through the cache and counts the questions that were sent."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.problems: list[str | None] = []

    def ask(self, cache: AnswerCache, request: Request) -> Answer:
        """Answer from the cache, or with TEXT."""
        known = cache.get(request)
        if known is not None:
            return known
        self.keys.append(request.key)
        fresh = Answer(request.key, TEXT, Usage(7, 4, 5, 1), "stop")
        self.problems.append(cache.keep(request, fresh))
        return fresh


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[AnswerCache]:
    """Return an open, empty cache."""
    with AnswerCache(tmp_path / "answers") as opened:
        yield opened


def answer(cache: AnswerCache, asked: Asked, request: Request = REQUEST) -> Answer:
    """Ask through the cache."""
    return asked.ask(cache, request)


def test_second_question_is_answered_from_disk(tmp_path: Path) -> None:
    """Asking twice sends once, even when the cache was closed in between."""
    asked = Asked()

    with AnswerCache(tmp_path) as cache:
        first = answer(cache, asked)
    with AnswerCache(tmp_path) as cache:
        second = answer(cache, asked)

    assert (first.is_from_cache, second.is_from_cache) == (False, True)
    assert (second.text, second.usage, second.finish_reason) == (TEXT, first.usage, "stop")
    assert asked.keys == [REQUEST.key]


def test_other_question_is_asked(cache: AnswerCache) -> None:
    """An answer is never given to another question."""
    asked = Asked()

    answer(cache, asked)
    answer(cache, asked, OTHER)

    assert asked.keys == [REQUEST.key, OTHER.key]


def poison(folder: Path, **columns: Any) -> None:
    """Overwrite columns of the only row behind the cache's back."""
    names = ", ".join(f"{name} = ?" for name in columns)
    with closing(sqlite3.connect(folder / "cache.db")) as rows, rows:
        rows.execute(f"UPDATE Cache SET {names}", tuple(columns.values()))


class Bomb:
    """Leaves a file behind when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return (Path.touch, (self.path,))


DAMAGE = [
    ("text changed", {"value": "0" * 64 + '\n{"text": "other"}'}),
    ("cut off", {"value": TEXT[:5]}),
    ("empty", {"value": ""}),
    ("a number", {"value": 7}),
    ("bytes", {"value": b"\x00\x01"}),
    ("in a file that is gone", {"mode": 3, "filename": "gone.val", "value": None}),
]


@pytest.mark.parametrize("columns", [case[1] for case in DAMAGE], ids=[case[0] for case in DAMAGE])
def test_damaged_entry_is_asked_again_with_a_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, columns: dict[str, Any]
) -> None:
    """What is not exactly what was stored counts as nothing, and is reported."""
    asked = Asked()
    with AnswerCache(tmp_path) as cache:
        answer(cache, asked)
        poison(tmp_path, **columns)
        with caplog.at_level(logging.WARNING):
            again = answer(cache, asked)

        assert cache.verify() == ()

    assert again.text == TEXT
    assert len(asked.keys) == 2
    assert REQUEST.key[:12] in caplog.text


def test_nothing_in_the_folder_is_ever_unpickled(tmp_path: Path) -> None:
    """A pickle planted as value or key is not loaded."""
    bomb = pickle.dumps(Bomb(tmp_path / "went off"))
    with AnswerCache(tmp_path / "cache") as cache:
        answer(cache, Asked())
        poison(tmp_path / "cache", mode=4, value=bomb)
        cache.get(REQUEST)
        poison(tmp_path / "cache", key=bomb, raw=0)
        damaged = cache.verify()

    assert len(damaged) == 1
    assert not (tmp_path / "went off").exists()


def test_verify_names_damaged_entries(tmp_path: Path) -> None:
    """Each damaged entry is named by its key."""
    with AnswerCache(tmp_path) as cache:
        answer(cache, Asked())
        poison(tmp_path, value="nonsense")

        assert cache.verify() == (REQUEST.key,)


def test_stats_and_clearing(cache: AnswerCache) -> None:
    """A cache can be counted and emptied."""
    answer(cache, Asked())
    answer(cache, Asked(), OTHER)

    assert cache.stats().answer_count == 2
    assert cache.stats().byte_count > 0
    assert cache.clear() == 2
    assert cache.stats().answer_count == 0


def test_folder_that_cannot_be_used_is_a_sentence(tmp_path: Path) -> None:
    """A path that is no folder gives one error that names it and the setting."""
    path = tmp_path / "file"
    path.write_text("")

    with pytest.raises(CacheError, match=r"file: .*cannot be opened.*cache_dir"):
        AnswerCache(path)


def test_database_that_is_none_is_a_sentence(tmp_path: Path) -> None:
    """A broken database gives one error instead of a traceback."""
    (tmp_path / "cache.db").write_bytes(b"no database at all" * 100)

    with pytest.raises(CacheError, match="cannot be opened"):
        AnswerCache(tmp_path)


def test_answer_that_cannot_be_stored_is_not_lost(tmp_path: Path) -> None:
    """When the disk refuses, the answer is remembered and the problem is told."""
    asked = Asked()
    with AnswerCache(tmp_path) as cache:
        with closing(sqlite3.connect(tmp_path / "cache.db")) as rows, rows:
            rows.execute(
                "CREATE TRIGGER full BEFORE INSERT ON Cache"
                " BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END"
            )
        first = answer(cache, asked)
        second = answer(cache, asked)

    assert "disk is full" in str(asked.problems[0])
    assert (first.text, second.text) == (TEXT, TEXT)
    assert asked.keys == [REQUEST.key]


def test_damaged_entries_can_be_dropped(tmp_path: Path) -> None:
    """What verifying finds is gone afterwards, and nothing else."""
    with AnswerCache(tmp_path) as cache:
        answer(cache, Asked())
        poison(tmp_path, value="nonsense")
        answer(cache, Asked(), OTHER)

        assert cache.verify(is_dropped=True) == (REQUEST.key,)
        assert cache.verify() == ()
        assert cache.stats().answer_count == 1


def test_oldest_answers_are_pruned_first(tmp_path: Path) -> None:
    """By age or by size, what was stored last stays longest."""
    with AnswerCache(tmp_path) as cache:
        answer(cache, Asked())
        poison(tmp_path, store_time=1.0)
        answer(cache, Asked(), OTHER)
        size = 10_000

        assert cache.prune(max_bytes=size) == 0
        assert cache.prune(older_than_s=3600) == 1
        assert cache.get(OTHER) is not None
        assert cache.prune(max_bytes=0) == 1


def fill(folder: Path, name: str, count: int) -> None:
    """Keep answers, some of them to questions that others ask too."""
    with AnswerCache(folder) as cache:
        for number in range(count):
            for words in (f"{name} {number}", f"everybody's {number}"):
                answer(cache, Asked(), replace(REQUEST, user=words))


def test_several_processes_may_write_at_the_same_time(tmp_path: Path) -> None:
    """No answer of any of them is lost or damaged, also where they ask the same."""
    forking = multiprocessing.get_context("fork")
    names, count = ("a", "b"), 20

    writers = [forking.Process(target=fill, args=(tmp_path, name, count)) for name in names]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert [writer.exitcode for writer in writers] == [0, 0]
    with AnswerCache(tmp_path) as cache:
        assert cache.stats().answer_count == 3 * count
        assert cache.verify() == ()


def test_cache_may_be_moved_and_shared(tmp_path: Path) -> None:
    """A copied folder has the same answers, and two processes may write to one."""
    with AnswerCache(tmp_path / "one") as cache, AnswerCache(tmp_path / "one") as other:
        answer(cache, Asked())
        answer(other, Asked(), OTHER)
        assert cache.get(OTHER) is not None
    shutil.copytree(tmp_path / "one", tmp_path / "two")

    with AnswerCache(tmp_path / "two") as moved:
        assert moved.get(REQUEST) is not None
