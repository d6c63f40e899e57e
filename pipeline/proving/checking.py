"""A case in, the findings of every check out, and what each check looked at."""

from dataclasses import dataclass

from pipeline.proving.case import Case
from pipeline.proving.check import Check, Look
from pipeline.proving.checks import (
    contradiction,
    direction,
    false_fact,
    false_nonfact,
    growth_arithmetic,
    implausible,
    indicator_elsewhere,
    indicator_ungrounded,
    instruction_in_source,
    kind_unit,
    models_disagree,
    number_echo,
    part_whole,
    period_conflict,
    period_ungrounded,
    reading_disagrees,
    region_conflict,
    unaccounted,
)
from pipeline.proving.fact import Field, Finding

CHECKS: tuple[Check, ...] = (
    unaccounted.CHECK,
    false_nonfact.CHECK,
    false_fact.CHECK,
    instruction_in_source.CHECK,
    number_echo.CHECK,
    implausible.CHECK,
    contradiction.CHECK,
    growth_arithmetic.CHECK,
    part_whole.CHECK,
    kind_unit.CHECK,
    direction.CHECK,
    indicator_ungrounded.CHECK,
    indicator_elsewhere.CHECK,
    period_ungrounded.CHECK,
    period_conflict.CHECK,
    region_conflict.CHECK,
    reading_disagrees.CHECK,
    models_disagree.CHECK,
)


@dataclass(frozen=True, slots=True, order=True)
class Checked:
    """The check ``check`` had enough to judge one field of one mention."""

    mention: int
    field: Field
    check: str


def check_case(case: Case) -> tuple[tuple[Finding, ...], frozenset[Checked]]:
    """Put every check of ``CHECKS`` to a case; findings are in order of their mention."""
    found: list[Finding] = []
    looked: set[Checked] = set()
    for check in CHECKS:
        for look in check.function(case):
            looked.add(Checked(look.mention, look.field, check.code))
            found += findings_of(check, look)
    order = {check.code: place for place, check in enumerate(CHECKS)}
    found.sort(key=lambda finding: (finding.mention, order[finding.check], finding.field))
    return tuple(dict.fromkeys(found)), frozenset(looked)


def findings_of(check: Check, look: Look) -> list[Finding]:
    """Return the finding a look makes, if any; a look beyond the check's fields is refused."""
    if look.field not in check.fields:
        raise ValueError(f"{check.code} looked at {look.field}, which it does not declare")
    if look.against is None:
        return []
    return [Finding(look.mention, check.code, look.field, look.against, look.others)]
