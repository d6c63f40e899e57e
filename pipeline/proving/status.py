"""How far a fact can be trusted, from who supports it and what was found against it."""

from collections.abc import Mapping, Sequence

from pipeline.proving.fact import Disposition, Fact, Field, Finding, LedgerRow, Status

NEEDED = 2

# Which voices count as independent, per field.  The catalogue knows that a name is in
# use, not that it is this number's, and so never counts; an echo and the ledger read
# the same characters by different means, and both count.  A model that is asked again
# after it has spoken (``sample``) is no witness beside itself, nor does it count once it
# has said both things; an answer that a person's hint gave away (``hint``) is the
# person's, who can say so in a decision.  Neither counts anywhere.
COUNTING: Mapping[Field, frozenset[str]] = {
    Field.DISPOSITION: frozenset({"ledger", "reading", "model", "person"}),
    Field.VALUE: frozenset({"ledger", "echo", "arithmetic", "restatement", "person"}),
    Field.KIND: frozenset({"reading", "model", "person"}),
    Field.INDICATOR: frozenset({"reading", "model", "restatement", "person"}),
    Field.PERIOD: frozenset({"reading", "model", "person"}),
    Field.REGION: frozenset({"reading", "model", "person"}),
}


def independent_voices(field: Field, voices: Sequence[str]) -> frozenset[str]:
    """Return the voices that count for a field, each once.

    >>> sorted(independent_voices(Field.INDICATOR, ("reading", "catalogue", "model:a")))
    ['model:a', 'reading']
    """
    return frozenset(voice for voice in voices if voice.partition(":")[0] in COUNTING[field])


def status_of(row: LedgerRow, fact: Fact | None, findings: Sequence[Finding]) -> Status:
    """Return the status of one mention.

    Disputed with any finding and when unaccounted; verified when every field has at
    least two independent voices; unverified otherwise.  A non-fact has one field, its
    disposition.
    """
    if findings or row.disposition is Disposition.UNACCOUNTED:
        return Status.DISPUTED
    voices = {Field.DISPOSITION: row.voices} if fact is None else fact.voices
    fields = (Field.DISPOSITION,) if fact is None else tuple(Field)
    supported = all(
        len(independent_voices(field, voices.get(field, ()))) >= NEEDED for field in fields
    )
    return Status.VERIFIED if supported else Status.UNVERIFIED
