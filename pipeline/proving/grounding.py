"""A claimed wording and the text it must come from; whether the text bears it out."""

import unicodedata
from functools import lru_cache

from pipeline.cleaning.clean_text import MarkKind
from pipeline.numbers.ledger import Ledger
from pipeline.spans import Span

LONGEST_NAME = 60

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

    >>> is_made_of("发明专利授权量", "专利授权1901件,其中发明专利2210件")
    True
    >>> is_made_of("商标授权量", "专利授权1901件,其中发明专利2210件")
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


def near_text(ledger: Ledger, index: int) -> str:
    """Return what a name may be taken from: title, heading, paragraph, carried subject.

    The paragraph counts up to the end of the mention's sentence; a table counts whole,
    with the line above it.
    """
    mention, text = ledger.mentions[index], ledger.clean.text
    start, end = _near_span(ledger, mention.span)
    reading = ledger.readings[index]
    carried = reading.indicator.candidates if reading else ()
    above = (ledger.clean.metadata.title or "", _heading(ledger, start))
    return "\n".join((*above, text[start:end], *carried))


def earlier_text(ledger: Ledger, index: int) -> str:
    """Return what a date may be taken from: title, heading and all text before.

    The text counts up to the end of the mention's sentence or table, because a date
    may govern all that follows it.
    """
    mention, text = ledger.mentions[index], ledger.clean.text
    _, end = _near_span(ledger, mention.span)
    return f"{ledger.clean.metadata.title or ''}\n{text[:end]}"


def _near_span(ledger: Ledger, span: Span) -> tuple[int, int]:
    for mark in ledger.clean.marked(MarkKind.TABLE):
        if mark.span.holds(span):
            return _line_before(ledger.clean.text, mark.span.start), mark.span.end
    sentence = ledger.layout.sentence_at(span.start)
    paragraph = ledger.layout.paragraph_at(span.start)
    return min(paragraph.start, sentence.start), max(sentence.end, span.end)


def _line_before(text: str, place: int) -> int:
    end = len(text[:place].rstrip())
    return text.rfind("\n", 0, end) + 1


def _heading(ledger: Ledger, place: int) -> str:
    headings = [m for m in ledger.clean.marked(MarkKind.HEADING) if m.span.start < place]
    return headings[-1].span.of(ledger.clean.text) if headings else ""
