"""A clean text and its mentions in, what stands around each mention out."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.numbers.layout import Layout
from pipeline.numbers.mention import Mention
from pipeline.numbers.place_finding import places_of
from pipeline.numbers.stretches import (
    REACH,
    Cut,
    clause_before,
    first_clause,
    is_listed,
    is_range,
    leads_before,
    tails_after,
)
from pipeline.spans import Span
from schemas.vocabulary import NonFact

# Numbers that stand for a time: what is before them may still be the subject.
DATED = frozenset({NonFact.DATE, NonFact.PERIOD, NonFact.SPAN_OF_YEARS, NonFact.CLOCK_TIME})

# Numbers that no phrase reaches across; the others are part of the words around them.
_CUTTING = DATED | frozenset(
    {NonFact.HEADING_NUMBER, NonFact.PAGE_FURNITURE, NonFact.PHONE, NonFact.LICENCE}
)

# A place that is part of a prize or product stays: 江苏专利奖, “湖北精品”.
_NO_PLACE = ("专利奖", "科技奖", "科学技术奖", "质量奖", "精品", "名牌", "制造", "老字号")
_OPENING_MARKS = frozenset({"“", "《", "·"})


class Scene(NamedTuple):
    """A mention and the bare words around it, place names left out.

    ``words`` is its clause up to it as it stands.  ``leads`` are the stretches of the
    clause before it, nearest first, cut at dates and ended by the number before;
    ``tail`` is what follows up to the next number or mark, ``rest`` what follows that
    number.  ``opening`` is the first clause of its sentence, if that is another one,
    ``before`` the clause before, when no number stands in it; ``is_apart`` says that a
    semicolon or the start of the sentence parts that clause from earlier ones.
    ``is_listed`` says that 、 or 和 joins this number to the one before, ``is_range`` that
    the two are the ends of a range.
    """

    mention: Mention
    words: str
    leads: tuple[str, ...]
    tail: str
    rest: str
    opening: str
    before: str
    is_apart: bool
    is_listed: bool
    is_range: bool
    clause: Span
    sentence: Span
    paragraph: Span

    @property
    def said(self) -> str:
        """Return all stretches before the number in their order, 那时 for each date between."""
        return "那时".join(reversed(self.leads))

    @property
    def lead(self) -> str:
        """Return the nearest stretch before the number."""
        return self.leads[0]


def find_scenes(
    text: str,
    layout: Layout,
    mentions: Sequence[Mention],
    woven: frozenset[int] = frozenset(),
    crowd: frozenset[int] = frozenset(),
) -> dict[int, Scene]:
    """Return the scene of each mention that may be a statistic, by its index.

    ``woven`` are the mentions that only name a class (产值超3千万的作坊), ``crowd`` those
    about which nothing will be said: they have no scene.
    """
    words = _without_places(text)
    cutting = [m for m in mentions if m.index not in woven and (m.why is None or m.why in _CUTTING)]
    cuts = [(mention.span, mention.why in DATED) for mention in cutting]
    return {
        mention.index: _scene(
            words, layout, mention, (cuts[max(0, at - 6) : at], cuts[at + 1 : at + 4])
        )
        for at, mention in enumerate(cutting)
        if mention.why is None and mention.index not in crowd
    }


def _without_places(text: str) -> str:
    """Blank out the names of places, so that every character keeps its number."""
    pieces: list[str] = []
    done = 0
    for place in places_of(text):
        start, end = place.span.start, place.span.end
        is_product = text.startswith(_NO_PLACE, end) or text[start - 1 : start] in _OPENING_MARKS
        if not is_product:
            pieces += [text[done:start], "\0" * (end - start)]
            done = end
    pieces.append(text[done:])
    return "".join(pieces)


def _scene(
    text: str, layout: Layout, mention: Mention, around: tuple[Sequence[Cut], Sequence[Cut]]
) -> Scene:
    near, after = around
    start = mention.span.start
    clause, sentence = layout.clause_at(start), layout.sentence_at(start)
    tail, rest = tails_after(text, Span(mention.span.end, max(mention.span.end, clause.end)), after)
    before, is_apart = clause_before(text, layout, sentence, clause, near)
    return Scene(
        mention=mention,
        words=text[max(clause.start, start - REACH) : start],
        leads=leads_before(text, Span(clause.start, start), near),
        tail=tail,
        rest=rest,
        opening=first_clause(text, layout, sentence, clause),
        before=before,
        is_apart=is_apart,
        is_listed=bool(near) and is_listed(text, near[-1][0].end, start),
        is_range=bool(near) and is_range(text, near[-1][0].end, start),
        clause=clause,
        sentence=sentence,
        paragraph=layout.paragraph_at(start),
    )
