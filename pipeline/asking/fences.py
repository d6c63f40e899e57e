"""Document text in, the same text out in a form that cannot pose as anything else."""

from collections.abc import Sequence

from pipeline.numbers.mention import Mention
from pipeline.spans import Span
from schemas.facts import mention_id

# Every line of a document starts with this mark and no line of ours does, so a
# document cannot end its own fence.
FENCE = "> "

# The brackets around our mention ids; in a document they become other brackets, so
# that a document cannot name a mention.
_OPEN, _CLOSE = "【", "】"
_NOT_OURS = str.maketrans({"【": "〔", "】": "〕", "\t": " "})


def fenced(text: str) -> str:
    r"""Return ``text`` as data: each line marked, our own brackets replaced.

    >>> fenced("专利396件\n【m1】")
    '> 专利396件\n> 〔m1〕'
    """
    lines = (line.strip() for line in text.translate(_NOT_OURS).splitlines())
    return "\n".join(FENCE + line for line in lines if line)


def fenced_mentions(text: str, span: Span, mentions: Sequence[Mention]) -> str:
    """Return ``text`` at ``span`` as data, with each mention's id around it.

    ``mentions`` are in order and lie inside ``span``.
    """
    pieces: list[str] = []
    place = span.start
    for index, mention in enumerate(mentions):
        pieces.append(text[place : mention.span.start].translate(_NOT_OURS))
        number = mention.span.of(text).translate(_NOT_OURS)
        pieces.append(f"{_OPEN}{mention_id(index)}:{number}{_CLOSE}")
        place = mention.span.end
    pieces.append(text[place : span.end].translate(_NOT_OURS))
    lines = (line.strip() for line in "".join(pieces).splitlines())
    return "\n".join(FENCE + line for line in lines if line)
