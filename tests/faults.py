"""Print what comes of runs before servers that fail, and of runs that are ended and resumed.

    python -m tests.faults [--seed N]

The moments at which runs are ended, and the faults, are drawn from the seed; without one
the clock gives it.  The exit code is 1 if anything is lost or is not as it should be.
"""

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import time

from tests.fakes.faulty_server import KINDS
from tests.running.ending import INTERRUPTS, KILLS, Endings, end_often
from tests.running.hardship import Ordeal, ordeals


def main() -> None:
    """Do everything, and say of each whether it is as it should be."""
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    asked.add_argument("--seed", type=int, default=int(time()), help="of an earlier run")
    seed: int = asked.parse_args().seed
    print(f"seed {seed} (to repeat this: make faults ARGS='--seed {seed}')")
    is_well = True
    with TemporaryDirectory() as place:
        for ordeal in ordeals(Path(place) / "faults", documents=250, seed=seed):
            print(_told(ordeal), flush=True)
            is_well &= not ordeal.lost
        for name, ways in (("killed", KILLS), ("interrupted", INTERRUPTS)):
            ended = end_often(Path(place) / name, ways, seed=seed)
            print(_ended(name, ended), flush=True)
            is_well &= ended.is_well
    print("every target is met" if is_well else "NOT every target is met")
    sys.exit(0 if is_well else 1)


def _told(ordeal: Ordeal) -> str:
    return (
        f"faults at {ordeal.share:3.0%} of calls: {ordeal.chunks} requests, "
        f"{ordeal.done} answered, {ordeal.failed} failed, {ordeal.lost} lost (target 0), "
        f"{ordeal.calls} calls, {len(ordeal.kinds)} of {len(KINDS)} kinds of faults met, "
        f"{ordeal.seconds:.0f} s"
    )


def _ended(name: str, ended: Endings) -> str:
    well = (
        f"{name} at {ended.count} random moments: {ended.count - len(ended.wrong)} end, resumed, "
        f"with the bytes of an undisturbed run and leave no process (target {ended.count}); at "
        f"most {ended.sent_twice} requests sent twice (target at most the {ended.slots} under way)"
    )
    return "\n  ".join((well, *ended.wrong))


if __name__ == "__main__":
    main()
