"""What peers are asked, the same for all of them, and what they answer as predictions."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from pipeline.evaluating.predictions import Prediction
from pipeline.spans import Span
from schemas.vocabulary import Kind
from tests.bench.corpus import GoldDocument

INSTRUCTIONS = """任务:从政府工作材料中找出每一个统计数字,每个数字一条记录,按出现顺序。
原文:数字连同单位和约数词,照抄正文;
数值:只写数字,下降、减少写负数;
单位:照抄,如 件、万元、%、个百分点、位;没有就留空;
指标:数字量的是什么,取自正文,不带时间、地名和数字;
类别:数值、增减量、增长率、百分点、比率、排名、倍数、时长之一;
时间:规范写法,如 2022、2022-03、2022-H1、2022-Q3、截至某日写 @2022-12-31;没有就留空;
地区:数字属于哪个地方或单位。
日期、电话、文号、名称、目标不是统计数字,不要写。"""

KINDS = {
    "数值": Kind.VALUE,
    "增减量": Kind.CHANGE,
    "增长率": Kind.GROWTH,
    "百分点": Kind.POINT_CHANGE,
    "比率": Kind.SHARE,
    "排名": Kind.RANK,
    "倍数": Kind.MULTIPLE,
    "时长": Kind.DURATION,
}

_UNITS = {"个百分点": "百分点", "人民币元": "元"}
_NOT_DIGITS = re.compile(r"[^\d.\-]")


@dataclass(frozen=True, slots=True)
class Record:
    """One statistic as a peer says it; ``clean_span`` is where it says the number stands."""

    quote: str
    value: str
    unit: str
    indicator: str
    kind: str
    period: str
    region: str
    clean_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """Records by document name; ``failed`` of ``of`` pieces (``what`` they are) gave none."""

    records: Mapping[str, Sequence[Record]]
    failed: int
    of: int
    what: str


# Both examples are made up; the second shows dates, a name and a target that are no records.
EXAMPLES: tuple[tuple[str, tuple[Record, ...]], ...] = (
    (
        "2020年,青岚市新建充电桩1260个,同比增长18.4%,总数居全省第5位。",
        (
            Record("1260个", "1260", "个", "新建充电桩", "数值", "2020", "青岚市"),
            Record("18.4%", "18.4", "%", "新建充电桩", "增长率", "2020", "青岚市"),
            Record("第5位", "5", "位", "充电桩总数", "排名", "2020", "青岚市"),
        ),
    ),
    (
        "2019年上半年,望川县图书馆接待读者约8.62万人次,借阅率较上年下降2.1个百分点。"
        "推行“1+4”服务法,2020年计划购书3万册。",
        (
            Record("约8.62万人次", "8.62", "万人次", "接待读者", "数值", "2019-H1", "望川县图书馆"),
            Record(
                "2.1个百分点", "-2.1", "个百分点", "借阅率", "百分点", "2019-H1", "望川县图书馆"
            ),
        ),
    ),
)


def context_of(document: GoldDocument) -> str:
    """Return what a reader knows beforehand: title and date, as far as the text says."""
    metadata = document.clean.metadata
    parts = (("标题", metadata.title), ("发布", metadata.published))
    return "\n".join(f"{name}:{value}" for name, value in parts if value)


def to_predictions(document: GoldDocument, records: Iterable[Record]) -> Iterator[Prediction]:
    """Yield a fact for each record with a readable value; without a place it matches nothing."""
    for record in records:
        value = _read_value(record.value)
        if value is None:
            continue
        span = record.clean_span
        raw = document.clean.raw_span(span) if span else Span(0, 0)
        yield Prediction(
            doc=document.name,
            start=raw.start,
            end=raw.end,
            quote=raw.of(document.document.raw),
            value=value,
            unit=_UNITS.get(record.unit, record.unit),
            bound="exact",
            disposition="fact",
            kind=KINDS.get(record.kind),
            indicator=record.indicator or None,
            region=record.region or None,
            period=record.period or None,
        )


def find_places(text: str, start: int, records: Iterable[Record]) -> Iterator[Record]:
    """Give each record the first free place of its quote in ``text``, left to right."""
    taken: set[int] = set()
    for record in records:
        at = text.find(record.quote) if record.quote else -1
        while at in taken:
            at = text.find(record.quote, at + 1)
        if at < 0:
            yield record
        else:
            taken.add(at)
            place = Span(start + at, start + at + len(record.quote))
            yield replace(record, clean_span=place)


def _read_value(text: str) -> Decimal | None:
    try:
        return Decimal(_NOT_DIGITS.sub("", text))
    except InvalidOperation:
        return None
