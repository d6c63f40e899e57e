"""Rows of a run's numbers, put together by hand."""

from decimal import Decimal

from pipeline.proving.fact import Disposition, Status
from pipeline.results.browsing import NumberRow
from schemas.vocabulary import Bound, Kind


def row(  # noqa: PLR0913 - a table is read by its columns
    mention: int,
    indicator: str | None,
    value: str,
    region: str | None,
    period: str | None,
    status: Status = Status.UNVERIFIED,
    disposition: Disposition = Disposition.FACT,
    *,
    unit: str = "件",
    base_value: str | None = None,
    base_unit: str = "件",
    bound: Bound = Bound.EXACT,
) -> NumberRow:
    """Return a number of the document ``a``."""
    return NumberRow(
        doc="a",
        mention=mention,
        start=mention * 10,
        end=mention * 10 + 4,
        quote=f"{value}{unit}",
        value=Decimal(value),
        unit=unit,
        base_value=Decimal(base_value or value),
        base_unit=base_unit,
        bound=bound,
        kind=Kind.VALUE,
        indicator=indicator,
        indicator_id=None,
        region=region,
        period=period,
        status=status,
        disposition=disposition,
    )
