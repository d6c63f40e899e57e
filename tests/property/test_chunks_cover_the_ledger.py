"""Whatever the document, each sentence is in a chunk and each mention is asked about once."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.asking.chunks import estimate_tokens, split
from tests.asking.builder import ledger_of

PIECES = st.sampled_from(
    [
        "新增专利",
        "7件",
        "1,183件",
        "31.3%",
        "2022年",
        "第二",
        "从5个",
        "到9个",
        ",",
        "。",
        "\n",
        "一、概况\n",
    ]
)
REPORTS = st.lists(PIECES, max_size=40).map("".join)
TOKENS = st.integers(1, 60)
MENTIONS = st.integers(1, 9)


@given(REPORTS, TOKENS, MENTIONS)
def test_each_mention_is_asked_about_once(raw: str, tokens: int, mentions: int) -> None:
    """Every mention that may be a statistic is in one chunk, in order, inside its span."""
    ledger = ledger_of(raw)
    chunks = split(ledger, max_tokens=tokens, max_mentions=mentions)

    asked = [index for chunk in chunks for index in chunk.mentions]
    assert asked == [mention.index for mention in ledger.mentions if mention.why is None]
    for chunk in chunks:
        assert all(chunk.span.holds(ledger.mentions[index].span) for index in chunk.mentions)


@given(REPORTS, TOKENS, MENTIONS)
def test_sentences_are_covered_and_never_cut(raw: str, tokens: int, mentions: int) -> None:
    """Chunks start and end where sentences do, in order, and leave no sentence out."""
    ledger = ledger_of(raw)
    spans = [chunk.span for chunk in split(ledger, max_tokens=tokens, max_mentions=mentions)]

    whole = dict.fromkeys(spans)
    covered = [s for span in whole for s in ledger.layout.sentences if span.holds(s)]
    assert covered == list(ledger.layout.sentences)
    assert spans == sorted(spans)


@given(REPORTS, TOKENS, MENTIONS)
def test_limits_hold(raw: str, tokens: int, mentions: int) -> None:
    """No chunk is over its limits, but for one sentence that is too long by itself."""
    ledger = ledger_of(raw)

    for chunk in split(ledger, max_tokens=tokens, max_mentions=mentions):
        assert len(chunk.mentions) <= mentions
        fits = estimate_tokens(chunk.span.of(ledger.clean.text)) <= tokens
        assert fits or chunk.span in ledger.layout.sentences
