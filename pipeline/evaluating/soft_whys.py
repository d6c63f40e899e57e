"""Which reasons of an annotation cost nothing, whether the number is found or not.

Origin: the section Scores of the annotation rules names seven soft reasons (name,
idiom, span of years, policy limit, category threshold, case detail, heading number).
Annotators use their own words, so each wording seen or likely is listed under the
reason it stands for.  Every other wording is hard: dates, periods, phone and licence
numbers, targets, markup and the like have to be found.
"""

SOFT_WHYS: dict[str, frozenset[str]] = {
    "name": frozenset(
        {
            "name",
            "label",
            "ordinal label",
            "ordinal name",
            "plan label",
            "congress label",
            "award grade",
            "fixed group",
            "slogan",
            "person name",
            "commemorative day",
            "per unit",
        }
    ),
    "idiom": frozenset(
        {
            "idiom",
            "lexical",
            "lexical hanzi",
            "proverb",
            "rhetorical zero",
            "rhetorical ordinal",
        }
    ),
    "span of years": frozenset({"span of years", "streak", "streak qualifier"}),
    "policy limit": frozenset({"policy limit", "policy term", "notice term"}),
    "category threshold": frozenset({"category threshold", "definition threshold", "threshold"}),
    "case detail": frozenset({"case detail"}),
    "heading number": frozenset({"heading number", "list number"}),
}

_SOFT = frozenset().union(*SOFT_WHYS.values())


def is_soft(why: str) -> bool:
    """Tell whether a non-fact with the reason ``why`` costs nothing either way.

    >>> is_soft("plan label"), is_soft("ordinal-name"), is_soft("target, not measured")
    (True, True, False)
    """
    return why.strip().lower().replace("-", " ").replace("_", " ") in _SOFT
