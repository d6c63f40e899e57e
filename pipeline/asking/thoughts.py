"""What a model wrote in, its reasoning and its answer apart out.

Servers with a reasoning parser send the two apart; the others print them one after the
other, between the marks of the model's own format.
"""

import re

from pipeline.asking.completion import Completion
from pipeline.asking.mode import Mode

# The marks of the formats that are met, each with what ends it.  They have to stand at
# the very start: a mark inside the JSON that follows is a word of the answer.
_MARKS = (
    (r"<(?P<tag>think(?:ing)?|thought|reasoning)>", r"</(?:think(?:ing)?|thought|reasoning)>"),
    (r"\[THINK\]", r"\[/THINK\]"),  # Magistral
    (r"◁think▷", r"◁/think▷"),  # Kimi
    (r"<\|channel>thought\n?", r"<channel\|>"),  # Gemma 4
    (  # gpt-oss: the answer comes in a channel of its own
        r"(?:<\|start\|>assistant)?<\|channel\|>analysis<\|message\|>",
        r"(?:<\|end\|>)?(?:<\|start\|>assistant)?<\|channel\|>final[^{<]*(?:<[^>]*>)?<\|message\|>"
        r"|<\|end\|>",
    ),
)
_OPENING = tuple((re.compile(rf"\s*{opening}"), re.compile(end)) for opening, end in _MARKS)

# Some servers swallow the opening tag: then nothing that could be an answer may precede.
_SWALLOWED = re.compile(r"\s*(?P<rest>[^{]*?)</think(?:ing)?>\s*", re.DOTALL)


def words_of(reply: Completion, mode: Mode) -> tuple[str, str]:
    """Return the words of a reply that answer, and what was thought apart from them.

    A server that ignores tools answers in its message.  One whose grammar binds before
    the reasoning is over puts the bound answer where reasoning belongs, and no message.
    """
    if mode is Mode.TOOLS and reply.arguments:
        return reply.arguments[0], reply.thought
    if not reply.text.strip() and reply.thought.lstrip().startswith("{"):
        return reply.thought, ""
    return reply.text, reply.thought


def split_reasoning(text: str) -> tuple[str, str]:
    """Return the reasoning printed before an answer, and the answer.

    Reasoning that is never closed may have the answer in it, and is left with it.

    >>> split_reasoning('<think>396 is a count</think>{"m1": 1}')
    ('396 is a count', '{"m1": 1}')
    """
    for opening, ending in _OPENING:
        if opened := opening.match(text):
            ended = ending.search(text, opened.end())
            if ended is None:
                return "", text
            return text[opened.end() : ended.start()], text[ended.end() :].lstrip()
    swallowed = _SWALLOWED.match(text)
    return (swallowed["rest"], text[swallowed.end() :]) if swallowed else ("", text)


def is_reasoning(text: str) -> bool:
    """Tell whether ``text``, which was cut off, is still reasoning at its end.

    >>> is_reasoning("<think>396 is"), is_reasoning('{"m1"')
    (True, False)
    """
    return any(opening.match(text) and not end.search(text) for opening, end in _OPENING)
