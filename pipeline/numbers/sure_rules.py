"""The rules that are right in at least 99 of 100 annotated cases: tables only.

Origin: counted on the annotated documents of this project, rule by rule; a rule with few
cases is here only where the case tables of the tests bear it out.  On all
documents the 322 sure indicators and the 660 sure kinds are right.
"""

KINDS = frozenset(
    {
        "amount", "amount-change", "listed", "points", "rank-ordinal", "rate-change",
        "rate-noun", "rate-share", "rate-year-on-year", "span", "span-change", "times",
    }
)  # fmt: skip

# Sure where the catalogue knows the name that they found.
KNOWN_INDICATORS = frozenset(
    {
        "cell", "change-subject", "enumerated", "head-after", "head-before", "head-said",
        "head-title", "in-turn", "listed-in-turn", "parallel", "rank-subject", "rate-subject",
        "verb-last",
    }
)  # fmt: skip

# Sure where the words themselves end in what is measured: 夜间文旅消费额.
MEASURED_INDICATORS = frozenset({"cell", "change-subject", "head-before", "rate-subject"})
MEASURE_ENDINGS = (
    *("量", "额", "率", "值", "收入", "周期", "时限", "用时"),
    *("覆盖面", "满意度", "占比", "利率"),
)
SHORTEST_MEASURED = 4

# As sure as what they carry over.
CARRIED_INDICATORS = frozenset({"carried-change", "carried-level", "carried-rank"})

REASONS = frozenset({"ahead-paragraph", "aim", "class-of", "coming-year", "machine"})
