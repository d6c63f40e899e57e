"""Commas that a page put beside its punctuation, found to be dropped."""

import re

from pipeline.cleaning.traced_text import Edit

# Fewer than this is a slip of the pen, not a page that was tampered with.
_MIN_PLACES = 3

# ",," ",、" ",。" "、,".  It must not match the comma in 1,183 or between “甲”,“乙”.
_SPURIOUS = re.compile(r",{1,3}(?=[,、;。:!?])|(?<=[、;。:!?]),{1,3}")


def find_spurious_commas(text: str) -> list[Edit]:
    """Find commas beside other punctuation where the text shows the pattern.

    >>> find_spurious_commas("创造,、运用,,保护,。")
    [(2, 3, ''), (6, 7, ''), (10, 11, '')]
    """
    found = [(*match.span(), "") for match in _SPURIOUS.finditer(text)]
    return found if len(found) >= _MIN_PLACES else []
