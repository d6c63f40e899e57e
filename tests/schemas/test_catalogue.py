"""The catalogue finds an indicator by any of its names and by nothing else."""

from collections import Counter

import pytest

from schemas.catalogue import catalogue, find_indicator, name_key


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("专利授权量", "patent_grants"),
        ("新增专利授权", "patent_grants"),
        ("全市有效商标注册数量", "trademarks_in_force"),
        ("商标有效注册量", "trademarks_in_force"),
        ("江门市高价值发明专利拥有量", "invention_patents_high_value_in_force"),
        ("每万人口发明专利拥有量", "invention_patents_per_10000"),
        ("累计培训人次", "trainees"),
        ("PCT国际申请", "pct_applications"),
        ("罚没款", "fines"),
    ],
)
def test_indicator_is_found_by_any_of_its_names(name: str, identifier: str) -> None:
    """Places, measures and times in front of a name make no difference."""
    found = find_indicator(name)

    assert found is not None
    assert found.id == identifier


@pytest.mark.parametrize("name", ["", "粮食产量", "专利", "授权", "企业数", "有效商标申请驳回量"])
def test_similar_name_is_not_found(name: str) -> None:
    """Nothing is matched loosely."""
    assert find_indicator(name) is None


def test_money_and_count_of_one_thing_are_two_indicators() -> None:
    """A name that says 金额 is not found as the number of deals."""
    amount, count = find_indicator("技术合同成交额"), find_indicator("技术合同登记数")

    assert amount is not None
    assert count is not None
    assert (amount.dimension.value, count.dimension.value) == ("money", "count")


def test_identifiers_are_unique_english_words() -> None:
    """An identifier names one entry and can stand in a column head."""
    identifiers = [entry.id for entry in catalogue()]

    assert [one for one, count in Counter(identifiers).items() if count > 1] == []
    assert all(one.isascii() and one.isidentifier() and one == one.lower() for one in identifiers)


def test_no_name_belongs_to_two_indicators() -> None:
    """A name as written leads to one entry only."""
    names = Counter(name for one in catalogue() for name in {one.name, *one.aliases})

    assert [name for name, count in names.items() if count > 1] == []


def test_wholes_exist_and_no_indicator_is_part_of_itself() -> None:
    """Going from part to whole ends."""
    entries = {entry.id: entry for entry in catalogue()}
    for entry in entries.values():
        seen = {entry.id}
        while entry.part_of:
            assert entry.part_of not in seen
            seen.add(entry.part_of)
            entry = entries[entry.part_of]


def test_plausible_ranges_are_ranges() -> None:
    """The lower end is never above the upper one."""
    bounded = [entry for entry in catalogue() if entry.low is not None and entry.high is not None]

    assert bounded
    assert all(entry.low <= entry.high for entry in bounded if entry.low is not None and entry.high)


def test_name_of_nothing_but_filler_keeps_it() -> None:
    """A key is never empty where the name is not."""
    assert name_key("数量") == "数量"
