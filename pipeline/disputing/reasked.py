"""What a model said when it was asked about one field again, kept like a decision."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.asking.answer import Usage
from pipeline.numbers.mention import Mention
from pipeline.proving.fact import Claim, Field, Reask
from pipeline.spans import Span

Key = tuple[str, Span, str, Field, str, str, int]


@dataclass(frozen=True, slots=True)
class Reasked:
    """A claim about the number at ``span`` of the document with the digest ``document_id``.

    ``doc`` is what the document was called and ``quote`` what stands at the span of its
    raw text.  ``claim`` is marked with what was asked; its mention is the one of the
    ledger at that time.  ``answer`` is the model's text as it came, ``usage`` what it cost.
    """

    document_id: str
    doc: str
    span: Span
    quote: str
    claim: Claim
    answer: str
    usage: Usage = field(default_factory=Usage)

    def __post_init__(self) -> None:
        if self.claim.reask is None:
            raise ValueError(f"{self.quote!r}: this claim was not asked for again")

    @property
    def reask(self) -> Reask:
        """Return how it was asked."""
        assert self.claim.reask is not None  # refused above
        return self.claim.reask

    @property
    def key(self) -> Key:
        """Return what names the question: asking it again would only repeat it."""
        return question_key(self.document_id, self.span, self.claim.model, self.reask)


def question_key(document_id: str, span: Span, model: str, reask: Reask) -> Key:
    """Return what names a question put to a model about a number and one of its fields."""
    return document_id, span, model, reask.field, reask.prompt, reask.hint, reask.sample


def claims_again(
    reasked: Iterable[Reasked], document_id: str, mentions: Sequence[Mention]
) -> Iterator[Claim]:
    """Yield the claims about a document with these bytes, by its mentions of today.

    A claim about a place where no number is found any more is passed over, and one
    about other bytes too.
    """
    at = {mention.raw_span: mention.index for mention in mentions}
    for each in reasked:
        if each.document_id == document_id and each.span in at:
            yield replace(each.claim, mention=at[each.span])
