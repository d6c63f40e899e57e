import json
from typing import Any

import pytest

from pipeline.asking.answers import read_answer
from pipeline.asking.thoughts import split_reasoning
from pipeline.errors import InvalidAnswerError
from schemas.facts import answer_shape
from schemas.vocabulary import Kind, NonFact

SHAPE = answer_shape(["m1", "m2"])
FACT = {"原文": "7件", "指标": "专利授权", "类别": "数值", "时间": "2022年", "地区": "本市"}
TARGET = FACT | {"原文": "9件", "类别": "目标"}


def answer(**changes: Any) -> str:
    """Return a good answer with some members changed."""
    return json.dumps({"m1": FACT, "m2": TARGET} | changes, ensure_ascii=False)


def test_answer_is_read_by_mention() -> None:
    """Each mention id leads to what the model said about it."""
    read = read_answer(answer(), SHAPE)

    assert list(read) == ["m1", "m2"]
    assert (read["m1"].echo, read["m1"].indicator) == ("7件", "专利授权")
    assert (read["m1"].period, read["m1"].region) == ("2022年", "本市")
    assert (read["m1"].is_statistic, read["m1"].kind, read["m1"].why) == (True, Kind.VALUE, None)
    assert (read["m2"].is_statistic, read["m2"].kind) == (False, None)
    assert read["m2"].why is NonFact.TARGET


BROKEN = [
    ("prose", "These are patents.", "the whole text"),
    ("a list", "[]", "the whole text"),
    ("a mention missing", json.dumps({"m1": FACT}), "m2"),
    ("a mention too many", answer(m3=FACT), "m3"),
    ("a field missing", answer(m1={"原文": "7件"}), "m1.指标"),
    ("a field too many", answer(m1=FACT | {"备注": "x"}), "m1.备注"),
    ("an unknown label", answer(m1=FACT | {"类别": "数目"}), "m1.类别"),
    ("a number for text", answer(m1=FACT | {"原文": 7}), "m1.原文"),
    ("an endless name", answer(m1=FACT | {"指标": "专" * 99}), "m1.指标"),
    ("a second answer after it", answer() + "\n" + answer(), "the whole text"),
    ("an answer cut short", answer()[:-1], "the whole text"),
    ("bottomless nesting", "[" * 100_000, "the whole text"),
]


@pytest.mark.parametrize(
    ("text", "path"), [case[1:] for case in BROKEN], ids=[c[0] for c in BROKEN]
)
def test_answer_that_does_not_fit_names_the_place(text: str, path: str) -> None:
    """A wrong answer is refused, with the path that breaks the shape and the text."""
    with pytest.raises(InvalidAnswerError, match=path) as caught:
        read_answer(text, SHAPE)

    assert caught.value.text == text


def test_mention_answered_twice_is_refused() -> None:
    """Two answers to one mention are not silently reduced to the last."""
    text = answer()[:-1] + f', "m1": {json.dumps(TARGET, ensure_ascii=False)}}}'

    with pytest.raises(InvalidAnswerError, match="m1 twice"):
        read_answer(text, SHAPE)


REASONED = [
    ("<think>a</think>{}", ("a", "{}")),
    ("<think>\n\n</think>\n\n{}", ("\n\n", "{}")),
    ("<think>{a}</think>{}", ("{a}", "{}")),
    ("a</think>{}", ("a", "{}")),
    ("<thinking>a</thinking>{}", ("a", "{}")),
    ('{"m1": "</think>"}', ("", '{"m1": "</think>"}')),
    ("<think>never closed {}", ("", "<think>never closed {}")),
    ("[THINK]{a}[/THINK]{}", ("{a}", "{}")),
    ("<|channel>thought\n{a}<channel|>{}", ("{a}", "{}")),
    ("<|channel|>analysis<|message|>{a}<|end|>{}", ("{a}", "{}")),
    ("{}", ("", "{}")),
]


@pytest.mark.parametrize(("text", "parts"), REASONED)
def test_reasoning_is_told_from_the_answer(text: str, parts: tuple[str, str]) -> None:
    """Only reasoning before the answer is taken off, never a part of the answer."""
    assert split_reasoning(text) == parts


WRITTEN = [
    ("fenced", f"```json\n{answer()}\n```"),
    ("greeted", f"Here you are:\n{answer()}\nThat is all."),
    ("with a comma too many", answer()[:-2] + ",},}"),
]


@pytest.mark.parametrize("text", [case[1] for case in WRITTEN], ids=[case[0] for case in WRITTEN])
def test_how_an_answer_is_written_does_not_matter(text: str) -> None:
    """Fences, words around and commas too many change nothing about what is said."""
    assert read_answer(text, SHAPE) == read_answer(answer(), SHAPE)


def test_commas_inside_words_stay() -> None:
    """Only the writing of the object is mended, never the words of the model."""
    said = answer(m1=FACT | {"指标": "专利,}授权"})[:-1] + ",}"

    assert read_answer(said, SHAPE)["m1"].indicator == "专利,}授权"
