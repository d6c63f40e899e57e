"""A proof in, for each mention the probability that what stands is wrong.

A logistic sum of a few features with the weights of ``score_weights.toml``, which are
fitted on annotated documents; see there for how.
"""

import math
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from pipeline.proving.checks import number_echo
from pipeline.proving.fact import Disposition, Fact, Field, Finding, LedgerRow, Status
from pipeline.proving.proof import Proof
from pipeline.proving.voices import LEDGER, SURE_READING

FIELDS = (Field.KIND, Field.INDICATOR, Field.PERIOD, Field.REGION)
HEARD = (Field.DISPOSITION, *FIELDS)

_DECIMALS = 3
_DECIDED = frozenset({Status.ACCEPTED, Status.CORRECTED, Status.REJECTED})
_WEIGHTS = Path(__file__).with_name("score_weights.toml")

Features = Mapping[str, float]


@cache
def weights() -> Mapping[str, float]:
    """Return the weight of each feature, in log-odds."""
    table = tomllib.loads(_WEIGHTS.read_text(encoding="utf-8"))
    return {name: row["weight"] for name, row in table.items()}


def score_proof(proof: Proof) -> Mapping[int, float]:
    """Return the probability, from 0 to 1, that each mention's row is wrong.

    Wrong is a fact of which any field would have to be corrected, and a number that is
    wrongly left out.  What a person has settled has the score 0.
    """
    known = weights()
    return {
        mention: 0.0 if proof.statuses[mention] in _DECIDED else _probability(features, known)
        for mention, features in features_of(proof)
    }


def features_of(proof: Proof) -> Iterator[tuple[int, Features]]:
    """Yield each mention with what its score is made of.

    ``start`` is always 1.  For a fact, ``<field>:unsure`` and ``<field>:empty`` tell of
    its reading, and ``<field>:differs`` of models none of which says what stands: it is
    -ln(1 - t) where t is the share of the document's facts on which one does, because
    the dissent of a model that is mostly wrong means little; where the reading is sure,
    it is ``<field>:sure:differs``.  A model with a wrong echo spoke of another number and
    differs in nothing.  ``found:<check>`` is 1 where a check speaks against any field.
    """
    facts = {fact.mention: fact for fact in proof.facts}
    found: dict[int, list[Finding]] = {}
    for finding in proof.findings:
        found.setdefault(finding.mention, []).append(finding)
    slipped = {each.mention for each in proof.findings if each.check == number_echo.CHECK.code}
    asked = {claim.mention for claim in proof.claims} - slipped
    dissent = {field: _dissent(field, proof.facts, asked) for field in HEARD}
    for row in proof.rows:
        features = {"start": 1.0}
        features |= {f"found:{each.check}": 1.0 for each in found.get(row.mention, ())}
        if row.mention in facts:
            features |= _of_fact(facts[row.mention], dissent, is_asked=row.mention in asked)
        else:
            features |= _of_row(row)
        yield row.mention, features


def _of_fact(fact: Fact, dissent: Mapping[Field, float], *, is_asked: bool) -> Features:
    features: dict[str, float] = {}
    for field in FIELDS:
        if SURE_READING not in fact.voices.get(field, ()):
            is_empty = getattr(fact, field.value) is None
            features[f"{field}:{'empty' if is_empty else 'unsure'}"] = 1.0
    for field in HEARD if is_asked else ():
        voices = fact.voices.get(field, ())
        if not _models(voices):
            against = "sure:" if SURE_READING in voices else ""
            features[f"{field}:{against}differs"] = dissent[field]
    values = fact.voices.get(Field.VALUE, ())
    features |= {f"value:{name}": 1.0 for name in ("arithmetic", "restatement") if name in values}
    return features if LEDGER in values else features | {"value:damaged": 1.0}


def _of_row(row: LedgerRow) -> Features:
    if row.disposition is Disposition.UNACCOUNTED:
        return {}
    features = {"nonfact": 1.0}
    return features if LEDGER in row.voices else features | {"nonfact:by the clause": 1.0}


def _dissent(field: Field, facts: Sequence[Fact], asked: set[int]) -> float:
    """Return what it means that the models do not say what stands, in log-odds.

    If a model is right with the probability t, and never right by chance, then its
    dissent is 1 / (1 - t) times as likely where what stands is wrong.  It is counted as
    if it had said so once more, and once more not.
    """
    heard = [_models(fact.voices.get(field, ())) for fact in facts if fact.mention in asked]
    return -math.log(1 - (sum(heard) + 1) / (len(heard) + 2))


def _models(voices: Sequence[str]) -> bool:
    return any(voice.startswith("model:") for voice in voices)


def _probability(features: Features, known: Mapping[str, float]) -> float:
    odds = math.fsum(known.get(name, 0.0) * value for name, value in features.items())
    return round(1 / (1 + math.exp(-odds)), _DECIMALS)
