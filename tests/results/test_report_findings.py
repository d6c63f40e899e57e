"""Sentences of findings are told in the reader's language, with the values they had."""

import json
import re
from pathlib import Path

import pytest

from pipeline.proving.checking import CHECKS
from pipeline.proving.fact import Field, Finding
from pipeline.results.report_findings import finding_in_words
from pipeline.results.report_words import Language, read_words

CHINESE, ENGLISH = read_words(Language.CHINESE), read_words(Language.ENGLISH)
EXPECTED = Path(__file__).parents[2] / "seeds" / "expected"
TABLE = Path(__file__).parents[2] / "pipeline/results/report_words/findings.zh.toml"


def _finding(check: str, message: str) -> Finding:
    return Finding(0, check, Field.VALUE, message)


@pytest.mark.parametrize(
    ("check", "message", "words"),
    [
        (
            "reading-disagrees",
            "m says the kind of '3家' is rank; the text surely says value.",
            "关于 “3家” 的类型，m 说是“排名”，原文确定是“数值”。",
        ),
        (
            "period-ungrounded",
            "m dates '3家' '2023年', which the text before it does not say; no period stands.",
            "m 给 “3家” 的时期是“2023年”，前文没有这个时期；现值是 无时期。",
        ),
        (
            "false-nonfact",
            "m says that '15项' is no statistic (target); it stands as 任务数.",
            "m 说 “15项” 不是统计（目标），而现在作为：任务数。",
        ),
        (
            "number-echo",
            "m read '{0} {x}' where the text has '7件'.",
            "m 读作“{0} {x}”，原文是 “7件”。",
        ),
    ],
)
def test_a_known_sentence_is_told_in_chinese(check: str, message: str, words: str) -> None:
    """Every value stands in the Chinese sentence; our own terms are translated."""
    assert finding_in_words(_finding(check, message), CHINESE) == words


def test_english_and_unknown_sentences_stay_as_they_are() -> None:
    """Nothing is translated that is not known, and nothing for who reads English."""
    known = "m read '1' where the text has '2'."
    for check, message in (("number-echo", "Something new."), ("brand-new", known)):
        assert finding_in_words(_finding(check, message), CHINESE) == message
    assert finding_in_words(_finding("number-echo", known), ENGLISH) == known
    assert finding_in_words(_finding("number-echo", known * 99), CHINESE) == known * 99


def test_every_sentence_about_the_seeds_is_known() -> None:
    """Whatever was found in the real documents is told in Chinese."""
    texts = [path.read_text(encoding="utf-8") for path in EXPECTED.glob("*.jsonl")]
    lines = [json.loads(line) for text in texts for line in text.splitlines()]
    said = [each for line in lines for each in line["findings"]]

    assert len(said) > 100
    for each in said:
        told = finding_in_words(_finding(each["check"], each["message"]), CHINESE)
        assert re.search(r" (?:the text|stands|says|which) ", told) is None, each["message"]


def test_forms_are_those_of_checks_that_exist() -> None:
    """No form is left over from a check that is gone."""
    named = set(re.findall(r"^\[\[([\w-]+)]]", TABLE.read_text(encoding="utf-8"), re.MULTILINE))

    assert named <= {check.code for check in CHECKS}
