import pytest

from pipeline.asking.chunk import Chunk
from pipeline.asking.chunks import estimate_tokens, split
from pipeline.numbers.ledger import Ledger
from tests.asking.builder import REPORT, ledger_of


def quotes(ledger: Ledger, chunk: Chunk) -> list[str]:
    """Return the quotes of the mentions that a chunk asks about."""
    return [ledger.mentions[index].quote for index in chunk.mentions]


def asked(ledger: Ledger, **limits: int) -> list[Chunk]:
    """Return the chunks that are not empty."""
    return [chunk for chunk in split(ledger, **{"max_tokens": 700, **limits}) if chunk.mentions]


def test_dates_are_not_asked_about() -> None:
    """A number that shows by itself that it is no statistic is left out."""
    ledger = ledger_of(REPORT)

    assert [quotes(ledger, chunk) for chunk in asked(ledger)] == [
        ["1260个", "18.4%", "第五", "6座"],
        ["6个工作日", "2个工作日"],
    ]


def test_chunks_grow_as_a_character_takes_fewer_tokens() -> None:
    """A limit in tokens is kept by the tokenizer at hand, not by the usual ones."""
    ledger = ledger_of("青岚市新建公园6座。" * 30)
    sizes = []
    for tokens_per_char in (0.5, 0.75, 1.5):
        chunks = split(ledger, max_tokens=60, max_mentions=99, tokens_per_char=tokens_per_char)
        sizes.append(max(len(chunk.span.of(ledger.clean.text)) for chunk in chunks))
        assert sizes[-1] * tokens_per_char <= 60

    assert sizes == sorted(sizes, reverse=True)
    assert len({*sizes}) == 3


def test_chunk_ends_at_a_heading() -> None:
    """Sentences of two sections are never asked about together."""
    ledger = ledger_of(REPORT)
    second = asked(ledger)[1]

    assert second.span.of(ledger.clean.text).startswith("办证")
    assert ("小标题", "一、加强服务") in second.context


def test_sentence_before_a_number_comes_along() -> None:
    """A sentence without numbers stays with the one that leans on it, in its paragraph."""
    ledger = ledger_of("深入开展消费维权。全年受理投诉812件。\n无关的一段。\n")

    assert [chunk.span.of(ledger.clean.text) for chunk in asked(ledger)] == [
        "深入开展消费维权。全年受理投诉812件。"
    ]


def test_sentence_before_a_number_leaves_the_one_before_it() -> None:
    """Where two sentences with numbers do not go together, what lies between goes on."""
    ledger = ledger_of("建成公园6座。深入开展消费维权。受理投诉812件。")

    assert [chunk.span.of(ledger.clean.text) for chunk in asked(ledger, max_mentions=1)] == [
        "建成公园6座。",
        "深入开展消费维权。受理投诉812件。",
    ]


def test_stretches_without_numbers_are_empty_chunks() -> None:
    """What need not be asked is there all the same, and says so."""
    chunks = split(ledger_of("开展专题调研。\n"), max_tokens=700)

    assert [chunk.mentions for chunk in chunks] == [()]


def test_document_without_text_has_no_chunks() -> None:
    """Nothing in, nothing out."""
    assert split(ledger_of(" \n"), max_tokens=700) == ()


def test_sentence_over_the_budget_is_not_cut() -> None:
    """A sentence longer than the budget is a chunk of its own, whole."""
    ledger = ledger_of(f"建成{'很' * 300}长的道路12条。建成公园6座。")

    chunks = asked(ledger, max_tokens=100)

    assert [quotes(ledger, chunk) for chunk in chunks] == [["12条"], ["6座"]]
    assert chunks[0].span.of(ledger.clean.text).endswith("12条。")


def test_sentence_with_many_numbers_comes_in_equal_turns() -> None:
    """One sentence with more mentions than allowed is asked about several times, whole."""
    parts = "、".join(f"{name}{count}家" for count, name in enumerate("甲乙丙丁戊己庚辛壬", 11))
    ledger = ledger_of(f"新增企业分别为{parts}。")

    chunks = asked(ledger, max_mentions=4)

    assert [len(chunk.mentions) for chunk in chunks] == [3, 3, 3]
    assert len({chunk.span for chunk in chunks}) == 1


def test_context_is_what_the_document_says_of_itself() -> None:
    """Title, place, publication date, heading and the last period are handed along."""
    first, second = asked(ledger_of(REPORT))

    assert dict(first.context) == {
        "标题": "望川县数字经济工作情况",
        "发布": "2021-03-05",
    } | dict(first.context)
    assert dict(second.context)["小标题"] == "一、加强服务"


def test_period_named_before_holds_on() -> None:
    """A chunk that starts after a period was named is told of it."""
    ledger = ledger_of("2020年,建成公园6座。\n建成道路12条。\n")

    chunks = asked(ledger, max_tokens=12)

    assert [dict(chunk.context).get("时间") for chunk in chunks] == [None, "2020年"]


def test_limits_must_leave_room_for_one_mention() -> None:
    """A limit below one is a mistake of the caller."""
    with pytest.raises(ValueError, match="max_mentions"):
        split(ledger_of(REPORT), max_tokens=700, max_mentions=0)


def test_estimate_is_never_below_three_quarters_of_a_token_a_character() -> None:
    """The estimate rounds up."""
    assert [estimate_tokens("字" * count) for count in (0, 1, 4, 5)] == [0, 1, 3, 4]


def test_row_of_a_table_brings_the_heads_of_its_columns() -> None:
    """Heads in several rows are read together, and those of the last column are not cut off."""
    names = [f"第{place}类知识产权质押融资登记金额" for place in "一二三四五六七八"]
    heads = "地区\t" + "\t".join(names) + "\n\t" + "\t".join(["(万元)"] * 8) + "\n"
    rows = "".join(f"{name}县\t" + "\t".join("12345678") + "\n" for name in "甲乙丙")
    last = asked(ledger_of(heads + rows), max_mentions=8)[-1]

    header = dict(last.context)["表头"]
    assert header.startswith("地区|第一类知识产权质押融资登记金额 (万元)|")
    assert header.endswith("|第八类知识产权质押融资登记金额 (万元)")


def test_heads_that_fit_no_column_are_handed_along_as_they_are() -> None:
    """Where cells reach over several columns nothing is guessed, and nothing kept back."""
    table = "地区\t专利授权\t商标注册\n2021年\t2022年\t2021年\t2022年\n"
    rows = "".join(f"{name}县\t7\t9\t12\t16\n" for name in "甲乙丙")
    last = asked(ledger_of(table + rows))[-1]

    assert dict(last.context)["表头"] == "地区|专利授权|商标注册/2021年|2022年|2021年|2022年"
