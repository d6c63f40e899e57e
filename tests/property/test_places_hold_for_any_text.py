"""What must hold for the places of every text."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.numbers.place_table import divisions
from pipeline.numbers.places import find_places, normalise_region, region_code, regions_agree

PIECES = [
    "江门", "市", "广东", "省", "海门", "和平", "台", "县", "区", "新会", "陈皮", "大学", "全",
    "我", "在", "、", "吉林", "鼓楼", "南京", "自治州", "恩施", "场", "域", "公司", "珠三角",
    "中级人民法院",
]  # fmt: skip

texts = st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=60)
full_names = st.sampled_from(sorted({division.name for division in divisions().values()}))


@given(texts)
def test_spans_lie_inside_the_text_and_never_overlap(text: str) -> None:
    """Places come in order, each within the text, none inside another."""
    places = find_places(text)

    ends = [0] + [place.span.end for place in places]
    assert all(end <= place.span.start for end, place in zip(ends, places, strict=False))
    assert ends[-1] <= len(text)


@given(texts, full_names | st.none())
def test_any_words_are_read_as_a_region(words: str, home: str | None) -> None:
    """Whatever a model says is a name, the home place, or nothing."""
    region = normalise_region(words, home)

    assert region is None or region.strip()


@given(full_names)
def test_a_full_name_is_its_own_normal_form(name: str) -> None:
    """Normalising a full name changes nothing, and it agrees with itself."""
    assert normalise_region(name, None) == name
    assert regions_agree(name, name)


@given(full_names)
def test_a_code_leads_back_to_the_name(name: str) -> None:
    """A code that is given for a name is that of a division of this name."""
    code = region_code(name)

    assert code is None or divisions()[code].name == name


@given(texts, texts)
def test_agreement_goes_both_ways(one: str, other: str) -> None:
    """The order of two regions does not matter."""
    assert regions_agree(one, other) == regions_agree(other, one)
