"""A run with a user schema, from the question to every export; and runs without."""

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from pipeline.asking.answer_limits import most_chars
from pipeline.asking.chunk import Chunk
from pipeline.asking.request import Request
from pipeline.asking.strategies import STRATEGIES
from pipeline.asking.templates import ModelOptions
from pipeline.errors import UsageError
from pipeline.results.histories import history_line
from pipeline.results.settled import settled_documents
from pipeline.results.store import Store
from pipeline.results.table_files import write_csv, write_workbook
from pipeline.running.batching import export_batch, import_batch
from pipeline.running.questioning import ask_by
from pipeline.running.run import run
from pipeline.running.stages import Prepared, Question, pose, prepare, read, shape_for
from pipeline.settings import Settings
from tests.fakes.scripted_server import Reply, Script, says, scripted_server
from tests.results.run_cases import RECORD

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

EIGHT_THINGS = [
    *zip(
        range(61, 69), ("公园", "桥梁", "学校", "医院", "车站", "剧院", "码头", "水库"), strict=True
    )
]
TEXT = "2022年3月,省财政厅下达科技专项资金300万元,支持企业12家。\n"


def fund(asked: dict[str, Any]) -> Reply:
    """Say of every number who pays: rightly of money, from nowhere of anything else."""
    schema = asked["response_format"]["json_schema"]["schema"]
    meaning = {"原文": "", "指标": "资金", "类别": "数值", "时间": "", "地区": ""}
    if "到位时间" in json.dumps(schema, ensure_ascii=False):
        is_money = "【300万元】" in asked["messages"][1]["content"]
        meaning |= {"出资方": "省财政厅" if is_money else "财政部", "资金来源": "省级财政"}
        meaning |= {"到位时间": "2022年3月"}
    return says(json.dumps(dict.fromkeys(schema["properties"], meaning), ensure_ascii=False))


