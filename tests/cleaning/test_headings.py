"""Titles, headings and lines that are neither."""

import pytest

from pipeline.cleaning.clean_text import CleanText, MarkKind
from tests.cleaning.builder import cleaned


def headings(clean_text: CleanText) -> list[str]:
    """List the headings of a text."""
    return [mark.span.of(clean_text.text) for mark in clean_text.marked(MarkKind.HEADING)]


BODY = "授权专利396件,同比增长25.71%。"
HEADED = [
    ("加强顶层设计,推进强市建设", "加强顶层设计,推进强市建设"),
    ("●审判质效双提升", "●审判质效双提升"),
    ("用好“工具箱”,激活“一池春水”", "用好“工具箱”,激活“一池春水”"),
    ("家底有多厚?", "家底有多厚?"),
    ("二、提升效能,把周期压到最短", "二、提升效能,把周期压到最短"),
    (f"一、健全政策体系,优化创新环境。{BODY}", "一、健全政策体系,优化创新环境。"),
    (f"(二)健全政策体系。{BODY}", "(二)健全政策体系。"),
    (f"第三部分 保护。{BODY}", "第三部分 保护。"),
]


@pytest.mark.parametrize(("line", "heading"), HEADED)
def test_heading_is_marked(line: str, heading: str) -> None:
    """A short line, or a numbered opening up to its full stop, heads what follows."""
    assert headings(cleaned(f"{BODY}\n{line}\n{BODY}")) == [heading]


NOT_HEADED = [
    BODY,
    "一、新增授权396件。同比增长5%。",
    "一、授权396件;二、有效2036件。",
    "一是健全政策体系。二是优化环境。",
    "来源:市市场监管局",
    "2024年1月9日",
    "泸州市市场监督管理局(知识产权局)",
    "通知发〔2024〕2号",
    "附件:1.项目清单",
    "授权量\t396",
    "396",
    "一方面,",
]


@pytest.mark.parametrize("line", NOT_HEADED)
def test_other_lines_are_no_headings(line: str) -> None:
    """Statements, furniture, signatures, cells and broken lines head nothing."""
    assert headings(cleaned(f"{BODY}\n{line}\n{BODY}")) == []


def test_short_lines_in_a_row_are_a_list() -> None:
    """Three lines that state something each are no headings; numbered ones still are."""
    items = "授权量396件\n有效量2036件\n注册量385件"

    assert headings(cleaned(f"{BODY}\n{items}\n{BODY}")) == []
    assert headings(cleaned(f"{BODY}\n一、创造\n(一)授权\n第一章 总则\n{BODY}")) == [
        "一、创造",
        "(一)授权",
        "第一章 总则",
    ]
