"""Exported lines are read, or refused with file and line."""

from pathlib import Path

import pytest

from pipeline.errors import StoreError
from pipeline.evaluating.run_lines import place_of, read_lines

GOOD = '{"doc": "a", "start": 1, "end": 2}\n'


def test_lines_are_read_in_order(tmp_path: Path) -> None:
    """Each line is an object that names its place."""
    path = tmp_path / "facts.jsonl"
    path.write_text(GOOD + GOOD.replace("1", "0"), encoding="utf-8")

    assert [place_of(line) for line in read_lines(path)] == [("a", 1, 2), ("a", 0, 2)]


@pytest.mark.parametrize(
    "line",
    ["{", "[]", "", '{"doc": 1, "start": 1, "end": 2}', '{"doc": "a", "start": "1", "end": 2}'],
    ids=repr,
)
def test_a_line_that_names_no_place_is_refused(tmp_path: Path, line: str) -> None:
    """The error has the file and the line."""
    path = tmp_path / "facts.jsonl"
    path.write_text(GOOD + line + "\n", encoding="utf-8")

    with pytest.raises(StoreError, match=r"facts\.jsonl:2: not"):
        list(read_lines(path))


def test_a_file_that_is_missing_or_not_text_is_refused(tmp_path: Path) -> None:
    """The error names the file."""
    (tmp_path / "binary").write_bytes(b"\xff\xff")

    with pytest.raises(StoreError, match="missing: cannot be read"):
        list(read_lines(tmp_path / "missing"))
    with pytest.raises(StoreError, match="binary: not UTF-8"):
        list(read_lines(tmp_path / "binary"))
