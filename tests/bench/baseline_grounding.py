"""What peers call grounded: a quote and a source in, whether their documented filter keeps it."""

import logging
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

from instructor import CitationMixin

# A quote and the text it is said to be from.
Grounded = Callable[[str, str], bool]


def langextract_default(quote: str, source: str) -> bool:
    """Tell whether the alignment finds a place, as its README filters: a char_interval."""
    return _aligned(quote, source)


def langextract_exact(quote: str, source: str) -> bool:
    """Tell the same with fuzzy and partial matches switched off, and its tokens for Chinese."""
    return _aligned(
        quote,
        source,
        enable_fuzzy_alignment=False,
        accept_match_lesser=False,
        tokenizer_impl=_unicode_tokenizer(),
    )


def instructor_citations(quote: str, source: str) -> bool:
    """Tell whether its citation validator keeps the quote."""
    kept = CitationMixin.model_validate({"substring_quotes": [quote]}, context={"context": source})
    return bool(kept.substring_quotes)


def _aligned(quote: str, source: str, **options: Any) -> bool:
    extraction = _langextract().data.Extraction("统计数字", quote)
    ((found,),) = _aligner().align_extractions([[extraction]], source, **options)
    return found.char_interval is not None


@cache
def _langextract() -> Any:
    logging.getLogger("absl").setLevel(logging.CRITICAL)
    return import_module("langextract")


@cache
def _aligner() -> Any:
    return import_module("langextract.resolver").WordAligner()


@cache
def _unicode_tokenizer() -> Any:
    return import_module("langextract.core.tokenizer").UnicodeTokenizer()
