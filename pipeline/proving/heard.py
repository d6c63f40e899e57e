"""A claim in, what it says in the words of the ledger out."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.numbers.ledger import Ledger
from pipeline.numbers.periods import normalise_period, periods_agree
from pipeline.numbers.places import normalise_region, regions_agree
from pipeline.proving.echo import is_right_echo
from pipeline.proving.fact import Claim, Field
from pipeline.proving.grounding import Reach, is_made_of


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
    def speaks_of_this(self) -> bool:
        """Tell whether the claim is about this number's meaning.

        With a wrong echo it is about another number: that is reported once, as such, and
        its other words are neither heard nor held against it.
        """
        return self.claim.is_statistic and self.is_echo_right is not False

    @property
    def is_on_the_whole(self) -> bool:
        """Tell whether the claim says if the number is a statistic at all."""
        reask = self.claim.reask
        return reask is None or reask.is_whole or not self.claim.is_statistic

    @property
    def voice(self) -> str:
        """Return the name under which this claim supports a field."""
        return voice_of(self.claim)


def voice_of(claim: Claim) -> str:
    """Return the name under which a claim supports a field.

    A model that is asked again after it has spoken is a ``sample``, and an answer that
    stands in a person's hint is a ``hint``: neither is a voice of its own.
    """
    reask = claim.reask
    kind = "hint" if reask and reask.is_led else "sample" if reask and reask.is_second else "model"
    return f"{kind}:{claim.model}"


def hear(claim: Claim, reach: Reach) -> Heard:
    """Translate a claim about a mention in ``reach``; what cannot be kept is left out."""
    says: dict[Field, str | None] = {}
    if claim.is_statistic:
        if claim.kind is not None:
            says[Field.KIND] = claim.kind.value
        if claim.indicator and is_made_of(claim.indicator, reach.near(claim.mention)):
            says[Field.INDICATOR] = claim.indicator
        says |= _period(claim, reach) | _region(claim, reach)
    return Heard(claim, says, _is_echo_right(claim, reach.ledger))


def _is_echo_right(claim: Claim, ledger: Ledger) -> bool | None:
    if not claim.echo:
        return None
    reading = ledger.readings[claim.mention]
    direction = reading.direction if reading else None
    mention = ledger.mentions[claim.mention]
    written = mention.span.of(ledger.clean.text)
    return is_right_echo(claim.echo, written, mention, direction)


def _period(claim: Claim, reach: Reach) -> dict[Field, str | None]:
    """Read the claimed period, if its words stand before the mention or are its candidate."""
    if not claim.period:
        return {Field.PERIOD: None}
    reading = reach.ledger.readings[claim.mention]
    candidates = reading.period.candidates if reading else ()
    published = reach.ledger.clean.metadata.published
    period = normalise_period(claim.period, published, next(iter(candidates), None))
    if period is None:
        return {}
    is_candidate = any(periods_agree(period, known) for known in candidates)
    if is_candidate or reach.has_before(claim.period, claim.mention):
        return {Field.PERIOD: period}
    return {}


def _region(claim: Claim, reach: Reach) -> dict[Field, str | None]:
    """Read the claimed place, if the document names it or it is a candidate of the reading."""
    if not claim.region:
        return {}
    home, reading = reach.ledger.region, reach.ledger.readings[claim.mention]
    region = normalise_region(claim.region, home) or claim.region
    known = (*(reading.region.candidates if reading else ()), *((home,) if home else ()))
    if any(regions_agree(region, each) for each in known) or reach.has_anywhere(claim.region):
        return {Field.REGION: region}
    return {}
