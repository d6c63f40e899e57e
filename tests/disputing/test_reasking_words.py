"""What a model is told about a finding."""

import pytest

from pipeline.disputing.reasking_words import doubt_in_words
from pipeline.proving.checking import CHECKS
from pipeline.proving.fact import Field, Finding

SECRET = "'396件' is 专利授权量 of 2022 in 连州市"


@pytest.mark.parametrize("field", Field)
@pytest.mark.parametrize("code", [check.code for check in CHECKS])
def test_words_name_the_doubt_and_give_nothing_away(code: str, field: Field) -> None:
    """One line of ours for every check and field, without a word of the finding's message."""
    words = doubt_in_words(field, [Finding(0, code, field, SECRET)])

    assert words.endswith("。")
    assert "\n" not in words
    assert not any(part in words for part in ("396", "2022", "专利", "连州"))


def test_several_findings_are_told_once_each() -> None:
    """Findings on other fields are not told, and equal words are not repeated."""
    findings = [
        Finding(0, "reading-disagrees", Field.PERIOD, "…"),
        Finding(0, "models-disagree", Field.PERIOD, "…"),
        Finding(0, "period-ungrounded", Field.PERIOD, "…"),
        Finding(0, "indicator-elsewhere", Field.INDICATOR, "…"),
    ]

    assert doubt_in_words(Field.PERIOD, findings) == (
        "这个数字的时间有不同说法。先前答的时间在材料里没有依据。"
    )
