"""A case in, the findings of every check out, and what each check looked at."""

from collections.abc import Iterable, Mapping
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

_ORDER = {check.code: place for place, check in enumerate(CHECKS)}


@dataclass(frozen=True, slots=True, order=True)
class Checked:
    """The check ``check`` had enough to judge one field of one mention."""

    mention: int
    field: Field
    check: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What all checks made of a case.

    ``findings`` are in order of their mention, ``looks`` is everything that was looked
    at, and ``support`` names, by mention and field, the voices that the looks add.
    """

    findings: tuple[Finding, ...]
    looks: frozenset[Checked]
    support: Mapping[tuple[int, Field], tuple[str, ...]]


def checks_by_field(looks: Iterable[Checked]) -> Mapping[int, Mapping[Field, tuple[str, ...]]]:
    """Return, by mention and field, the checks that looked at it, in the order of ``CHECKS``.

    A field that is missing was looked at by none: nothing was found because nothing was
    compared.
    """
    named: dict[int, dict[Field, tuple[str, ...]]] = {}
    for look in sorted(looks, key=lambda look: _ORDER[look.check]):
        fields = named.setdefault(look.mention, {})
        fields[look.field] = (*fields.get(look.field, ()), look.check)
    return named


def check_case(case: Case) -> Outcome:
    """Put every check of ``CHECKS`` to a case."""
    found: dict[Finding, None] = {}
    looked: set[Checked] = set()
    support: dict[tuple[int, Field], tuple[str, ...]] = {}
    for check in CHECKS:
        for look in check.function(case):
            looked.add(Checked(look.mention, look.field, check.code))
            found.update(dict.fromkeys(findings_of(check, look)))
            place = look.mention, look.field
            if look.is_support and check.voice and check.voice not in support.get(place, ()):
                support[place] = (*support.get(place, ()), check.voice)
    findings = sorted(found, key=lambda each: (each.mention, _ORDER[each.check], each.field))
    return Outcome(tuple(findings), frozenset(looked), support)


def findings_of(check: Check, look: Look) -> list[Finding]:
    """Return the finding a look makes, if any; a look beyond the check's fields is refused."""
    if look.field not in check.fields:
        raise ValueError(f"{check.code} looked at {look.field}, which it does not declare")
    if look.against is None:
        return []
    return [Finding(look.mention, check.code, look.field, look.against, look.others)]
