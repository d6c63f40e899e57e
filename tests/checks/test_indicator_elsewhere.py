"""Names that belong to the neighbour."""

from pipeline.proving.fact import Claim, Field
from pipeline.proving.proof import Proof, prove
from schemas.vocabulary import Kind
from tests.proving.builder import Number, claim_of, found, ledger_of, looked

TEXT = "专利授权396件,商标注册412件。实用新型受理7件。"
GRANTED = Number("396件", "396", "件", Kind.VALUE, "专利授权量")
MARKS = Number("412件", "412", "件", Kind.VALUE, "商标注册量")
MODELS = Number("7件", "7", "件", Kind.VALUE, "实用新型受理")


def proof(*claims: Claim) -> Proof:
    """Return the proof of the text with these claims."""
    return prove(ledger_of(TEXT, GRANTED, MARKS, MODELS), claims, "d")


def test_the_name_of_a_neighbour_is_found_with_its_place() -> None:
    """A model that slipped a row names the number beside it."""
    (finding,) = found(proof(claim_of(0, indicator="商标注册")), "indicator-elsewhere")

    assert "412件" in finding.message
    assert [place.span.of(TEXT) for place in finding.others] == ["412件"]


def test_its_own_name_is_not_found() -> None:
    """Any candidate of the number's own reading is its own name."""
    own = proof(claim_of(0, indicator="专利授权"))

    assert found(own, "indicator-elsewhere") == []
    assert looked(own, "indicator-elsewhere") == {(0, Field.INDICATOR)}


def test_a_name_of_another_sentence_is_not_found_here() -> None:
    """Neighbours stand in the same sentence."""
    far = proof(claim_of(0, indicator="实用新型受理"))

    assert found(far, "indicator-elsewhere") == []


def test_a_number_without_a_reading_is_not_looked_at() -> None:
    """Where the text names nothing for this number, no name is elsewhere."""
    silent = Number("396件", "396", "件", Kind.VALUE)
    ledger = ledger_of(TEXT, silent, MARKS, MODELS)

    done = prove(ledger, [claim_of(0, indicator="商标注册")], "d")

    assert looked(done, "indicator-elsewhere") == set()
