"""A finding in, its sentence in the reader's language out, with the same values in it.

Checks write English.  The sentences of each are known by their form; one that fits none
of the forms is left as it is, never half translated.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

from pipeline.proving.fact import Finding
from pipeline.results.report_words import Language, Words

_TABLE = Path(__file__).with_name("report_words") / "findings.zh.toml"
_TERMS = "terms"

# Longer sentences hold more of a document than a form can be looked for in.
_MOST_CHARS = 600


@dataclass(frozen=True, slots=True)
class _Form:
    """How a check words a sentence, and the words for it in the other language."""

    said: re.Pattern[str]
    words: str


def finding_in_words(finding: Finding, words: Words) -> str:
    """Return the sentence of a finding, in Chinese where it is read in Chinese."""
    if words.language is not Language.CHINESE or len(finding.message) > _MOST_CHARS:
        return finding.message
    forms, terms = _read_forms()
    for form in forms.get(finding.check, ()):
        if found := form.said.fullmatch(finding.message):
            values = found.groupdict()
            shown = {name: _shown(name, values, words, terms) for name in values}
            return form.words.format_map(shown)
    return finding.message


def _shown(name: str, values: dict[str, str], words: Words, terms: dict[str, str]) -> str:
    """Return one value: terms of ours in the language, everything else as it stands."""
    value = values[name]
    if name == "field":
        return words(f"field.{value}")
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        return f"“{value[1:-1]}”"
    if name == "why":
        return words.texts.get(f"why.{value}", terms.get(value, value))
    if name == "kind" or values.get("field") == "kind":
        return words.texts.get(f"kind.{value}", terms.get(value, value))
    return terms.get(value, value)


@cache
def _read_forms() -> tuple[dict[str, tuple[_Form, ...]], dict[str, str]]:
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    terms = table.pop(_TERMS)
    return {
        check: tuple(_Form(_pattern(each["said"]), each["words"]) for each in several)
        for check, several in table.items()
    }, terms


def _pattern(said: str) -> re.Pattern[str]:
    """Return the pattern of a sentence; a value is as short as the words around it allow."""
    parts = (
        re.escape(text) + (f"(?P<{name}>.+?)" if name else "")
        for text, name, _spec, _conversion in Formatter().parse(said)
    )
    return re.compile("".join(parts), re.DOTALL)
