"""A claim in, what it says in the words of the ledger out."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.numbers.ledger import Ledger
from pipeline.numbers.periods import normalise_period, periods_agree
from pipeline.numbers.places import normalise_region
from pipeline.proving.echo import is_right_echo
from pipeline.proving.fact import Claim, Field
from pipeline.proving.grounding import earlier_text, is_made_of, near_text, squashed


@dataclass(frozen=True, slots=True)
class Heard:
    """What a claim says about each field, as far as the text bears it out.

    A field that is missing from ``says`` was left open, could not be read or is not
    borne out by the text; ``None`` means that the model says there is none.
    ``is_echo_right`` is ``None`` where the model repeated no number.
    """

    claim: Claim
    says: Mapping[Field, str | None]
    is_echo_right: bool | None

    @property
    def voice(self) -> str:
        """Return the name under which this claim supports a field."""
        return f"model:{self.claim.model}"


def hear(claim: Claim, ledger: Ledger) -> Heard:
    """Translate a claim about a mention of ``ledger``; what cannot be kept is left out."""
    says: dict[Field, str | None] = {}
    if claim.is_statistic:
        if claim.kind is not None:
            says[Field.KIND] = claim.kind.value
        if claim.indicator and is_made_of(claim.indicator, near_text(ledger, claim.mention)):
            says[Field.INDICATOR] = claim.indicator
        says |= _period(claim, ledger) | _region(claim, ledger)
    return Heard(claim, says, _is_echo_right(claim, ledger))


def claimed_period(claim: Claim, ledger: Ledger) -> str | None:
    """Return the claimed period in our notation, if its words can be read."""
    if not claim.period:
        return None
    reading = ledger.readings[claim.mention]
    governing = reading.period.best if reading else None
    return normalise_period(claim.period, ledger.clean.metadata.published, governing)


def is_period_in_reach(claim: Claim, ledger: Ledger) -> bool:
    """Tell whether the claimed period stands in the text before, or is a candidate."""
    if not claim.period:
        return True
    if squashed(claim.period) in squashed(earlier_text(ledger, claim.mention)):
        return True
    reading = ledger.readings[claim.mention]
    period = claimed_period(claim, ledger)
    candidates = reading.period.candidates if reading else ()
    return period is not None and any(periods_agree(period, known) for known in candidates)


def is_region_in_text(claim: Claim, ledger: Ledger) -> bool:
    """Tell whether the claimed place or body is named in the document at all."""
    if not claim.region or claim.region == ledger.region:
        return True
    whole = f"{ledger.clean.metadata.title or ''}\n{ledger.clean.text}"
    return squashed(claim.region) in squashed(whole)


def _is_echo_right(claim: Claim, ledger: Ledger) -> bool | None:
    if not claim.echo:
        return None
    reading = ledger.readings[claim.mention]
    direction = reading.direction if reading else None
    mention = ledger.mentions[claim.mention]
    written = mention.span.of(ledger.clean.text)
    return is_right_echo(claim.echo, written, mention, direction)


def _period(claim: Claim, ledger: Ledger) -> dict[Field, str | None]:
    period = claimed_period(claim, ledger)
    if claim.period and (period is None or not is_period_in_reach(claim, ledger)):
        return {}
    return {Field.PERIOD: period}


def _region(claim: Claim, ledger: Ledger) -> dict[Field, str | None]:
    if not claim.region or not is_region_in_text(claim, ledger):
        return {}
    return {Field.REGION: normalise_region(claim.region, ledger.region) or claim.region}
