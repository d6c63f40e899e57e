"""GBK text that lost a byte in, the characters its other bytes still prove out.

A tool that inserts ASCII into GBK bytes without looking where characters begin cuts one in
two: the half before the insertion becomes a question mark, and every pair of bytes after it
is read half a character off, until the second byte of a character happens to be ASCII.  The
bytes after the lost one are all still there, so they prove what stood there.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.cleaning.glossed_hanzi import GLOSSED_HANZI
from pipeline.cleaning.glosses import SYLLABLE
from pipeline.cleaning.simplified import is_everyday

LOST = "\ufffd"
_MAX_RUN = 40

# It must not match an honest question mark before ASCII; what follows one before hanzi is
# judged by what the bytes say.  Inside a run ASCII marks are folded full-width ones.
_SHIFT = re.compile(
    rf"""
    (?P<half>[?？{LOST}])
    (?:(?P<syllable>{SYLLABLE})[)）])?
    (?P<run>(?:[^\x00-\x7f？{LOST}]|[!,.:;()%]){{0,{_MAX_RUN}}})
    (?:
        (?P<last>[@-~])                  # second byte of the last character of the run
        | [?？{LOST}][\d.,%]{{0,30}}      # or ASCII, perhaps a digit, was lost with it
    )?
    """,
    re.VERBOSE,
)
_GLOSSED = re.compile(rf"([\u3400-\u9fff])[(（]({SYLLABLE})[)）]")

_LEGIBLE = re.compile(
    r"[\u4e00-\u9fff、。·—…“”‘’《》〈〉!(),.:;?\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f]+"
)
# A repair never makes a number: a wrong one would look like any other.
_NUMBER_CHARACTER = re.compile(
    r"[0-9%‰\uff05\uff10-\uff19零〇一二三四五六七八九十百千万萬亿億两兩廿卅]"
)
# Sentence end and opening quote: what a lost first byte of the punctuation row leaves.
_OPENED_SENTENCE = re.compile(r"。[“‘《〈「『【(\uff08]")
_PUNCTUATION_ROW = 0xA1
_HANZI = re.compile(r"[\u4e00-\u9fff]")
# What no report uses but half-characters read as: private use, Greek, Cyrillic, Roman
# and enclosed numerals, box drawing, kana, bopomofo.
_UNREAL = re.compile(rf"[\ue000-\uf8ff{LOST}\u0370-\u04ff\u2160-\u217f\u2460-\u257f\u3040-\u312f]")


@dataclass(frozen=True, slots=True)
class Shift:
    """A stretch read half a character off; ``meant`` is ``None`` if the bytes prove nothing."""

    start: int
    end: int
    meant: str | None


def find_shifts(text: str) -> Iterator[Shift]:
    """Yield the stretches of ``text`` that were read half a character off.

    A character of which only one byte is left is repaired if its gloss, used elsewhere in
    the text or well known, leaves one reading; else it becomes U+FFFD.

    >>> [shift.meant for shift in find_shifts("增長120%?!靶亲蛹t蔥”")]
    ['。“星子紅']
    """
    said: Mapping[str, str] | None = None
    for match in _SHIFT.finditer(text):
        if said is None:
            said = _glossed(text)
        meant = _meant(match, text[max(0, match.start() - 1) : match.start()], said)
        if meant is not None:
            yield Shift(*match.span(), meant)
        elif match["syllable"] or _strangeness(match["run"]) >= 0.5:
            yield Shift(*match.span(), None)


def _meant(match: re.Match[str], before: str, said: Mapping[str, str]) -> str | None:
    body = b"".join(map(_gbk, match["run"])) + (match["last"] or "").encode()
    rest = _legible(body[1:])
    syllable = match["syllable"]
    if match["last"] is None or rest is None:
        return None
    leads = _leads(before, said.get(syllable, "")) if syllable else {_PUNCTUATION_ROW}
    wholes = {whole for lead in leads if (whole := _legible(bytes([lead]) + body))}
    whole = wholes.pop() if len(wholes) == 1 else ""
    if _strangeness(whole) <= 0.5 and (syllable or _OPENED_SENTENCE.match(whole)):
        return whole or None
    is_sure = _strangeness(rest) <= min(0.2, _strangeness(match["run"]) - 0.3)
    return LOST + rest if is_sure and rest else None


def _leads(before: str, glossed: str) -> set[int]:
    """Return the first bytes that the cut character may have had.

    The annotated character was seen in the second byte of the character before the cut and
    the first of the cut one.
    """
    seen = _gbk(before) if before else b""
    pairs = [_gbk(character) for character in glossed]
    return {pair[1] for pair in pairs if len(pair) == 2 and seen[1:] == pair[:1]}


def _legible(data: bytes) -> str | None:
    if not data:
        return ""
    try:
        text = data.decode("gbk")
    except UnicodeDecodeError:
        return None
    return text if _LEGIBLE.fullmatch(text) and not _NUMBER_CHARACTER.search(text) else None


def _gbk(character: str) -> bytes:
    """Return the bytes of a character, user-defined ones and folded punctuation included."""
    code = ord(character)
    if 0xE000 <= code <= 0xE4C5:
        row, column = divmod(code - 0xE000, 94)
        return bytes((0xAA + row if row < 6 else 0xF8 + row - 6, 0xA1 + column))
    if character in "!,.:;()%?":
        character = chr(code + 0xFEE0)
    try:
        return character.encode("gbk")
    except UnicodeEncodeError:
        return b"\xff"  # no character of GBK has this byte, so nothing with it is legible


def _glossed(text: str) -> Mapping[str, str]:
    said: defaultdict[str, str] = defaultdict(str, GLOSSED_HANZI)
    for hanzi, syllable in set(_GLOSSED.findall(text)):
        said[syllable] += hanzi
    return said


def _strangeness(text: str) -> float:
    """Return how much of a text looks misread, 0 to 1."""
    if _UNREAL.search(text):
        return 1.0
    hanzi = _HANZI.findall(text)
    return 1 - sum(map(is_everyday, hanzi)) / len(hanzi) if hanzi else 0.0
