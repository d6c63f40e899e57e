"""The rules that find a figure's period in its own sentence or table row."""

import re

from pipeline.numbers.period_cells import cell_at
from pipeline.numbers.period_figures import Figure, fitted
from pipeline.numbers.period_known import BASE_RULES, Known, first_time
from pipeline.numbers.period_meaning import Grain, Setting, since
from pipeline.numbers.period_notation import as_of, between, year_of
from pipeline.numbers.period_scope import Scope
from pipeline.numbers.period_sentence_rule import WRITTEN
from pipeline.numbers.periods import TimeExpression
from pipeline.numbers.reading import SILENT, Guess
from schemas.vocabulary import Kind

_CHANGES = frozenset({Kind.GROWTH, Kind.CHANGE, Kind.POINT_CHANGE, Kind.MULTIPLE})
_FOLLOWERS = _CHANGES | {Kind.RANK}

# 由30天压缩到…: what something came from.  Not 由…公司 (by whom).
_FROM = re.compile(
    r"(?:由|从|自)(?:原来|原先|原|过去|以往|此前|之前|最初|当初)?的?[^,。;、\d]{0,6}$"
)
_TO_FOLLOWS = re.compile(r"[^,。;]{0,14}?(?:到|至|为|成)")

_CHANGED = re.compile(r"增长|增加|提高|提升|下降|减少|降低|缩短|上升|回落|多出|[多少增降升]|倍")
_YEARS_LATER = re.compile(r"[两三四五六七八九十\d]{1,3}年(?:多来?|来|间)|期间")
_SPANNING = re.compile(r"年均|[两三四五六七八九十\d]{1,3}年(?:内|间|来)?(?:累计)?翻")


_PLAN_SAYS = re.compile(r"》[^。;]{0,3}[中里],?[^。;]{0,4}(?:提出|明确|部署|确定)")

# 从2019年的8家增加到…: what there was.
_GROWS = re.compile(r"(?:增加?|扩大?|扩展|扩容|发展|上升|壮大|减少?|拓展)(?:到|至|为)")


def cell(figure: Figure, known: Known) -> Guess | None:
    """Read a table cell by its column header, its row label or its caption."""
    found = cell_at(known.cells, figure.mention.span.start)
    if found is None:
        return None
    level = known.guess_of(figure.reading.level)
    if level and figure.kind in _FOLLOWERS:
        return Guess((level,))
    times = [first_time(known.scope, span) for span in (found.label, found.header, found.caption)]
    label, *others = times
    if label and label.period and not (label.is_relative and label.shape == "edge"):
        return Guess((label.period,), rule="" if label.shape in WRITTEN else "cell-relative")
    time = next((time for time in others if time and time.period), None)
    if time is None or time.period is None:
        return None
    period, year = time.period, year_of(time.period)
    if label and label.is_as_of and year:
        return Guess((f"@{year}-12-31",))
    rule = "cell-relative" if time.is_relative or figure.is_stock else ""
    return Guess((fitted(period, figure, known.scope),), rule=rule)


def attached(figure: Figure, known: Known) -> Guess | None:
    """Read a time that is written onto the figure: 由2015年的8家, 一项2016年度的课题."""
    text, scope, mention = known.scope.text, known.scope, figure.mention
    times = scope.between(figure.lead.start, mention.span.start)
    if times and times[-1].is_base and times[-1].period and figure.kind not in _CHANGES:
        gap = text[times[-1].span.end : mention.span.start]
        if len(gap) <= 10 and not re.search(r"[,。;、]", gap) and not _CHANGED.search(gap):
            return Guess((_end_of_base(times[-1].period, figure, known),))
    after = scope.between(mention.span.end, mention.span.end + 1)
    if after and after[0].grain is Grain.YEAR and after[0].span.of(text).endswith("年度"):
        return Guess((after[0].period,)) if after[0].period else None
    return None


def _end_of_base(period: str, figure: Figure, known: Known) -> str:
    """Return the date a stock came from where the text says what it is now."""
    rest = known.scope.text[figure.mention.span.end : figure.sentence.end]
    is_moment = re.match(r"[^,。;]{0,10}(?:到|至|为)(?:目前|现在|如今|现)", rest)
    has_grown = figure.is_counted and _GROWS.match(rest)
    return as_of(period) if is_moment or has_grown else fitted(period, figure, known.scope)


