"""What the grids have in common: their texts, and cells that lead somewhere."""

from pipeline.results.report_words import Language, Words

_CHINESE = {
    "filterOoo": "筛选…",
    "equals": "等于",
    "notEqual": "不等于",
    "contains": "包含",
    "notContains": "不包含",
    "startsWith": "开头是",
    "endsWith": "结尾是",
    "blank": "空",
    "notBlank": "非空",
    "lessThan": "小于",
    "greaterThan": "大于",
    "lessThanOrEqual": "不大于",
    "greaterThanOrEqual": "不小于",
    "inRange": "介于",
    "inRangeStart": "从",
    "inRangeEnd": "到",
    "andCondition": "并且",
    "orCondition": "或者",
    "noRowsToShow": "没有内容",
    "loadingOoo": "载入中…",
}


def grid_texts(words: Words) -> dict[str, str]:
    """Return the texts of a grid's own parts; English is what it says by itself."""
    return _CHINESE if words.language is Language.CHINESE else {}


def link_renderer(address: str) -> str:
    """Return the script that shows a cell's text as a link to ``address`` and its place.

    The text is set as text: whatever it holds, it is never markup.
    """
    return (
        "(cell) => { const link = document.createElement('a');"
        " link.textContent = cell.value ?? '';"
        f" if (cell.data) link.href = '{address}' + cell.data.place;"
        " return link; }"
    )
