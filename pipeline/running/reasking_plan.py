"""A run and a selection in, the questions to ask again out, and what they would take."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.asking.chunks import estimate_tokens
from pipeline.asking.embedded import MODEL_NAME
from pipeline.asking.request import Request
from pipeline.asking.templates import ModelOptions, Prompt
from pipeline.disputing.disputes import build_disputes
from pipeline.disputing.reasked import Key, question_key
from pipeline.disputing.reasking import Question, build_reask, read_reask_prompt
from pipeline.disputing.reasking_choice import DisputedField, Selection, choose
from pipeline.errors import UsageError
from pipeline.numbers.ledger import Ledger
from pipeline.results.records import DocumentRecord
from pipeline.results.settled import Settled, settled_document, settled_documents
from pipeline.results.store import Store
from pipeline.running.reproving import ledger_again
from pipeline.settings import Settings
from pipeline.spans import Span

MOST_HINT_CHARS = 500
MOST_SAMPLES = 25


@dataclass(frozen=True, slots=True)
class Plan:
    """The disputed fields to ask about, by document.

    ``beyond_count`` fields were passed over, because no answer can settle what was
    found; naming the check in the selection takes them in.
    """

    fields: Mapping[str, tuple[DisputedField, ...]]
    beyond_count: int

    @property
    def count(self) -> int:
        """Return how many fields there are."""
        return sum(map(len, self.fields.values()))


@dataclass(frozen=True, slots=True)
class Wish:
    """How often to ask each question, and what a person adds to it."""

    hint: str = ""
    samples: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.samples <= MOST_SAMPLES:
            raise UsageError(f"samples = {self.samples}: must be from 1 to {MOST_SAMPLES}")
        if len(self.hint) > MOST_HINT_CHARS:
            count = len(self.hint)
            raise UsageError(f"the hint has {count} characters; at most {MOST_HINT_CHARS}")


@dataclass(frozen=True, slots=True)
class Item:
    """One question as it would be sent; ``is_known`` says that its answer is kept already.

    ``span`` is the place of the number in the raw text, and ``key`` names the question,
    whatever words it is put in.
    """

    field: DisputedField
    span: Span
    question: Question
    request: Request
    key: Key
    is_known: bool

    @property
    def prompt_tokens(self) -> int:
        """Return about how many tokens the messages take."""
        return estimate_tokens(self.request.system + self.request.user)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document and the questions about it."""

    record: DocumentRecord
    ledger: Ledger
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What asking again would send, and how many fields no answer can settle."""

    items: tuple[Item, ...]
    beyond_count: int

    @property
    def new(self) -> tuple[Item, ...]:
        """Return the questions that would be sent."""
        return tuple(each for each in self.items if not each.is_known)


def plan_reask(store: Store, selection: Selection) -> Plan:
    """Choose among the open disputes of a run, the likeliest errors first.

    A document that the run does not have raises UsageError.
    """
    if unknown := selection.documents - set(store.names()):
        raise UsageError(f"the run has no document {', '.join(sorted(unknown))}")
    found, beyond_count = [], 0
    for settled in _meant(store, selection):
        record = settled.record
        for field in choose(build_disputes(record.proof, record.mentions), selection):
            if field.is_settleable or selection.codes:
                found.append(field)
            else:
                beyond_count += 1
    found.sort(key=lambda field: -field.score)
    fields: dict[str, list[DisputedField]] = {}
    for field in found[: selection.limit]:
        fields.setdefault(field.doc, []).append(field)
    return Plan({doc: tuple(fields[doc]) for doc in sorted(fields)}, beyond_count)


def _meant(store: Store, selection: Selection) -> Iterator[Settled]:
    if not selection.documents:
        return settled_documents(store)
    return (settled_document(store, name) for name in sorted(selection.documents))


def write_sheet(
    store: Store, fields: Sequence[DisputedField], wish: Wish, prompt: Prompt, options: ModelOptions
) -> Sheet:
    """Return the questions about the disputed ``fields`` of one document."""
    record = store.document(fields[0].doc)
    ledger, document_id = ledger_again(record), record.document.digest
    known = {each.key for each in store.reasked(document_id)}
    items = []
    for field in fields:
        span = ledger.mentions[field.mention].raw_span
        for sample in range(1, wish.samples + 1):
            question = Question(field.mention, field.field, field.doubt, wish.hint.strip(), sample)
            request = build_reask(question, ledger, prompt, options)
            key = question_key(document_id, span, options.model, question.reask(prompt.name))
            items.append(Item(field, span, question, request, key, is_known=key in known))
    return Sheet(record, ledger, tuple(items))


def preview(run_dir: Path, selection: Selection, wish: Wish, settings: Settings) -> Preview:
    """Return every question that ``reask`` would ask, word for word, without asking any.

    Where only the server knows the name of its model, no answer counts as known.
    """
    prompt = read_reask_prompt()
    options = ModelOptions(
        model=settings.model or ("" if settings.base_url else MODEL_NAME),
        temperature=settings.temperature,
        seed=settings.seed,
        spare_tokens=settings.reasoning_tokens,
    )
    with Store.open(run_dir, settings.store) as store:
        plan = plan_reask(store, selection)
        sheets = (
            write_sheet(store, fields, wish, prompt, options) for fields in plan.fields.values()
        )
        items = tuple(item for sheet in sheets for item in sheet.items)
    return Preview(items, plan.beyond_count)
