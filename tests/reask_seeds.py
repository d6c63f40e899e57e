"""Ask again about the disputes of the recorded seeds, and count what is closed, and wrongly.

``python -m tests.reask_seeds [SEED …]`` replays the recorded runs and puts scripted models
in the place of the better one that a person would name.  They are no models: they answer
from the annotations, or wrongly on purpose.
"""

import argparse
import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from vcr import VCR

from pipeline.asking.embedded import MODEL_NAME
from pipeline.disputing.reasking_choice import Selection
from pipeline.evaluating.evaluation import evaluate_run
from pipeline.evaluating.gold import Gold, GoldFact, read_gold
from pipeline.evaluating.judging import Verdict
from pipeline.running.reasking import reask_run
from pipeline.running.reasking_plan import Item, Wish, preview
from pipeline.settings import Settings
from pipeline.spans import Span
from schemas.facts import Label
from schemas.vocabulary import Kind
from tests import shared_yaml
from tests.conftest import CASSETTES, ROOT
from tests.fakes.scripted_server import Playing, Reply, says, scripted_server
from tests.recordings import NOWHERE, recording_options
from tests.test_seeds import SEEDS, extract

EVERYTHING = Selection()
GOLD = ROOT / "tests" / "gold"
LABELS = dict(zip(Kind, list(Label)[: len(Kind)], strict=True))

Parts = Mapping[str, str]
Answering = Callable[[Item, Sequence[GoldFact]], Parts]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many fields were asked about, and what became of the disputed numbers.

    ``misjudged`` were closed although a field that was asked about is wrong by the
    annotations; ``wrong`` although a person would have to correct anything.
    """

    asked: int
    disputed: int
    closed: int
    misjudged: int
    wrong: int
    verified: int
    misjudged_verified: int


def main() -> None:
    """Show one row for each scripted model, over all seeds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seeds", nargs="*", default=SEEDS, metavar="SEED")
    chosen = parser.parse_args()
    table = Table("model", *(name.replace("_", " ") for name in Tally.__slots__))
    for column in table.columns[1:]:
        column.justify = "right"
    with tempfile.TemporaryDirectory() as folder:
        runs = {seed: replayed(seed, Path(folder) / seed) for seed in chosen.seeds}
        for name, (model, answering) in MODELS.items():
            counts = [measure(runs[seed], seed, model, answering) for seed in chosen.seeds]
            sums = [sum(getattr(each, part) for each in counts) for part in Tally.__slots__]
            table.add_row(name, *map(str, sums))
    Console(width=120).print(table)


def replayed(seed: str, run_dir: Path) -> Path:
    """Return the run of one seed, from its recording, which must answer every request.

    Asking again about numbers that nobody was asked about would measure something else.
    """
    recorder = VCR(record_mode="none", cassette_library_dir=str(CASSETTES / "test_seeds"))
    recorder.register_serializer("yaml", shared_yaml)
    name = f"test_seed_gives_the_reviewed_facts[{seed}].yaml"
    with recorder.use_cassette(name, **recording_options()):
        result = extract(seed, f"{NOWHERE}/v1", run_dir)
    assert result.exit_code == 0, f"{name} is stale: record it anew ({result.stopped_by})"[:300]
    return run_dir


def measure(run_dir: Path, seed: str, model: str, answering: Answering) -> Tally:
    """Ask again about every dispute of a copy of a run, and judge what was closed."""
    gold = gold_of(seed)
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(folder) / "run"
        shutil.copytree(run_dir, copied)
        before = _verdicts(copied, gold)
        base: dict[str, Any] = {"model": model, "attempts": 1, "cache_dir": Path(folder) / "cache"}
        items = preview(
            copied, EVERYTHING, Wish(), Settings(base_url=f"{NOWHERE}/v1", **base)
        ).items
        with scripted_server(_playing(items, gold.facts, answering)) as script:
            settings = Settings(base_url=script.base_url, concurrency=4, **base)
            result = reask_run(copied, EVERYTHING, Wish(), settings, lambda _progress: None)
        after = _verdicts(copied, gold)
    assert result.exit_code == 0, (result.failures, result.problems, result.stopped_by)
    asked: dict[Span, set[str]] = {}
    for item in items:
        asked.setdefault(item.span, set()).add(item.field.field.value)
    disputed = [place for place in asked if before[place].predicted.status == "disputed"]
    closed = [place for place in disputed if after[place].predicted.status != "disputed"]
    verified = [place for place in closed if after[place].predicted.status == "verified"]
    misjudged = {place for place in closed if _is_wrong(after[place], asked[place])}
    return Tally(
        asked=len(items),
        disputed=len(disputed),
        closed=len(closed),
        misjudged=len(misjudged),
        wrong=sum(after[place].is_error for place in closed),
        verified=len(verified),
        misjudged_verified=len(misjudged & set(verified)),
    )


