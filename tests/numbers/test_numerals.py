"""Numerals of every style have one value; words that only look like numerals have none."""

from decimal import Decimal

import pytest

from pipeline.numbers.numerals import read_hanzi, read_numeral

VALUES = [
    ("1,050", "1050"),
    ("1 050", "1050"),
    ("１．２", "1.2"),
    ("-28.5", "-28.5"),
    ("−3", "-3"),
    ("四百零六", "406"),
    ("三千五百余万", "35000000"),
    ("十余", "10"),
    ("廿", "20"),
    ("卅一", "31"),
    ("两千", "2000"),
    ("两千零二十", "2020"),
    ("三百八", "380"),
    ("三百零八", "308"),
    ("一万五", "15000"),
    ("一万零五", "10005"),
    ("一万五千二百", "15200"),
    ("一亿二千万", "120000000"),
    ("叁佰万", "3000000"),
    ("1亿2000万", "120000000"),
    ("1.2万", "12000"),
    ("1.2万亿", "1200000000000"),
    ("五点六亿", "560000000"),
    ("百分之二十五点七", "25.7"),
    ("千分之五", "5"),
    ("四分之三", "0.75"),
    ("二〇二二", "2022"),
    ("二○二三", "2023"),
    ("数十", "10"),
    ("上百", "100"),
    ("几百万", "1000000"),
    ("三五", "3"),
    ("七八百", "700"),
    ("十", "10"),
    ("〇", "0"),
]


@pytest.mark.parametrize(("text", "value"), VALUES)
def test_value_of_a_numeral(text: str, value: str) -> None:
    """Each numeral of the table has its value, exactly."""
    assert read_numeral(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", "专利", "百千万", "万千亿", "十四五", "1,2345万2亿", "十之八九"]
)
def test_words_have_no_value(text: str) -> None:
    """What is not well formed is refused, never guessed."""
    with pytest.raises(ValueError, match="is no numeral"):
        read_numeral(text)


@pytest.mark.parametrize("run", ["百百", "十十", "万千亿", "一" * 50])
def test_malformed_runs_have_no_value(run: str) -> None:
    """A run of numeral characters that no one says has no value."""
    assert read_hanzi(run) is None