def extract(script: Script, folder: Path, out: str, **more: Any) -> list[dict[str, Any]]:
    """Run over one report, one number and one request at a time; return its facts."""
    report = folder / "report.txt"
    report.write_text(TEXT, encoding="utf-8")
    chosen: dict[str, Any] = {
        "base_url": script.base_url,
        "model": "m",
        "attempts": 1,
        "profile": "small",
        "concurrency": 1,
    }
    settings = Settings(**(chosen | more))
    result = run([str(report)], settings, out=folder / out)
    assert result.exit_code == 0, result.problems
    lines = (folder / out / "facts.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_fields_are_asked_proven_and_exported(tmp_path: Path) -> None:
    """Proven words stand with their place, refused ones with their reason, in every table."""
    with scripted_server(fund) as script:
        money, companies = extract(script, tmp_path, "run", user_schema="funding")

    assert money["extra"]["funder"] == {
        "value": "省财政厅", "start": 8, "end": 12, "models": ["m"], "notes": [],
    }  # fmt: skip
    assert (money["extra"]["purse"]["value"], money["extra"]["paid"]["value"]) == (
        "省级财政",
        "2022-03",
    )
    assert companies["extra"]["funder"]["value"] is None
    assert "财政部" in companies["extra"]["funder"]["notes"][0]
    assert money["schema"].endswith("+funding")
    with Store.open(tmp_path / "run") as store:
        assert write_csv(store, tmp_path / "facts.csv") == 2
        assert write_workbook(store, tmp_path / "facts.xlsx") == (2, 0)
        settled = next(iter(settled_documents(store)))
        assert history_line(settled, 2)["extra"][0]["refusal"].startswith("财政部 does not stand")
    with (tmp_path / "facts.csv").open(encoding="utf-8", newline="") as file:
        first, second = csv.DictReader(file)
    assert (first["extra_funder"], first["extra_notes"]) == ("省财政厅", "")
    assert (second["extra_funder"], second["extra_purse"]) == ("", "省级财政")
    assert "财政部" in second["extra_notes"]


def test_run_without_a_user_schema_asks_and_writes_what_it_always_did(tmp_path: Path) -> None:
    """The fields appear in no request and no export, and other requests are other questions."""
    with scripted_server(fund) as script:
        plain = extract(script, tmp_path, "plain")
        asked = [*script.asked]
        extract(script, tmp_path, "extra", user_schema="funding")
        more = script.asked[len(asked) :]

    assert not any("extra" in line for line in plain)
    assert "到位时间" not in json.dumps(asked, ensure_ascii=False)
    assert len(more) == len(asked)
    for one, other in zip(asked, more, strict=True):
        assert other["max_tokens"] > one["max_tokens"]
        assert other["messages"][0]["content"].count("到位时间") == 1
        assert other["messages"][1] == one["messages"][1]


def test_code_among_documents_is_never_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python files that lie in the folder of the documents stay unread."""
    folder = tmp_path / "reports"
    (folder / "schemas").mkdir(parents=True)
    for name in ("schema.py", "user_schema.py", "schemas/funding.py", "funding.py"):
        (folder / name).write_text("raise SystemExit('run')\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    with scripted_server(fund) as script:
        assert extract(script, folder, "run", user_schema="funding")


def test_batch_of_a_schema_file_has_to_name_it_again(tmp_path: Path) -> None:
    """A run directory that came from others makes no code run."""
    path, trace = tmp_path / "mine.py", tmp_path / "trace"
    path.write_text(
        "from pathlib import Path\nfrom schemas.extra import Extra, Quoted\n"
        "class Mine(Extra):\n    buyer: Quoted\n"
        f"Path({str(trace)!r}).touch()\n",
        encoding="utf-8",
    )
    report = tmp_path / "report.txt"
    report.write_text(TEXT, encoding="utf-8")
    settings = Settings(model="m", user_schema=str(path))
    export_batch([str(report)], settings, tmp_path / "run", tmp_path / "q.jsonl")
    assert "buyer" in (tmp_path / "q.jsonl").read_text(encoding="utf-8")
    trace.unlink()

    with pytest.raises(UsageError, match="begun with --schema"):
        import_batch(tmp_path / "run", [])
    assert not trace.exists()
    import_batch(tmp_path / "run", [], str(path))
    assert trace.exists()


EIGHT = "2022年,青岚市新建" + "、".join(f"{what}{count}座" for count, what in EIGHT_THINGS) + "。\n"


def test_model_that_never_stops_costs_no_more_than_its_limits(tmp_path: Path) -> None:
    """A server that fills every limit is asked in ever smaller parts, and then no more."""

    def looping(asked: dict[str, Any]) -> Reply:
        spent = asked["max_tokens"]
        return says(
            '{"m1":{"原文":"' + "8" * spent, finish_reason="length", completion_tokens=spent
        )

    (tmp_path / "report.txt").write_text(EIGHT, encoding="utf-8")
    with scripted_server(looping) as script:
        settings = Settings(
            base_url=script.base_url, model="m", attempts=1, profile="large", stream=False
        )
        result = run([str(tmp_path / "report.txt")], settings, out=tmp_path / "run")

    limits = [asked["max_tokens"] for asked in script.asked]
    assert sorted(limits) == sorted([1600, *[800] * 2, *[400] * 4, *[200] * 8])
    assert result.exit_code == 1
    manifest = json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8"))
    assert manifest["chunks"]["truncated"] == len(EIGHT_THINGS)
    assert manifest["tokens"]["wasted"] == sum(limits)


@pytest.mark.parametrize("strategy", STRATEGIES)
@pytest.mark.parametrize("named", [None, "funding"])
@pytest.mark.parametrize("count", [1, 2, 8])
def test_longest_answer_fits_its_limit(
    strategy: str, named: str | None, count: int, tmp_path: Path
) -> None:
    """No answer that the shape allows is cut off, about one number or about many.

    One token is counted for each character; the usual tokenizers take fewer in Chinese.
    """
    settings = Settings(strategy=strategy, user_schema=named, chunk_mentions=8, chunk_tokens=700)
    question = ask_by(settings, ModelOptions("m"))
    (tmp_path / "report.txt").write_text(EIGHT, encoding="utf-8")
    document = read("report", tmp_path / "report.txt", settings)
    prepared = prepare(document, settings, question.prompt.strategy)
    whole = next(chunk for chunk in prepared.chunks if len(chunk.mentions) == 8)
    chunk = replace(whole, mentions=whole.mentions[:count])
    request, shape = asked(chunk, prepared, question)
    longest = longest_of(shape.model_json_schema())

    shape.model_validate(longest)
    said = json.dumps(longest, ensure_ascii=False, separators=(",", ":"))
    assert 0 <= most_chars(shape) - len(said) <= 1 + count  # commas that need not be written
    assert len(said) <= request.max_tokens


def test_tokens_of_a_dense_tokenizer_count_as_what_they_are(tmp_path: Path) -> None:
    """A model that takes two tokens for a character gets twice as many as the characters."""
    (tmp_path / "report.txt").write_text(EIGHT, encoding="utf-8")
    settings = Settings(strategy="free-eight")
    question = ask_by(settings, ModelOptions("m"))
    dense = replace(question.prompt.strategy, tokens_per_char=2.0)
    question = replace(question, prompt=replace(question.prompt, strategy=dense))
    prepared = prepare(read("report", tmp_path / "report.txt", settings), settings, dense)
    chunk = next(chunk for chunk in prepared.chunks if chunk.mentions)
    request, shape = asked(chunk, prepared, question)

    assert request.max_tokens == 2 * most_chars(shape)


def asked(chunk: Chunk, prepared: Prepared, question: Question) -> tuple[Request, type[BaseModel]]:
    """Return the request about a chunk with numbers, and the shape of its answer."""
    posed = pose(chunk, prepared, question)
    assert posed.request is not None
    return posed.request, shape_for(posed, question)


def longest_of(schema: dict[str, Any], whole: dict[str, Any] | None = None) -> Any:
    """Return an answer to a JSON schema with every string as long as it may be."""
    whole = whole or schema
    if "$ref" in schema:
        return longest_of(whole["$defs"][schema["$ref"].rpartition("/")[2]], whole)
    if "properties" in schema:
        return {name: longest_of(each, whole) for name, each in schema["properties"].items()}
    if "anyOf" in schema:
        return max((longest_of(each, whole) for each in schema["anyOf"]), key=len)
    return max(schema["enum"], key=len) if "enum" in schema else "字" * schema["maxLength"]


def test_run_of_an_earlier_version_is_still_read(tmp_path: Path) -> None:
    """A store that was made before there were user schemas opens, with none."""
    from sqlalchemy import text

    with Store.create(tmp_path) as store:
        store.write_document(RECORD)
        with store._database.writing() as connection:
            connection.execute(text("DROP TABLE extras"))

    with Store.open(tmp_path) as store:
        assert store.document(RECORD.document.name) == RECORD
