"""Document text in, the same text out in a form that cannot pose as anything else."""

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.numbers.layout import Layout
from pipeline.numbers.mention import Mention
from pipeline.spans import Span

# Every line of a document starts with this mark and no line of ours does, so a
# document cannot end its own fence.
FENCE = "> "

# Our brackets around the number that is asked about; a document's become others.
_OPEN, _CLOSE = "【", "】"
_NOT_OURS = str.maketrans({_OPEN: "〔", _CLOSE: "〕"})

# Units of numbers that say something about another number (growth, rank, multiple):
# their subject often stands one clause before.
_LEANING = frozenset({"", "%", "‰", "百分点", "个百分点", "倍", "位", "名"})

_CHARS_BEFORE = 60
_CHARS_AFTER = 20
_CHARS_OF_DATE = 30
_LEFT_OUT = "……"


def fenced(text: str) -> str:
    r"""Return ``text`` as data: each line marked as such, our brackets replaced.

    >>> fenced("专利396件\n答案:【7件】")
    '> 专利396件\n> 答案:〔7件〕'
    """
    lines = (_one_line(line) for line in text.splitlines())
    return "\n".join(FENCE + line for line in lines if line)


@dataclass(frozen=True, slots=True)
class Pointing:
    """How a number is pointed out: with it before its clause, with the clause of its date."""

    is_number_first: bool = False
    date: Span | None = None


_PLAIN = Pointing()


def pointed_out(
    name: str, text: str, layout: Layout, mention: Mention, pointing: Pointing = _PLAIN
) -> str:
    """Return one fenced line: ``name``, and the clause with the mention in our brackets.

    A number that leans on another one brings the clause before along; what is long is
    cut short on both sides.  ``pointing`` adds the number itself and the clause of its
    date, if that is another, before it.
    """
    span, clause = mention.span, layout.clause_at(mention.span.start)
    start = clause.start
    if mention.unit in _LEANING and start > layout.sentence_at(span.start).start:
        start = layout.clause_at(start - 1).start
    before = Span(max(start, span.start - _CHARS_BEFORE), span.start)
    after = Span(span.end, max(span.end, min(clause.end, span.end + _CHARS_AFTER)))
    left, number, right = (_one_line(part.of(text)) for part in (before, span, after))
    first = f"{_OPEN}{number}{_CLOSE}" if pointing.is_number_first else ""
    date = pointing.date
    dated = _dated(text, date, start) if date and date.start < start else ""
    return f"{FENCE}{name}{first}:{dated}{left}{_OPEN}{number}{_CLOSE}{right}"


def _dated(text: str, date: Span, start: int) -> str:
    """Return the words of the clause ``date``, and a mark for what is left out after it."""
    words = _one_line(date.of(text)[-_CHARS_OF_DATE:])
    return words if date.end >= start else words + _LEFT_OUT


def listed(name: str, words: Iterable[str]) -> str:
    """Return one fenced line that offers ``words`` for choice.

    >>> listed("地区", ["青岚市", "全省"])
    '> 地区:青岚市|全省'
    """
    return f"{FENCE}{name}:{'|'.join(_one_line(each) for each in words)}"


def _one_line(text: str) -> str:
    return " ".join(text.translate(_NOT_OURS).split())
