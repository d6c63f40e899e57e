"""A language in, the words of reports and of the review page out."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).with_name("report_words")


class Language(StrEnum):
    """A language that people read us in."""

    CHINESE = "zh"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one language, by keys such as ``status.verified``."""

    language: Language
    texts: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of ``key`` with its placeholders filled.

        A key that is not known, such as the code of a new check, stands for itself.

        >>> read_words(Language.ENGLISH)("status.verified")
        'verified'
        """
        text = self.texts.get(key)
        if text is None:
            return key.partition(".")[2] or key
        return text.format_map(values) if values else text

    @property
    def html_language(self) -> str:
        """Return the language as pages name it (BCP 47)."""
        return {Language.CHINESE: "zh-CN", Language.ENGLISH: "en"}[self.language]


@cache
def read_words(language: Language) -> Words:
    """Return the words of a language."""
    table = tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return Words(language, _flat(table))


def _flat(table: Mapping[str, Any]) -> dict[str, str]:
    return {
        f"{section}.{name}": text
        for section, texts in table.items()
        for name, text in texts.items()
    }
