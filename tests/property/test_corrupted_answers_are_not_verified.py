"""An answer that is wrong in one thing never ends as verified; the whole count is a benchmark."""

from collections import Counter

import pytest

from tests.bench.corrupting import BOUND_DROPPED, corrupted_cases, right_share, spelt_cases
from tests.bench.corruptions import MEANINGS, VALUES
from tests.bench.generated import generated_subjects

REPORTS = 4


def test_no_wrong_answer_about_a_generated_report_is_accepted() -> None:
    """Wrong digits, scales, units, signs, names, times and places, one at a time."""
    cases = list(corrupted_cases(generated_subjects(REPORTS)))

    applied = Counter(case.kind for case in cases)
    assert set(applied) >= set(VALUES | MEANINGS) - {BOUND_DROPPED}
    assert [(case.kind, case.claim) for case in cases if case.is_accepted] == []


def test_a_right_number_is_accepted_in_every_spelling() -> None:
    """Traditional, full-width, in characters, with separators, with pinyin."""
    cases = list(spelt_cases(generated_subjects(REPORTS)))

    assert len(cases) > 4 * REPORTS
    assert [case.claim.echo for case in cases if not case.is_accepted] == []


def test_right_answers_are_verified() -> None:
    """Refusing everything would be no art."""
    assert right_share(generated_subjects(REPORTS)).share == pytest.approx(1, abs=0.05)
