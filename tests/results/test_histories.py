"""The story of a number has everything in it, in the order in which it came about."""

import io
from dataclasses import replace

from rich.console import Console

from pipeline.disputing.decisions import Ruling
from pipeline.results.histories import history_line
from pipeline.results.history_views import history_view
from pipeline.results.settled import settle
from tests.results.run_cases import CHUNKS, CLAIM, DECISION, MODEL, PROOF, RECORD

OTHERS = replace(DECISION, document_id="f" * 64, who="wang")
UNDONE = replace(DECISION, ruling=Ruling.UNDO, value=None, why="misread")


def test_the_story_goes_from_the_text_to_what_stands() -> None:
    """Source, ledger, reading, answers, checks, decisions, and what they come to."""
    line = history_line(settle(RECORD, [OTHERS, DECISION]), 1)

    assert list(line) == [
        *("id", "source", "title", "sentence", "number", "ledger", "reading", "answers"),
        *("unanswered", "findings", "checks", "decisions", "expired", "proven", "stands"),
    ]
    assert line["id"] == "a:15-19"
    assert line["sentence"]["text"] == "全年专利授权396件,同比下降4.3%。"
    assert line["reading"]["direction"] == "down"
    assert [finding["check"] for finding in line["findings"]] == ["growth-arithmetic"]
    assert line["checks"]["looked"] == {"growth-arithmetic": ["value"]}
    assert "contradiction" in line["checks"]["did_not_look"]
    assert line["decisions"][0]["stands"] is True
    assert "The document changed" in line["expired"][0]["reason"]
    assert (line["proven"]["status"], line["stands"]["status"]) == ("disputed", "corrected")
    assert line["stands"]["fact"]["value"] == "-3.4"


def test_an_answer_is_shown_in_the_models_own_words() -> None:
    """Of an answer about several numbers, the part about this one."""
    chunk = replace(CHUNKS[0], answer='{"m1": {"原文": "396件"}, "m2": {}}')
    (answer,) = history_line(settle(replace(RECORD, chunks=(chunk,)), ()), 0)["answers"]

    assert (answer["model"], answer["request_key"]) == (MODEL, CLAIM.request_key)
    assert answer["raw"] == '{"原文": "396件"}'


def test_an_answer_that_cannot_be_taken_apart_is_shown_whole() -> None:
    """Nothing a model said is hidden for being no JSON."""
    chunk = replace(CHUNKS[0], answer="396 is a count")
    (answer,) = history_line(settle(replace(RECORD, chunks=(chunk,)), ()), 0)["answers"]

    assert answer["raw"] == "396 is a count"


def test_a_claim_without_its_request_says_so() -> None:
    """What was said under a request that this run did not send has no words of its own."""
    proof = replace(PROOF, claims=(replace(CLAIM, request_key="9" * 64),))
    (answer,) = history_line(settle(replace(RECORD, proof=proof), ()), 0)["answers"]

    assert answer["raw"] is None


def test_a_request_that_failed_is_part_of_the_story() -> None:
    """Nobody answered, and the reason is there."""
    line = history_line(settle(RECORD, ()), 3)

    assert line["answers"] == []
    assert line["unanswered"][0]["outcome"] == "truncated"


def test_what_was_taken_back_does_not_stand() -> None:
    """Both rows are told, and neither is in force."""
    line = history_line(settle(RECORD, [DECISION, UNDONE]), 1)

    assert [each["stands"] for each in line["decisions"]] == [False, False]
    assert line["stands"] == line["proven"]


def test_the_page_shows_hostile_text_as_text() -> None:
    """Markup and escapes in a document or a reason do nothing to the terminal."""
    bad = replace(DECISION, why="[red]\x1b[31m")
    page = io.StringIO()
    view = history_view(history_line(settle(RECORD, [bad, OTHERS]), 1))
    Console(file=page, width=200).print(view)
    said = page.getvalue()

    assert "[red]" in said
    assert "\x1b" not in said
    assert said.index("ledger") < said.index("findings") < said.index("decisions")
    assert "wang" in said.split("expired")[1]


def test_the_page_tells_also_of_what_is_no_fact() -> None:
    """A telephone number has a story too, only a shorter one."""
    page = io.StringIO()
    Console(file=page, width=200).print(history_view(history_line(settle(RECORD, ()), 2)))

    assert "nonfact (phone) by ledger" in page.getvalue()
    assert "its form alone says what it is" in page.getvalue()