def gold_of(seed: str) -> Gold:
    """Return the annotations of one seed."""
    gold = read_gold(GOLD / "seeds.gold.jsonl", GOLD / "seeds.nonfacts.jsonl")
    return Gold(
        facts=tuple(each for each in gold.facts if each.doc == seed),
        nonfacts=tuple(each for each in gold.nonfacts if each.doc == seed),
    )


def _verdicts(run_dir: Path, gold: Gold) -> dict[Span, Verdict]:
    (judgement,) = evaluate_run(run_dir, gold).judgements
    return {Span(v.predicted.start, v.predicted.end): v for v in judgement.verdicts}


def _is_wrong(verdict: Verdict, asked: Set[str]) -> bool:
    """Tell whether something that was asked about is not as it is annotated."""
    if verdict.gold is None or not verdict.predicted.is_fact or "disposition" in asked:
        return verdict.is_error
    return bool(asked - verdict.right - {"value"})


def _playing(items: Sequence[Item], facts: Sequence[GoldFact], answering: Answering) -> Playing:
    by_message = {item.request.user: item for item in items}

    def reply(asked: dict[str, Any]) -> Reply:
        item = by_message[asked["messages"][-1]["content"]]
        wanted = asked["response_format"]["json_schema"]["schema"]["properties"]
        parts = {"原文": item.field.quote, **answering(item, facts)}
        answer = {name: parts[name][: wanted[name].get("maxLength")] for name in wanted}
        return says(json.dumps(answer, ensure_ascii=False))

    return reply


def _annotated(item: Item, facts: Sequence[GoldFact]) -> GoldFact | None:
    """Return the annotation of the number that is asked about, by its quote and place."""
    span = item.span
    return next((f for f in facts if f.start < span.end and span.start < f.end), None)


def _knowing(item: Item, facts: Sequence[GoldFact]) -> Parts:
    fact = _annotated(item, facts)
    return _meaning(fact, item) if fact else {**_NOTHING, "类别": "非统计"}


def _meaning(fact: GoldFact, item: Item) -> Parts:
    names = (fact.indicator, *fact.aliases)
    return {
        "指标": next((name for name in names if name in item.request.user), names[0]),
        "类别": LABELS[fact.kind],
        "时间": _words(fact.period or ""),
        "地区": fact.region,
    }


_NOTHING = {"指标": "", "类别": "数值", "时间": "", "地区": ""}


def _words(period: str) -> str:
    """Return an annotated period as a report would write it."""
    parts = period.removeprefix("@").split("-")
    if ".." in period or not parts[0].isdecimal():
        return period
    names = [
        f"{parts[0]}年",
        *(f"{int(p)}{u}" for p, u in zip(parts[1:], "月日", strict=False) if p.isdecimal()),
    ]
    return ("截至" if period.startswith("@") else "") + "".join(names)


def _mistaken(one_in: int) -> Answering:
    """Answer for another number of the document in one of so many questions."""

    def answering(item: Item, facts: Sequence[GoldFact]) -> Parts:
        digest = hashlib.sha256(item.request.key.encode()).digest()
        if digest[0] % one_in:
            return _knowing(item, facts)
        return _meaning(facts[digest[1] % len(facts)], item)

    return answering


def _careless(item: Item, facts: Sequence[GoldFact]) -> Parts:
    return {**_NOTHING, "指标": "专利", "地区": "全国"}


MODELS: Mapping[str, tuple[str, Answering]] = {
    "another model, always right": ("better", _knowing),
    "another model, wrong in one of five": ("better", _mistaken(5)),
    "another model, wrong in one of two": ("better", _mistaken(2)),
    "another model, always for another number": ("better", _mistaken(1)),
    "another model, always the same": ("better", _careless),
    "the same model, right this time": (MODEL_NAME, _knowing),
}


if __name__ == "__main__":
    main()
