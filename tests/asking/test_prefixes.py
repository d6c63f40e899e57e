"""What the common words of all questions become: kept, and given to every place."""

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.asking.llama import SLOT_COUNT
from pipeline.asking.prefixes import make_ready
from tests.fakes.scripted_server import Playing, Reply, says, scripted_server

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

WORDS = "任务:说明数字。"
RESTORED = [Reply(body=json.dumps({"n_restored": 7}))] * SLOT_COUNT


def writing(folder: Path, count: int) -> Playing:
    """Return a reply that writes a file as llama.cpp does, also for a place without a text."""

    def reply(asked: dict[str, Any]) -> Reply:
        (folder / asked["filename"]).write_text("x" * count)
        return Reply(body=json.dumps({"n_saved": count}))

    return reply


def test_common_words_are_read_once_for_all_places(tmp_path: Path) -> None:
    """One place reads them, what it made of them is kept, and every place begins with it."""
    saved = [writing(tmp_path, 0), writing(tmp_path, 7)]
    with scripted_server(says("。"), *saved, *RESTORED) as script:
        assert make_ready(script.base_url, tmp_path, WORDS)

    (kept,) = tmp_path.iterdir()
    assert kept.read_text() == "x" * 7
    assert script.asked[0]["messages"] == [{"role": "system", "content": WORDS}]
    assert [each.get("filename") for each in script.asked[3:]] == [kept.name] * SLOT_COUNT


def test_common_words_that_are_kept_are_not_read_again(tmp_path: Path) -> None:
    """Another server only takes up what is kept; other words are read."""
    with scripted_server(says("。"), writing(tmp_path, 7), *RESTORED) as script:
        make_ready(script.base_url, tmp_path, WORDS)
    with scripted_server(*RESTORED) as script:
        assert make_ready(script.base_url, tmp_path, WORDS)
        assert len(script.asked) == SLOT_COUNT
    with scripted_server(says("。"), writing(tmp_path, 7), *RESTORED) as script:
        assert make_ready(script.base_url, tmp_path, f"{WORDS}答案:")

    assert len(list(tmp_path.iterdir())) == 2


def test_what_a_server_cannot_take_up_is_thrown_away(tmp_path: Path) -> None:
    """A damaged file costs the time it would have saved, once."""
    with scripted_server(says("。"), writing(tmp_path, 7), *RESTORED) as script:
        make_ready(script.base_url, tmp_path, WORDS)
    with scripted_server(Reply(status=400, body='{"error": {}}')) as script:
        assert not make_ready(script.base_url, tmp_path, WORDS)

    assert not list(tmp_path.iterdir())


def test_server_that_is_gone_is_no_error(tmp_path: Path) -> None:
    """Whoever asks next learns of it; here nothing but time is lost."""
    assert not make_ready("http://127.0.0.1:9/v1", tmp_path, WORDS)


def test_only_the_last_few_are_kept(tmp_path: Path) -> None:
    """Every wording takes megabytes, so old ones make room."""
    for turn in range(6):
        with scripted_server(says("。"), writing(tmp_path, 7), *RESTORED) as script:
            make_ready(script.base_url, tmp_path, f"{WORDS}{turn}")

    assert len(list(tmp_path.iterdir())) == 4
