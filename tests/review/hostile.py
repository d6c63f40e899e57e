"""A document whose every text tries to be something else."""

from dataclasses import replace

from pipeline.proving.fact import Field, Finding, Place
from pipeline.results.records import DocumentRecord
from tests.results.run_cases import FINDING, PROOF, RAW, RECORD, document

SCRIPT = "<img src=x onerror=alert(1)><script>alert(2)</script>{{ 7*7 }}${alert(3)}`"
NAME = f"x/../../{SCRIPT}"  # sorts behind the seeds

_FACT = replace(PROOF.facts[0], indicator=SCRIPT, region=SCRIPT, period=f"2022{SCRIPT}")
_CLAIM = replace(PROOF.claims[0], mention=1, indicator=SCRIPT, region=SCRIPT, model=SCRIPT)
_FINDING = Finding(1, "contradiction", Field.VALUE, SCRIPT, (Place(NAME, FINDING.others[0].span),))

HOSTILE: DocumentRecord = replace(
    RECORD,
    document=document(NAME, RAW + SCRIPT),
    metadata=replace(RECORD.metadata, title=SCRIPT, publisher=SCRIPT),
    region=SCRIPT,
    proof=replace(
        PROOF,
        doc=NAME,
        facts=(_FACT, replace(PROOF.facts[1], indicator=SCRIPT)),
        findings=(_FINDING, *PROOF.findings[1:]),
        claims=(*PROOF.claims, _CLAIM),
    ),
)
