"""Clean text and its layout in, whose figures each clause gives out."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.numbers.layout import Layout
from pipeline.numbers.period_written import WrittenTimes
from pipeline.numbers.periods import Reference, TimeExpression, bare_times_of
from pipeline.numbers.place_bodies import (
    ANAPHOR_STARTS,
    HOME,
    Sort,
    Subject,
    anaphor,
    is_back_reference,
    named_body,
    unnamed_zone,
)
from pipeline.numbers.place_finding import find_places, may_begin_with_place, places_of
from pipeline.numbers.place_subjects import find_subject, subject_beside
from pipeline.numbers.place_table import Level
from pipeline.numbers.places import is_home
from pipeline.spans import Span

# Bodies that a paragraph goes on about once it has opened with them; an enterprise only
# where the paragraph is set there: 在…公司,.
_TOPICS = frozenset({Sort.INSTITUTION, Sort.COURT})

# How far back, in characters, 该院 looks for the name that it stands for.
_REACH = 1000

# How far back, in characters, 他 looks for the enterprise whose head he is.
_PERSON_REACH = 300
_PERSON = re.compile(r"[他她](?!们)")
_HEAD = re.compile(r"[^,。;\d]{0,4}(?:负责人|董事长|总经理|经理|创始人|法定代表人|老板|掌门人)")

# 其商标: that of whom the paragraph named last.  Not 其中, 其他.
_ITS = re.compile(r"其(?![中他它余次实])")

_POINTING = ANAPHOR_STARTS | frozenset("其他她")

# A short name of a county and what may follow it, in characters.
_SHORT = 8

# Only where times stand matters here, not which they are.
_ANY_DAY = Reference(2099, 12)

# What may stand before the subject of a clause.
_LEAD_IN = re.compile(
    r"\s+|(?:[该我全本][关校院行])?(?:所属|下属|下辖|辖下)的?|其中|同时|此外|另外|而|且|尤其是|特别是|同样是|据统计|目前|当前|现|仅|光|单是|据悉|一家|如|例如|比如"
    r"|[,、:;“”·•◆●◎—]|[一二三四五六七八九十]+[、是]|\([一二三四五六七八九十\d]+\)"
)


# A sentence that starts with such work is about the office that reports again.
_NEW_WORK = re.compile(
    r"深入|推[动进]|加强|开展|组织|强化|大力|积极|健全|完善|建立|持续|扎实|充分|全面|着力|不断|坚[决持]|以|围绕|聚焦|举办"
)


# What starts a new thought within a clause.
TURN = "——"

_DIGIT = re.compile(r"\d")
_FOUNDED = re.compile(
    r"(?:[年月日度]|起)(?P<body>[^年月日\d]{4,30}?)(?:正式)?(?:揭牌|成立|运行|启用|挂牌|开通|开馆|投用)(?:运行)?以来"
)


class Owner(NamedTuple):
    """Whose figures a clause gives, and whether the clause itself says so."""

    clause: Span
    subject: Subject
    is_named: bool


@dataclass(frozen=True, slots=True)
class Owners:
    """The owner of each clause of a text, in order, and whom the text reports on.

    That is the place ``home``, or the ``body`` (a customs house, a university) whose
    own figures the text gives where it names no other.
    """

    home: str | None
    clauses: tuple[Owner, ...]
    body: str | None = None
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(one.clause.start for one in self.clauses))

    @property
    def own(self) -> str | None:
        """Return whose the figures are that the text says nothing else of."""
        return self.body or self.home

    def at(self, place: int) -> Owner | None:
        """Return the owner of the clause that holds the character at ``place``."""
        index = bisect_right(self._starts, place) - 1
        return self.clauses[index] if index >= 0 else None


def find_owners(
    written: WrittenTimes, layout: Layout, home: str | None, body: str | None = None
) -> Owners:
    """Return the owner of each clause of a text whose times have been found.

    A subject holds to the end of its sentence or up to the next one; an institution
    that opens a sentence holds on in the next sentences of its paragraph.
    """
    text = written.text
    times = {time.span.start: time for time in bare_times_of(written, _ANY_DAY)}
    counties = _counties(text)
    owners: list[Owner] = []
    paragraph = sentence = Span(0, 0)
    state = _State()
    for clause in layout.clauses:
        if not paragraph.holds(clause):
            paragraph = layout.paragraph_at(clause.start)
            state = _State(last_body=state.last_body)
        if not sentence.holds(clause):
            sentence, state = layout.sentence_at(clause.start), _next_sentence(state)
        elif text[clause.start - 1] == ";":
            state = _next_sentence(state)._replace(is_opening=False)
        start, founded = _subject_start(text, clause, times)
        words = text[start : clause.end]
        subject = find_subject(founded, home) if founded else None
        subject = subject or _pointed_at(text, start, words, state) or _subject(words, home, state)
        subject = subject or _short_county(words, home, counties)
        subject = unnamed_zone(text[max(0, start - _REACH) : start], words, home) or subject
        subject = subject_beside(body, subject, words, home) if body else subject
        state = _after(state, subject, words)
        owners.append(Owner(clause, state.current, subject is not None))
        state = _turned(state, words, home)
    return Owners(home, tuple(owners), body)


class _State(NamedTuple):
    """Whose figures run on: in the sentence, in the paragraph, and the last body named."""

    current: Subject = HOME
    topic: Subject = HOME
    last_body: Subject = HOME
    is_opening: bool = True
    named: Subject | None = None


def _next_sentence(state: _State) -> _State:
    topic = state.topic if state.current == state.topic else HOME
    return _State(topic, topic, state.last_body, named=state.named)


def _turned(state: _State, words: str, home: str | None) -> _State:
    """Return the state after a clause that turns to the home place: …11.8件——我们只有."""
    _, turn, rest = words.rpartition(TURN)
    is_back = turn and find_subject(rest, home) == HOME
    return state._replace(current=HOME) if is_back else state


def _subject(words: str, home: str | None, state: _State) -> Subject | None:
    if state.is_opening and state.topic != HOME and _NEW_WORK.match(words):
        return HOME
    return find_subject(words, home)


def _pointed_at(text: str, start: int, words: str, state: _State) -> Subject | None:
    """Return whom 该院 or 该中心 means: the last such subject, else the last one named."""
    if words[:1] not in _POINTING:
        return None
    if is_back_reference(words, state.last_body):
        return state.last_body
    if state.named and _ITS.match(words):
        return state.named
    if _PERSON.match(words) and (name := state.last_body.name):
        near = text[max(0, start - _PERSON_REACH) : start]
        at = near.rfind(name)
        return state.last_body if at >= 0 and _HEAD.match(near, at + len(name)) else None
    ending = anaphor(words)
    return named_body(text[max(0, start - _REACH) : start], ending) if ending else None


def _after(state: _State, subject: Subject | None, words: str) -> _State:
    is_opening = state.is_opening and not _DIGIT.search(words)
    if subject is None:
        return state if is_opening == state.is_opening else state._replace(is_opening=is_opening)
    is_visited = subject.sort is Sort.ENTERPRISE and words.startswith("在")
    is_topic = state.is_opening and (subject.sort in _TOPICS or is_visited)
    topic = (subject if is_topic else HOME) if state.is_opening else state.topic
    is_opening = is_opening and subject == HOME
    last_body = subject if subject != HOME else state.last_body
    return _State(subject, topic, last_body, is_opening, subject)


def _counties(text: str) -> frozenset[str]:
    """Return the counties that a text names in full."""
    places = places_of(text)
    return frozenset(p.name for p in places if p.is_full and p.level is Level.COUNTY)


def _short_county(words: str, home: str | None, counties: frozenset[str]) -> Subject | None:
    """Return the county that a clause starts with, where the text also has its full name."""
    is_place = bool(counties) and may_begin_with_place(words)
    places = find_places(words[:_SHORT]) if is_place else ()
    if not places or places[0].span.start or places[0].name not in counties:
        return None
    if is_home(places[0], home) or words[places[0].span.end :][:1] in (
        "、",
        "和",
        "与",
        "及",
        "等",
    ):
        return None
    return Subject(Sort.PLACE, places[0].name)


def _subject_start(
    text: str, clause: Span, times: dict[int, TimeExpression]
) -> tuple[int, str | None]:
    """Return where a clause starts once times and connecting words are passed over.

    With it comes what was founded at the time: 自2019年8月…中心揭牌以来.
    """
    place, founded = clause.start, None
    while place < clause.end:
        if time := times.get(place):
            place = min(time.span.end, clause.end)
            begun = _FOUNDED.search(time.span.of(text))
            founded = begun["body"] if begun else founded
            continue
        found = _LEAD_IN.match(text, place, clause.end)
        if found is None or found.end() == place:
            break
        place = found.end()
    return place, founded
