"""A mention in, fact or non-fact or unaccounted out, and by whose word."""

from collections.abc import Sequence

from pipeline.numbers.mention import Mention
from pipeline.numbers.reading import Reading
from pipeline.proving.fact import Claim, Disposition, LedgerRow
from pipeline.proving.heard import voice_of
from pipeline.proving.voices import LEDGER, READING
from schemas.vocabulary import NonFact


def dispose(mention: Mention, reading: Reading | None, claims: Sequence[Claim]) -> LedgerRow:
    """Decide what becomes of a mention.

    Its own form decides first, then a sure reading of the clause.  Without a claim it
    is unaccounted.  Otherwise it is a fact if a model says so, or if all models deny
    it against a reading that names an indicator; the check ``false-nonfact`` reports
    the latter.
    """
    if mention.why is not None:
        return _nonfact(mention, mention.why, (LEDGER, *_denying(claims)))
    denied = reading.nonfact if reading else None
    if reading is not None and denied is not None and reading.why.is_sure:
        return _nonfact(mention, denied, (READING, *_denying(claims)))
    if not claims:
        return LedgerRow(mention.index, Disposition.UNACCOUNTED, None, ())
    if _denying(claims) and not _affirming(claims):
        if denied is not None:
            return _nonfact(mention, denied, (READING, *_denying(claims)))
        if reading is None or reading.indicator.best is None:
            return _nonfact(mention, _reason(claims[0]), _denying(claims))
    reads = (READING,) if reading and reading.indicator.best and denied is None else ()
    return LedgerRow(mention.index, Disposition.FACT, None, (*reads, *_affirming(claims)))


def _nonfact(mention: Mention, why: NonFact, voices: tuple[str, ...]) -> LedgerRow:
    return LedgerRow(mention.index, Disposition.NONFACT, why, voices)


def _denying(claims: Sequence[Claim]) -> tuple[str, ...]:
    said = (voice_of(claim) for claim in claims if not claim.is_statistic)
    return tuple(dict.fromkeys(said))


def _affirming(claims: Sequence[Claim]) -> tuple[str, ...]:
    said = (voice_of(claim) for claim in claims if claim.is_statistic)
    return tuple(dict.fromkeys(said))


def _reason(claim: Claim) -> NonFact:
    known = {reason.value: reason for reason in NonFact}
    return known.get((claim.why or "").strip(), NonFact.OTHER)
