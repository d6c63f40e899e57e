"""Each number is read as the kind of what the words around it say it measures."""

from itertools import chain

import pytest

from pipeline.numbers.indicators import indicators_agree
from pipeline.numbers.layout import find_layout
from pipeline.numbers.meanings import read_meanings
from pipeline.numbers.mentions import find_mentions
from pipeline.numbers.reading import Direction, Reading
from tests.numbers.field_cases import FIELDS
from tests.numbers.meaning_cases import BUGS, DOMAINS, NOT_YET, SPELLED_OUT, WILD, Expected
from tests.numbers.read_text import cleaned, reading_of, readings


def differences(text: str, expected: tuple[Expected, ...]) -> list[str]:
    """Return what is read otherwise than expected; a quote may stand several times."""
    left = readings(text)
    wrong = []
    for quote, kind, indicator in expected:
        found = next((pair for pair in left if pair[0].quote == quote), None)
        if found is None:
            wrong.append(f"{quote}: not found")
            continue
        left.remove(found)
        if not fits(found[1], kind, indicator):
            got = found[1]
            wrong.append(f"{quote}: {got.kind.best} {got.indicator.best} {got.why.best}")
    return wrong


def fits(reading: Reading, kind: str, indicator: str) -> bool:
    """Tell whether a reading says what a case expects."""
    if kind == "-":
        return reading.why.best == indicator
    named = indicators_agree(reading.indicator.best or "", indicator)
    return reading.why.best is None and reading.kind.best == kind and named


@pytest.mark.parametrize(
    ("text", "expected"),
    [*chain(SPELLED_OUT, DOMAINS, FIELDS, WILD, BUGS)],
    ids=lambda value: value[:24],
)
def test_kind_and_indicator_follow_from_the_sentence(
    text: str, expected: tuple[Expected, ...]
) -> None:
    """Every number of a case has its kind and a name that means the same."""
    assert differences(text, expected) == []


_UNREAD = pytest.mark.xfail(reason="what it is more than stands between 较 and it", strict=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(*case, marks=_UNREAD) for case in NOT_YET],
    ids=lambda value: value[:24],
)
def test_sentences_that_are_not_read_yet(text: str, expected: tuple[Expected, ...]) -> None:
    """These are read wrongly today; a case that passes moves to another table."""
    assert differences(text, expected) == []


@pytest.mark.parametrize(
    ("text", "quote", "direction"),
    [
        ("授权995件,同比增长30%。", "30%", Direction.UP),
        ("授权995件,同比下降4.3%。", "4.3%", Direction.DOWN),
        ("平均用时46天,缩短14天。", "14天", Direction.DOWN),
        ("办理时限压缩80%以上。", "80%以上", Direction.DOWN),
        ("压缩办理时限80%以上。", "80%以上", Direction.DOWN),
        ("受理案件较上年回落18.24%。", "18.24%", Direction.DOWN),
        ("质押融资减少3亿元。", "3亿元", Direction.DOWN),
        ("结案率提高2.4个百分点。", "2.4个百分点", Direction.UP),
        ("结案率低于全省1.2个百分点。", "1.2个百分点", Direction.DOWN),
        ("用标企业净增19家。", "19家", Direction.UP),
        ("案件量降幅达6.5%。", "6.5%", Direction.DOWN),
        ("专利、商标分别下降5%和6%。", "6%", Direction.DOWN),
    ],
)
def test_change_goes_the_way_its_verb_says(text: str, quote: str, direction: Direction) -> None:
    """Growth and change carry the direction of their word, listed ones that of the first."""
    assert reading_of(quote, text).direction is direction


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("撤回率提高到98%。", "98%"),
        ("办理时限缩短至7天。", "7天"),
        ("质押融资额增至12亿元。", "12亿元"),
        ("新增专利授权396件。", "396件"),
    ],
)
def test_level_has_no_direction(text: str, quote: str) -> None:
    """A level that was reached is no change, whichever way it was reached."""
    assert reading_of(quote, text).direction is None


@pytest.mark.parametrize(
    ("text", "quote", "base"),
    [
        ("授权995件,同比增长30%。", "30%", "同比"),
        ("授权995件,环比下降3%。", "3%", "环比"),
        ("受理2353件,较上年回落18%。", "18%", "较上年"),
        ("有效专利比上年末增长25.3%。", "25.3%", "比上年末"),
        ("授权量比2020年增长12%。", "12%", "比2020年"),
        ("授权量占比重较大,增长12%。", "12%", None),
    ],
)
def test_base_of_comparison_is_kept_as_written(text: str, quote: str, base: str | None) -> None:
    """What a change is measured against is quoted, and only where the text names it."""
    assert reading_of(quote, text).compared_with == base


def test_growth_points_at_its_level() -> None:
    """A growth rate names the mention whose growth it is."""
    text = "专利授权995件,商标注册1620件,同比增长31.3%,居全省第二。"

    level, growth, rank = [reading for _, reading in readings(text)][1:]

    assert growth.level == rank.level == level.mention


def test_parts_point_at_their_whole() -> None:
    """Each number of a list after 其中 names the mention it is a part of."""
    text = "获专利奖10项,其中金奖1项、银奖2项,培训企业30家。"

    whole, gold, silver, other = [reading for _, reading in readings(text)]

    assert (gold.whole, silver.whole, other.whole) == (whole.mention, whole.mention, None)


def test_table_cell_is_read_by_its_heads() -> None:
    """A cell takes its indicator from the row and its kind from the column."""
    text = "指标\t单位\t2024年\t同比(%)\n专利授权量\t件\t55853\t17.64\nPCT申请量\t件\t763\t-8.3\n"
    read = {mention.quote: reading for mention, reading in readings(text)}

    assert read["55853"].indicator.best == read["17.64"].indicator.best == "专利授权量"
    assert (read["55853"].kind.best, read["17.64"].kind.best) == ("value", "growth")
    assert read["-8.3"].direction is Direction.DOWN


def test_there_is_one_reading_for_each_mention() -> None:
    """A mention with a reason of its own has no reading, every other has one."""
    whole = cleaned("2022年授权396件。电话:0513-59001234。")
    mentions = find_mentions(whole)

    read = read_meanings(whole, find_layout(whole.text), mentions)

    assert [one is None for one in read] == [mention.why is not None for mention in mentions]


def test_name_carried_from_an_unsure_number_is_not_sure() -> None:
    """A name that is carried over is as sure as where it came from."""
    known = reading_of("5%", "发明专利授权量685件,同比增长5%。")
    unknown = reading_of("5%", "展板685块,同比增长5%。")

    assert known.indicator.is_sure
    assert not unknown.indicator.is_sure