def respectively(figure: Figure, known: Known) -> Guess | None:
    """Deal out listed times to the figures after 分别: 2015年、2016年分别为70件、80件."""
    scope, start = known.scope, figure.mention.span.start
    dealt = scope.text.find("分别", figure.part, start)
    times = _listed_last(scope, figure.part, max(dealt, figure.part))
    if len(times) < 2:
        return None
    place = _figures_since(dealt, figure, known)
    return (
        Guess((fitted(times[place].period or "", figure, scope),)) if place < len(times) else None
    )


def _listed_last(scope: Scope, start: int, end: int) -> list[TimeExpression]:
    """Return the times between two places that are listed with 、 or 和, from the last back."""
    listed: list[TimeExpression] = []
    for time in reversed(scope.between(start, end)):
        gap = scope.text[time.span.end : listed[0].span.start] if listed else ""
        if time.period is None or (listed and gap not in ("、", "和", "与", "及")):
            break
        listed.insert(0, time)
    return listed


def _figures_since(place: int, figure: Figure, known: Known) -> int:
    """Return how many figures of the sentence stand between ``place`` and a figure."""
    count, before = 0, figure.before
    while before is not None and known.figures[before].mention.span.start > place:
        count, before = count + 1, known.figures[before].before
    return count


def from_end(figure: Figure, known: Known) -> Guess | None:
    """Stay silent on what something came from: 由30天压缩到6天."""
    text, mention, clause = known.scope.text, figure.mention, figure.clause
    before = text[max(clause.start, figure.lead.start) : mention.span.start]
    after = text[mention.span.end : clause.end]
    return SILENT if _FROM.search(before) and _TO_FOLLOWS.match(after) else None


def changed_since(figure: Figure, known: Known) -> Guess | None:
    """Read the change between two dated levels as covering the time between them."""
    if figure.kind not in _CHANGES or figure.before is None:
        return None
    before = known.guess_of(figure.before)
    if known.scope.governing(figure.lead.start, figure.mention.span.start):
        return None
    if known.guesses[figure.before].rule == "changed-since" and before:
        return Guess((before,))
    earlier = known.figures[figure.before].before
    start = known.guess_of(earlier) if earlier is not None else None
    lead = figure.lead.of(known.scope.text)
    if before and before.startswith("@") and _YEARS_LATER.search(lead):
        return Guess((since(before, Setting(known.scope.reference)),))
    dated = [one for one in (start, before) if one and one.startswith("@")]
    is_spanning = figure.kind is Kind.CHANGE or _SPANNING.search(lead)
    if is_spanning and len(dated) == 2 and dated[0] < dated[1]:
        period = between(*dated)
        return Guess((period,)) if period else None
    return None


def level(figure: Figure, known: Known) -> Guess | None:
    """Give growth, change, rank and the like the period of their level."""
    is_follower = figure.kind in _FOLLOWERS
    if figure.reading.level is None and not is_follower:
        return None
    if known.scope.governing(figure.lead.start, figure.mention.span.start):
        return None
    source = _level_of(figure, known, is_follower=is_follower)
    guess = known.guesses.get(source) if source is not None else None
    if guess is None or guess.best is None:
        return None
    is_sure = guess.is_sure and not _SPANNING.search(figure.lead.of(known.scope.text))
    return Guess((guess.best,), rule="level-sure" if is_sure else "")


def _level_of(figure: Figure, known: Known, *, is_follower: bool) -> int | None:
    """Return the figure whose period counts: not the base that it is compared with."""
    source = figure.reading.level
    if source is None or known.guess_of(source) is None:
        source = figure.before if is_follower else None
    while source is not None and known.guesses[source].rule in BASE_RULES:
        before = known.figures[source].before
        if known.guess_of(before) is None:
            break
        source = before
    return source


def bracket(figure: Figure, known: Known) -> Guess | None:
    """Read a time in brackets right behind the figure: 70件(截至5月底)."""
    text, end = known.scope.text, figure.mention.span.end
    times = known.scope.between(end, end + 3)
    if not times or text[end : end + 1] != "(" or times[0].period is None:
        return None
    return Guess((fitted(times[0].period, figure, known.scope),))


def plan(figure: Figure, known: Known) -> Guess | None:
    """Read the years of the plan that says so: 在《…(2015-2017年)》中提出."""
    scope = known.scope
    times = scope.between(figure.sentence.start, figure.mention.span.start)
    if not times or not times[-1].is_name or ".." not in (times[-1].period or ""):
        return None
    said = _PLAN_SAYS.search(scope.text[times[-1].span.end : figure.mention.span.start])
    return Guess((times[-1].period,)) if said and times[-1].period else None
