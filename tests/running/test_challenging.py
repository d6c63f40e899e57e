import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import SettingsError
from pipeline.proving.fact import Field
from pipeline.results.store import Store
from pipeline.running.challenging import settings_of_challenger
from pipeline.running.run import run
from pipeline.settings import Settings
from tests.fakes.scripted_server import Reply, says, scripted_server
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


@pytest.mark.parametrize("challenger", ["@http://h:1/v1", "n@httpx", ""])
def test_unclear_challenger_is_refused(challenger: str) -> None:
    """What names no model, or no address after its @, is a wrong setting."""
    with pytest.raises(SettingsError, match="MODEL@URL"):
        settings_of_challenger(Settings(challenger=challenger))
