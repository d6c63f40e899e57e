"""A name is borne out by the text, piece by piece, or it is not."""

import pytest

from pipeline.numbers.ledger import Ledger
from pipeline.proving.grounding import earlier_text, is_made_of, near_text
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
    near = near_text(ledger(), 0)

    assert all(words in near for words in ("年度通报", "二、专利工作", "授权396件", "实用新型"))
    assert not any(words in near for words in ("商标", "质押"))


def test_a_date_may_come_from_all_text_before() -> None:
    """A date may govern what follows it, but not what stands before it."""
    earlier = earlier_text(ledger(), 0)

    assert "去年" in earlier
    assert "质押" not in earlier
