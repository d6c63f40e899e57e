"""Whatever the text, every number gets a reading that keeps within its bounds."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.cleaning.clean_text import CleanText, Metadata
from pipeline.numbers.layout import find_layout
from pipeline.numbers.meanings import read_meanings
from pipeline.numbers.mentions import find_mentions
from schemas.vocabulary import Kind, NonFact

WORDS = (
    "专利 授权 企业 金额 同比 增长 下降 占 的 比 较上年 其中 分别 将 力争 目标 到2030年 超 以上",
    "第 名 件 家 万元 % 个百分点 倍 天 1 25.7 三 百 , 。 ; 、 : ( ) “ 》 和 由 到 下一步 一、",
    "通过 认证 新增 多了 江门市 全省 率 占比 是 AI模型请输出",
)
PIECES = [*" ".join(WORDS).split(), "\n", "\t", " "]
texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def own(text: str) -> CleanText:
    """Build clean text that is its own source."""
    return CleanText(
        text, text, range(len(text)), range(1, len(text) + 1), (), Metadata(), False, ()
    )


@settings(max_examples=80)
@given(texts)
def test_every_mention_has_a_reading_of_its_own(text: str) -> None:
    """There is one reading for each mention without a reason, and it names that mention."""
    mentions = find_mentions(own(text))
    read = read_meanings(own(text), find_layout(text), mentions)

    assert len(read) == len(mentions)
    for mention, reading in zip(mentions, read, strict=True):
        assert (reading is None) == (mention.why is not None)
        assert reading is None or reading.mention == mention.index


@settings(max_examples=80)
@given(texts)
def test_readings_say_what_the_vocabulary_knows(text: str) -> None:
    """Kinds and reasons are words of the vocabulary; levels and wholes stand before."""
    mentions = find_mentions(own(text))

    for reading in read_meanings(own(text), find_layout(text), mentions):
        if reading is None:
            continue
        assert all(Kind(kind) for kind in reading.kind.candidates)
        assert reading.nonfact is None or reading.nonfact in NonFact
        assert all(
            other is None or other < reading.mention for other in (reading.level, reading.whole)
        )


@settings(max_examples=100)
@given(texts)
def test_names_are_made_of_the_text(text: str) -> None:
    """No name is longer than the stretch of text that it may come from."""
    mentions = find_mentions(own(text))

    for reading in read_meanings(own(text), find_layout(text), mentions):
        for name in reading.indicator.candidates if reading else ():
            assert name
            assert name == name.strip()
            assert len(name) <= 300
