"""Both languages have the same words, and words for everything there is."""

import re
from collections.abc import Iterable
from enum import StrEnum

import pytest

from pipeline.proving.checking import CHECKS
from pipeline.proving.fact import Disposition, Field, Status
from pipeline.results.records import Outcome
from pipeline.results.report_segments import Shade
from pipeline.results.report_words import Language, read_words
from schemas.vocabulary import Bound, Kind, NonFact

VOCABULARIES: tuple[tuple[str, type[StrEnum]], ...] = (
    ("status", Status),
    ("disposition", Disposition),
    ("field", Field),
    ("kind", Kind),
    ("bound", Bound),
    ("outcome", Outcome),
    ("shade", Shade),
    ("why", NonFact),
)


def test_both_languages_have_the_same_keys() -> None:
    """No text is missing in one language."""
    chinese, english = (read_words(language).texts for language in Language)

    assert sorted(chinese) == sorted(english)


def test_both_languages_have_the_same_placeholders() -> None:
    """A text names the same values in both languages."""
    chinese, english = (read_words(language).texts for language in Language)

    for key, text in chinese.items():
        assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", english[key])), key


@pytest.mark.parametrize(("section", "vocabulary"), VOCABULARIES)
def test_every_word_of_the_vocabularies_has_a_text(
    section: str, vocabulary: Iterable[StrEnum]
) -> None:
    """Nothing is shown by its code name."""
    texts = read_words(Language.CHINESE).texts

    assert {f"{section}.{word}" for word in vocabulary} <= set(texts)


def test_every_check_has_a_text() -> None:
    """A finding is named in words."""
    texts = read_words(Language.CHINESE).texts

    assert {f"check.{check.code}" for check in CHECKS} <= set(texts)


def test_an_unknown_key_stands_for_itself() -> None:
    """The code of a check that has no text yet is shown as it is."""
    assert read_words(Language.ENGLISH)("check.brand-new") == "brand-new"
