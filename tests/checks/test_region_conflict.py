"""Places that the document does not name, and figures of the whole country."""

from pipeline.proving.fact import Field
from pipeline.proving.proof import prove
from schemas.vocabulary import Kind
from tests.proving.builder import Number, claim_of, found, ledger_of, looked, proven


def granted(region: str | None = "连州市", kind: Kind = Kind.VALUE) -> Number:
    """Return a number of this place."""
    return Number("396件", "396", "件", kind, "专利授权量", "2022", region)


def test_a_place_that_is_nowhere_is_found_and_does_not_stand() -> None:
    """A model cannot move a figure to a place the document never names."""
    ledger = ledger_of("专利授权396件。", granted(None))

    proof = prove(ledger, [claim_of(0, region="白银市")], "d")

    (finding,) = found(proof, "region-conflict")
    assert "白银市" in finding.message
    assert proof.facts[0].region is None


def test_a_place_of_the_document_is_not_found() -> None:
    """The home place needs no mention, another one does."""
    for text, region in (("专利授权396件。", "连州市"), ("清远市专利授权396件。", "清远市")):
        proof = prove(ledger_of(text, granted(None)), [claim_of(0, region=region)], "d")

        assert found(proof, "region-conflict") == []
        assert proof.facts[0].region == region


def test_a_national_figure_given_to_a_city_is_found() -> None:
    """The clause has the country for its subject."""
    (finding,) = found(proven("全国专利授权396件。", granted()), "region-conflict")

    assert finding.field is Field.REGION
    assert "连州市" in finding.message


def test_a_national_figure_of_the_country_is_not_found() -> None:
    """The right place is looked at and nothing is said."""
    proof = proven("全国专利授权396件。", granted("全国"))

    assert found(proof, "region-conflict") == []
    assert (0, Field.REGION) in looked(proof, "region-conflict")


def test_a_national_distinction_of_ours_is_not_found() -> None:
    """全国首批 and 居全国 speak of us, not of the country."""
    for text in ("全国首批试点授权396件。", "居全国前列的授权396件。"):
        assert found(proven(text, granted()), "region-conflict") == []


def test_a_claim_without_a_place_is_not_looked_at() -> None:
    """Nothing was said, and the clause does not speak of the country."""
    proof = prove(ledger_of("专利授权396件。", granted()), [claim_of(0)], "d")

    assert found(proof, "region-conflict") == []
    assert proof.facts[0].region == "连州市"
