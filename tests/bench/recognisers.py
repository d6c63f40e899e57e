"""Clean text in, the numbers each candidate finds in it out, each in its best setting.

Peers are not part of the ordinary environment, so they are imported when they are first
used; what cannot be imported is left out of the tables and said so there.
"""

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stdout
from decimal import Decimal, InvalidOperation
from importlib import import_module
from typing import Any

from pipeline.cleaning.clean_text import CleanText
from pipeline.evaluating.agreement import scaled
from pipeline.evaluating.predictions import from_ledger
from pipeline.numbers.ledger import build_ledger
from pipeline.numbers.mentions import find_mentions
from pipeline.spans import Span
from tests.bench.found import Found, Recogniser

_CURRENCIES = {
    "Chinese yuan": "元",
    "United States dollar": "美元",
    "Hong Kong dollar": "港元",
    "Euro": "欧元",
}
_BLURS = {"accurate": "exact", "blur": "about", "blur+": "at_least", "blur-": "at_most"}
_LENGTHS = {"year": "年", "month": "月", "day": "天", "hour": "小时", "minute": "分钟"}

_PIECE = re.compile(r"[^\n。;!?]+")

# What a converter leaves behind is read as simply as can be: digits, 万, 亿, % and N/M.
_PLAIN = re.compile(
    r"(?P<digits>\d{1,20}(?:\.\d{1,20})?)(?:/(?P<below>\d{1,9}))?(?P<scale>[千百]?[万亿]?亿?)"
)


def find_by_us(clean: CleanText) -> list[Found]:
    """Return our mentions that do not show by themselves that they state no statistic."""
    rows = (mention for mention in find_mentions(clean) if mention.why is None)
    return [
        Found(scaled(m.value, m.unit)[0], m.span, scaled(m.value, m.unit)[1], m.bound, m.value < 0)
        for m in rows
    ]


def find_by_readings(clean: CleanText) -> list[Found]:
    """Return our mentions that stay statistics after the clause around them is read."""
    ledger = build_ledger(clean)
    pairs = zip(ledger.mentions, from_ledger(ledger, "text"), strict=True)
    return [
        Found(*_base(row.value, row.unit, mention.span), row.bound, row.value < 0)
        for mention, row in pairs
        if row.is_fact
    ]


def _base(value: Decimal, unit: str, span: Span) -> tuple[Decimal, Span, str]:
    worth, base_unit = scaled(value, unit)
    return worth, span, base_unit


def _microsoft() -> Callable[[CleanText], list[Found]]:
    models = _microsoft_models()

    def find(clean: CleanText) -> list[Found]:
        return [
            Found(value, Span(row.start, row.end + 1), unit)
            for model in models
            for row in model.parse(clean.text)
            for value, unit in _microsoft_value(row)
        ]

    return find


def _microsoft_models() -> list[Any]:
    numbers = import_module("ms_recognizers_number.number.number_recognizer")
    units = import_module(
        "ms_recognizers_number_with_unit.number_with_unit.number_with_unit_recognizer"
    )
    plain = numbers.NumberRecognizer("zh-cn")
    return [
        plain.get_number_model(),
        plain.get_percentage_model(),
        plain.get_ordinal_model(),
        units.NumberWithUnitRecognizer("zh-cn").get_currency_model(),
    ]


def _microsoft_masked() -> Callable[[CleanText], list[Found]]:
    find_all, masks = _microsoft(), _microsoft_masks()

    def find(clean: CleanText) -> list[Found]:
        masked = [
            Span(piece.start() + row.start, piece.start() + row.end + 1)
            for piece in _PIECE.finditer(clean.text)
            for model in masks
            for row in model.parse(piece[0])
            if not row.type_name.endswith(".duration")
        ]
        return [
            f for f in find_all(clean) if not any(f.span and f.span.overlaps(m) for m in masked)
        ]

    return find


def _microsoft_masks() -> list[Any]:
    times = import_module("ms_recognizers_date_time.date_time.date_time_recognizer")
    sequences = import_module("ms_recognizers_sequence.sequence.sequence_recognizer")
    sequence = sequences.SequenceRecognizer("zh-cn")
    return [
        times.DateTimeRecognizer("zh-cn").get_datetime_model(),
        sequence.get_phone_number_model(),
        sequence.get_url_model(),
    ]


def _microsoft_value(row: Any) -> Iterator[tuple[Decimal, str | None]]:
    written = (row.resolution or {}).get("value")
    value = _decimal(str(written).rstrip("%")) if written is not None else None
    if value is not None:
        is_rate = row.type_name == "percentage"
        yield value, "%" if is_rate else _CURRENCIES.get(row.resolution.get("unit", ""))


