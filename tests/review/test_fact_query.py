"""A grid's wishes become queries whose values are never SQL."""

import json
from typing import Any

import pytest

from pipeline.proving.fact import Disposition, Status
from pipeline.results.browsing import NumberRow
from pipeline.review.fact_query import MOST_ROWS, Wish, count_query, read_wish, rows_query
from pipeline.review.register import Register
from tests.review.number_rows import row

ROWS = (
    row(0, "专利授权量", "396", "连州市", "2022", Status.VERIFIED),
    row(1, "专利授权量", "4.3", "清远市", "2021", Status.DISPUTED),
    row(2, "'; DROP TABLE numbers; --", "12", None, None, Status.DISPUTED),
    row(3, None, "7", None, None, Status.DISPUTED, Disposition.UNACCOUNTED),
)


@pytest.fixture(scope="module")
def register() -> Any:
    """Return a register of four numbers, three of them facts."""
    filled = Register()
    filled.fill(ROWS, {"a": 1})
    yield filled
    filled.close()


def _found(register: Register, wish: Wish, start: int = 0, end: int = 100) -> list[int]:
    query = rows_query(wish, start, end)
    return [each["mention"] for each in register.rows(query.sql, query.values)]


def test_facts_are_found_in_the_order_of_the_text(register: Register) -> None:
    """Without a wish all facts are there, and nothing that is no fact."""
    assert _found(register, Wish()) == [0, 1, 2]
    counted = count_query(Wish())
    assert register.rows(counted.sql, counted.values)[0]["n"] == 3


@pytest.mark.parametrize(
    ("wish", "mentions"),
    [
        (Wish(search="清远"), [1]),
        (Wish(search="'; DROP TABLE numbers; --"), [2]),
        (Wish(search="%"), []),
        (Wish(statuses=("disputed",)), [1, 2]),
        (Wish(statuses=("' OR 1=1 --",)), []),
        (Wish(filters={"region": {"type": "equals", "filter": "连州市"}}), [0]),
        (Wish(filters={"region": {"type": "blank"}}), [2]),
        (Wish(filters={"amount": {"type": "greaterThan", "filter": 5}}), [0, 2]),
        (Wish(filters={"amount": {"type": "inRange", "filter": 4, "filterTo": 13}}), [1, 2]),
        (Wish(filters={"amount": {"type": "equals", "filter": "1 OR 1=1"}}), []),
        (Wish(filters={"1=1; --": {"type": "equals", "filter": "x"}}), [0, 1, 2]),
        (Wish(filters={"indicator": {"type": "notContains", "filter": "专利"}}), [2]),
        (
            Wish(
                filters={
                    "period": {
                        "operator": "OR",
                        "conditions": [
                            {"type": "equals", "filter": "2021"},
                            {"type": "startsWith", "filter": "2022"},
                        ],
                    }
                }
            ),
            [0, 1],
        ),
        (Wish(sorting=[{"colId": "amount", "sort": "desc"}]), [0, 2, 1]),
        (Wish(sorting=[{"colId": "amount; DROP TABLE numbers", "sort": "desc"}]), [0, 1, 2]),
    ],
)
def test_wishes_choose_and_order(register: Register, wish: Wish, mentions: list[int]) -> None:
    """Search, statuses, filters and sorting do what they say, and no more."""
    assert _found(register, wish) == mentions


def test_rows_come_in_pages_of_limited_size(register: Register) -> None:
    """A grid gets the rows it shows; nobody gets everything at once."""
    assert _found(register, Wish(), 1, 2) == [1]
    assert rows_query(Wish(), 0, 10**9).values[-2:] == (MOST_ROWS, 0)
    assert rows_query(Wish(), -5, -9).values[-2:] == (0, 0)


@pytest.mark.parametrize(
    "text", ["", "[3]", "7", "{", '{"filters": 3}', '{"sorting": [1]}', '{"statuses": 1}']
)
def test_what_no_grid_sends_is_refused(text: str) -> None:
    """A wish of another shape is an error of the caller's."""
    with pytest.raises(ValueError, match=r"."):
        read_wish(text)


def test_what_a_grid_sends_is_read() -> None:
    """A wish travels as JSON."""
    sent = {"search": "专利", "statuses": ["disputed"], "filters": {}, "sorting": []}

    assert read_wish(json.dumps(sent)) == Wish("专利", ("disputed",), {}, [])


def test_rows_are_those_of_the_store() -> None:
    """The columns of the grid are fields of the rows."""
    assert {"doc", "mention", "quote"} <= set(NumberRow.__dataclass_fields__)
