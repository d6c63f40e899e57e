"""What a grid asks for in, the rows it shows out."""

from typing import Any

from pipeline.results.report_document import SIGNS
from pipeline.results.report_segments import showable
from pipeline.results.report_words import Words
from pipeline.review.desk import Desk
from pipeline.review.fact_query import count_query, read_wish, rows_query


def facts_page(desk: Desk, words: Words, wish: str, start: int, end: int) -> dict[str, Any]:
    """Return the rows that a grid shows, and how many there are in all.

    A wish that no grid sends raises ValueError.
    """
    wanted = read_wish(wish)
    counted, found = count_query(wanted), rows_query(wanted, start, end)
    count = desk.register.rows(counted.sql, counted.values)[0]["n"]
    rows = desk.register.rows(found.sql, found.values)
    return {"count": count, "rows": [_shown(row, words) for row in rows]}


def _shown(row: Any, words: Words) -> dict[str, Any]:
    texts = {name: showable(row[name] or "") for name in ("doc", "region", "period", "quote")}
    return {
        **texts,
        "id": f"{row['document']}-{row['mention']}",
        "document": row["document"],
        "mention": row["mention"],
        "indicator": showable(row["indicator"] or "–"),
        "amount": row["value"],
        "unit": showable(row["unit"]),
        "kind": words(f"kind.{row['kind']}") if row["kind"] else "",
        "status": f"{SIGNS[row['status']]} {words('status.' + row['status'])}",
        "state": row["status"],
        "score": row["score"],
    }
