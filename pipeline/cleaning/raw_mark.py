"""A mark made before the clean text is ready."""

from dataclasses import dataclass

from pipeline.cleaning.clean_text import MarkKind
from pipeline.spans import Span


@dataclass(frozen=True, slots=True)
class RawMark:
    """A stretch of the raw text that is not plain prose, and the rule that says so."""

    span: Span
    kind: MarkKind
    rule: str
