"""Parts of a report in, whole pages out that load nothing and run nothing but our script."""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from pipeline.results.report_document import SIGNS
from pipeline.results.report_markup import Markup, element, joined
from pipeline.results.report_words import Words

_MARKS, _STYLE, _SCRIPT = "report_marks.css", "report.css", "report.js"


def page(
    title: str, words: Words, parts: Iterable[str], *, has_facts: bool = True
) -> Iterator[str]:
    """Yield one page piece by piece; ``has_facts`` gives it filters and the script."""
    style, script = marks_style() + _asset(_STYLE), _asset(_SCRIPT)
    yield "<!DOCTYPE html>\n"
    yield f'<html lang="{words.html_language}">\n<head><meta charset="utf-8">'
    yield (
        '<meta http-equiv="Content-Security-Policy" content="'
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'\">"
    )
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield element("title", title)
    yield f"<style>{style}</style></head>\n<body>\n"
    yield _bar(title, words) if has_facts else ""
    yield '<main id="main">\n'
    yield from parts
    yield "</main>\n"
    yield f"<script>{script}</script>" if has_facts else ""
    yield "</body></html>\n"


def _bar(title: str, words: Words) -> Markup:
    boxes = [
        element(
            "label",
            Markup(f'<input type="checkbox" id="show-{status}" checked> '),
            element("span", f"{sign} ", aria_hidden="true"),
            words(f"status.{status}"),
        )
        for status, sign in SIGNS.items()
    ]
    field = Markup('<input type="search" id="search" autocomplete="off">')
    return joined(
        (
            element("a", words("report.skip"), class_="skip", href="#main"),
            element(
                "div",
                element("h1", title),
                element("fieldset", element("legend", words("report.show")), *boxes),
                element("label", f"{words('report.search')} ", field, hidden=""),
                element("span", words("report.keys"), class_="keys quiet", hidden=""),
                class_="bar",
            ),
        )
    )


def marks_style() -> str:
    """Return the style of marked numbers, for light and dark surroundings."""
    return _asset(_MARKS)


@cache
def _asset(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"
