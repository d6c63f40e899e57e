"""Each number belongs to the place or body whose figure it is."""

import pytest

from pipeline.cleaning.clean_text import Mark, MarkKind
from pipeline.numbers.period_written import find_written_times
from pipeline.numbers.place_owners import find_owners
from pipeline.numbers.reading import Guess
from pipeline.numbers.where import read_regions
from pipeline.spans import Span
from tests.numbers.marked_text import Marked, marked
from tests.numbers.place_cases import OWNED, WILD_OWNED


def regions(given: Marked, home: str | None) -> tuple[Guess, ...]:
    """Return the guessed region of each number in brackets."""
    owners = find_owners(find_written_times(given.clean.text), given.layout, home)
    return read_regions(given.clean, given.layout, given.mentions, given.readings, owners)


@pytest.mark.parametrize(("text", "home", "expected"), OWNED + WILD_OWNED)
def test_each_number_belongs_to_its_subject(text: str, home: str, expected: list[str]) -> None:
    """A clause's subject owns its figures and those after it, else the home place does."""
    assert [guess.best for guess in regions(marked(text), home)] == expected


def test_court_is_spelled_out_where_the_text_does_so() -> None:
    """泉州中院 is the court that the text names in full."""
    given = marked("泉州市中级人民法院召开发布会。\n泉州中院受理[2件]。中院另聘[5名]专家。")

    assert [guess.best for guess in regions(given, "泉州市")] == ["泉州市中级人民法院"] * 2


def test_table_rows_belong_to_the_places_that_label_them() -> None:
    """A row or column named after a place has that place's figures, the others home's."""
    text = "地区\t授权量\n滕州市\t[20]\n全市\t[50]\n指标\t[60]"
    plain = marked(text).clean.text
    given = marked(text, marks=(Mark(Span(0, len(plain)), MarkKind.TABLE, "test"),))

    assert [guess.best for guess in regions(given, "枣庄市")] == ["滕州市", "枣庄市", "枣庄市"]


def test_without_a_home_only_named_owners_are_given() -> None:
    """Where nobody knows what the document reports on, the default is silence."""
    given = marked("授权[5件]。公牛集团凭[1件]专利摘金。[2022年|!]")

    assert [guess.best for guess in regions(given, None)] == [None, "公牛集团", None]


def test_another_owner_keeps_home_as_the_second_candidate() -> None:
    """The home place stays on offer where a figure seems to be another's."""
    (guess,) = regions(marked("公牛集团凭[1件]专利摘金。"), "宁波市")

    assert guess.candidates == ("公牛集团", "宁波市")


@pytest.mark.parametrize(
    ("text", "is_sure"),
    [
        ("宁波市工作总结\n我市专利授权[5件]。", True),
        ("宁波市工作总结\n专利授权[5件]。", True),
        ("我市专利授权[5件]。", False),
        ("宁波市工作总结\n据某企业介绍,专利授权[5件]。", False),
        ("宁波市工作总结\n“我们授权[5件]。”", False),
        ("宁波方太厨具有限公司有[5件]。", True),
        ("公牛集团凭[1件]专利摘金,年销售[5亿元]。", False),
        ("与某某银行合作,专利授权[5件]。", False),
        ("宁波市工作总结\n走进合作社,今年授权[5件]。", False),
        ("宁波市工作总结\n董事长说,今年授权[5件]。", False),
    ],
)
def test_only_named_owners_and_lone_homes_are_sure(text: str, is_sure: bool) -> None:
    """What is carried over, or stands beside another body, stays a guess."""
    guess = regions(marked(text), "宁波市")[-1]

    assert guess.is_sure is is_sure
