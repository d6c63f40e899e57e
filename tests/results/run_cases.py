"""One small document with all that can become of a number, put together by hand.

DOCUMENT   four mentions: a verified fact, a disputed fact, a phone number, one unaccounted
HOSTILE    the same, with text that tries to be markup, a formula or a broken string
"""

from datetime import date
from decimal import Decimal
from hashlib import sha256

from pipeline.asking.answer import Usage
from pipeline.cleaning.clean_text import Metadata
from pipeline.disputing.decisions import Decision, Ruling
from pipeline.documents.document import Document, Format
from pipeline.numbers.mention import Mention
from pipeline.numbers.reading import Direction, Guess, Reading
from pipeline.proving.checking import Checked
from pipeline.proving.fact import (
    Claim,
    Disposition,
    Fact,
    Field,
    Finding,
    LedgerRow,
    Place,
    Refusal,
    Status,
    Ungrounded,
)
from pipeline.proving.proof import Proof
from pipeline.results.records import ChunkRecord, DocumentRecord, Outcome, RunInfo
from pipeline.spans import Span
from schemas.vocabulary import Bound, Kind, NonFact

RAW = "全年专利授权396件,同比下降4.3%。\n联系电话0763-123456,共12家。"
MODEL = "model-of-tests"
KEY = "0" * 64


def _span(quote: str, raw: str = RAW) -> Span:
    start = raw.index(quote)
    return Span(start, start + len(quote))


def _mention(index: int, quote: str, value: str, unit: str, why: NonFact | None = None) -> Mention:
    span = _span(quote)
    return Mention(index, span, span, quote, Decimal(value), unit, Bound.EXACT, why)


MENTIONS = (
    _mention(0, "396件", "396", "件"),
    _mention(1, "4.3%", "4.3", "%"),
    _mention(2, "0763-123456", "763", "", NonFact.PHONE),
    _mention(3, "12家", "12", "家"),
)
READINGS = (
    Reading(
        mention=0,
        kind=Guess(("value",), is_sure=True, rule="unit"),
        indicator=Guess(("专利授权量", "专利授权"), rule="head-before"),
        period=Guess(("2022",)),
        region=Guess(("连州市",)),
    ),
    Reading(
        mention=1,
        kind=Guess(("growth",)),
        indicator=Guess(("专利授权量",)),
        direction=Direction.DOWN,
        compared_with="同比",
        level=0,
    ),
    None,
    Reading(mention=3),
)
CLAIM = Claim(0, True, "396件", "专利授权量", Kind.VALUE, "2022年", "连州市", None, MODEL, KEY)
STRAY = Claim(9, False, "7", None, None, None, None, "日期", MODEL, KEY)


def _fact(mention: int, quote: str, value: str, kind: Kind, voices: tuple[str, ...]) -> Fact:
    return Fact(
        mention=mention,
        span=_span(quote),
        quote=quote,
        value=Decimal(value),
        unit=MENTIONS[mention].unit,
        base_value=Decimal(value) * 1,
        base_unit=MENTIONS[mention].unit,
        bound=Bound.EXACT,
        kind=kind,
        indicator="专利授权量",
        indicator_id="patents_granted",
        region="连州市",
        region_code="441882",
        period="2022",
        compared_with=None,
        evidence=_span("全年专利授权396件,"),
        voices=dict.fromkeys(Field, voices),
    )


FINDING = Finding(
    mention=1,
    check="growth-arithmetic",
    field=Field.VALUE,
    message="下降4.3%与396件不符",
    others=(Place("a", _span("396件")),),
)
UNACCOUNTED = Finding(3, "unaccounted", Field.DISPOSITION, "没有说明")
PROOF = Proof(
    doc="a",
    facts=(
        _fact(0, "396件", "396", Kind.VALUE, ("reading", f"model:{MODEL}")),
        _fact(1, "4.3%", "-4.3", Kind.GROWTH, ("reading",)),
    ),
    rows=(
        LedgerRow(0, Disposition.FACT, None, ("reading", f"model:{MODEL}")),
        LedgerRow(1, Disposition.FACT, None, ("reading",)),
        LedgerRow(2, Disposition.NONFACT, NonFact.PHONE, ("ledger",)),
        LedgerRow(3, Disposition.UNACCOUNTED, None, ()),
    ),
    findings=(FINDING, UNACCOUNTED),
    statuses={
        0: Status.VERIFIED,
        1: Status.DISPUTED,
        2: Status.UNVERIFIED,
        3: Status.DISPUTED,
    },
    looks=frozenset({Checked(1, Field.VALUE, "growth-arithmetic")}),
    ungrounded=(Ungrounded(STRAY, Refusal.UNKNOWN_MENTION),),
    claims=(CLAIM,),
)
CHUNKS = (
    ChunkRecord(
        index=0,
        span=Span(0, 20),
        mentions=(0, 1),
        outcome=Outcome.DONE,
        request_key=KEY,
        answer='{"m1": {}}',
        usage=Usage(prompt_tokens=100, cached_tokens=60, completion_tokens=30),
        calls=1,
    ),
    ChunkRecord(
        index=1,
        span=Span(20, 40),
        mentions=(3,),
        outcome=Outcome.TRUNCATED,
        request_key=KEY,
        error="the answer stopped at the token limit",
        answer='{"m1": {"原文": "1',
        usage=Usage(prompt_tokens=50, completion_tokens=10),
        calls=2,
    ),
)


def document(name: str = "a", raw: str = RAW) -> Document:
    """Return a document of this name."""
    digest = sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(name, f"reports/{name}.txt", digest, raw, "utf-8", "given", Format.PLAIN)


RECORD = DocumentRecord(
    document=document(),
    metadata=Metadata("连州市2022年工作报告", "连州市市场监督管理局", date(2023, 4, 6)),
    region="连州市",
    mentions=MENTIONS,
    readings=READINGS,
    chunks=CHUNKS,
    proof=PROOF,
)
INFO = RunInfo(
    version="0.1.0",
    model=MODEL,
    prompt="facts.v1",
    prompt_digest="1" * 64,
    schema="facts.v1",
    schema_digest="2" * 64,
    settings={"temperature": "0.0", "api_key": "…"},
    timings_s={"total": 1.5},
)
DECISION = Decision(
    document_id=RECORD.document.digest,
    doc="a",
    span=_span("4.3%"),
    quote="4.3%",
    field=Field.VALUE,
    ruling=Ruling.CORRECT,
    who="analyst",
    when="2023-05-01T10:00:00+08:00",
    why="原文有误",
    value="-3.4",
)

# What a document, or a model, could hold to be taken for something else.
HOSTILE_TEXTS = (
    "=HYPERLINK(1)",
    "+1",
    "-2+3",
    "@SUM(A1)",
    "=1+1",
    "  =1+1",
    "\t=1",
    "\r\n=1",
    "'396件",
    "396件",
    "[red]markup[/red]",
    "[/]",
    'a,b"c\nd',
    "back\\slash\\n",
    "\x00nul",
    "half \ud83d pair",
    "line\u2028separator\x85next",
    "\x1b[31mescape",
    "",
)
