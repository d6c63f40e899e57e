"""Clean text in, the body that it reports on out: a customs house, a university, a bank."""

import re
from collections.abc import Iterator

from pipeline.cleaning.clean_text import CleanText
from pipeline.numbers.place_bodies import BODY, Sort, is_generic, sort_of
from pipeline.numbers.place_home import SOURCE, title_spans
from pipeline.numbers.place_home_table import OWN_WORDS, own_words
from pipeline.numbers.place_table import names

# What may stand before the name of the body in a title: 关于2023年度….
_LEAD = re.compile(r"\s*(?:关于)?(?:\d{4}年?(?:度|上半年|下半年|学年)?)?(?:中华人民共和国)?")

# After a whole name: what it reports.  Not 江夏大学知识产权研究院, where the name goes on.
_ENDS_NAME = re.compile(r"\s|[\d:,(“《、]|关于|$")

# 记者从某某海关获悉.
_HEARD = re.compile(
    r"(?:从|据)(?=(?P<name>[^,。;、\s\d]{3,24}?)(?:处)?(?:获悉|了解到|获知|消息|通报))"
)

# A court speaks for its place where it counts the courts or cases of the place.
_WHOLE_COURTS = re.compile(
    r"[全我各本][省市县区州旗盟](?:各级|两级)?(?:人民)?(?:法院|检察|中院)|两级(?:人民)?(?:法院|检察)|辖区(?:内)?(?:各)?(?:基层)?(?:法院|检察)"
)
_OF_THE_PLACE = re.compile(r"[我全本][省市县区州旗盟](?!场|域)")
# A line that names a body and no more, with or without its day.
_SIGNED = re.compile(
    r"^[ \t]*\(?(?P<name>[一-鿿]{4,30})(?:[ \t]*(?:19|20)\d\d年\d{1,2}月\d{1,2}日)?\)?[ \t]*$",
    re.MULTILINE,
)
# Who signs or prints a text without being what it is about.
_MERE_SIGNERS = ("中心", "平台", "学校")

_HEARD_CHARS, _END_CHARS = 400, 200
_LONGEST = 30


def home_body(clean: CleanText, home: str | None) -> str | None:
    """Return the full name of the body whose own figures a document gives, if it is such.

    It heads the title, or publishes or signs the text, or is whom a reporter has it
    from; and the text speaks at least as often of it (我校, 该关) as of the place
    (我市).  An office of the place (市场监管局, 政府) and a court that reports on all
    courts of its place are no such body: their figures are those of the place.
    """
    for name in _candidates(clean, home):
        if _is_own(name, clean.text, home):
            return name
    return None


def _candidates(clean: CleanText, home: str | None) -> Iterator[str]:
    text = clean.text
    titles = [span.of(text) for span in title_spans(clean)] + [clean.metadata.title or ""]
    for title in titles:
        yield from _leading(title, home)
    said = [clean.metadata.publisher or ""]
    said += [match["name"] for match in SOURCE.finditer(text)]
    said += [match["name"] for match in _SIGNED.finditer(text, max(0, len(text) - _END_CHARS))]
    said += [match["name"] for match in _HEARD.finditer(text, 0, _HEARD_CHARS)]
    for words in said:
        for name in _leading(words, home):
            if sort_of(name) is not Sort.ENTERPRISE and not name.endswith(_MERE_SIGNERS):
                yield name


def _leading(words: str, home: str | None) -> Iterator[str]:
    """Yield the body that words begin with."""
    lead = _LEAD.match(words)
    start = lead.end() if lead else 0
    found = BODY.match(words, start)
    if found is None:
        return
    name = found[0] if _ENDS_NAME.match(words, found.end()) else _shortest(found[0])
    is_some = not is_generic(name, home, sort_of(name)) or sort_of(name) is Sort.COURT
    if is_some and len(name) <= _LONGEST and own_words(name) and name not in names():
        yield name


def _shortest(name: str) -> str:
    """Return the first body of a name that goes on with another: 江夏大学|知识产权中心."""
    ends = (name.find(word) + len(word) for word in OWN_WORDS if word in name)
    return name[: min(ends, default=len(name))]


def _is_own(name: str, text: str, home: str | None) -> bool:
    if sort_of(name) is Sort.COURT and _WHOLE_COURTS.search(text):
        return False
    own = sum(text.count(word) for word in (name, *own_words(name)))
    return own >= len(_OF_THE_PLACE.findall(text))
