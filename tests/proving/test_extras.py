"""Answers to user schemas are proven by the text or refused with a reason."""

import pytest

from pipeline.asking.chunks import split
from pipeline.cleaning.cleaning import clean
from pipeline.documents.document import Document, Format
from pipeline.numbers.ledger import build_ledger
from pipeline.proving.extras import ExtraAnswer, Source, prove_extras
from schemas.extra import extended, user_schema
from schemas.facts import Meaning
from schemas.funding import Funding

TEXT = "省财政厅去年拨款。2022年3月,省财政厅下达资金300万元。\n一、其他\n市商务局另有资金。\n"
FUNDING = user_schema(Funding)
LEDGER = build_ledger(clean(Document("d", "d.txt", "0" * 64, TEXT, "u", "u", Format.PLAIN)))
NUMBER = TEXT.index("300万元")


def proven(**said: str) -> dict[str, ExtraAnswer]:
    """Return what is proven of an answer about 300万元."""
    chunk = next(each for each in split(LEDGER, max_tokens=80) if each.mentions)
    fields = {"原文": "", "指标": "", "类别": "数值", "时间": "", "地区": ""}
    extra = {f"extra_{name}": said.get(name, "") for name in ("funder", "purse", "paid")}
    meaning = extended(Meaning, FUNDING).model_validate(fields | extra)
    source = Source(LEDGER, chunk, FUNDING, "m", "key")
    return {each.name: each for each in prove_extras({"m1": meaning}, source)}


def test_words_of_the_text_stand_with_their_raw_place() -> None:
    """The place is the one nearest to the number."""
    funder = proven(funder="省财政厅")["funder"]

    assert (funder.value, funder.refusal) == ("省财政厅", "")
    assert funder.start == TEXT.rindex("省财政厅", 0, NUMBER)
    assert TEXT[funder.start : funder.end] == "省财政厅"


@pytest.mark.parametrize("words", ["财政部", "省 财政厅", "市商务局", "省财政厅下达资金500万元"])
def test_words_that_do_not_stand_in_the_chunk_are_refused(words: str) -> None:
    """Neither near words nor words from elsewhere in the document are taken."""
    funder = proven(funder=words)["funder"]

    assert (funder.value, funder.said) == (None, words)
    assert words in funder.refusal


def test_time_is_read_as_a_period_and_must_stand_there() -> None:
    """Words of the text become our notation; a time from nowhere and no time are refused."""
    assert proven(paid="2022年3月")["paid"].value == "2022-03"
    assert proven(paid="2021年3月")["paid"].value is None
    assert "is no time" in proven(paid="省财政厅")["paid"].refusal


def test_closed_field_takes_its_own_words_only() -> None:
    """A server that ignores its schema may answer anything; it is refused, not lost."""
    assert proven(purse="省级财政")["purse"].value == "省级财政"
    other = proven(purse="彩票")["purse"]
    assert (other.value, other.said) == (None, "彩票")
    assert "省级财政" in other.refusal


def test_empty_answer_is_neither_value_nor_refusal() -> None:
    """What the text does not say is left empty, and nothing is wrong with that."""
    assert {(each.value, each.refusal) for each in proven().values()} == {(None, "")}
