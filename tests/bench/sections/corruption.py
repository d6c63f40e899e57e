"""Wrong answers about right documents: how many of them end as verified, ours and theirs."""

from collections.abc import Iterator, Sequence

from tests.bench.baseline_grounding import (
    instructor_citations,
    langextract_default,
    langextract_exact,
)
from tests.bench.corpus import DEV, SEEDS
from tests.bench.corrupting import (
    Case,
    Count,
    Counted,
    annotated_subjects,
    corrupted_cases,
    right_share,
    spelt_cases,
)
from tests.bench.corruptions import MEANINGS, VALUES
from tests.bench.generated import Subject, generated_subjects
from tests.bench.section import Bench, Section, Table

_PEERS = {
    "langextract": langextract_default,
    "langextract, exact": langextract_exact,
    "instructor citations": instructor_citations,
}
_OURS = "ours"
_REPORTS = 120
_SAMPLE = 9  # peers get every ninth case of a kind: the slowest takes 25 ms for each
_NOTES = (
    "Every answer is right but for the one thing named. Ours is proven with all other "
    "answers of its document right, which is the hardest case for the checks.",
    "Ours: the fact is verified although its answer is wrong; where a bound was dropped, of "
    "which an answer need not speak, the fact that stands lost it. What stands is always read "
    "from the source, so an accepted answer is not yet a wrong value in the output.",
    "Peers get the clause up to the number with the number as answered, and its paragraph; they "
    "accept what their documented filter keeps (langextract: a char_interval; exact: fuzzy "
    "and partial matches off, UnicodeTokenizer; instructor: CitationMixin). They look at the "
    "quote alone, so a wrong meaning beside a right quote passes unseen.",
    "Sources: the annotated documents of seeds and dev, and reports from templates of our own.",
)


def run(bench: Bench) -> Iterator[Table]:
    """Yield one table: what each candidate accepts of each kind of wrong answer."""
    gold = list(annotated_subjects(SEEDS, DEV))
    subjects = [*gold, *generated_subjects(_REPORTS // 10 if bench.is_quick else _REPORTS)]
    bench.say("corruption: wrong answers")
    wrong = _counted(corrupted_cases(subjects))
    bench.say("corruption: true numbers in other spellings")
    true = _counted(spelt_cases(subjects))
    yield _accepted(wrong, subjects)
    yield _refused(true)


def _counted(cases: Iterator[Case]) -> dict[str, Counted]:
    counted = {name: Counted() for name in (_OURS, *_PEERS)}
    seen: dict[str, int] = {}
    for case in cases:
        counted[_OURS].add(case.kind, is_accepted=case.is_accepted)
        seen[case.kind] = seen.get(case.kind, 0) + 1
        if seen[case.kind] % _SAMPLE == 1:
            for name, accepts in _PEERS.items():
                is_accepted = accepts(case.quote, case.source)
                counted[name].add(case.kind, is_accepted=is_accepted)
    return counted


def _accepted(counted: dict[str, Counted], subjects: Sequence[Subject]) -> Table:
    rows = [_row(kind, counted, (kind,)) for kind in (*VALUES, *MEANINGS)]
    rows.append(_row("**all wrong values**", counted, tuple(VALUES)))
    rows.append(_row("**all wrong meanings**", counted, tuple(MEANINGS)))
    right = right_share(subjects)
    note = f"Of the right answers, {right.share:.1%} end as verified ({right.accepted}/{right.of})."
    return Table(
        "Wrong answers accepted",
        ("what is wrong", "answers", *(_OURS, *_PEERS), "answers put to peers"),
        tuple(rows),
        (*_NOTES, note),
    )


def _row(title: str, counted: dict[str, Counted], kinds: Sequence[str]) -> tuple[str, ...]:
    ours, *peers = (_sum(counted[name], kinds) for name in (_OURS, *_PEERS))
    return (
        title,
        f"{ours.of:,}",
        f"{ours.share:.2%} ({ours.accepted})",
        *(f"{peer.share:.0%}" for peer in peers),
        f"{peers[0].of:,}",
    )


def _sum(counted: Counted, kinds: Sequence[str]) -> Count:
    known = [counted.counts[kind] for kind in kinds if kind in counted.counts]
    return Count(sum(each.accepted for each in known), sum(each.of for each in known))


def _refused(counted: dict[str, Counted]) -> Table:
    counts = [_sum(counted[name], tuple(counted[name].counts)) for name in (_OURS, *_PEERS)]
    cells = (f"{1 - count.share:.2%} ({count.of - count.accepted}/{count.of})" for count in counts)
    return Table(
        "True numbers refused because they are spelt otherwise",
        ("", _OURS, *_PEERS),
        (("refused", *cells),),
        (
            "3.4萬件, 34,000件, ３．４万件, 三万四千件, 3.4 万件, 3.4萬(wàn)件 where the text has "
            "3.4万件; ours of those that are verified as printed.",
        ),
    )


SECTION = Section(
    name="corruption",
    title="Wrong answers, and true ones spelt otherwise",
    says="Answers that are wrong in one thing, put through the whole proof and to the peers' "
    "own filters.",
    run=run,
    peers=("langextract", "instructor"),
)
