"""A document's record in, one entry for each of its numbers out: all there is to show of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.numbers.mention import Mention
from pipeline.proving.fact import Disposition, Fact, Finding, LedgerRow, Status
from pipeline.results.extra_lines import extras_in_words
from pipeline.results.records import DocumentRecord

NONFACT = "nonfact"


@dataclass(frozen=True, slots=True)
class Entry:
    """One number: what stands in the text, what became of it, and what was found.

    ``group`` is a letter that all numbers of a document share that findings hold
    against each other, ``""`` where there are none.  ``extra`` has the fields of a user
    schema with what there is to show in them.
    """

    mention: Mention
    row: LedgerRow
    status: Status
    fact: Fact | None
    findings: tuple[Finding, ...]
    group: str
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def state(self) -> str:
        """Return the status, or ``nonfact`` for what undisputedly states no statistic.

        A person may have rejected what nobody took for a fact; that is a status too.
        """
        is_quiet = self.row.disposition is Disposition.NONFACT and self.status in (
            Status.VERIFIED,
            Status.UNVERIFIED,
        )
        return NONFACT if is_quiet else self.status.value

    @property
    def is_listed(self) -> bool:
        """Tell whether the number belongs among the facts and disputes."""
        return self.state != NONFACT


def build_entries(record: DocumentRecord) -> tuple[Entry, ...]:
    """Return one entry for each mention of a document, in order."""
    proof = record.proof
    facts = {fact.mention: fact for fact in proof.facts}
    findings: dict[int, list[Finding]] = {}
    for finding in proof.findings:
        findings.setdefault(finding.mention, []).append(finding)
    groups, extra = _groups(record), extras_in_words(record.extras)
    return tuple(
        Entry(
            mention=mention,
            row=row,
            status=proof.statuses[row.mention],
            fact=facts.get(row.mention),
            findings=tuple(findings.get(row.mention, ())),
            group=groups.get(row.mention, ""),
            extra=extra.get(row.mention, ()),
        )
        for mention, row in zip(record.mentions, proof.rows, strict=True)
    )


def _groups(record: DocumentRecord) -> Mapping[int, str]:
    """Name every set of mentions that findings hold against each other, in order."""
    at = {mention.raw_span: mention.index for mention in record.mentions}
    joined: dict[int, set[int]] = {}
    for finding in record.proof.findings:
        here = [at[p.span] for p in finding.others if p.doc == record.proof.doc and p.span in at]
        _join(joined, [finding.mention, *here])
    sets = sorted({min(members): members for members in joined.values()}.items())
    return {
        mention: _letters(place)
        for place, (_first, members) in enumerate(sets)
        for mention in members
    }


def _join(joined: dict[int, set[int]], mentions: Iterable[int]) -> None:
    members = set(mentions)
    if len(members) < 2:
        return
    for mention in tuple(members):
        members |= joined.get(mention, set())
    for mention in members:
        joined[mention] = members


def _letters(place: int) -> str:
    """Return A … Z, AA … for the places from 0.

    >>> _letters(0), _letters(25), _letters(26)
    ('A', 'Z', 'AA')
    """
    rest, last = divmod(place, 26)
    return (_letters(rest - 1) if rest else "") + chr(ord("A") + last)