def _jionlp() -> Callable[[CleanText], list[Found]]:
    with redirect_stdout(sys.stderr):  # it introduces itself
        ner = import_module("jionlp").ner

    def find(clean: CleanText) -> list[Found]:
        money = ner.extract_money(clean.text, with_parsing=True)
        times = ner.extract_time(clean.text, with_parsing=True)
        lengths = (row for row in times if row["type"] == "time_delta")
        return [
            Found(value, Span(*row["offset"]), unit, _BLURS.get(row["detail"]["definition"]))
            for rows, values in ((money, _jionlp_money), (lengths, _jionlp_length))
            for row in rows
            for value, unit in values(row["detail"])
        ]

    return find


def _jionlp_money(detail: Any) -> Iterator[tuple[Decimal, str]]:
    amounts = detail["num"] if isinstance(detail["num"], list) else [detail["num"]]
    for amount in amounts:
        value = _decimal(str(amount))
        if value is not None:
            yield value, detail["case"]


def _jionlp_length(detail: Any) -> Iterator[tuple[Decimal, str]]:
    spans = detail["time"] if isinstance(detail["time"], list) else [detail["time"]]
    for span in spans:
        for unit, amount in span.items():
            value = _decimal(str(amount))
            if value is not None:
                yield value, _LENGTHS.get(unit, unit)


def _chinese2digits() -> Callable[[CleanText], list[Found]]:
    take = import_module("chinese2digits").takeNumberFromString

    def find(clean: CleanText) -> list[Found]:
        said = take(clean.text)
        found, at = [], 0
        for written, digits in zip(
            said["CHNumberStringList"], said["digitsStringList"], strict=True
        ):
            value = _decimal(digits)
            start = clean.text.find(written, at)
            at = start + len(written) if start >= 0 else at
            span = Span(start, at) if start >= 0 else Span(at, at + len(written))
            if value is not None:
                found.append(Found(value, span))
        return found

    return find


def _quantulum3() -> Callable[[CleanText], list[Found]]:
    parser = import_module("quantulum3.parser")

    def find(clean: CleanText) -> list[Found]:
        rows = parser.parse(clean.text)
        return [Found(Decimal(str(row.value)), Span(*row.span), row.unit.name) for row in rows]

    return find


def _cn2an() -> Callable[[CleanText], list[Found]]:
    transform = import_module("cn2an").transform

    def find(clean: CleanText) -> list[Found]:
        rows = _PLAIN.finditer(transform(clean.text))
        return [Found(_plain_value(row), None) for row in rows]

    return find


def _plain_value(found: re.Match[str]) -> Decimal:
    value = Decimal(found["digits"]) / Decimal(found["below"] or 1)
    return scaled(value, found["scale"])[0]


_Opening = Callable[[], Callable[[CleanText], list[Found]]]

_PEERS: tuple[tuple[str, _Opening, str, dict[str, bool]], ...] = (
    (
        "Recognizers-Text",
        _microsoft,
        "zh-cn models number, percentage, ordinal and currency, built once, results joined",
        {"gives_units": True},
    ),
    (
        "Recognizers-Text, masked",
        _microsoft_masked,
        "the same, without numbers inside what its models datetime (lengths of time excepted), "
        "phone number and URL find in each sentence",
        {"gives_units": True},
    ),
    (
        "chinese2digits",
        _chinese2digits,
        "takeNumberFromString; places by looking for its strings from left to right",
        {},
    ),
    (
        "jionlp",
        _jionlp,
        "ner.extract_money and the lengths of time of ner.extract_time, both with parsing",
        {"gives_units": True, "gives_bounds": True},
    ),
    (
        "cn2an.transform",
        _cn2an,
        "a converter: gives text, no places; its output read as digits with 万 and 亿",
        {"gives_places": False},
    ),
    (
        "quantulum3",
        _quantulum3,
        "parser.parse; has English only, its units are English words",
        {},
    ),
)

US = Recogniser(
    "shuzheng, mentions",
    find_by_us,
    "find_mentions, numbers that are dates, names and the like left out",
    gives_units=True,
    gives_bounds=True,
)
READINGS = Recogniser(
    "shuzheng, readings",
    find_by_readings,
    "build_ledger, also clauses read: targets and denied figures left out, directions known",
    gives_units=True,
    gives_bounds=True,
    gives_direction=True,
)


def open_recognisers() -> tuple[Sequence[Recogniser], Sequence[str]]:
    """Return ourselves and every peer that is installed, and the names of those that are not."""
    opened, absent = [US, READINGS], []
    for name, opening, setting, gives in _PEERS:
        try:
            opened.append(Recogniser(name, opening(), setting, **gives))
        except ModuleNotFoundError:
            absent.append(name)
    return opened, absent


def _decimal(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
