"""How a run was made is kept with it."""

from dataclasses import replace
from pathlib import Path

from pipeline.results import run_info
from pipeline.results.run_database import RunDatabase
from tests.results.run_cases import INFO


def test_what_was_written_last_is_read(tmp_path: Path) -> None:
    """A run that was never finished has nothing; later writings replace earlier ones."""
    database = RunDatabase(tmp_path / "run.sqlite")
    database.start()
    with database.reading() as connection:
        assert run_info.read(connection) is None
    with database.writing() as connection:
        run_info.write(connection, INFO)
        run_info.write(connection, replace(INFO, model="another"))
    with database.reading() as connection:
        assert run_info.read(connection) == replace(INFO, model="another")
    database.close()
