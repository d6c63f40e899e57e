"""The story of one number in, a page for a terminal out; nothing in it is markup."""

from collections.abc import Iterable, Iterator
from typing import Any

from rich.console import Group
from rich.table import Table

from pipeline.results.terminal import shown

_FIELDS = ("kind", "indicator", "period", "region", "why")


def history_view(line: dict[str, Any]) -> Group:
    """Return what ``history_line`` told, in the same order, as a page to read."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(overflow="fold")
    heading = ""
    for name, words in _story(line):
        grid.add_row("" if name == heading else name, shown(words))
        heading = name
    return Group(grid)


def _story(line: dict[str, Any]) -> Iterator[tuple[str, str]]:
    sentence, number, ledger = line["sentence"], line["number"], line["ledger"]
    yield "number", f"{line['id']}  {number['quote']}"
    yield "source", f"{line['source']} [{sentence['start']}–{sentence['end']}]: {sentence['text']}"
    why = f" ({ledger['why']})" if ledger["why"] else ""
    value = f"{number['value']}{number['unit']} {number['bound']}"
    yield "ledger", f"{value} · {ledger['disposition']}{why} by {_names(ledger['voices'])}"
    yield from (("reading", words) for words in _reading(line["reading"]))
    yield from (("answers", words) for words in _answers(line))
    yield from (("extra", _extra(each)) for each in line.get("extra", ()))
    yield from (("findings", words) for words in _findings(line))
    yield "proven", _standing(line["proven"])
    yield from (("decisions", _decision(each)) for each in line["decisions"])
    yield from (("expired", f"{_decision(each)} · {each['reason']}") for each in line["expired"])
    yield "stands", _standing(line["stands"])


def _reading(reading: dict[str, Any] | None) -> Iterator[str]:
    if reading is None:
        yield "its form alone says what it is"
        return
    for name in _FIELDS:
        guess = reading[name]
        if guess["candidates"]:
            sure = "sure" if guess["is_sure"] else "not sure"
            rule = f", {guess['rule']}" if guess["rule"] else ""
            yield f"{name}: {' | '.join(guess['candidates'])} ({sure}{rule})"


def _answers(line: dict[str, Any]) -> Iterator[str]:
    for each in line["answers"]:
        said = each["raw"] or _fields(
            each, ("echo", "kind", "indicator", "period", "region", "why")
        )
        asked = _asked(each["reask"], each) if each["reask"] else ""
        yield f"{each['model']} ({each['request_key'][:12]}): {said}{asked}"
    for each in line["unanswered"]:
        yield f"{each['outcome']} ({each['request_key'][:12]}): {each['error']}"
    if not line["answers"] and not line["unanswered"]:
        yield "no model was asked"


def _extra(each: dict[str, Any]) -> str:
    proven = f"{each['name']}: {each['value'] or 'nothing'} by {each['model']}"
    where = f" [{each['start']}–{each['end']}]" if each["start"] is not None else ""
    refused = f" · {each['refusal']}" if each["refusal"] else ""
    return f"{proven}{where}{refused}"


def _asked(reask: dict[str, Any], answer: dict[str, Any]) -> str:
    nothing = f" · no {reask['field']}" if not answer.get(reask["field"], "whole") else ""
    hint = f", told {reask['hint']!r}" if reask["hint"] else ""
    led = " and led by it" if reask["is_led"] else ""
    sample = f", sample {reask['sample']}" if reask["sample"] > 1 else ""
    return f"{nothing} · asked again about {reask['field']} on {reask['when']}{hint}{led}{sample}"


def _findings(line: dict[str, Any]) -> Iterator[str]:
    for each in line["findings"]:
        others = ", ".join(f"{o['doc']}:{o['start']}-{o['end']}" for o in each["others"])
        against = f" ← {others}" if others else ""
        yield f"{each['check']} on {each['field']}: {each['message']}{against}"
    checks = line["checks"]
    yield f"looked and found nothing: {_names(checks['found_nothing'])}"
    yield f"did not look: {_names(checks['did_not_look'])}"


def _decision(each: dict[str, Any]) -> str:
    value = f" = {each['value'] or '(empty)'}" if each["value"] is not None else ""
    stands = {True: " · stands", False: "", None: ""}[each.get("stands")]
    what = f"{each['ruling']} {each['field']}{value}"
    return f"{each['when']} {each['who']}: {what} ({each['why']}){stands}"


def _standing(stands: dict[str, Any]) -> str:
    fact = stands["fact"]
    if fact is None:
        return f"{stands['status']} · no fact"
    names = ("kind", "indicator", "region", "period")
    return f"{stands['status']} · {fact['value']}{fact['unit']} · {_fields(fact, names)}"


def _fields(said: dict[str, Any], names: Iterable[str]) -> str:
    return " · ".join(f"{name} {said[name]}" for name in names if said[name])


def _names(names: Iterable[str]) -> str:
    return ", ".join(names) or "none"
