"""A clean text and its mentions in, what stands around each mention out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.numbers.layout import Layout
from pipeline.numbers.mention import Mention
from pipeline.numbers.phrases import bare, without_asides
from pipeline.numbers.places import find_places
from pipeline.spans import Span
from schemas.vocabulary import NonFact

# Numbers that stand for a time: what is before them may still be the subject.
_DATED = frozenset({NonFact.DATE, NonFact.PERIOD, NonFact.SPAN_OF_YEARS, NonFact.CLOCK_TIME})

# Numbers that no phrase reaches across.
_CUTTING = _DATED | frozenset(
    {NonFact.HEADING_NUMBER, NonFact.PAGE_FURNITURE, NonFact.PHONE, NonFact.LICENCE, NonFact.TARGET}
)

# Longest stretch of text beside a number that is looked at.
_REACH = 90

# What joins a number to the one before it in a list.
_LIST = re.compile(r"[、和与及]|以及|[,;]\Z")


@dataclass(frozen=True, slots=True)
class Scene:
    """A mention and the bare words around it, place names left out.

    ``leads`` are the stretches of its clause before it, nearest first, cut at dates and
    ended by the number before; ``tail`` is what follows up to the next number or mark,
    and ``rest`` what follows after that number.  ``opening`` is the first
    clause of its sentence, if that is another one.  ``before`` is the clause before, when no
    number stands in it, and ``is_apart`` says that a semicolon or the start of the
    sentence parts that clause from earlier ones.  ``previous`` is the number before in
    the same clause, ``is_listed`` says that 、 or 和 joins this one to it.
    """

    mention: Mention
    leads: tuple[str, ...]
    tail: str
    rest: str
    before: str
    opening: str
    is_apart: bool
    clause: Span
    sentence: Span
    paragraph: Span
    previous: int | None
    is_listed: bool

    @property
    def lead(self) -> str:
        """Return the nearest stretch before the number."""
        return self.leads[0] if self.leads else ""


def find_scenes(
    text: str, layout: Layout, mentions: Sequence[Mention], woven: frozenset[int] = frozenset()
) -> dict[int, Scene]:
    """Return the scene of each mention that may be a statistic, by its index.

    ``woven`` are the mentions that only name a class (质押金额超1千万的企业).
    """
    words = _without_places(text)
    cuts = [m for m in mentions if m.index not in woven and (m.why is None or m.why in _CUTTING)]
    return {
        mention.index: _scene(words, layout, cuts, place)
        for place, mention in enumerate(cuts)
        if mention.why is None
    }


def _without_places(text: str) -> str:
    pieces: list[str] = []
    done = 0
    for place in find_places(text):
        start, end = place.span.start, place.span.end
        if text[end : end + 2] not in _NOT_PLACES and text[start - 1 : start] not in _OWNING:
            pieces += [text[done:start], "\0" * (end - start)]
            done = end
    pieces.append(text[done:])
    return "".join(pieces)


# A place that is part of a product or prize stays: 湖北品牌, 江苏专利奖.
_NOT_PLACES = frozenset({"专利", "品牌", "精品", "名牌", "制造", "老字", "驰名"})
_OWNING = frozenset({"“", "《", "·"})


def _scene(text: str, layout: Layout, cuts: Sequence[Mention], place: int) -> Scene:
    mention = cuts[place]
    start, end = mention.span.start, mention.span.end
    clause, sentence = layout.clause_at(start), layout.sentence_at(start)
    leads, previous = _leads(text, clause, cuts, place)
    after = _after_date(cuts, place)
    tail, rest = _tails(
        text, Span(after, max(after, min(clause.end, end + _REACH))), _next(cuts, place)
    )
    before, is_apart = _before(text, layout, clause, cuts[max(0, place - 6) : place])
    return Scene(
        mention=mention,
        leads=leads,
        tail=tail,
        rest=rest,
        before=before,
        opening=_opening(text, layout, sentence, clause),
        is_apart=is_apart,
        clause=clause,
        sentence=sentence,
        paragraph=layout.paragraph_at(start),
        previous=previous,
        is_listed=place > 0 and _is_listed(text, cuts[place - 1].span.end, start),
    )


def _next(cuts: Sequence[Mention], place: int) -> Span | None:
    """Return the next number; a date glued to this one does not count."""
    here = cuts[place].span.end
    for following in cuts[place + 1 : place + 3]:
        if following.why not in _DATED or following.span.start > here:
            return following.span
        here = following.span.end
    return None


def _after_date(cuts: Sequence[Mention], place: int) -> int:
    """Return where the words after a number begin: 一项2022年度项目 speaks of 项目."""
    end = cuts[place].span.end
    for following in cuts[place + 1 : place + 2]:
        if following.why in _DATED and following.span.start == end:
            return following.span.end
    return end


def _leads(
    text: str, clause: Span, cuts: Sequence[Mention], place: int
) -> tuple[tuple[str, ...], int | None]:
    leads: list[str] = []
    end = cuts[place].span.start
    for earlier in range(place - 1, max(-1, place - 6), -1):
        cut = cuts[earlier]
        if cut.span.end <= clause.start:
            break
        leads.append(_lead(text, cut.span.end, end))
        end = cut.span.start
        if cut.why not in _DATED:
            return tuple(leads), cut.index
    leads.append(_lead(text, clause.start, end))
    return tuple(leads), None


def _lead(text: str, start: int, end: int) -> str:
    stretch = text[max(start, end - _REACH) : end]
    opened = stretch.rfind("(")
    if opened > stretch.rfind(")") and len(stretch) - opened > 2:
        stretch = stretch[opened + 1 :]
    return bare(stretch).lstrip(",;:。、)").rstrip("(")


def _tails(text: str, after: Span, following: Span | None) -> tuple[str, str]:
    closing, opening = text.find(")", *_ends(after)), text.find("(", *_ends(after))
    stop = closing if closing != -1 and (opening == -1 or closing < opening) else after.end
    if following is None or following.start >= stop:
        return _trim(text[after.start : stop]), ""
    return _trim(text[after.start : following.start]), _trim(text[following.end : stop])


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _trim(tail: str) -> str:
    """Return ``tail`` up to its first mark; a blank after a number is a mark too."""
    whole = without_asides(tail)
    cut = next((i for i, mark in enumerate(whole) if mark in ",;:。!?、…()\n\t "), len(whole))
    return bare(whole[:cut])


def _is_listed(text: str, end: int, start: int) -> bool:
    return bool(_LIST.match(text[end : min(start, end + 8)].lstrip(" \0”")))


def _opening(text: str, layout: Layout, sentence: Span, clause: Span) -> str:
    first = layout.clause_at(sentence.start)
    if first.end > clause.start:
        return ""
    return bare(text[max(first.start, first.end - _REACH) : first.end]).strip(",;:")


def _before(
    text: str, layout: Layout, clause: Span, earlier: Sequence[Mention]
) -> tuple[str, bool]:
    sentence = layout.sentence_at(clause.start)
    if clause.start <= sentence.start:
        return "", False
    found = layout.clause_at(clause.start - 1)
    start = found.start
    for mention in earlier:
        if found.start <= mention.span.start < found.end:
            if mention.why not in _DATED:
                return "", False
            start = mention.span.end
    is_apart = found.start <= sentence.start or text[found.start - 1] in ";"
    return bare(text[max(start, found.end - _REACH) : found.end]).strip(",;:。、"), is_apart
