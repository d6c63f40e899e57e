"""Places are found by their names, coded, normalised and compared."""

from datetime import date

import pytest

from pipeline.numbers.place_table import divisions, names
from pipeline.numbers.places import (
    find_places,
    home_region,
    normalise_region,
    region_code,
    regions_agree,
)
from tests.numbers.marked_text import clean_text
from tests.numbers.place_cases import FOUND, NORMALISED, NOT_FOUND


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_places_are_found_by_full_and_short_names(
    text: str, expected: list[tuple[str, str | None]]
) -> None:
    """Full, short and former names give the full name and its code; areas have none."""
    assert [(place.name, place.code) for place in find_places(text)] == expected


@pytest.mark.parametrize("text", NOT_FOUND)
def test_everyday_words_are_no_places(text: str) -> None:
    """A short name inside a word, a body or a product names no place."""
    assert find_places(text) == ()


@pytest.mark.parametrize(("words", "home", "expected"), NORMALISED)
def test_words_for_a_region_become_its_full_name(
    words: str, home: str | None, expected: str | None
) -> None:
    """我市 is the home place, 全省 its province, a short name the full one, a body itself."""
    assert normalise_region(words, home) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("广东省江门市", "江门市"),
        ("江门", "江门市"),
        ("广东省清远市连州市", "连州市"),
        ("清远市连州市", "连州市"),
        ("福建省泉州市中级人民法院", "泉州市中级人民法院"),
        ("宁波市宁波方太厨具有限公司", "宁波方太厨具有限公司"),
    ],
)
def test_regions_agree_whatever_they_are_said_to_lie_in(one: str, other: str) -> None:
    """Province and city in front of a name do not make another region."""
    assert regions_agree(one, other)
    assert regions_agree(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("江门市", "新会区"), ("广东省", "江门市"), ("江门市", "公牛集团"), ("吉林省", "吉林市")],
)
def test_different_regions_do_not_agree(one: str, other: str) -> None:
    """A place is not what it lies in, nor a body in it."""
    assert not regions_agree(one, other)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("江门市", "440700"),
        ("广东省江门市", "440700"),
        ("抚顺", "210400"),
        ("抚顺县", "210421"),
        ("海门市", "320614"),
        ("襄樊市", "420600"),
        ("南京市鼓楼区", "320106"),
        ("鼓楼区", None),
        ("公牛集团", None),
        ("全国", None),
        ("", None),
    ],
)
def test_code_is_given_only_where_the_name_has_one(name: str, code: str | None) -> None:
    """A name that several divisions bear, or none, has no code."""
    assert region_code(name) == code


def test_every_division_is_found_by_its_full_name() -> None:
    """Each full name of the table leads back to a division of that name."""
    known = names()

    assert all(one in known[one.name] for one in divisions().values())


def test_every_former_name_leads_to_a_division_of_today() -> None:
    """The code of a former name is one of the table."""
    codes = divisions()

    assert all(one.code in codes for bearers in names().values() for one in bearers)


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("来源:连州市市场监督管理局\n我市专利授权5件,位于广东省清远市。", "连州市"),
        ("江门深入推进知识产权强市建设,全省率先。新会陈皮。", "江门市"),
        ("中国消费者报报道今年以来,辽宁省抚顺市市场监管局。抚顺市有效专利。", "抚顺市"),
        ("海门:新台阶\n来源:海门市科技局\n记者从海门市科技局获悉,南通市下达指标。", "海门市"),
        (
            "全省办案3212件,其中石家庄市852件、唐山市431件。全省发明专利5件。全省质押5亿元。",
            "河北省",
        ),
        ("天河区专利5件。全区授权6件,广州市其他区较少。天河区领先。", "天河区"),
        ("长沙县2021年总结\n我县专利5件,全县商标6件,长沙市领先。", "长沙县"),
        ("黄石市运行通报\n全市授权5件。黄石港区、铁山区授权6件。铁山区领先。", "黄石市"),
        (
            "湖州日报 2023年5月8日 第A02版\n安吉竹业提速\n安吉商标5件,县局帮扶。安吉县授权6件。",
            "安吉县",
        ),
        ("鼓楼区总结\n全区授权5件。\n南京市鼓楼区市场监管局", "南京市鼓楼区"),
        ("清河区简讯\n全区授权5件。\n(淮安市清河区 2012年)", "淮安市清河区"),
        ("全市专利授权5件。", None),
        ("我市授权5件,居全省第五。义乌市的红糖产值5亿元。", "金华市"),
        ("", None),
    ],
)
def test_home_is_the_place_the_document_reports_on(text: str, home: str | None) -> None:
    """Title, source, frequency and 我市 or 全县 decide; nothing is guessed from nothing."""
    assert home_region(clean_text(text, date(2023, 4, 6))) == home
