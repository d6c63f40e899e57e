"""Numbers that are aimed at, granted, denied or told to a machine state no statistic."""

from itertools import chain

import pytest

from tests.numbers.intention_cases import BUGS, FACTS, SPELLED_OUT
from tests.numbers.read_text import reading_of, readings

Expected = tuple[tuple[str, str], ...]


def reasons(text: str, expected: Expected) -> list[tuple[str, str]]:
    """Return each expected quote with the reason that was read for it."""
    found = {mention.quote: reading.why.best or "" for mention, reading in readings(text)}
    return [(quote, found.get(quote, "not found")) for quote, _ in expected]


@pytest.mark.parametrize(
    ("text", "expected"), [*chain(SPELLED_OUT, FACTS, BUGS)], ids=lambda value: value[:24]
)
def test_reason_follows_from_the_sentence(text: str, expected: Expected) -> None:
    """Every number of a case has its reason, or none where it states a fact."""
    assert reasons(text, expected) == list(expected)


def test_a_target_lends_its_name_but_is_no_level() -> None:
    """What was achieved is named by the target, and growth does not point at the target."""
    text = "今年计划举办培训班20期,现已举办12期,同比增长20%。"

    assert reading_of("12期", text).indicator.best == "举办培训班数"
    assert reading_of("20%", text).level == reading_of("12期", text).mention


def test_reason_of_a_strong_rule_is_sure() -> None:
    """力争 leaves no doubt, a limit that only looks like one does."""
    assert reading_of("4亿元", "力争质押融资额达到4亿元。").why.is_sure
    assert not reading_of("50万元", "单笔贷款最高补偿50万元。").why.is_sure


def test_paragraph_after_a_paragraph_about_the_future_is_read_as_facts() -> None:
    """下一步 holds to the end of its paragraph and no further."""
    text = "下一步,授权9件。\n全年授权5件。"

    assert reasons(text, (("9件", ""), ("5件", ""))) == [("9件", "target"), ("5件", "")]
