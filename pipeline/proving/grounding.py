"""A claimed wording and the text it must come from; whether the text bears it out."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.cleaning.clean_text import MarkKind
from pipeline.numbers.ledger import Ledger
from pipeline.spans import Span

LONGEST_NAME = 60
NEAR_CHARS = 1500

# What a name may add to the words of the text: what is counted, and how.
_ADDED = frozenset(
    [
        *("数", "量", "额", "率", "值", "总", "年", "占", "及", "和", "与"),
        *("数量", "总量", "总数", "总额", "金额", "总值", "年度", "比重", "占比", "比例", "比率"),
        *("规模", "个数", "家数", "件数", "次数", "人数", "平均", "累计", "新增"),
        *("拥有量", "申请量", "授权量", "注册量", "登记量", "保有量"),
    ]
)
_LONGEST_ADDED = max(map(len, _ADDED))

# Marks that names and texts set or leave out at will.
_LOOSE = str.maketrans("", "", " \t\n\r\u3000的、,,.。·“”\"'‘’《》〈〉()()[]【】-—")


@lru_cache(maxsize=4096)
def squashed(text: str) -> str:
    """Return ``text`` without spaces, quotes, joints and 的, full-width forms folded.

    >>> squashed("有效 发明专利的拥有量(件)")
    '有效发明专利拥有量件'
    """
    return unicodedata.normalize("NFKC", text).translate(_LOOSE).lower()


def is_made_of(name: str, text: str) -> bool:
    """Tell whether ``name`` can be cut into pieces that ``text`` or the measures hold.

    A piece is two or more characters that stand together in the text, or a word for
    what is measured (数, 总量, 占比).  No character is excused.

    >>> is_made_of("发明专利授权量", "专利授权70件,其中发明专利12件")
    True
    >>> is_made_of("商标授权量", "专利授权70件,其中发明专利12件")
    False
    """
    name, text = squashed(name), squashed(text)
    if not name or len(name) > LONGEST_NAME:
        return False
    reached = [True] + [False] * len(name)
    for start in range(len(name)):
        if reached[start]:
            _reach(name, text, start, reached)
    return reached[-1]


def _reach(name: str, text: str, start: int, reached: list[bool]) -> None:
    for end in range(start + 1, min(start + _LONGEST_ADDED, len(name)) + 1):
        reached[end] = reached[end] or name[start:end] in _ADDED
    for end in range(start + 2, len(name) + 1):
        if name[start:end] not in text:
            return
        reached[end] = True


@dataclass(frozen=True, slots=True)
class Reach:
    """The text of a ledger from which the wording of a claim may be taken.

    ``headings`` and ``tables`` are spans of the clean text, each in order.
    """

    ledger: Ledger
    headings: tuple[Span, ...]
    tables: tuple[Span, ...]

    @classmethod
    def of(cls, ledger: Ledger) -> "Reach":
        """Return the reach of every mention of a ledger."""
        headings, tables = (
            tuple(mark.span for mark in ledger.clean.marked(kind))
            for kind in (MarkKind.HEADING, MarkKind.TABLE)
        )
        return cls(ledger, headings, tables)

    def near(self, index: int) -> str:
        """Return what a name may be taken from: title, heading, paragraph, carried subject.

        The paragraph counts up to the end of the mention's sentence; in a table, the
        line above it, its head and the rows before count.  Of either only the last
        ``NEAR_CHARS`` characters count, so that the cost of a name has a limit.
        """
        ledger, text = self.ledger, self.ledger.clean.text
        start, end = self._paragraph(ledger.mentions[index].span)
        reading = ledger.readings[index]
        carried = reading.indicator.candidates if reading else ()
        return "\n".join((*self._above(start), text[max(start, end - NEAR_CHARS) : end], *carried))

    def has_before(self, words: str, index: int) -> bool:
        """Tell whether a date's words stand in the title or anywhere before the mention.

        The text counts up to the end of the mention's sentence or table row, because a
        date may govern all that follows it.  Spaces and the like are looked past only in
        the last ``NEAR_CHARS`` characters.
        """
        text, title = self.ledger.clean.text, self.ledger.clean.metadata.title or ""
        _, end = self._paragraph(self.ledger.mentions[index].span)
        if words in title or text.find(words, 0, end) >= 0:
            return True
        return squashed(words) in squashed(title + text[max(0, end - NEAR_CHARS) : end])

    def has_anywhere(self, words: str) -> bool:
        """Tell whether words stand anywhere in the document, spaces and the like aside."""
        text, title = self.ledger.clean.text, self.ledger.clean.metadata.title or ""
        return words in text or squashed(words) in squashed(f"{title}\n{text}")

    def _paragraph(self, span: Span) -> tuple[int, int]:
        layout = self.ledger.layout
        line = layout.paragraph_at(span.start)
        table = _last_before(self.tables, span.start)
        if table is not None and table.holds(span):
            return table.start, max(line.end, span.end)
        sentence = layout.sentence_at(span.start)
        return min(line.start, sentence.start), max(sentence.end, span.end)

    def _above(self, start: int) -> Iterator[str]:
        text = self.ledger.clean.text
        yield self.ledger.clean.metadata.title or ""
        heading = _last_before(self.headings, start)
        if heading is not None:
            yield heading.of(text)
        table = _last_before(self.tables, start)
        if table is not None and table.start == start:
            above = len(text[:start].rstrip())
            yield text[text.rfind("\n", 0, above) + 1 : above][-NEAR_CHARS:]
            yield self.ledger.layout.paragraph_at(start).of(text)[:NEAR_CHARS]


def _last_before(spans: Sequence[Span], place: int) -> Span | None:
    after = bisect_right(spans, place, key=lambda span: span.start)
    return spans[after - 1] if after else None
