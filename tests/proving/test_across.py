"""Documents that contradict each other."""

from dataclasses import replace

from pipeline.proving.across import contradictions_across, figures_of, with_findings
from pipeline.proving.fact import Field, Finding, Status
from pipeline.proving.proof import Proof, prove
from schemas.vocabulary import Kind
from tests.proving.builder import Number, agreeing, ledger_of

READ = Number("396件", "396", "件", Kind.VALUE, "专利授权量", "2022-Q1..2022-Q3")


def stated(doc: str, quote: str = "396件", **other: object) -> Proof:
    """Return the proof of a document that states one figure."""
    number = replace(READ, quote=quote, value=quote.rstrip("件"), **other)  # type: ignore[arg-type]
    return prove(ledger_of(f"全市专利授权{quote}。", number), agreeing(number), doc)


def against(*proofs: Proof) -> list[tuple[str, Finding]]:
    """Return what the documents say against each other."""
    figures = [figure for proof in proofs for figure in figures_of(proof)]
    assert len({figure.key for figure in figures}) == 1
    return list(contradictions_across(figures))


def test_two_documents_with_two_values_are_found_on_both_sides() -> None:
    """Each finding names the other document and points into it."""
    one, other = stated("a"), stated("b", "369件", indicator="专利授权")

    (first_doc, first), (second_doc, second) = against(one, other)

    assert (first_doc, second_doc) == ("a", "b")
    assert [place.doc for place in first.others] == ["b"]
    assert "369件 in b" in first.message
    assert second.others[0].span == one.facts[0].span


def test_documents_that_agree_and_figures_of_one_document_are_not_found() -> None:
    """Rewordings of a period are one period; one document is its own proof's business."""
    assert against(stated("a"), stated("b", period="2022-01..2022-09")) == []
    assert against(stated("a"), stated("a", "369件")) == []


def test_of_many_contrary_documents_the_farthest_are_named() -> None:
    """However many speak against a figure, its finding stays short, and says that it is."""
    found = against(stated("a", "400件"), *(stated(f"b{n:02}", f"{n}件") for n in range(10, 60)))

    (doc, finding), *_ = found
    assert (doc, [place.doc for place in finding.others]) == ("a", [f"b{n}" for n in range(10, 18)])
    assert finding.message.endswith("17件 in b17, and there are others.")
    assert len(found) == 51


def test_another_year_place_or_name_is_another_figure() -> None:
    """Only the same thing can be contradicted, and only if it is dated and placed."""
    base = next(figures_of(stated("a"))).key
    others = [
        stated("b", period="2022"),
        stated("b", region="清远市"),
        stated("b", indicator="专利申请量"),
        stated("b", kind=Kind.DURATION),
    ]

    assert all(next(figures_of(other)).key != base for other in others)
    assert list(figures_of(stated("b", period=None))) == []


def test_added_findings_dispute_what_nobody_settled() -> None:
    """A verified fact becomes disputed, an accepted one stays accepted."""
    proof = stated("a")
    settled = replace(proof, statuses={0: Status.ACCEPTED})
    finding = Finding(0, "contradiction", Field.VALUE, "It says otherwise in b.")

    assert with_findings(proof, [finding]).statuses[0] is Status.DISPUTED
    assert with_findings(settled, [finding]).statuses[0] is Status.ACCEPTED
    assert with_findings(proof, [finding, finding]).findings == (finding,)
