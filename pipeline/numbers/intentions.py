"""The words around a number in, the reason why it states no statistic out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.cleaning.clean_text import CleanText
from pipeline.numbers import cues
from pipeline.numbers.horizons import holding, spans_ahead, spans_to_machines, spans_under_headings
from pipeline.numbers.layout import Layout
from pipeline.numbers.mention import Mention
from pipeline.numbers.reading import Guess
from pipeline.spans import Span
from schemas.vocabulary import Bound, NonFact

# How far back in its sentence the words before a number are looked at.
_WINDOW = 160

# How far into the next sentence a denial is looked for.
_REPLY = 30


class _Place(NamedTuple):
    """Where a mention stands: ``said`` before it in the sentence, ``clause`` in the clause.

    ``sentence`` is as much of the sentence as is looked at, ``reply`` what comes next.
    """

    mention: Mention
    sentence: str
    said: str
    clause: str
    after: str
    reply: str


@dataclass(frozen=True, slots=True)
class _Outlook:
    """What lies ahead in a document, and what in it addresses a machine.

    ``ahead`` are ends of paragraphs about the future, ``headed`` whole parts under a heading.
    ``year`` is the year the document speaks from; ``is_published`` tells that it says so
    itself and that the year was not merely the last one it names.
    """

    ahead: Sequence[Span]
    headed: Sequence[Span]
    told: Sequence[Span]
    year: int | None
    is_published: bool


def read_intentions(
    clean: CleanText, layout: Layout, mentions: Sequence[Mention]
) -> dict[int, Guess]:
    """Return why mentions that look like statistics are none, by their index.

    The year of publication tells what lies ahead: 到2025年 is a target in a report of 2023.
    """
    outlook = _outlook(clean, layout)
    found: dict[int, Guess] = {}
    for mention in mentions:
        if mention.why is not None:
            continue
        place = _place(clean.text, layout, mention)
        guess = _standing(place, outlook) or _said(place, outlook)
        if guess is not None:
            found[mention.index] = guess
    return found


def _outlook(clean: CleanText, layout: Layout) -> _Outlook:
    published, text = clean.metadata.published, clean.text
    return _Outlook(
        ahead=spans_ahead(text, layout),
        headed=spans_under_headings(text, layout),
        told=spans_to_machines(text, layout),
        year=published.year if published else _latest_year(text),
        is_published=published is not None,
    )


def _latest_year(text: str) -> int | None:
    named = {int(year) for year in cues.YEAR.findall(cues.TITLE.sub("", text))}
    return max(named - {int(year) for year in cues.UNTIL_YEAR.findall(text)}, default=None)


def _place(text: str, layout: Layout, mention: Mention) -> _Place:
    start, end = mention.span.start, mention.span.end
    sentence, clause = layout.sentence_at(start), layout.clause_at(start)
    return _Place(
        mention=mention,
        sentence=text[max(sentence.start, start - _WINDOW) : min(sentence.end, end + _WINDOW)],
        said=text[max(sentence.start, start - _WINDOW) : start],
        clause=text[max(clause.start, start - _WINDOW) : start],
        after=text[end : min(clause.end, end + 40)],
        reply=text[sentence.end : sentence.end + _REPLY],
    )


def _standing(place: _Place, outlook: _Outlook) -> Guess | None:
    """Judge by where the number stands: told to a machine, a class, a part about the future."""
    start = place.mention.span.start
    if outlook.told and holding(outlook.told, start):
        return _why(NonFact.INSTRUCTION, "machine")
    if place.mention.unit == "位" and place.after.startswith("数"):
        return _why(NonFact.IDIOM, "digits")
    if place.mention.unit in ("年", "个月") and cues.PLANNED_SPAN.match(place.after):
        return _why(NonFact.NAME, "planned-span")
    if rule := _threshold_rule(place):
        return _why(NonFact.THRESHOLD, rule)
    if holding(outlook.ahead, start) and not cues.DONE.search(place.clause):
        return _why(NonFact.TARGET, "ahead-paragraph")
    if holding(outlook.headed, start) and not cues.DONE.search(place.said):
        return _why(NonFact.TARGET, "ahead-heading")
    return None


def _threshold_rule(place: _Place) -> str:
    """Return how a number only sets a scene for others: among how many, from when on, per what."""
    if place.mention.unit in cues.ARENA_UNITS and cues.ARENA.match(place.after):
        return "arena"
    if place.mention.value == 1 and cues.PER_SPENT.search(place.clause):
        return "per-spent"
    is_entitled = cues.ENTITLED_AFTER.match(place.after) and cues.ENTITLED.search(place.clause)
    if is_entitled and cues.ENTITLED_TO.search(place.sentence, len(place.said)):
        return "entitled"
    return _class_rule(place) if place.mention.bound is not Bound.EXACT else ""


def _class_rule(place: _Place) -> str:
    found = cues.CLASS.match(place.after)
    if place.mention.quote[:1] in "前" and cues.PLACED.search(place.clause):
        return ""
    is_fraction = place.mention.unit == "" and 0 < place.mention.value < 1
    if (is_fraction or place.mention.unit in ("%", "‰", "成")) and not cues.RATED.search(
        place.clause
    ):
        return ""
    if found:
        return "" if cues.AMOUNTS.match(found["head"]) else "class-of"
    if not cues.BOUNDED.search(place.mention.quote + place.after[:3]):
        return ""
    if place.mention.unit not in cues.CLASS_UNITS:
        return ""
    counted = cues.CLASS_COUNT.match(place.after)
    return "class-count" if counted and counted["head"][:2] not in cues.NO_CLASS else ""


def _said(place: _Place, outlook: _Outlook) -> Guess | None:
    """Judge by what the sentence says up to the number."""
    if not cues.TRIGGER.search(place.sentence):
        return None
    if cues.IF.search(place.said):
        return _why(NonFact.HYPOTHETICAL, "condition")
    return _limited(place) or _aimed(place) or _coming(place, outlook) or _denied(place)


def _limited(place: _Place) -> Guess | None:
    is_at_most = place.mention.bound is Bound.AT_MOST
    is_set = place.after.startswith("确定") or cues.LIMIT_EACH.search(place.clause)
    if is_at_most and is_set:
        return _why(NonFact.POLICY_LIMIT, "limit")
    if cues.DONE.search(place.clause):
        return None
    is_rule = cues.RULE.search(place.clause) and cues.GRANT.match(place.after)
    is_given = place.mention.unit == "%" and cues.GIVEN.match(place.after)
    is_grant = is_given and cues.GIVING.search(place.clause)
    is_most = is_at_most and cues.LIMIT_BEFORE.search(place.said)
    tail = ("以下" if place.mention.quote.endswith("以下") else "") + place.after
    is_limit = cues.LIMIT.search(place.said) or cues.LIMIT_AFTER.match(tail)
    is_due = cues.DUE.search(place.clause) and cues.WITHIN.match(
        place.mention.quote[-2:] + place.after
    )
    is_bound = is_rule or is_grant or is_most or is_limit or is_due
    return _why(NonFact.POLICY_LIMIT, "limit") if is_bound else None


def _aimed(place: _Place) -> Guess | None:
    if cues.AIM_AFTER.match(place.after):
        return _why(NonFact.TARGET, "aim-after")
    said = cues.TITLE.sub("", place.said)
    for pattern, rule in ((cues.AIM, "aim"), (cues.WILL, "will")):
        places = [found.start() for found in pattern.finditer(said)]
        if places and not cues.DONE.search(said, places[-1]):
            return _why(NonFact.TARGET, rule)
    return None


def _coming(place: _Place, outlook: _Outlook) -> Guess | None:
    if outlook.year is None or "20" not in place.said:
        return None
    pattern = cues.YEAR if outlook.is_published else cues.UNTIL_YEAR
    years = pattern.findall(cues.TITLE.sub("", place.said))
    return _why(NonFact.TARGET, "coming-year") if years and int(years[-1]) > outlook.year else None


def _denied(place: _Place) -> Guess | None:
    if cues.NOT.search(place.clause):
        return _why(NonFact.DENIED, "denied")
    wrong = cues.DISPROVED.search(place.sentence, len(place.said))
    asked = place.sentence.rstrip().endswith(("?", "？")) and cues.RUMOUR.search(place.said)
    if asked and (cues.ASKED.search(place.sentence) or cues.DISPROVED.search(place.reply)):
        return _why(NonFact.DENIED, "disproved")
    if wrong and cues.RUMOUR.search(place.sentence) and not cues.CORRECTED.search(place.clause):
        return _why(NonFact.DENIED, "disproved")
    return None


def _why(reason: NonFact, rule: str) -> Guess:
    return Guess((reason.value,), rule=rule)
