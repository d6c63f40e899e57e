import pytest

from pipeline.asking.examples import keep_alike
from pipeline.asking.templates import read_prompt

ALIKE = [
    ("12.5%", "【83.5%】"),
    ("3.1个百分点", "【2.1个百分点】"),
    ("第三", "【第五】"),
    ("2.5倍", "【1.6倍】"),
    ("5个工作日", "【2个工作日】"),
    ("7.31亿元", "【2.35亿元】"),
]


@pytest.mark.parametrize(("number", "example"), ALIKE)
def test_the_most_similar_example_comes_last(number: str, example: str) -> None:
    """A small model leans on the example it read last: that is the one most alike."""
    kept = keep_alike(read_prompt().system, number, 3)

    assert kept.count("答案:") == 3
    assert example in kept.split("材料:\n")[-2]


def test_words_around_the_examples_stay() -> None:
    """Instructions and the beginning of the question are kept, whatever examples are."""
    system = read_prompt().system
    kept = keep_alike(system, "6件", 2)

    assert kept.startswith(system.split("材料:")[0])
    assert kept.endswith("材料:\n")
