"""Every number of a document is an entry; numbers that conflict share a letter."""

from dataclasses import replace

from pipeline.proving.extras import ExtraAnswer
from pipeline.proving.fact import Field, Finding, Place, Status
from pipeline.results.report_document import Setting, document_part
from pipeline.results.report_entries import build_entries
from pipeline.results.report_words import Language, read_words
from tests.results.run_cases import FINDING, MENTIONS, PROOF, RECORD


def test_every_number_is_an_entry_with_its_state() -> None:
    """Facts and disputes have their status, what states no statistic is quiet."""
    entries = build_entries(RECORD)

    assert [entry.state for entry in entries] == ["verified", "disputed", "nonfact", "disputed"]
    assert [entry.is_listed for entry in entries] == [True, True, False, True]
    assert entries[1].findings == (FINDING,)


def test_a_nonfact_that_a_person_decided_on_is_listed() -> None:
    """What somebody accepted as no statistic can be seen to have been decided."""
    decided = replace(PROOF, statuses={**PROOF.statuses, 2: Status.ACCEPTED})

    assert build_entries(replace(RECORD, proof=decided))[2].state == "accepted"


def test_numbers_held_against_each_other_share_a_letter() -> None:
    """Chains of conflicts are one group, and a conflict elsewhere is another."""
    one, two, three, four = (mention.raw_span for mention in MENTIONS)
    findings = (
        Finding(0, "contradiction", Field.VALUE, "…", (Place("a", two),)),
        Finding(2, "contradiction", Field.VALUE, "…", (Place("a", two), Place("b", four))),
    )
    entries = build_entries(replace(RECORD, proof=replace(PROOF, findings=findings)))

    assert [entry.group for entry in entries] == ["A", "A", "A", ""]
    assert one != three


def test_fields_of_a_user_schema_are_shown_with_what_was_refused() -> None:
    """A proven value is shown, else why there is none; a field left empty is not."""
    said = (
        ExtraAnswer(0, "funder", "省<b>厅", "省<b>厅", "", 0, 5, "m", "k"),
        ExtraAnswer(0, "paid", "昨天", None, "'昨天' is no time", None, None, "m", "k"),
        ExtraAnswer(0, "purse", "", None, "", None, None, "m", "k"),
    )
    record = replace(RECORD, extras=said)
    page = document_part(record, Setting(read_words(Language.ENGLISH), "", lambda _doc: None))

    assert build_entries(record)[0].extra == (
        ("funder", "省<b>厅"),
        ("paid", "m: '昨天' is no time"),
    )
    assert build_entries(record)[1].extra == ()
    assert "funder: 省&lt;b&gt;厅" in page
