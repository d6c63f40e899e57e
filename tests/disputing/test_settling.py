"""People's decisions win, and expire visibly."""

from dataclasses import replace
from decimal import Decimal

from pipeline.disputing.decisions import Decision, Ruling
from pipeline.disputing.settling import Settlement, apply_decisions
from pipeline.proving.fact import Field, Status
from pipeline.proving.proof import prove
from pipeline.spans import Span
from schemas.vocabulary import Kind
from tests.proving.builder import Number, agreeing, ledger_of

TEXT = "2022年专利授权3.4万件。专利授权4.3万件。质押8笔。"
NUMBERS = (
    Number("3.4万件", "3.4", "万件", Kind.VALUE, "专利授权量", "2022"),
    Number("4.3万件", "4.3", "万件", Kind.VALUE, "专利授权量", "2022"),
    Number("8笔", "8", "笔", Kind.VALUE, "质押", "2022"),
)
LEDGER = ledger_of(TEXT, *NUMBERS)
PROOF = prove(LEDGER, agreeing(*NUMBERS)[:2], "d")
FIRST, LAST = (LEDGER.mentions[index].raw_span for index in (0, 2))


def decided(
    field: Field, ruling: Ruling, value: str | None = None, span: Span = FIRST, doc: str = "d"
) -> Decision:
    """Return a decision on the first number, if nothing else is said."""
    when = "2023-05-01T09:00"
    return Decision("id", doc, span, span.of(TEXT), field, ruling, "li", when, "seen", value)


def apply(*decisions: Decision, document_id: str = "id") -> Settlement:
    """Apply decisions to the proof of the text."""
    return apply_decisions(PROOF, LEDGER.mentions, document_id, decisions)


def test_an_accepted_dispute_is_closed_with_the_name_of_who_accepted() -> None:
    """The finding stays on record; the status is the person's."""
    settled = apply(decided(Field.VALUE, Ruling.ACCEPT)).proof

    assert PROOF.statuses[0] is Status.DISPUTED
    assert settled.statuses[0] is Status.ACCEPTED
    assert settled.statuses[1] is Status.DISPUTED
    assert settled.facts[0].voices[Field.VALUE] == ("ledger", "echo", "person:li")
    assert settled.findings == PROOF.findings


def test_a_correction_replaces_the_value_and_its_base() -> None:
    """The person's number stands in the unit of the text."""
    fact = apply(decided(Field.VALUE, Ruling.CORRECT, "4.3")).proof.facts[0]

    assert (fact.value, fact.base_value) == (Decimal("4.3"), Decimal(43000))
    assert fact.voices[Field.VALUE] == ("person:li",)


def test_every_field_can_be_corrected() -> None:
    """Identifiers follow the corrected names."""
    settled = apply(
        decided(Field.INDICATOR, Ruling.CORRECT, "商标注册量"),
        decided(Field.KIND, Ruling.CORRECT, "change"),
        decided(Field.PERIOD, Ruling.CORRECT, ""),
        decided(Field.REGION, Ruling.CORRECT, "白银市"),
        decided(Field.VALUE, Ruling.ACCEPT),
    ).proof

    fact = settled.facts[0]
    assert (fact.indicator, fact.indicator_id) == ("商标注册量", "trademark_registrations")
    assert (fact.kind, fact.period) == (Kind.CHANGE, None)
    assert (fact.region, fact.region_code) == ("白银市", "620400")
    assert settled.statuses[0] is Status.CORRECTED


def test_findings_on_other_fields_stay_open() -> None:
    """Settling the period does not settle the value."""
    settled = apply(decided(Field.PERIOD, Ruling.ACCEPT)).proof

    assert settled.statuses[0] is Status.DISPUTED


def test_a_word_on_the_whole_settles_everything() -> None:
    """Accepting or rejecting the disposition is about the whole fact."""
    accepted = apply(decided(Field.DISPOSITION, Ruling.ACCEPT)).proof
    rejected = apply(decided(Field.DISPOSITION, Ruling.REJECT)).proof

    assert accepted.statuses[0] is Status.ACCEPTED
    assert rejected.statuses[0] is Status.REJECTED


def test_what_is_no_fact_can_be_accepted_as_it_is() -> None:
    """A number nobody explained may be left at that."""
    settled = apply(decided(Field.DISPOSITION, Ruling.ACCEPT, span=LAST))

    assert settled.proof.statuses[2] is Status.ACCEPTED
    assert settled.expired == ()


def test_the_last_word_on_a_field_counts() -> None:
    """Decisions are never deleted, only followed by others."""
    settled = apply(
        decided(Field.VALUE, Ruling.CORRECT, "9"), decided(Field.VALUE, Ruling.CORRECT, "5")
    )

    assert settled.proof.facts[0].value == Decimal(5)
    assert len(settled.applied) == 1


def test_a_decision_on_other_bytes_expires_and_says_so() -> None:
    """When the document changed, the person looks again."""
    settled = apply(decided(Field.VALUE, Ruling.ACCEPT), document_id="other")

    (expired,) = settled.expired
    assert settled.proof == PROOF
    assert "3.4万件" in expired.reason


def test_a_decision_on_what_is_no_fact_any_more_expires() -> None:
    """A field of a fact needs a fact, and a number needs its place."""
    fields = apply(decided(Field.VALUE, Ruling.ACCEPT, span=LAST)).expired
    nowhere = apply(decided(Field.VALUE, Ruling.ACCEPT, span=Span(0, 2))).expired

    assert "no longer taken for a fact" in fields[0].reason
    assert "no longer found" in nowhere[0].reason


def test_decisions_about_other_documents_are_passed_over() -> None:
    """They neither apply nor expire here."""
    settled = apply(replace(decided(Field.VALUE, Ruling.ACCEPT, doc="other"), document_id="ff"))

    assert settled == Settlement(PROOF, (), ())


def test_a_document_is_known_by_its_bytes_not_by_its_name() -> None:
    """Renaming a file keeps what was decided about it."""
    settled = apply(decided(Field.VALUE, Ruling.ACCEPT, doc="as it was called before"))

    assert settled.proof.statuses[0] is Status.ACCEPTED
    assert settled.expired == ()


def test_a_decision_says_whether_the_same_characters_still_stand() -> None:
    """A document that changed elsewhere is named as such; the decision expires all the same."""
    (expired,) = apply(decided(Field.VALUE, Ruling.ACCEPT), document_id="other").expired

    assert expired.reason == "The document changed, though '3.4万件' still stands there."


def test_applying_twice_is_applying_once() -> None:
    """A rerun that finds the same gives the same."""
    decision = decided(Field.VALUE, Ruling.CORRECT, "9")
    once = apply(decision)

    again = apply_decisions(once.proof, LEDGER.mentions, "id", [decision])

    assert again.proof == once.proof
    assert replace(once, proof=PROOF) == replace(again, proof=PROOF)
