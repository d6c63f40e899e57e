"""A run kept in PostgreSQL: several people, one log of decisions.

Runs where POSTGRESQL_URL names a database that may be filled and emptied.
"""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url

from pipeline.errors import ConflictError, StoreError
from pipeline.results import tables
from pipeline.results.exports import FACTS, write_exports
from pipeline.results.settled import settled_document
from pipeline.results.store import Store
from tests.results.run_cases import DECISION, INFO, RECORD

URL = os.environ.get("POSTGRESQL_URL", "")

pytestmark = pytest.mark.skipif(
    not URL, reason="no PostgreSQL: set POSTGRESQL_URL=postgresql://user@host/database"
)


@pytest.fixture
def url() -> Iterator[str]:
    """Return the address of a database, and leave it empty."""
    yield URL
    engine = create_engine(make_url(URL).set(drivername="postgresql+psycopg"))
    tables.tables.drop_all(engine)
    engine.dispose()


def test_a_run_is_kept_decided_on_and_exported(url: str, tmp_path: Path) -> None:
    """All that works on a file works on a server, and the files are those of any run."""
    with Store.create(tmp_path, url) as store:
        store.write_document(RECORD)
        store.write_info(INFO)
        store.add_decisions([DECISION])
        assert settled_document(store, "a").applied == (DECISION,)
    write_exports(tmp_path, url=url)

    assert '"corrected"' in (tmp_path / FACTS).read_text("utf-8")


def test_of_several_people_deciding_otherwise_at_once_one_wins(url: str, tmp_path: Path) -> None:
    """The server lets nobody look while another writes."""
    with Store.create(tmp_path, url):
        pass

    def decide(who: str) -> bool:
        with Store.open(tmp_path, url) as store:
            try:
                store.add_decisions([replace(DECISION, who=who, value=f"-{len(who)}")])
            except ConflictError:
                return False
        return True

    with ThreadPoolExecutor(4) as people:
        won = list(people.map(decide, ["x", "xx", "xxx", "xxxx"]))

    assert sum(won) == 1


def test_a_wrong_password_is_not_shown(url: str, tmp_path: Path) -> None:
    """The error names the server and neither the user nor the password."""
    wrong = make_url(url).set(username="nobody-here", password="hush").render_as_string(False)
    with pytest.raises(StoreError) as refused:
        Store.open(tmp_path, wrong)

    assert "hush" not in str(refused.value)
