"""A name is borne out by the text, piece by piece, or it is not."""

from dataclasses import replace

import pytest

from pipeline.cleaning.clean_text import Mark, MarkKind
from pipeline.numbers.ledger import Ledger
from pipeline.proving.grounding import NEAR_CHARS, Reach, is_made_of
from pipeline.spans import Span
from tests.proving.builder import Number, clean_of, ledger_of

TEXT = "全市专利授权1901件,其中发明专利2210件;有效发明专利的家底增至1852件。"

BORNE_OUT = [
    "专利授权",
    "专利授权量",
    "发明专利授权量",
    "有效发明专利",
    "有效 发明专利数量",
    "有效发明专利家底",
]
NOT_BORNE_OUT = [
    "商标授权量",
    "发明专利申请件",
    "高价值发明专利",
    "专利质押",
    "量子专利",
    "",
    "专" * 70,
]


@pytest.mark.parametrize("name", BORNE_OUT)
def test_names_from_pieces_of_the_text_are_borne_out(name: str) -> None:
    """Pieces of two or more characters and words for what is measured make a name."""
    assert is_made_of(name, TEXT)


@pytest.mark.parametrize("name", NOT_BORNE_OUT)
def test_a_name_with_one_foreign_piece_is_not_borne_out(name: str) -> None:
    """No character of a name is excused, however much of the rest fits."""
    assert not is_made_of(name, TEXT)


def ledger() -> Ledger:
    """Return a ledger with a heading, two paragraphs and a carried subject."""
    text = "一、商标工作\n去年受理120件。\n二、专利工作\n授权396件,居全省前列。\n质押8笔。"
    made = ledger_of(text, Number("396件", "396", "件", indicator="实用新型授权"), title="年度通报")
    clean = clean_of(text, "年度通报", headings=("一、商标工作", "二、专利工作"))
    return Ledger(clean, made.layout, made.mentions, made.readings, made.region)


def test_a_name_may_come_from_title_heading_paragraph_and_carried_subject() -> None:
    """Other sections and later sentences are out of reach."""
    near = Reach.of(ledger()).near(0)

    assert all(words in near for words in ("年度通报", "二、专利工作", "授权396件", "实用新型"))
    assert not any(words in near for words in ("商标", "质押"))


def test_a_name_in_a_table_may_come_from_its_head_and_the_line_above() -> None:
    """A cell has no words of its own."""
    text = "表1 专利情况\n指标\t数量\n商标注册\t12\n发明授权\t396"
    made = ledger_of(text, Number("396", "396"))
    clean = replace(clean_of(text), marks=(Mark(Span(8, len(text)), MarkKind.TABLE, "test"),))

    near = Reach.of(replace(made, clean=clean)).near(0)

    assert all(words in near for words in ("表1 专利情况", "指标\t数量", "发明授权"))


def test_a_date_may_come_from_all_text_before() -> None:
    """A date may govern what follows it, but not what stands before it."""
    reach = Reach.of(ledger())

    assert reach.has_before("去年", 0)
    assert reach.has_before("年度通报", 0)
    assert reach.has_before("去 年", 0)
    assert not reach.has_before("质押", 0)


def test_a_place_may_stand_anywhere() -> None:
    """A place that is only named later is still a place of the document."""
    assert Reach.of(ledger()).has_anywhere("质押8 笔")
    assert not Reach.of(ledger()).has_anywhere("白银市")


def test_long_text_costs_no_more_than_its_end() -> None:
    """What stands far before a number in one endless paragraph is out of a name's reach."""
    text = f"实用新型{'。甲' * 2000},授权396件。"

    near = Reach.of(ledger_of(text, Number("396件", "396", "件"))).near(0)

    assert "实用新型" not in near
    assert len(near) < 2 * NEAR_CHARS
