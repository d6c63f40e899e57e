import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import SettingsError
from pipeline.proving.fact import Field
from pipeline.results.store import Store
from pipeline.running.budget import price_of
from pipeline.running.challenging import settings_of_challenger
from pipeline.running.run import run
from pipeline.settings import Price, Settings
from tests.fakes.scripted_server import Reply, refuses, says, scripted_server
from tests.running.obliging import oblige

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

TEXT = "2022年,望川县商标注册量1200件。\n"


def better(asked: dict[str, Any]) -> Reply:
    """Answer as a model would that has understood the one number of ``TEXT``."""
    meaning = {
        "原文": "1200件",
        "指标": "商标注册量",
        "类别": "数值",
        "时间": "2022年",
        "地区": "望川县",
    }
    return says(json.dumps({"m1": meaning}, ensure_ascii=False))


def test_two_models_are_heard_and_their_difference_is_found(tmp_path: Path) -> None:
    """Both answer the same chunks; a field on which they differ is a finding."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with scripted_server(oblige) as first, scripted_server(better) as second:
        settings = Settings(
            base_url=first.base_url, model="m", challenger=f"n-8b@{second.base_url}", attempts=1
        )
        result = run([str(tmp_path / "a.txt")], settings, out=tmp_path / "run")

    with Store.open(tmp_path / "run") as store:
        (record,) = store.documents()
    assert result.exit_code == 0
    assert {claim.model for claim in record.proof.claims} == {"m", "n-8b"}
    assert [chunk.mentions for chunk in record.chunks] == [record.chunks[0].mentions] * 2
    (fact,) = record.proof.facts
    assert "model:n-8b" in fact.voices[Field.INDICATOR]
    assert "models-disagree" in {finding.check for finding in record.proof.findings}
    assert "challenger" in (tmp_path / "run" / "run.json").read_text(encoding="utf-8")


def test_challenger_at_the_same_server(tmp_path: Path) -> None:
    """Without an address the second model is asked at the server of the first."""
    found = settings_of_challenger(Settings(base_url="http://h:1/v1", model="m", challenger="n"))

    assert (found.model, found.base_url, found.challenger) == ("n", "http://h:1/v1", None)


@pytest.mark.parametrize(
    ("refusal", "code", "words"),
    [(None, 3, "nobody answers"), (refuses(401, "no such key"), 2, "api_key_env")],
    ids=["gone", "shut"],
)
def test_first_model_is_asked_where_the_second_cannot_be(
    tmp_path: Path, refusal: Reply | None, code: int, words: str
) -> None:
    """Every chunk has the first model's answer; the same command later asks the second alone."""
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(TEXT.replace("1200", f"{ord(name)}00"), "utf-8")
    files, out = [str(tmp_path / f"{name}.txt") for name in "abc"], tmp_path / "run"
    with scripted_server(oblige) as first, scripted_server(refusal or says("")) as second:
        url = second.base_url if refusal else "http://127.0.0.1:9/v1"
        settings = Settings(base_url=first.base_url, model="m", attempts=1, concurrency=1)
        failed = run(files, settings.model_copy(update={"challenger": f"n@{url}"}), out=out)
        before = len(first.asked)
    with scripted_server(oblige) as first, scripted_server(oblige) as second:
        settings = settings.model_copy(update={"base_url": first.base_url})
        challenged = settings.model_copy(update={"challenger": f"n@{second.base_url}"})
        whole = run(files, challenged, out=out)

    assert (failed.exit_code, failed.is_complete, before) == (code, False, 3)
    assert str(failed.stopped_by).startswith("challenger n: ")
    assert words in str(failed.stopped_by)
    assert (whole.exit_code, whole.calls) == (0, 3)
    assert (len(first.asked), len(second.asked)) == (0, 3)


def test_what_two_models_spend_is_counted_at_the_dearer_price(tmp_path: Path) -> None:
    """The limit to a run's cost is never passed unseen, and a price of either is enough."""
    dear = {"n": Price(prompt=1e6, completion=1e6)}
    priced = Settings(model="m", challenger="n", prices=dear)
    cheap = priced.model_copy(update={"prices": dear | {"m": Price(prompt=1, completion=1)}})

    assert [price_of(each, "m") for each in (priced, cheap)] == [dear["n"]] * 2
    assert price_of(priced.model_copy(update={"challenger": None}), "m") is None


def test_key_of_one_server_is_not_sent_to_another() -> None:
    """A challenger elsewhere has a variable of its own for its key."""
    settings = Settings(base_url="http://h:1/v1", model="m", api_key_env="MINE")
    variables = [
        settings_of_challenger(settings.model_copy(update={"challenger": named})).api_key_env
        for named in ("n", "n@http://h:1/v1", "n@http://elsewhere:1/v1")
    ]

    assert variables == ["MINE", "MINE", "SHUZHENG_CHALLENGER_API_KEY"]


@pytest.mark.parametrize("challenger", ["@http://h:1/v1", "n@httpx", ""])
def test_unclear_challenger_is_refused(challenger: str) -> None:
    """What names no model, or no address after its @, is a wrong setting."""
    with pytest.raises(SettingsError, match="MODEL@URL"):
        settings_of_challenger(Settings(challenger=challenger))
