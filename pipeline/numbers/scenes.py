"""A clean text and its mentions in, what stands around each mention out."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.numbers.layout import Layout
from pipeline.numbers.mention import Mention
from pipeline.numbers.phrases import bare
from pipeline.spans import Span
from schemas.vocabulary import NonFact

# Numbers that are part of the words around them: they do not end a phrase.
_WOVEN = frozenset(
    {
        NonFact.NAME, NonFact.ORDINAL_NAME, NonFact.IDIOM, NonFact.STANDARD, NonFact.MODEL_NAME,
        NonFact.DOCUMENT_NUMBER, NonFact.LAW_ARTICLE, NonFact.PER_UNIT, NonFact.THRESHOLD,
    }
)  # fmt: skip

_DATED = frozenset({NonFact.DATE, NonFact.PERIOD, NonFact.SPAN_OF_YEARS, NonFact.CLOCK_TIME})

# Longest stretch of text beside a number that is looked at.
_REACH = 90


@dataclass(frozen=True, slots=True)
class Scene:
    """A mention and the bare words around it.

    ``leads`` are the stretches of its clause before it, nearest first, cut at dates and
    ended by the number before; ``tail`` is what follows up to the next number or the end
    of the clause, and ``rest`` what follows that.  ``clause`` and ``sentence`` are spans
    of the clean text.  ``before`` is the previous clause of the sentence when no number
    stands in it.  ``is_listed`` says that only 、 or 和 parts it from the number before.
    """

    mention: Mention
    leads: tuple[str, ...]
    tail: str
    rest: str
    before: str
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
    cuts = [m for m in mentions if m.why not in _WOVEN and m.index not in woven]
    scenes: dict[int, Scene] = {}
    for place, mention in enumerate(cuts):
        if mention.why is None:
            scenes[mention.index] = _scene(text, layout, cuts, place)
    for mention in mentions:
        if mention.index in woven and mention.why is None:
            scenes[mention.index] = _scene(text, layout, [mention], 0)
    return scenes


def _scene(text: str, layout: Layout, cuts: Sequence[Mention], place: int) -> Scene:
    mention = cuts[place]
    start, end = mention.span.start, mention.span.end
    clause, sentence = layout.clause_at(start), layout.sentence_at(start)
    leads, previous = _leads(text, clause, cuts, place)
    following = cuts[place + 1].span.start if place + 1 < len(cuts) else len(text)
    stop = _bracket_end(text, end, min(clause.end, end + _REACH))
    tail_end = min(stop, following)
    between = text[cuts[place - 1].span.end : start] if place else "。"
    return Scene(
        mention=mention,
        leads=leads,
        tail=_trim(bare(text[end:tail_end])),
        rest=_trim(bare(text[tail_end:stop])) if tail_end < stop else "",
        before=_before(text, layout, sentence, clause, cuts, place),
        clause=clause,
        sentence=sentence,
        paragraph=layout.paragraph_at(start),
        previous=previous,
        is_listed=between in _LISTERS,
    )


_LISTERS = frozenset("、 和 与 及 , 以及 ,, ;".split())


def _leads(
    text: str, clause: Span, cuts: Sequence[Mention], place: int
) -> tuple[tuple[str, ...], int | None]:
    leads: list[str] = []
    end = cuts[place].span.start
    for earlier in range(place - 1, max(-1, place - 6), -1):
        cut = cuts[earlier]
        if cut.span.end <= clause.start or cut.span.end > end:
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


def _bracket_end(text: str, start: int, end: int) -> int:
    closing, opening = text.find(")", start, end), text.find("(", start, end)
    return closing if closing != -1 and (opening == -1 or closing < opening) else end


def _trim(tail: str) -> str:
    cut = next((i for i, c in enumerate(tail) if c in ",;:。!?、…)\n\t"), len(tail))
    return tail[:cut] if cut else tail[:1]


def _before(
    text: str, layout: Layout, sentence: Span, clause: Span, cuts: Sequence[Mention], place: int
) -> str:
    if clause.start <= sentence.start:
        return ""
    earlier = layout.clause_at(clause.start - 1)
    last = next((m for m in reversed(cuts[max(0, place - 6) : place]) if m.why not in _DATED), None)
    if last is not None and last.span.end > earlier.start:
        return ""
    return bare(earlier.of(text)).rstrip(",;:。、")
