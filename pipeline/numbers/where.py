"""Mentions and their readings in, the place or body each figure is about out."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.cleaning.clean_text import CleanText
from pipeline.numbers.layout import Layout
from pipeline.numbers.mention import Mention
from pipeline.numbers.period_cells import Cell, cell_at, find_cells
from pipeline.numbers.place_bodies import BODY, Sort, Subject, find_subject
from pipeline.numbers.place_finding import PlaceName, find_places
from pipeline.numbers.place_owners import Owners
from pipeline.numbers.place_table import COUNTRY
from pipeline.numbers.places import normalise_region
from pipeline.numbers.reading import Guess, Reading
from schemas.vocabulary import Kind

# The rules that are right in at least 99 of 100 cases on annotated documents.
SURE_RULES = frozenset({"cell", "level-sure", "company", "home-subject", "home-alone"})

_FOLLOWERS = frozenset(
    {Kind.GROWTH, Kind.CHANGE, Kind.POINT_CHANGE, Kind.RANK, Kind.MULTIPLE, Kind.SHARE}
)

# 7件的榆林…公司: whose they are stands behind them.
_OF_BEHIND = re.compile(r"的(?=[^,。;、]{4,30}公司)")
_BY_BEHIND = re.compile(
    r"[^。;,\d]{0,4},?由(?=[^,。;、]{2,30}(?:公司|集团|银行)(?:获|取得|拿|贷|凭|以|用))"
)
_HELPED = re.compile(
    r"(?:帮助|助力|支持|协助|推动|指导)(?P<name>[^,。;、的\d]{2,26}(?:公司|集团))(?:成功)?(?:获|取得|拿到|融|贷|质押)"
)
_WIDER_COUNT = re.compile(r"(?P<scope>全国|全省|我省|国内|省内)(?:共有?|已有|仅有?|有|累计)?$")


# 望江、怀宁两县: what counts the places before it.
_SUMMED_UP = re.compile(r"[两二三四五六七八九十](?:个)?(?:省|市|县|区|州|旗|地)")
_ITEM_BORDER = re.compile(r"[、和与]|以?及")

# A word for a body, so that the figures might be its own.
_SOMEBODY = re.compile(
    r"公司|集团|银行|农商行|法院|中院|检察院|中心|窗口|平台|示范区|园区|产业园|高新区|开发区|会展|博览会|市场(?!监)|大厦|大学|学院|研究院|医院|协会|海关|仲裁"
)

_OURS = re.compile(r"[我本全][省市县区州旗盟]")
_US = re.compile(r"[我本全][省市县区州旗盟]|我们")
_BACK = re.compile(r"[该此][一-鿿]|这[家个]|其(?!中|他|余)|对方|某")

# What starts a new thought within a clause.
_TURN = "——"

# From how many places on a clause is not surely about the first of them.
_SEVERAL = 2

# How far back, in characters, a mention looks within its clause.
_REACH = 200


@dataclass(frozen=True, slots=True)
class _Known:
    clean: CleanText
    layout: Layout
    owners: Owners
    mentions: tuple[Mention, ...]
    starts: tuple[int, ...]
    ends: frozenset[int]
    cells: tuple[Cell, ...]
    is_home_named: bool
    guesses: dict[int, Guess] = field(default_factory=dict)
    spelled: dict[str, str] = field(default_factory=dict)

    @property
    def home(self) -> str | None:
        """Return the place the text reports on."""
        return self.owners.home

    def clause_before(self, mention: Mention) -> int:
        """Return where the clause of a mention starts, or where looking back ends."""
        start = mention.span.start
        return max(self.layout.clause_at(start).start, start - _REACH)


def read_regions(
    clean: CleanText,
    layout: Layout,
    mentions: tuple[Mention, ...],
    readings: tuple[Reading | None, ...],
    owners: Owners,
) -> tuple[Guess, ...]:
    """Return the place or body each mention is about, silent where nobody is known.

    By default it is the place the text reports on; another place, an enterprise, bank,
    court or institution owns the figures of the clauses it is the subject of; growth,
    share and rank belong to whom their level belongs to, and a rank is about who is ranked.
    """
    starts = tuple(mention.span.start for mention in mentions if mention.why is None)
    ends = frozenset(mention.span.end for mention in mentions)
    cells, is_named = find_cells(clean), _is_named(owners.home, clean)
    known = _Known(clean, layout, owners, mentions, starts, ends, cells, is_named)
    for mention, reading in zip(mentions, readings, strict=True):
        if mention.why is None and reading is not None and not reading.is_silent:
            known.guesses[mention.index] = _guess(mention, reading, known)
    return tuple(known.guesses.get(mention.index, Guess()) for mention in mentions)


def _is_named(home: str | None, clean: CleanText) -> bool:
    """Tell whether the text or the page spells the home place out."""
    said = clean.metadata
    texts = (said.title or "", said.publisher or "", clean.text)
    return home is not None and any(home in text for text in texts)


def _guess(mention: Mention, reading: Reading, known: _Known) -> Guess:
    for rule, find in _RULES.items():
        name = find(mention, reading, known)
        if name is not None:
            others = tuple(dict.fromkeys(n for n in (name, known.home) if n))
            is_sure = rule in SURE_RULES and (name != known.home or known.is_home_named)
            return Guess(others, is_sure=is_sure, rule=rule)
    return Guess()


def _cell(mention: Mention, reading: Reading, known: _Known) -> str | None:
    """Return the place that labels the row or the column of a table cell, else home."""
    cell = cell_at(known.cells, mention.span.start)
    if cell is None:
        return None
    for span in (cell.label, cell.column):
        label = span.of(known.clean.text).strip() if span else ""
        places = find_places(label)
        if len(places) == 1 and len(places[0].span) == len(label):
            return normalise_region(label, known.home)
    return known.home


def _behind(mention: Mention, reading: Reading, known: _Known) -> str | None:
    text, end = known.clean.text, mention.span.end
    found = _OF_BEHIND.match(text, end) or _BY_BEHIND.match(text, end)
    body = BODY.match(text, found.end()) if found else None
    return body[0] if body else None


def _listed(mention: Mention, reading: Reading, known: _Known) -> str | None:
    """Return the place a figure of a list belongs to: 石家庄市852件、唐山市431件."""
    text, start = known.clean.text, mention.span.start
    first = known.clause_before(mention)
    after = max(text.rfind(mark, first, start) for mark in "、和")
    is_next = after in known.ends or after - 1 in known.ends
    if not is_next or reading.kind.best == Kind.RANK:
        return None
    subject = find_subject(text[after + 1 : start], known.home)
    is_place = subject is not None and subject.sort is Sort.PLACE and subject.name != COUNTRY
    return subject.name if subject and is_place else None


def _respectively(mention: Mention, reading: Reading, known: _Known) -> str | None:
    """Return the place a figure after 分别 belongs to: A区、B市分别为12件和8件."""
    text, start = known.clean.text, mention.span.start
    first = known.clause_before(mention)
    dealt = text.find("分别", first, start)
    if dealt < 0:
        return None
    places = _dealt_to(text[first:dealt])
    if dealt == first and first > known.layout.sentence_at(start).start:
        places = _dealt_to(known.layout.clause_at(first - 1).of(text))
    place = bisect_left(known.starts, start) - bisect_left(known.starts, dealt)
    if place >= len(places):
        return None
    return normalise_region(places[place].name, known.home)


def _dealt_to(words: str) -> list[PlaceName]:
    """Return the places among which 分别 after ``words`` deals out, none if it does not.

    They are a list of full names, of names that 两县 sums up or that 分别 follows at
    once, or of things that each begin with their place: A县茶叶、B县水果.
    """
    places = list(find_places(words))
    full = [place for place in places if place.is_full]
    for several in (places, full):
        if len(several) > 1 and _is_joined(words, several):
            rest = words[several[-1].span.end :]
            if several is full or not rest or _SUMMED_UP.match(rest):
                return several
    return full if len(full) > 1 and _each_begins_an_item(words, full) else []


def _is_joined(words: str, places: Sequence[PlaceName]) -> bool:
    gaps = (words[one.span.end : two.span.start] for one, two in pairwise(places))
    return all(gap in ("、", "和", "与", "及", "以及") for gap in gaps)


def _each_begins_an_item(words: str, places: Sequence[PlaceName]) -> bool:
    """Tell whether each place begins one item of a list, and each item with a place."""
    starts = [places[0].span.start]
    starts += [match.end() for match in _ITEM_BORDER.finditer(words, starts[0])]
    return starts == [place.span.start for place in places]


def _level(mention: Mention, reading: Reading, known: _Known) -> str | None:
    found = _level_guess(mention, reading, known)
    return found.best if found and not found.is_sure else None


def _sure_level(mention: Mention, reading: Reading, known: _Known) -> str | None:
    found = _level_guess(mention, reading, known)
    return found.best if found and found.is_sure else None


def _level_guess(mention: Mention, reading: Reading, known: _Known) -> Guess | None:
    """Return whose the level is, unless a later clause names its own: 我市占8%."""
    kind = reading.kind.best
    if reading.level is None or kind is None or Kind(kind) not in _FOLLOWERS:
        return None
    level, start = known.mentions[reading.level].span, mention.span.start
    owner = known.owners.at(start)
    is_later = owner and owner.is_named and owner.clause.start > level.start
    if is_later or _TURN in known.clean.text[level.end : start]:
        return None
    return known.guesses.get(reading.level)


def _wider(mention: Mention, reading: Reading, known: _Known) -> str | None:
    before = known.clean.text[known.clause_before(mention) : mention.span.start]
    found = _WIDER_COUNT.search(before)
    if found is None or reading.kind.best in (Kind.RANK, Kind.SHARE):
        return None
    return normalise_region(found["scope"], known.home)


def _helped(mention: Mention, reading: Reading, known: _Known) -> str | None:
    found = _HELPED.search(known.clean.text, known.clause_before(mention), mention.span.start)
    return found["name"] if found else None


def _company(mention: Mention, reading: Reading, known: _Known) -> str | None:
    """Return the enterprise or place that the clause itself names in full."""
    owner = known.owners.at(mention.span.start)
    if owner is None or not owner.is_named or owner.subject.name is None:
        return None
    name = owner.subject.name
    words = known.clean.text[owner.clause.start : mention.span.start]
    if owner.subject.sort is Sort.PLACE:
        others = {place.name for place in find_places(words)} - {known.home}
        is_full = len(others) < _SEVERAL and not _US.search(words)
    else:
        is_full = name.endswith("公司")
    return name if is_full and name in words else None


def _subject(mention: Mention, reading: Reading, known: _Known) -> str | None:
    """Return whom else the clause itself names."""
    owner = known.owners.at(mention.span.start)
    return _spelled_out(owner.subject, known) if owner and owner.is_named else None


def _carried(mention: Mention, reading: Reading, known: _Known) -> str | None:
    """Return whom an earlier clause names."""
    owner = known.owners.at(mention.span.start)
    if owner is None or (owner.subject.sort is Sort.PLACE and reading.kind.best == Kind.RANK):
        return None
    return _spelled_out(owner.subject, known)


def _home_subject(mention: Mention, reading: Reading, known: _Known) -> str | None:
    """Return the home place where the clause itself says 我市 or its name, and no other."""
    owner = known.owners.at(mention.span.start)
    if owner is None or not owner.is_named or known.home is None:
        return None
    words = known.clean.text[known.clause_before(mention) : mention.span.start]
    is_said = known.home in words or _OURS.search(words)
    return known.home if is_said and _is_alone(words, known.home) else None


def _home_alone(mention: Mention, reading: Reading, known: _Known) -> str | None:
    """Return the home place where the paragraph so far names nobody else and quotes nobody."""
    text, start = known.clean.text, mention.span.start
    paragraph = known.layout.paragraph_at(start)
    words = text[max(paragraph.start, start - 2 * _REACH) : start]
    sentence = text[max(known.layout.sentence_at(start).start, start - _REACH) : start]
    is_quoted = sentence.count("“") > sentence.count("”") or _BACK.search(sentence)
    return known.home if not is_quoted and _is_alone(words, known.home) else None


def _is_alone(words: str, home: str | None) -> bool:
    """Tell whether words name no body and no place but the home place."""
    others = (place for place in find_places(words) if place.name != home)
    return not _SOMEBODY.search(words) and not any(others)


def _spelled_out(subject: Subject, known: _Known) -> str | None:
    """Return the full name of a court where the text has it: 某市中院 is …中级人民法院."""
    name = subject.name
    if name is None or not name.endswith(("中院", "中级人民法院")):
        return name
    name = name.replace("中级人民法院", "中院")
    if name not in known.spelled:
        known.spelled[name] = _court(name, known) or subject.name or name
    return known.spelled[name]


def _court(name: str, known: _Known) -> str | None:
    """Return the full name of a 中院 where the text has it; 市中院 is that of the home city."""
    place, text = name.removesuffix("中院"), known.clean.text
    if place in ("市", "州") and known.home and known.home.endswith(place):
        return f"{known.home}中级人民法院"
    if place:
        full = re.search(rf"{re.escape(place)}[市州]?[一-鿿]{{0,3}}中级人民法院", text)
        return full[0] if full else None
    courts = set(re.findall(r"[一-鿿]{2,6}[市州]中级人民法院", text))
    return courts.pop() if len(courts) == 1 else None


def _home(mention: Mention, reading: Reading, known: _Known) -> str | None:
    return known.home


_Rule = Callable[[Mention, Reading, _Known], str | None]

_RULES: dict[str, _Rule] = {
    "cell": _cell,
    "behind": _behind,
    "level": _level,
    "level-sure": _sure_level,
    "respectively": _respectively,
    "wider": _wider,
    "listed": _listed,
    "helped": _helped,
    "company": _company,
    "subject": _subject,
    "carried": _carried,
    "home-subject": _home_subject,
    "home-alone": _home_alone,
    "home": _home,
}
