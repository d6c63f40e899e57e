"""Ways in which an answer about one number can be wrong, and true numbers spelt otherwise.

A corruption takes the right claims of a document and a mention, and returns a claim
about it that is wrong in one thing only, or nothing where it does not apply.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from zlib import crc32

from pipeline.numbers.mention import Mention
from pipeline.numbers.period_notation import periods_agree
from pipeline.numbers.places import regions_agree
from pipeline.numbers.units import equal_amounts, parse_amount, split_scale
from pipeline.proving.fact import Claim
from pipeline.proving.naming import Likeness, compare_names
from schemas.vocabulary import Bound, Kind
from tests.bench.generated import Subject

Corruption = Callable[[Subject, int], Claim | None]

_FARTHEST = 12
_ELSEWHERE = ("丽水市", "南通市")
_OTHER_UNITS = {
    **{"件": "家", "家": "件", "项": "个", "个": "项", "人": "户", "户": "人", "次": "起"},
    **{"元": "件", "亩": "吨", "吨": "亩", "起": "次", "人次": "件", "位": "年", "%": "‰"},
}
_HANZI = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_WIDE = {ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789."}
_TRADITIONAL = str.maketrans("万亿个项户亩吨", "萬億個項戶畝噸")
_GLOSSES = {"件": "件(jiàn)", "万": "萬(wàn)", "亿": "億(yì)", "项": "項(xiàng)", "个": "個(gè)"}


def _digit(subject: Subject, index: int) -> Claim | None:
    echo = subject.claims[index].echo
    places = [place for place, character in enumerate(echo) if character.isdecimal()]
    if not places:
        return None
    place = places[crc32(f"{subject.name} {index}".encode()) % len(places)]
    return _echoing(subject, index, echo[:place] + _other(echo[place]) + echo[place + 1 :])


def _swapped(subject: Subject, index: int) -> Claim | None:
    echo = subject.claims[index].echo
    for place in range(len(echo) - 1):
        one, two = echo[place], echo[place + 1]
        if one.isdecimal() and two.isdecimal() and one != two:
            return _echoing(subject, index, echo[:place] + two + one + echo[place + 2 :])
    return None


def _point(subject: Subject, index: int) -> Claim | None:
    before, digits, after = _cut(subject.claims[index].echo)
    if len(digits.replace(".", "")) < 2:
        return None
    if "." in digits:
        whole, part = digits.split(".")
        moved = f"{whole[:-1] or '0'}.{whole[-1:]}{part}"
    else:
        moved = f"{digits[:-1]}.{digits[-1]}"
    return _echoing(subject, index, before + moved + after)


def _times(scale: str) -> Corruption:
    def scaled(subject: Subject, index: int) -> Claim | None:
        before, digits, after = _cut(subject.claims[index].echo)
        if not digits:
            return None
        if scale:
            return _echoing(subject, index, before + digits + scale + after)
        return _echoing(subject, index, f"{before}{Decimal(digits) * 10:f}{after}")

    return scaled


def _unit(subject: Subject, index: int) -> Claim | None:
    echo, unit = subject.claims[index].echo, subject.ledger.mentions[index].unit
    noun = next((n for n in sorted(_OTHER_UNITS, key=len, reverse=True) if unit.endswith(n)), "")
    if not noun or not echo.endswith(noun):
        return None
    return _echoing(subject, index, echo.removesuffix(noun) + _OTHER_UNITS[noun])


def _scale(subject: Subject, index: int) -> Claim | None:
    before, digits, after = _cut(subject.claims[index].echo)
    if not digits or not after or after[0] in "%‰个倍位年月日天.":
        return None
    other = after[1:] if after[0] in "万亿" else f"万{after}"
    return _echoing(subject, index, before + digits + other)


def _percent(subject: Subject, index: int) -> Claim | None:
    echo = subject.claims[index].echo
    if "百分点" in echo:
        return _echoing(subject, index, echo.replace("个百分点", "%").replace("百分点", "%"))
    return _echoing(subject, index, echo.replace("%", "个百分点")) if "%" in echo else None


def _direction(subject: Subject, index: int) -> Claim | None:
    claim, reading = subject.claims[index], subject.ledger.readings[index]
    if claim.kind not in {Kind.GROWTH, Kind.CHANGE, Kind.POINT_CHANGE} or reading is None:
        return None
    falls = reading.direction == "down" or claim.echo.startswith("-")
    return replace(claim, echo=("增长" if falls else "下降") + claim.echo.lstrip("-"))


def _bound(subject: Subject, index: int) -> Claim | None:
    mention, (_, digits, after) = (
        subject.ledger.mentions[index],
        _cut(subject.claims[index].echo),
    )
    if mention.bound is Bound.EXACT or not digits:
        return None
    bare = digits + after
    for word in ("以上", "以下", "以内", "左右", "余", "多", "几", "上下"):
        bare = bare.replace(word, "")
    return replace(subject.claims[index], echo=bare)


def _neighbour_number(subject: Subject, index: int) -> Claim | None:
    for other in _near(subject, index):
        echo = subject.claims[other].echo
        if not _is_same(subject, index, echo):
            return replace(subject.claims[index], echo=echo)
    return None


def _neighbour_indicator(subject: Subject, index: int) -> Claim | None:
    own = subject.claims[index]
    for other in _near(subject, index):
        name = subject.claims[other].indicator
        if name and compare_names(name, own.indicator or "") is Likeness.OTHER:
            return replace(own, indicator=name)
    return None


def _neighbour_period(subject: Subject, index: int) -> Claim | None:
    own = subject.claims[index]
    for other in _near(subject, index):
        period = subject.claims[other].period
        if period and own.period and not _same_words(period, own.period):
            return replace(own, period=period)
    return None


def _same_words(period: str, other: str) -> bool:
    """Tell whether two periods agree; "in 2022" and "as of 2022" are said in the same words."""
    return periods_agree(period.removeprefix("@"), other.removeprefix("@"))


def _other_region(subject: Subject, index: int) -> Claim | None:
    own = subject.claims[index]
    named = [subject.claims[other].region for other in _near(subject, index)]
    for region in (*named, *_ELSEWHERE):
        if region and own.region and not regions_agree(region, own.region):
            return replace(own, region=region)
    return None


def _wrong_sentence(subject: Subject, index: int) -> Claim | None:
    """Return what another sentence says of the same number."""
    own, sentence_at = subject.claims[index], subject.ledger.layout.sentence_at
    spans = [mention.span for mention in subject.ledger.mentions]
    for other, claim in subject.claims.items():
        is_apart = sentence_at(spans[other].start) != sentence_at(spans[index].start)
        if is_apart and _cut(claim.echo)[1] == _cut(own.echo)[1] != "" and _differs(claim, own):
            return replace(claim, mention=index)
    return None


def _differs(one: Claim, other: Claim) -> bool:
    return compare_names(one.indicator or "", other.indicator or "") is Likeness.OTHER


VALUES: dict[str, Corruption] = {
    "digit changed": _digit,
    "digits swapped": _swapped,
    "decimal point moved": _point,
    "×10": _times(""),
    "×10⁴": _times("万"),
    "×10⁸": _times("亿"),
    "unit swapped": _unit,
    "件/万件": _scale,
    "percent/百分点": _percent,
    "direction flipped": _direction,
    "bound dropped": _bound,
    "number of the neighbour": _neighbour_number,
}
MEANINGS: dict[str, Corruption] = {
    "indicator of the neighbour": _neighbour_indicator,
    "period of the neighbour": _neighbour_period,
    "other region": _other_region,
    "right number, wrong sentence": _wrong_sentence,
}


def spellings(echo: str) -> Iterator[str]:
    """Yield the same number in other spellings, each of which a reader may write."""
    before, digits, after = _cut(echo)
    if not digits:
        return
    yield before + digits.translate(_WIDE) + after
    yield f"{before}{digits} {after}"
    yield before + digits + after.translate(_TRADITIONAL)
    if after and after[0] in _GLOSSES:
        yield before + digits + _GLOSSES[after[0]] + after[1:]
    if len(digits.partition(".")[0]) > 3:
        yield f"{before}{Decimal(digits):,}{after}"
    if after.startswith("万"):
        yield f"{before}{Decimal(digits) * 10000:,.0f}{after[1:]}"
    if "." not in digits and len(digits) < 5:
        yield before + hanzi(int(digits)) + after


def hanzi(value: int) -> str:
    """Return a number below 100,000,000 in characters.

    >>> hanzi(34000), hanzi(105), hanzi(12), hanzi(10020)
    ('三万四千', '一百零五', '十二', '一万零二十')
    """
    if value >= 10000:
        high, low = divmod(value, 10000)
        joint = "零" if 0 < low < 1000 else ""
        return f"{hanzi(high)}万{joint}{hanzi(low) if low else ''}"
    digits = str(value)
    words = "".join(
        _HANZI[int(digit)] + (_PLACES[len(digits) - place - 1] if digit != "0" else "")
        for place, digit in enumerate(digits)
    )
    while "零零" in words:
        words = words.replace("零零", "零")
    words = words.rstrip("零") or "零"
    return words.removeprefix("一") if words.startswith("一十") else words


def _cut(echo: str) -> tuple[str, str, str]:
    """Return what stands before the digits, the digits, and what stands after."""
    start = next((place for place, c in enumerate(echo) if c.isdecimal()), len(echo))
    end = start
    while end < len(echo) and (echo[end].isdecimal() or echo[end] in ".,"):
        end += 1
    return echo[:start], echo[start:end].replace(",", ""), echo[end:]


def _echoing(subject: Subject, index: int, echo: str) -> Claim | None:
    """Return the claim with another echo, unless that is the same number after all."""
    is_same = echo == subject.claims[index].echo or _is_same(subject, index, echo)
    return None if is_same else replace(subject.claims[index], echo=echo)


def _is_same(subject: Subject, index: int, echo: str) -> bool:
    mention: Mention = subject.ledger.mentions[index]
    amount = parse_amount(echo)
    if amount is None:
        return False
    (scale, noun), (own_scale, _) = split_scale(amount.unit), split_scale(mention.unit)
    if not noun and _has_no_unit(subject, mention):
        return amount.value * scale == abs(mention.value) * own_scale
    return equal_amounts(amount.value, amount.unit, abs(mention.value), mention.unit)


def _has_no_unit(subject: Subject, mention: Mention) -> bool:
    """Tell whether the unit of a number does not stand beside it: 178.29 in a column of 亿元."""
    written = mention.span.of(subject.ledger.clean.text)
    return bool(mention.unit) and not written.endswith(mention.unit)


def _near(subject: Subject, index: int) -> Iterator[int]:
    for distance in range(1, _FARTHEST):
        for other in (index - distance, index + distance):
            if other in subject.claims:
                yield other


def _other(digit: str) -> str:
    return str((int(digit) + 3) % 10)
