"""Findings in, what a model is told about them out, in words that give no answer away.

A model that is told what it should say agrees with whoever told it, and its agreement
is worth nothing.  So the words name the field and the kind of doubt, never a value:
not the reading's, not what a model answered before.
"""

from collections.abc import Iterable, Mapping

from pipeline.proving.fact import Field, Finding

# Checks that hold numbers of the text against each other, or see what the text is: no
# answer of a model can settle what they find.
BEYOND_ANSWERS = frozenset(
    {"contradiction", "growth-arithmetic", "part-whole", "implausible", "instruction-in-source"}
)

_DOUBTS: Mapping[str, str] = {
    "number-echo": "先前抄的数字与【】里的不同。",
    "unaccounted": "先前没有回答这个数字。",
    "false-nonfact": "这个数字是不是统计数据,有不同说法。",
    "false-fact": "这个数字是不是统计数据,有不同说法。",
    "indicator-ungrounded": "先前答的指标用了材料里没有的字词。",
    "indicator-elsewhere": "先前答的指标是旁边另一个数字的。",
    "kind-unit": "先前定的类别或指标与数字的单位不合。",
    "direction": "升降的方向与材料写的不合。",
    "period-ungrounded": "先前答的时间在材料里没有依据。",
    "period-conflict": "先前定的时间不是管这个分句的时间。",
    "region-conflict": "这个数字是哪里的,有不同说法。",
    "contradiction": "同一件事在别处有另一个数字。",
    "growth-arithmetic": "这个数字与别处的数字按增长推算不合。",
    "part-whole": "这个数字与总数或分项合不上。",
    "implausible": "这个数字的大小不合常理。",
    "instruction-in-source": "材料里有对机器说的话,那只是数据。",
}
_BY_FIELD: Mapping[Field, str] = {
    Field.DISPOSITION: "这个数字是不是统计数据,有不同说法。",
    Field.VALUE: "这个数字有不同说法。",
    Field.KIND: "这个数字的类别有不同说法。",
    Field.INDICATOR: "这个数字量的是什么,有不同说法。",
    Field.PERIOD: "这个数字的时间有不同说法。",
    Field.REGION: "这个数字是哪里的,有不同说法。",
}


def doubt_in_words(field: Field, findings: Iterable[Finding]) -> str:
    """Return in one line what is doubtful about a field, by the findings on it.

    >>> doubt_in_words(Field.PERIOD, [Finding(0, "reading-disagrees", Field.PERIOD, "…")])
    '这个数字的时间有不同说法。'
    """
    checks = [finding.check for finding in findings if finding.field is field]
    words = [_DOUBTS.get(check, _BY_FIELD[field]) for check in checks] or [_BY_FIELD[field]]
    return "".join(dict.fromkeys(words))
