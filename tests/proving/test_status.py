"""How far a fact can be trusted."""

import re
from dataclasses import replace
from itertools import product

import pytest

from pipeline.proving.fact import Disposition, Field, Finding, LedgerRow, Status
from pipeline.proving.status import COUNTING, status_of
from schemas.vocabulary import Kind, NonFact
from tests.conftest import ROOT
from tests.proving.builder import Number, proven

_VOICE = re.compile(r"^\| `(?P<voice>[a-z]+)` \| (?P<fields>[a-z, –]+) \|", re.MULTILINE)

FACT = proven(
    "2022年专利授权396件。", Number("396件", "396", "件", Kind.VALUE, "专利授权量", "2022")
).facts[0]
ROW = LedgerRow(0, Disposition.FACT, None, ("reading", "model:small"))


def test_a_fact_with_two_voices_for_every_field_is_verified() -> None:
    """Reading and model agree, and the model repeated the number."""
    assert status_of(ROW, FACT, ()) is Status.VERIFIED


@pytest.mark.parametrize("field", Field)
def test_one_field_with_a_single_voice_is_enough_not_to_be_verified(field: Field) -> None:
    """Every field needs its own two voices."""
    lonely = replace(FACT, voices=FACT.voices | {field: FACT.voices[field][:1]})

    assert status_of(ROW, lonely, ()) is Status.UNVERIFIED


def test_the_catalogue_does_not_make_a_second_voice() -> None:
    """That a name is in use does not make it this number's name."""
    lonely = replace(FACT, voices=FACT.voices | {Field.INDICATOR: ("reading", "catalogue")})

    assert status_of(ROW, lonely, ()) is Status.UNVERIFIED


def test_two_answers_of_one_model_are_one_voice() -> None:
    """Repeating oneself is not support."""
    lonely = replace(FACT, voices=FACT.voices | {Field.KIND: ("model:a", "model:a")})
    pair = replace(FACT, voices=FACT.voices | {Field.KIND: ("model:a", "model:b")})

    assert status_of(ROW, lonely, ()) is Status.UNVERIFIED
    assert status_of(ROW, pair, ()) is Status.VERIFIED


@pytest.mark.parametrize("voice", ["sample:a", "hint:b"])
def test_a_second_sample_and_a_led_answer_do_not_count(voice: str) -> None:
    """Neither beside the reading nor beside the model itself."""
    fields = (Field.DISPOSITION, Field.KIND, Field.INDICATOR, Field.PERIOD, Field.REGION)
    for field, other in product(fields, ("reading", "model:a")):
        lonely = replace(FACT, voices=FACT.voices | {field: (other, voice)})

        assert status_of(ROW, lonely, ()) is Status.UNVERIFIED


def test_any_finding_disputes_a_fact() -> None:
    """No number of voices outweighs a finding."""
    finding = Finding(0, "contradiction", Field.VALUE, "It says otherwise elsewhere.")

    assert status_of(ROW, FACT, [finding]) is Status.DISPUTED


def test_what_is_unaccounted_is_disputed() -> None:
    """Silence about a number is never passed over."""
    row = LedgerRow(0, Disposition.UNACCOUNTED, None, ())

    assert status_of(row, None, ()) is Status.DISPUTED


def test_a_nonfact_is_verified_by_two_voices_too() -> None:
    """A target that reading and model both call one is verified as no statistic."""
    row = LedgerRow(0, Disposition.NONFACT, NonFact.TARGET, ("reading", "model:a"))

    assert status_of(row, None, ()) is Status.VERIFIED
    assert status_of(replace(row, voices=("ledger",)), None, ()) is Status.UNVERIFIED


def test_the_table_of_voices_is_documented_as_it_counts() -> None:
    """README.md says for each voice which fields it counts for."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    told = {each["voice"]: each["fields"].split(", ") for each in _VOICE.finditer(text)}

    voices = {voice for several in COUNTING.values() for voice in several}
    counting = {voice: [f.value for f in Field if voice in COUNTING[f]] for voice in voices}
    assert told == counting | {"catalogue": ["–"]}
