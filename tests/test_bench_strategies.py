"""The comparison of the ways of asking, played with a scripted server."""

import json
from typing import Any

import pytest

from pipeline.asking.strategies import FREE
from pipeline.asking.templates import ModelOptions
from tests.bench.corpus import SEEDS
from tests.bench.strategy_asking import ask, beside, together
from tests.bench.strategy_cases import (
    count_of,
    only,
    predictions,
    sample,
    unread,
    verdicts,
    with_planted,
)
from tests.bench.strategy_reasking import ask_again, questions
from tests.fakes.scripted_server import Reply, says, scripted_server
from tests.running.obliging import oblige

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


def test_a_sample_is_asked_about_and_judged() -> None:
    """Each sampled fact is asked about once, and what stands is scored."""
    samples = sample(4, SEEDS)
    with scripted_server(oblige) as script:
        first = ask(FREE, samples, script.base_url, ModelOptions("m"))

    assert (first.requests, first.numbers, first.failed, len(script.asked)) == (4, 4, 0, 4)
    judged = [
        row
        for each in samples
        for row in verdicts(each, predictions(each, first.claims[each.document.name]))
    ]
    assert len(judged) == 4
    assert all(status != "verified" for status, _, _ in judged)


def test_server_that_fails_costs_its_requests() -> None:
    """What is not answered is counted as failed and says nothing."""

    def silent(_asked: dict[str, Any]) -> Reply:
        return Reply(status=500, body="{}")

    samples = sample(2, SEEDS)
    with scripted_server(silent) as script:
        said = ask(FREE, samples, script.base_url, ModelOptions("m"))

    assert said.failed == 2
    assert not any(said.claims.values())


def test_what_is_planted_is_wrong() -> None:
    """A planted reading is another one than the text's, and the only one."""
    for sampled in sample(4, SEEDS):
        for field in ("indicator", "period"):
            changed, planted = with_planted(sampled, field)
            for mention, wrong in planted.items():
                before = sampled.ledger.readings[mention]
                after = changed.ledger.readings[mention]
                assert before is not None
                assert after is not None
                assert getattr(after, field).candidates == (wrong,)
                assert wrong not in getattr(before, field).candidates


def test_silenced_readings_leave_everything_to_the_model() -> None:
    """Without its readings a number has a value and a direction, and no meaning."""
    (sampled,) = sample(1, SEEDS)
    silent = unread(sampled)

    assert predictions(silent, []) == []
    assert all(
        reading is None or (reading.indicator.best, reading.period.best) == (None, None)
        for reading in silent.ledger.readings
    )


def test_three_of_four_are_taken_where_the_text_is_not_sure() -> None:
    """A sample is made where the ways of asking can differ, and it can be cut into parts."""
    samples = sample(8, SEEDS)
    sure = [
        reading.indicator.is_sure or reading.period.is_sure
        for each in samples
        for reading in (each.ledger.readings[mention] for mention in each.mentions)
        if reading is not None
    ]

    assert (len(sure), sure.count(True)) == (8, 2)
    parts = only(samples, range(3)), only(samples, range(3, 8))
    assert [*map(count_of, parts)] == [3, 5]
    assert [m for part in parts for each in part for m in each.mentions] == [
        mention for each in samples for mention in each.mentions
    ]


def test_only_disputed_fields_are_asked_about_again() -> None:
    """Each is a question of its own, and its answer is one more claim about that number."""
    samples = sample(2, SEEDS)

    def again(asked: dict[str, Any]) -> Reply:
        wanted = asked["response_format"]["json_schema"]["schema"]["properties"]
        parts = {"类别": "数值"}
        return says(json.dumps({name: parts.get(name, "") for name in wanted}))

    with scripted_server(oblige) as script:
        first = ask(FREE, samples, script.base_url, ModelOptions("m"))
    with scripted_server(again) as script:
        said = ask_again(samples, first, script.base_url, ModelOptions("m"))

    asked = [question for each in samples for question in questions(each, first)]
    assert 0 < len(asked) == said.requests == len(script.asked)
    assert said.failed == 0
    new = [claim for claims in said.claims.values() for claim in claims if claim.reask]
    assert [(each.mention, each.reask and each.reask.field) for each in new] == [
        (each.mention, each.field) for each in asked
    ]


def test_two_ways_of_asking_can_be_joined() -> None:
    """Two answers are two voices, or parts of one."""
    samples = sample(2, SEEDS)
    with scripted_server(oblige) as script:
        said = ask(FREE, samples, script.base_url, ModelOptions("m"))

    assert sum(map(len, beside(said, said).claims.values())) == 4
    assert sum(map(len, together(said, said).claims.values())) == 2
