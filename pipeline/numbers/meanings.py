"""Clean text and its mentions in, what the text alone says each number means out."""

from pipeline.cleaning.clean_text import CleanText
from pipeline.numbers.layout import Layout
from pipeline.numbers.mention import Mention
from pipeline.numbers.reading import Reading


def read_meanings(
    clean: CleanText, layout: Layout, mentions: tuple[Mention, ...]
) -> tuple[Reading | None, ...]:
    """Read each mention that may be a statistic; ``None`` where ``mention.why`` is set."""
    return tuple(None if m.why else Reading(m.index) for m in mentions)
