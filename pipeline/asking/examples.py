"""A prompt and a number in, the prompt with the examples most like that number out."""

import re

from pipeline.asking.fences import FENCE

_MARK = "材料:\n"
_NUMBER = re.compile(rf"^{FENCE}m\d+.*?【(?P<number>.*?)】", re.MULTILINE)

# What a number looks like: few classes, so that few different prompts are sent and the
# server can keep each of them ready.
_FORMS = (
    re.compile(r"百分点"),
    re.compile(r"[%‰]"),
    re.compile(r"倍"),
    re.compile(r"\A第|[位名]\Z"),
    re.compile(r"(?:天|日|月|小时|分钟|年)\Z"),
    re.compile(r"元"),
)


def keep_alike(system: str, number: str, count: int) -> str:
    r"""Return ``system`` with ``count`` of its examples, the one most like ``number`` last.

    An example begins with 材料: and points its number out in 【】.  The words before the
    first and after the last example stay.

    >>> two = "找数\n材料:\n> m1:【5%】\n材料:\n> m1:【6件】\n材料:\n"
    >>> keep_alike(two, "7%", 1)
    '找数\n材料:\n> m1:【5%】\n材料:\n'
    """
    head, *examples, tail = system.split(_MARK)
    form = _form(number)
    alike = [example for example in examples if _form_of(example) == form]
    others = [example for example in examples if _form_of(example) != form]
    kept = [*others, *alike][-count:] if count else []
    return _MARK.join((head, *kept, tail))


def _form_of(example: str) -> int:
    match = _NUMBER.search(example)
    return _form(match["number"] if match else "")


def _form(number: str) -> int:
    """Return the class of a number by its looks; the last is any other count."""
    return next((place for place, each in enumerate(_FORMS) if each.search(number)), len(_FORMS))
