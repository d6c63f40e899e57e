"""Words and attributes in, markup out; nothing but our own tags is ever markup."""

from collections.abc import Iterable
from html import escape

from pipeline.results.report_segments import showable


class Markup(str):
    """Text that is markup already; only ``element`` and ``joined`` make it of words."""

    __slots__ = ()


def element(name: str, *children: str, **attributes: str | None) -> Markup:
    """Return one element of HTML; children that are not markup are escaped.

    An attribute that is ``None`` is left out.  A trailing underscore in its name is
    dropped, others become hyphens.

    >>> element("a", "<b>", href="#f1", class_="x", aria_label='"')
    '<a href="#f1" class="x" aria-label="&quot;">&lt;b&gt;</a>'
    """
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{words(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{name}{given}>{joined(children)}</{name}>")


def joined(children: Iterable[str]) -> Markup:
    """Return the children one after another, escaped where they are not markup."""
    return Markup(
        "".join(child if isinstance(child, Markup) else words(child) for child in children)
    )


def words(text: str) -> Markup:
    """Return text as markup that shows it.

    >>> words("a<b & 'c'")
    'a&lt;b &amp; &#x27;c&#x27;'
    """
    return Markup(escape(showable(text)))
