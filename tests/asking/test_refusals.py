"""What a server says with its refusal is understood."""

import pytest

from pipeline.asking.refusals import suggested_wait_s

NOW = "Wed, 21 Oct 2026 07:28:00 GMT"
LATER = "Wed, 21 Oct 2026 07:28:30 GMT"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "20"}, 20),
        ({"retry-after": "-3"}, 0),
        ({"retry-after": "soon"}, None),
        ({"retry-after-ms": "1500", "retry-after": "9"}, 1.5),
        ({"retry-after": LATER, "date": NOW}, 30),
        ({"retry-after": NOW, "date": LATER}, 0),
    ],
)
def test_wait_is_read_as_seconds_or_as_date(headers: dict[str, str], seconds: float | None) -> None:
    """Seconds, milliseconds and dates are understood; a date counts by the server's clock."""
    assert suggested_wait_s(headers) == seconds
