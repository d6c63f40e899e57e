"""Names that the text near the number does not bear out."""

from pipeline.proving.fact import Field
from pipeline.proving.proof import prove
from schemas.vocabulary import Kind
from tests.proving.builder import Number, claim_of, found, ledger_of, looked

SILENT = Number("396件", "396", "件", Kind.VALUE)
READ = Number("396件", "396", "件", Kind.VALUE, "专利授权量")
TEXT = "2022年专利授权396件。"


def test_a_foreign_name_is_found_and_does_not_stand() -> None:
    """Even where the text is silent, an invented name is not taken over."""
    proof = prove(ledger_of(TEXT, SILENT), [claim_of(0, indicator="商标注册量")], "d")

    (finding,) = found(proof, "indicator-ungrounded")
    assert "商标注册量" in finding.message
    assert proof.facts[0].indicator is None


def test_the_message_names_what_stands_instead() -> None:
    """Both sides are there for a person."""
    proof = prove(ledger_of(TEXT, READ), [claim_of(0, indicator="商标注册量")], "d")

    assert "专利授权量 stands" in found(proof, "indicator-ungrounded")[0].message


def test_a_name_from_the_text_stands_where_the_text_is_silent() -> None:
    """Pieces of the sentence bear a name out."""
    proof = prove(ledger_of(TEXT, SILENT), [claim_of(0, indicator="专利授权量")], "d")

    assert found(proof, "indicator-ungrounded") == []
    assert looked(proof, "indicator-ungrounded") == {(0, Field.INDICATOR)}
    assert proof.facts[0].indicator == "专利授权量"


def test_a_claim_without_a_name_is_not_looked_at() -> None:
    """There is nothing to look for in the text."""
    proof = prove(ledger_of(TEXT, READ), [claim_of(0)], "d")

    assert looked(proof, "indicator-ungrounded") == set()
