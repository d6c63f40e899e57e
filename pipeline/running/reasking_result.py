"""What came of asking again, field by field."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.disputing.reasked import Reasked
from pipeline.disputing.reasking_choice import DisputedField
from pipeline.errors import PipelineError
from pipeline.proving.fact import Claim, Disposition, Field, Status
from pipeline.results.records import DocumentRecord


@dataclass(frozen=True, slots=True)
class FieldResult:
    """One field that was asked about again.

    ``said`` is what the model said, one for each sample, ``stands`` what stands now and
    ``status`` that of its number.
    """

    doc: str
    mention: int
    quote: str
    field: Field
    said: tuple[str, ...]
    stands: str
    status: Status


@dataclass(frozen=True, slots=True)
class ReaskFailure:
    """A question that got no answer, or none that can be read, and why."""

    doc: str
    quote: str
    field: Field
    error: str


@dataclass(frozen=True, slots=True)
class ReaskResult:
    """What asking again came to.

    ``known_count`` answers had been given before, ``unsent_count`` questions were not
    sent because of an interrupt or ``stopped_by``, ``beyond_count`` fields were not asked
    about because no answer can settle them.  ``closed_count`` numbers are no longer
    disputed.  ``is_changed`` says that documents were proven anew.  Tokens are those of
    answers that were sent for, and ``cost`` is theirs, 0 where no price is known.
    """

    fields: tuple[FieldResult, ...]
    failures: tuple[ReaskFailure, ...]
    known_count: int
    unsent_count: int
    beyond_count: int
    is_changed: bool
    is_interrupted: bool
    stopped_by: PipelineError | None
    problems: tuple[str, ...]
    calls: int
    prompt_tokens: int
    completion_tokens: int
    cost: float

    @property
    def closed_count(self) -> int:
        """Return how many numbers are no longer disputed."""
        return len({(e.doc, e.mention) for e in self.fields if e.status is not Status.DISPUTED})

    @property
    def open_count(self) -> int:
        """Return how many numbers still are."""
        return len({(e.doc, e.mention) for e in self.fields if e.status is Status.DISPUTED})

    @property
    def exit_code(self) -> int:
        """Return 0 all answered, 1 something failed, 130 interrupted, or the error's code."""
        if self.stopped_by is not None:
            return self.stopped_by.exit_code
        return 130 if self.is_interrupted else 1 if self.failures or self.problems else 0


def results_of(
    record: DocumentRecord, fields: Iterable[DisputedField], answers: Iterable[Reasked]
) -> Iterator[FieldResult]:
    """Yield what came of the fields of one document that were answered."""
    said: dict[tuple[int, Field], list[str]] = {}
    at = {mention.raw_span: mention.index for mention in record.mentions}
    for each in answers:
        field = each.reask.field
        if each.span in at:  # somebody may have run over other bytes meanwhile
            said.setdefault((at[each.span], field), []).append(said_of(each.claim, field))
    for each_field in fields:
        key = each_field.mention, each_field.field
        if key in said:
            yield FieldResult(
                doc=each_field.doc,
                mention=each_field.mention,
                quote=each_field.quote,
                field=each_field.field,
                said=tuple(said[key]),
                stands=_stands(record, each_field),
                status=record.proof.statuses[each_field.mention],
            )


def said_of(claim: Claim, field: Field) -> str:
    """Return in a word or two what a claim says about a field, ``""`` for nothing."""
    if not claim.is_statistic:
        return f"no statistic ({claim.why})"
    if field is Field.DISPOSITION:
        return claim.indicator or "a statistic"
    if field is Field.VALUE:
        return claim.echo
    return str(getattr(claim, field.value) or "")


def _stands(record: DocumentRecord, disputed: DisputedField) -> str:
    row = record.proof.rows[disputed.mention]
    fact = next((each for each in record.proof.facts if each.mention == disputed.mention), None)
    if fact is None:
        return row.why.value if row.why else row.disposition.value
    if disputed.field is Field.DISPOSITION:
        return fact.indicator or Disposition.FACT.value
    if disputed.field is Field.VALUE:
        return f"{fact.value:f}{fact.unit}"
    return str(getattr(fact, disputed.field.value) or "")
