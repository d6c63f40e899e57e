"""Two servers on one store, a file or a database server: each sees what the other does.

The server is PostgreSQL, where POSTGRESQL_URL names a database that may be filled and emptied.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url

from pipeline.asking.answer import Usage
from pipeline.disputing.deciding import Signature
from pipeline.disputing.decisions import Ruling
from pipeline.disputing.reasked import Reasked
from pipeline.errors import ConflictError
from pipeline.proving.fact import Field, Reask
from pipeline.results import tables
from pipeline.results.store import Store
from pipeline.review.desk import Desk, Spot
from pipeline.settings import Settings
from tests.results.run_cases import CLAIM, INFO, RECORD
from tests.results.test_postgresql import URL

GROWTH = Spot(1, 1)
CLOCK = "2026-01-02T03:04:05.678+00:00"

Pair = tuple[Desk, Desk]


@pytest.fixture(
    params=[
        "file",
        pytest.param(
            "server", marks=pytest.mark.skipif(not URL, reason="no PostgreSQL: set POSTGRESQL_URL")
        ),
    ]
)
def pair(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Pair]:
    """Return two desks with the same run of one document."""
    url = URL if request.param == "server" else None
    with Store.create(tmp_path, url) as store:
        store.write_document(RECORD)
        store.write_info(INFO)
    one, two = (Desk.open(tmp_path, Settings(store=url), lambda: CLOCK) for _ in range(2))
    yield one, two
    one.close()
    two.close()
    if url:
        engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"))
        tables.tables.drop_all(engine)
        engine.dispose()


def _by(name: str) -> Signature:
    return Signature(name, CLOCK, "looked it up")


def test_a_decision_is_seen_and_a_contrary_one_refused(pair: Pair) -> None:
    """Who has not seen the other's word yet is shown it, and nothing is kept."""
    one, two = pair
    one.decide(GROWTH, _by("Li"), ruling=Ruling.ACCEPT)
    with pytest.raises(ConflictError, match="Li"):
        two.decide(GROWTH, _by("Han"), ruling=Ruling.REJECT)

    assert two.catch_up()
    assert two.register.statuses()["accepted"] == 1
    assert [each.who for each in two.document(1).history(1)] == ["Li"]
    assert two.is_changed


def test_what_a_model_was_asked_again_is_seen(pair: Pair) -> None:
    """The answer is there once the document has been proven with it, and not before."""
    one, two = pair
    before = len(two.document(1).record.proof.claims)
    mention, document = RECORD.mentions[1], RECORD.document
    claim = replace(CLAIM, mention=1, model="other", reask=Reask(Field.PERIOD, "reask.v1"))
    about = (document.digest, document.name, mention.raw_span, mention.quote)
    one.store.add_reasked(Reasked(*about, claim, "{}", Usage()))
    two.catch_up()
    assert len(two.document(1).record.proof.claims) == before
    proof = replace(RECORD.proof, claims=(*RECORD.proof.claims, claim))
    one.store.write_document(replace(RECORD, proof=proof))

    assert two.catch_up()
    assert two.document(1).record.proof.claims[-1] == claim
    assert not two.catch_up()
