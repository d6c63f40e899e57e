"""Parts and their wholes."""

import pytest

from pipeline.proving.comparing import MOST_WITNESSES
from pipeline.proving.proof import Proof
from schemas.vocabulary import Bound, Kind
from tests.proving.builder import Number, found, looked, proven

CODE = "part-whole"


def amount(quote: str, value: str, name: str, whole: int | None = None) -> Number:
    """Return an amount of 2022."""
    return Number(quote, value, "件", Kind.VALUE, name, "2022", whole=whole)


def parts(total: str, first: str, second: str, joint: str = "、") -> Proof:
    """Return the proof of a total of cases with two kinds of them."""
    return proven(
        f"办结案件{total}件,其中甲类{first}件{joint}乙类{second}件。",
        amount(f"{total}件", total, "办结案件数"),
        amount(f"{first}件", first, "甲类案件数", whole=0),
        amount(f"{second}件", second, "乙类案件数", whole=0),
    )


def test_a_part_larger_than_its_whole_is_found_on_both() -> None:
    """The text says 其中."""
    findings = found(parts("61", "72", "1"), CODE)

    assert {finding.mention for finding in findings} == {0, 1, 2}
    assert "72件" in findings[0].message


@pytest.mark.parametrize(("first", "second"), [("23", "38"), ("1", "2"), ("17", "43")])
def test_parts_up_to_the_whole_are_not_found(first: str, second: str) -> None:
    """Parts may add up to the total, or to less."""
    proof = parts("61", first, second)

    assert found(proof, CODE) == []
    assert len(looked(proof, CODE)) == 3


def test_listed_parts_that_exceed_the_whole_are_found() -> None:
    """Neither is too large alone."""
    assert len(found(parts("61", "23", "44"), CODE)) == 3


def test_a_part_listed_after_a_part_is_one_too() -> None:
    """其中 is said once for the whole list."""
    proof = proven(
        "办结案件61件,其中甲类23件、乙类44件。",
        amount("61件", "61", "办结案件数"),
        amount("23件", "23", "甲类案件数", whole=0),
        amount("44件", "44", "乙类案件数"),
    )

    assert len(found(proof, CODE)) == 3


def test_parts_that_may_overlap_are_not_added() -> None:
    """A comma does not say that the parts exclude each other."""
    assert found(parts("61", "23", "44", joint=","), CODE) == []


def test_the_catalogue_knows_parts_without_being_told() -> None:
    """Invention patents are patents, whatever the sentence says."""
    granted = amount("1901件", "1901", "专利授权量")
    inventions = amount("2210件", "2210", "发明专利授权量")

    assert len(found(proven("授权1901件。发明2210件。", granted, inventions), CODE)) == 2


def test_a_bound_leaves_room() -> None:
    """Over 60 may be enough for 61."""
    whole = Number("60余件", "60", "件", Kind.VALUE, "案件", bound=Bound.AT_LEAST)
    part = Number("61件", "61", "件", Kind.VALUE, "甲类案件", whole=0)

    assert found(proven("案件60余件,其中甲类61件", whole, part), CODE) == []


def share(value: str, name: str = "发明专利申请量占专利申请总量比重") -> Proof:
    """Return the proof of a total, its part and the share stated of it."""
    return proven(
        f"专利申请5587件,其中发明专利申请1425件,占专利申请总量的{value}%。",
        amount("5587件", "5587", "专利申请量"),
        amount("1425件", "1425", "发明专利申请量", whole=0),
        Number(f"{value}%", value, "%", Kind.SHARE, name, "2022", level=1),
    )


def test_a_share_that_does_not_fit_is_found_on_all_three() -> None:
    """1425 of 5587 is 25.5 %, not 35.5 %."""
    findings = found(share("35.5"), CODE)

    assert {finding.mention for finding in findings} == {0, 1, 2}
    assert "25.51%" in findings[0].message


def test_a_share_that_fits_is_not_found() -> None:
    """Rounded, cut off, or one last digit away."""
    for value in ("25.5", "25.51", "25.50", "26"):
        assert found(share(value), CODE) == []


def test_a_share_one_digit_beyond_the_tolerance_is_found() -> None:
    """25.51 % may be printed as 25.3 at the least, and as 26 at most."""
    assert found(share("25.3"), CODE) == []
    assert found(share("25.2"), CODE)
    assert found(share("27"), CODE)


def test_a_share_of_something_else_is_not_looked_at() -> None:
    """The share of the province is not the share of the total."""
    other = share("35.5", name="发明专利申请量占全省比重")

    assert (2, "value") not in looked(other, CODE)


def test_amounts_without_a_whole_are_not_looked_at() -> None:
    """Two unrelated counts have nothing to exceed."""
    apart = proven("甲3件,乙5件", amount("3件", "3", "甲"), amount("5件", "5", "乙"))

    assert looked(apart, CODE) == set()


def test_a_long_list_names_only_some_of_its_witnesses() -> None:
    """A finding stays readable, and small, however many parts there are."""
    parts = [amount(f"{i}件", str(i), f"第{i}类", whole=0) for i in range(20, 60)]
    text = f"案件99件,其中{'、'.join(f'某类{part.quote}' for part in parts)}。"

    findings = found(proven(text, amount("99件", "99", "案件"), *parts), CODE)

    assert len(findings) == 41
    assert all(len(finding.others) <= MOST_WITNESSES for finding in findings)
    assert "34 more" in findings[0].message
