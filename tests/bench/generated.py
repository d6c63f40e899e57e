"""Reports written by templates of our own, with what each of their numbers means.

Nothing in them is true.  The same seed gives the same reports.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar
from zlib import crc32

from pipeline.cleaning.cleaning import clean
from pipeline.numbers.ledger import Ledger, build_ledger
from pipeline.proving.fact import Claim
from schemas.vocabulary import Kind
from tests.bench.corpus import document_of

MODEL = "scripted"
Choice = TypeVar("Choice")
PUBLISHED = date(2023, 2, 17)

_PLACES = ("江门市", "枣庄市", "白银市", "清远市", "宁波市", "泉州市", "黄冈市", "宜宾市")
_COUNTS = (
    ("发明专利授权量", "件"),
    ("实用新型专利授权量", "件"),
    ("外观设计专利授权量", "件"),
    ("商标注册量", "件"),
    ("作品版权登记量", "件"),
    ("专利侵权纠纷案件办结量", "件"),
    ("技术合同登记数", "项"),
    ("知识产权培训人次", "人次"),
    ("贯标企业数", "家"),
    ("新建服务站数", "个"),
)
_AMOUNTS = (
    ("专利权质押融资额", "万元"),
    ("技术合同成交额", "亿元"),
    ("知识产权保险保额", "万元"),
    ("专利转化资金", "万元"),
)
_STOCKS = (("有效发明专利拥有量", "件"), ("有效注册商标量", "万件"), ("高新技术企业数", "家"))
_RATES = ("案件结案率", "服务满意率", "发明专利授权占比")
_BOUNDS = ("", "", "", "超", "近", "约")

_NUMBER = re.compile(r"\{(?P<place>\d+)\}")


@dataclass(frozen=True, slots=True)
class Subject:
    """A ledger and a right claim for each of its statistics, by mention."""

    name: str
    ledger: Ledger
    claims: dict[int, Claim]


@dataclass(frozen=True, slots=True)
class _Said:
    quote: str
    indicator: str
    kind: Kind
    period: str
    region: str


def generated_subjects(count: int) -> Iterator[Subject]:
    """Yield ``count`` generated reports, each with about twelve statistics."""
    for turn in range(count):
        yield _subject(turn)


def _subject(turn: int) -> Subject:
    text, said = _report(turn)
    cleaned = clean(document_of(text))
    ledger = build_ledger(replace(cleaned, metadata=replace(cleaned.metadata, published=PUBLISHED)))
    at = {mention.span.start: mention.index for mention in ledger.mentions}
    claims: dict[int, Claim] = {}
    place = 0
    for each in said:
        start = ledger.clean.text.index(each.quote, place)
        place = start + len(each.quote)
        index = at.get(start)
        if index is not None:
            claims[index] = Claim(
                *(index, True, each.quote, each.indicator, each.kind, each.period, each.region),
                *(None, MODEL, "key"),
            )
    return Subject(f"generated {turn}", ledger, claims)


def _report(turn: int) -> tuple[str, list[_Said]]:
    home = _PLACES[turn % len(_PLACES)]
    parts, said = [f"{home}2022年知识产权工作总结\n\n"], list[_Said]()
    for number, sentence in enumerate(_SENTENCES):
        words, facts = sentence(turn * 100 + number, home)
        parts.append(words)
        said += facts
    return "".join(parts), said


def _flow(seed: int, home: str) -> tuple[str, list[_Said]]:
    half = len(_COUNTS) // 2
    name, unit = _pick(_COUNTS[half:] if seed % 100 else _COUNTS[:half], seed)
    count, rate = f"{_number(seed)}{unit}", f"{_rate(seed)}%"
    way = _pick(("增长", "下降"), seed + 7)
    return f"2022年,全市{name}{count},同比{way}{rate}。", [
        _Said(count, name, Kind.VALUE, "2022", home),
        _Said(rate, name, Kind.GROWTH, "2022", home),
    ]


def _money(seed: int, home: str) -> tuple[str, list[_Said]]:
    name, unit = _pick(_AMOUNTS, seed)
    bound = _pick(_BOUNDS, seed)
    amount = f"{bound}{_number(seed)}.{_drawn(seed, 'cents') % 9 + 1}{unit}"
    last = f"{_number(seed + 1)}.{_drawn(seed, 'last') % 9 + 1}{unit}"
    return f"2022年全市{name}达{amount}。\n2021年全市{name}为{last}。\n", [
        _Said(amount, name, Kind.VALUE, "2022", home),
        _Said(last, name, Kind.VALUE, "2021", home),
    ]


def _stock(seed: int, home: str) -> tuple[str, list[_Said]]:
    name, unit = _pick(_STOCKS, seed)
    digits = f"{_rate(seed)}" if unit.startswith("万") else str(_number(seed))
    count, points = f"{digits}{unit}", f"{_rate(seed + 3)}个百分点"
    rate = _pick(_RATES, seed)
    share = f"{_drawn(seed, 'share') % 60 + 30}.{_drawn(seed, 'tenth') % 9 + 1}%"
    return f"截至2022年底,全市{name}{count}。2022年{rate}{share},同比提高{points}。\n", [
        _Said(count, name, Kind.VALUE, "@2022-12-31", home),
        _Said(share, rate, Kind.SHARE, "2022", home),
        _Said(points, rate, Kind.POINT_CHANGE, "2022", home),
    ]


def _twins(seed: int, home: str) -> tuple[str, list[_Said]]:
    """Write the same number twice, of two things, in two sentences."""
    (name, unit), (other, _) = _pick(_COUNTS, seed), _pick(_COUNTS, seed + 1)
    units = dict(_COUNTS)
    digits = _number(seed + 5)
    one, two = f"{digits}{unit}", f"{digits}{units[other]}"
    if name == other:
        return "", []
    return f"2022年1至6月,全市{name}{one}。2022年7月,全市{other}{two}。\n", [
        _Said(one, name, Kind.VALUE, "2022-H1", home),
        _Said(two, other, Kind.VALUE, "2022-07", home),
    ]


_SENTENCES = (_flow, _money, _stock, _twins, _flow)


def _pick(choices: tuple[Choice, ...], seed: int) -> Choice:
    return choices[_drawn(seed, "pick") % len(choices)]


def _number(seed: int) -> int:
    size: int = 10 ** (_drawn(seed, "size") % 4 + 2)
    return size + _drawn(seed, "digits") % (9 * size)


def _rate(seed: int) -> str:
    return f"{_drawn(seed, 'whole') % 60 + 2}.{_drawn(seed, 'part') % 89 + 11}"


def _drawn(seed: int, what: str) -> int:
    return crc32(f"{seed} {what}".encode())
