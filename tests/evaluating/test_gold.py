"""Annotations are read whole, or refused with file and line."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.errors import GoldError
from pipeline.evaluating.gold import read_gold

FACT = {
    "doc": "a",
    "quote": "396件",
    "start": 4,
    "end": 8,
    "value": "396",
    "unit": "件",
    "bound": "exact",
    "kind": "value",
    "indicator": "专利授权量",
    "aliases": ["专利授权"],
    "region": "连州市",
    "period": None,
}
NONFACT = {"doc": "b", "quote": "2022年", "start": 0, "end": 5, "why": "date"}
PLANTED = {"doc": "a", "type": "two values", "quotes": ["1", "2"], "offsets": [[0, 1], [3, 4]]}


def _write(path: Path, *rows: object) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_annotations_are_read_in_order(tmp_path: Path) -> None:
    """Facts, non-facts and contradictions come as they stand, amounts as decimals."""
    gold = read_gold(
        _write(tmp_path / "gold.jsonl", FACT, "", FACT | {"value": "-4.30"}),
        _write(tmp_path / "nonfacts.jsonl", NONFACT),
        _write(tmp_path / "contradictions.jsonl", PLANTED),
    )

    assert [fact.value for fact in gold.facts] == [Decimal(396), Decimal("-4.30")]
    assert gold.nonfacts[0].why == "date"
    assert gold.contradictions[0].offsets == ((0, 1), (3, 4))
    assert gold.docs == ("a", "b")


def test_files_but_the_first_may_be_left_out(tmp_path: Path) -> None:
    """Facts alone are gold enough, and keys that are not known do no harm."""
    gold = read_gold(_write(tmp_path / "gold.jsonl", FACT | {"note": "x"}))

    assert (len(gold.facts), gold.nonfacts, gold.contradictions) == (1, (), ())


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("{", "Invalid JSON"),
        ("[]", "object"),
        (FACT | {"kind": "guess"}, "kind: "),
        (FACT | {"bound": "roughly"}, "bound: "),
        (FACT | {"value": "many"}, "value: "),
        (FACT | {"value": "NaN"}, "value: "),
        (FACT | {"end": 9}, "does not fill"),
        (FACT | {"start": -1, "end": 3}, "does not fill"),
        ({k: v for k, v in FACT.items() if k != "period"}, "period: "),
    ],
)
def test_a_line_that_does_not_fit_is_named(tmp_path: Path, row: object, message: str) -> None:
    """The error has the file, the line and the key."""
    path = _write(tmp_path / "gold.jsonl", FACT, row)

    with pytest.raises(GoldError, match=rf"gold\.jsonl:2: .*{message}"):
        read_gold(path)


def test_a_file_that_is_missing_not_text_or_empty_is_named(tmp_path: Path) -> None:
    """Reading fails before anything is scored."""
    (tmp_path / "binary.jsonl").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "empty.jsonl").write_text("\n")

    with pytest.raises(GoldError, match=r"missing\.jsonl: cannot be read"):
        read_gold(tmp_path / "missing.jsonl")
    with pytest.raises(GoldError, match=r"binary\.jsonl: not UTF-8 at byte 0"):
        read_gold(tmp_path / "binary.jsonl")
    with pytest.raises(GoldError, match=r"empty\.jsonl: has no line"):
        read_gold(tmp_path / "empty.jsonl")


def test_soft_reasons_are_told_apart(tmp_path: Path) -> None:
    """A name costs nothing, a date has to be found."""
    rows = [NONFACT, NONFACT | {"why": "plan label"}]
    path = _write(tmp_path / "nonfacts.jsonl", *rows)
    gold = read_gold(_write(tmp_path / "gold.jsonl", FACT), path)

    assert [row.is_soft for row in gold.nonfacts] == [False, True]
