"""Words of a document in, what a terminal may show of them out."""

import re

from rich.text import Text

# Anything that moves the cursor or ends a line must not reach the terminal.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def shown(words: str | None) -> Text:
    r"""Return words for a terminal: no markup, no control characters, – for nothing.

    >>> shown("[red]396\n件").plain
    '[red]396 件'
    """
    return Text("–" if words is None else _UNPRINTABLE.sub(" ", words))
