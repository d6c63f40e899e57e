"""What is heard about a number once a model has been asked about it again."""

from dataclasses import replace

import pytest

from pipeline.proving.fact import Claim, Field, Reask, Refusal, Status
from pipeline.proving.proof import Proof, prove
from schemas.vocabulary import Kind
from tests.proving.builder import HOME, Number, claim_of, found, ledger_of

TEXT = "2022年连州市专利授权396件。2021年商标注册8件。"
PATENTS = Number("396件", "396", "件", Kind.VALUE, "专利授权", "2022")
MARKS = Number("8件", "8", "件", Kind.VALUE, "商标注册", "2021")
SILENT = replace(PATENTS, indicator=None)
LEDGER = ledger_of(TEXT, PATENTS, MARKS)
RIGHT = {"indicator": "专利授权", "kind": Kind.VALUE, "period": "2022年", "region": HOME}
FIRST = claim_of(0, "396件", **RIGHT)
SECOND = claim_of(1, "8件", indicator="商标注册", kind=Kind.VALUE, period="2021年", region=HOME)


def first(**said: object) -> Claim:
    """Return the first model's claim about the patents; ``said`` changes what it says."""
    return replace(FIRST, **said)  # type: ignore[arg-type]


def again(
    field: Field, said: object, model: str = "b", echo: str = "396件", **how: object
) -> Claim:
    """Return an answer about one field of the patents."""
    reask = replace(Reask(field, "reask.v1"), **how)  # type: ignore[arg-type]
    key = f"{model}{reask.field}{reask.sample}{reask.hint}"
    claim = claim_of(0, echo, model=model, request_key=key, reask=reask)
    return replace(claim, **{field.value: said})  # type: ignore[arg-type]


def whole(field: Field, model: str = "b", **said: object) -> Claim:
    """Return an answer that says everything about the patents again."""
    reask, key = Reask(field, "reask.v1"), f"{model}{field}"
    meaning = {"model": model, "request_key": key, "reask": reask, **RIGHT, **said}
    return claim_of(0, str(meaning.pop("echo", "396件")), **meaning)


def proof_of(*claims: Claim) -> Proof:
    """Prove the text by these claims and one about the trade marks."""
    return prove(LEDGER, [*claims, SECOND], "d")


WRONG = [
    (Field.PERIOD, "2021年", "2022年"),
    (Field.INDICATOR, "商标注册", "专利授权"),
    (Field.INDICATOR, "发明专利", "专利授权"),
    (Field.KIND, Kind.CHANGE, Kind.VALUE),
    (Field.REGION, "白银市", "连州市"),
]


@pytest.mark.parametrize(("field", "wrong", "right"), WRONG)
def test_another_model_that_says_what_stands_closes_the_dispute(
    field: Field, wrong: object, right: object
) -> None:
    """The text and an independent answer outweigh the first model's word on that field."""
    wrong_claim = first(**{field.value: wrong})

    before, after = proof_of(wrong_claim), proof_of(wrong_claim, again(field, right))

    assert before.statuses[0] is Status.DISPUTED
    assert after.statuses[0] is Status.VERIFIED
    assert "model:b" in after.facts[0].voices[field]
    assert "model:small" not in after.facts[0].voices[field]


@pytest.mark.parametrize(("field", "wrong", "right"), WRONG)
def test_the_same_model_that_changes_its_mind_closes_but_does_not_verify(
    field: Field, wrong: object, right: object
) -> None:
    """A second sample is no voice of its own: who has said both counts for neither."""
    after = proof_of(first(**{field.value: wrong}), again(field, right, "small"))

    assert after.statuses[0] is Status.UNVERIFIED
    assert "sample:small" in after.facts[0].voices[field]


@pytest.mark.parametrize(("field", "wrong", "right"), WRONG)
def test_an_answer_from_a_hint_closes_but_does_not_verify(
    field: Field, wrong: object, right: object
) -> None:
    """What a person put into its mouth does not make a model a witness."""
    led = again(field, right, hint="a hint", is_led=True)

    after = proof_of(first(**{field.value: wrong}), led)

    assert after.statuses[0] is Status.UNVERIFIED
    assert "hint:b" in after.facts[0].voices[field]


@pytest.mark.parametrize(("field", "wrong", "right"), WRONG)
def test_an_answer_that_repeats_the_wrong_word_keeps_the_dispute(
    field: Field, wrong: object, right: object
) -> None:
    """Two models against the text leave the choice to a person; the text still stands."""
    after = proof_of(first(**{field.value: wrong}), again(field, wrong))

    assert after.statuses[0] is Status.DISPUTED
    assert getattr(after.facts[0], field.value) == getattr(proof_of(FIRST).facts[0], field.value)


def test_a_third_opinion_is_one_more_voice_in_the_dispute() -> None:
    """The models disagree with each other and with the text, and all of it is reported."""
    after = proof_of(first(period="2021年"), again(Field.PERIOD, "2022年1月"))

    assert after.statuses[0] is Status.DISPUTED
    assert found(after, "models-disagree") or found(after, "period-ungrounded")


def test_no_answer_is_lost_or_overwritten() -> None:
    """Claims that are no longer heard are kept with the proof, as they were made."""
    claims = [first(period="2021年"), again(Field.PERIOD, "2022年"), SECOND]

    after = prove(LEDGER, claims, "d")

    assert list(after.claims) == claims


