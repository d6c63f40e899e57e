"""Ways of asking in, the seconds that each takes for a number out, all asked anew."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.asking.strategies import Strategy
from pipeline.asking.templates import ModelOptions
from tests.bench.kept_server import KeptServer
from tests.bench.strategy_asking import Said, ask
from tests.bench.strategy_cases import Sampled, count_of, only, spread
from tests.bench.strategy_reasking import ask_again

_WARMING, _TIMED = 4, 8


@dataclass(frozen=True, slots=True)
class Stopwatch:
    """The numbers that are timed, after others have filled the server's places."""

    warming: tuple[Sampled, ...]
    timed: tuple[Sampled, ...]
    server: KeptServer
    model: ModelOptions

    @property
    def counts(self) -> tuple[int, int]:
        """Return how many numbers are timed, and how many are asked about before."""
        return count_of(self.timed), count_of(self.warming)

    def first(self, strategy: Strategy) -> float:
        """Return the seconds for each number, once the common prompt is in the cache."""
        with self.server.afresh():
            ask(strategy, self.warming, self.server.base_url, self.model)
            self.server.take_costs()
            said = ask(strategy, self.timed, self.server.base_url, self.model)
            return self.server.take_costs().seconds / max(1, said.numbers)

    def again(self, said: Said) -> float:
        """Return the seconds for each question about one field, likewise."""
        with self.server.afresh():
            ask_again(self.warming, said, self.server.base_url, self.model)
            self.server.take_costs()
            again = ask_again(self.timed, said, self.server.base_url, self.model)
            return self.server.take_costs().seconds / max(1, again.requests)


def stopwatch(samples: Sequence[Sampled], server: KeptServer, model: ModelOptions) -> Stopwatch:
    """Return a stopwatch over numbers spread evenly over the sample, the same for all ways."""
    chosen = spread(range(count_of(samples)), _WARMING + _TIMED)
    warming, timed = chosen[::3], [place for turn, place in enumerate(chosen) if turn % 3]
    return Stopwatch(only(samples, warming), only(samples, timed), server, model)
