"""Pieces of work in, how long they take and how that grows out."""

import gc
import math
import multiprocessing
import os
import resource
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from statistics import median
from time import perf_counter, process_time

Work = Callable[[], object]

# Work that sleeps uses no processor time: it is killed when this many times its limit is over.
_PATIENCE = 10

# Work too short for the clock took at most this.
_TICK_S = 1e-6


def seconds(work: Work) -> float:
    """Return the processor time that ``work`` takes once.

    None of the candidates waits for anything, and what else runs on the machine must not
    count against them.
    """
    start = process_time()
    work()
    return process_time() - start


def all_cpu_s() -> float:
    """Return the processor time of this process and of those it began and saw end."""
    return sum(os.times()[:4])


@dataclass(frozen=True, slots=True)
class Timing:
    """How long work took: seconds of the processor, and on the wall while it had to share."""

    cpu: float
    wall: float


def best_of(work: Work, turns: int, enough_s: float) -> Timing:
    """Do ``work`` in ``turns`` or more, until ``enough_s`` have gone by, and return the best.

    What else a machine does slows some turns and quickens none.  Before each, the garbage
    that others left is taken out, so that it does not count against the work.
    """
    timings: list[Timing] = []
    while len(timings) < turns or sum(each.cpu for each in timings) < enough_s:
        gc.collect()
        start = perf_counter()
        cpu = seconds(work)
        timings.append(Timing(cpu, perf_counter() - start))
    return min(timings, key=lambda each: each.cpu)


def median_seconds(works: Mapping[str, Work], repeats: int) -> dict[str, float]:
    """Return the median time of each, all of them taking turns so that a slow spell hits all."""
    for work in works.values():
        work()
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(repeats):
        for name, work in works.items():
            times[name].append(seconds(work))
    return {name: median(found) for name, found in times.items()}


def fitted_exponent(points: Sequence[tuple[float, float]]) -> float:
    """Return the slope of log time over log size by least squares: 1 is linear, 2 quadratic."""
    xs = [math.log(size) for size, _ in points]
    ys = [math.log(max(time, _TICK_S)) for _, time in points]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    spread = sum((a - x) ** 2 for a in xs)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / spread


@dataclass(frozen=True, slots=True)
class Trial:
    """How work went that may hang: its time, or ``None`` and the error if there was one."""

    seconds: float | None
    error: str = ""


def try_within(limit_s: int, work: Work) -> Trial:
    """Do ``work`` in a process of its own, which is killed after ``limit_s`` of processor time.

    A signal would not do: a regular expression that hangs does not hear it.
    """
    forking = multiprocessing.get_context("fork")
    gc.collect()
    here, there = forking.Pipe(duplex=False)
    process = forking.Process(target=_report, args=(work, limit_s, there))
    process.start()
    there.close()
    try:
        told: Trial = here.recv() if here.poll(limit_s * _PATIENCE) else Trial(None)
    except EOFError:  # killed by the system at its limit
        told = Trial(None)
    process.kill()
    process.join()
    return told


def _report(work: Work, limit_s: int, there: "Connection[Trial, Trial]") -> None:
    gc.freeze()  # what the caller holds is no business of the work
    resource.setrlimit(resource.RLIMIT_CPU, (limit_s, limit_s))
    try:
        there.send(Trial(seconds(work)))
    except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as error:
        there.send(Trial(None, type(error).__name__))