def test_an_answer_about_another_number_is_refused_and_kept() -> None:
    """An echo that slipped by a row closes nothing."""
    slipped = again(Field.PERIOD, "2022年", echo="8件")

    after = proof_of(first(period="2021年"), slipped)

    assert after.statuses[0] is Status.DISPUTED
    assert [(each.claim, each.refusal) for each in after.ungrounded] == [
        (slipped, Refusal.OTHER_NUMBER)
    ]


def test_a_number_read_again_takes_the_place_of_the_slip() -> None:
    """The first claim was about another number, so the whole meaning is asked for again."""
    slip = first(echo="8件", indicator="商标注册")

    assert proof_of(slip).statuses[0] is Status.DISPUTED
    assert proof_of(slip, whole(Field.VALUE, "small")).statuses[0] is Status.VERIFIED
    assert proof_of(slip, whole(Field.VALUE, echo="7件")).statuses[0] is Status.DISPUTED


def test_a_statistic_that_was_denied_is_affirmed() -> None:
    """Another model affirms it with its meaning; the same model only withdraws its denial."""
    denial = claim_of(0, "396件", is_statistic=False, why="date")

    assert proof_of(denial).statuses[0] is Status.DISPUTED
    assert proof_of(denial, whole(Field.DISPOSITION)).statuses[0] is Status.VERIFIED
    assert proof_of(denial, whole(Field.DISPOSITION, "small")).statuses[0] is Status.UNVERIFIED


def test_what_was_never_answered_is_answered() -> None:
    """A number without any claim is a fact once a model says what it means."""
    assert proof_of().statuses[0] is Status.DISPUTED
    assert proof_of(whole(Field.DISPOSITION)).statuses[0] is Status.VERIFIED


def test_an_answer_about_one_field_does_not_account_for_a_number() -> None:
    """Whether it is a statistic has still to be said."""
    after = proof_of(again(Field.PERIOD, "2022年"))

    assert found(after, "unaccounted")


VOTES = [
    (("2022年", "2021年", "2022年"), Status.VERIFIED),
    (("2022年", "2021年"), Status.DISPUTED),
    (("2021年", "2021年", "2022年"), Status.DISPUTED),
    (("2022年", "2021年", "2020年"), Status.DISPUTED),
    (("2022", "2021年", "二〇二二年"), Status.VERIFIED),
]


@pytest.mark.parametrize(("said", "status"), VOTES)
def test_samples_vote_by_meaning_and_a_tie_settles_nothing(
    said: tuple[str, ...], status: Status
) -> None:
    """More than half must say the same, in whatever spelling; nothing is averaged."""
    text = "二〇二二年连州市专利授权396件。"
    ledger = ledger_of(text, PATENTS)
    samples = [again(Field.PERIOD, each, sample=at + 1) for at, each in enumerate(said)]
    wrong = first(period="二〇二一年")

    proof = prove(ledger, [wrong, *samples], "d")

    assert (proof.statuses[0] is Status.DISPUTED) == (status is Status.DISPUTED)


def test_a_model_is_taken_at_its_last_word() -> None:
    """A later question, with a hint that gives nothing away, replaces its earlier answer."""
    answers = [
        again(Field.PERIOD, "2021年"),
        again(Field.PERIOD, "2022年", hint="look again"),
    ]

    after = proof_of(first(period="2021年"), *answers)

    assert after.statuses[0] is Status.UNVERIFIED
    assert "sample:b" in after.facts[0].voices[Field.PERIOD]


def test_where_the_text_is_silent_a_model_replaces_its_own_word_only() -> None:
    """Nobody but the model knew, so its later word stands, alone and unverified."""
    ledger = ledger_of(TEXT, SILENT, MARKS)
    wrong = first(indicator="商标注册量值")
    own, other = (again(Field.INDICATOR, "专利授权", model) for model in ("small", "b"))

    def fact_of(*claims: Claim) -> tuple[str | None, Status]:
        proof = prove(ledger, [*claims, SECOND], "d")
        return proof.facts[0].indicator, proof.statuses[0]

    assert fact_of(wrong, own) == ("专利授权", Status.UNVERIFIED)
    assert fact_of(first(indicator="商标注册"), other)[1] is Status.DISPUTED


def test_sums_are_not_argued_away() -> None:
    """A contradiction in the text stays, whatever a model answers."""
    text = "2022年专利授权396件。2022年专利授权380件。"
    numbers = (PATENTS, Number("380件", "380", "件", Kind.VALUE, "专利授权", "2022"))
    claims = [FIRST, replace(FIRST, mention=1, echo="380件"), whole(Field.VALUE)]

    proof = prove(ledger_of(text, *numbers), claims, "d")

    assert found(proof, "contradiction")
    assert proof.statuses[0] is Status.DISPUTED


def test_a_model_that_has_no_answer_any_more_withdraws_its_own() -> None:
    """What it said first is no longer held against the text, and nobody supports it."""
    wrong = first(period="2030年上半年")

    own, other = (proof_of(wrong, again(Field.PERIOD, None, model)) for model in ("small", "b"))

    assert found(proof_of(wrong), "period-ungrounded")
    assert own.statuses[0] is Status.UNVERIFIED
    assert found(other, "period-ungrounded")
