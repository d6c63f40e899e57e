"""Measure ourselves and our peers side by side, and write BENCHMARKS.md.

    python tests/bench/run.py [--only NAME ...] [--quick] [--most-documents N]

Every section that runs replaces its own part of the file; the others stay as they are,
each with the machine and the versions it was measured on.  A quick run writes nothing.
"""

import argparse
import re
import sys
import warnings
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from rich.console import Console

ROOT = Path(__file__).resolve().parents[2]
# The folder of a script comes first on the path, and would hide modules of the library.
sys.path[0] = str(ROOT)

from tests.bench.machine import describe_machine, describe_versions  # noqa: E402  (path above)
from tests.bench.section import Bench, Section, Table  # noqa: E402  (path above)

TARGET = ROOT / "BENCHMARKS.md"
NAMES = (
    *("numbers", "speed", "readings", "cleaning", "client", "corruption", "calibration"),
    "adding",
)
# Run only when named; a group names several.
SLOW_NAMES = (
    *("strategies", "extraction", "review", "scheduling"),
    *("faults", "growth", "recordings"),
)
GROUPS = {"batch": ("faults", "growth", "recordings")}

_HEAD = """# Benchmarks

Written by `make bench`: do not edit.
Ratios count, absolute times depend on the machine, so all candidates of a table run in one process, taking turns.
"no" means that a tool cannot do something at all, which is not the same as 0.
"""  # noqa: E501  (one sentence a line)


def main() -> None:
    """Run the sections asked for, show their tables, and put them into the file."""
    asked = _arguments()
    warnings.simplefilter("ignore")  # peers complain about texts, settings and their own syntax
    out, log = Console(soft_wrap=True, highlight=False), Console(stderr=True)
    bench = Bench(
        say=lambda text: log.print(f"… {text}"),
        is_quick=asked.quick,
        most_documents=asked.most_documents,
    )
    parts = {}
    names = [
        each for asked_for in asked.only or NAMES for each in GROUPS.get(asked_for, [asked_for])
    ]
    for name in names:
        section: Section = import_module(f"tests.bench.sections.{name}").SECTION
        parts[name] = _part(section, _run(section, bench, out))
    if not asked.quick:
        _write(parts)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument(
        "--only", nargs="+", choices=(*NAMES, *SLOW_NAMES, *GROUPS), default=[], metavar="NAME"
    )
    parser.add_argument("--quick", action="store_true", help="fewer repeats, writes nothing")
    parser.add_argument(
        "--most-documents",
        type=int,
        default=10_000,
        metavar="N",
        help="largest run of section growth (default 10,000; 100,000 take most of an hour)",
    )
    return parser.parse_args()


def _run(section: Section, bench: Bench, out: Console) -> list[Table]:
    bench.say(section.title)
    tables = []
    for table in section.run(bench):
        out.print(table.markdown(), markup=False)
        tables.append(table)
    return tables


def _part(section: Section, tables: Sequence[Table]) -> str:
    measured = (
        f"Measured on {describe_machine()}; {describe_versions(('shuzheng', *section.peers))}."
    )
    head = f"## {section.title}\n\n{section.says}\n\n{measured}\n"
    return "\n".join((head, *(table.markdown() for table in tables)))


def _write(parts: dict[str, str]) -> None:
    kept = _kept() | parts
    blocks = [
        f"<!-- {name} -->\n{kept[name]}<!-- end {name} -->\n"
        for name in (*NAMES, *SLOW_NAMES)
        if name in kept
    ]
    TARGET.write_text("\n".join((_HEAD, *blocks)), encoding="utf-8")


def _kept() -> dict[str, str]:
    text = TARGET.read_text(encoding="utf-8") if TARGET.exists() else ""
    found = re.finditer(r"<!-- (?P<name>\w+) -->\n(?P<part>.*?)<!-- end (?P=name) -->", text, re.S)
    return {match["name"]: match["part"] for match in found}


if __name__ == "__main__":
    main()
