"""Data in, elements of a page out that show it as text."""

from typing import Any

from nicegui.element import Element

from pipeline.results.report_words import Words

Data = dict[str, Any]


class Reader(Element, component="reader.js"):
    """A text with its numbers beside the list of its facts.

    ``decide`` is the address where a number is decided on, without the number.
    """

    def show(self, data: Data, words: Words) -> None:
        """Show a document; ``data`` has the properties that ``reader.js`` names."""
        self.props.update(data | {"words": _of_page(words)})
        self.update()


class Card(Element, component="card.js"):
    """One number with all that is known of it, and what can be done about it."""

    def show(self, item: Data, words: Words) -> None:
        """Show a number as ``build_card`` gives it."""
        self.props.update({"item": item, "words": _of_page(words)})
        self.update()


class Panel(Element, component="panel.js"):
    """A table of regions and periods whose cells lead to their facts."""

    def show(self, data: Data) -> None:
        """Show a table as ``build_table`` gives it."""
        self.props.update(data)
        self.update()


def _of_page(words: Words) -> dict[str, str]:
    return {
        key.removeprefix("review."): text
        for key, text in words.texts.items()
        if key.startswith("review.")
    }
