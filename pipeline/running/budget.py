"""What a run may cost: every answer in, a halt out once it is enough."""

from collections.abc import Iterable

from pipeline.errors import BudgetError, SettingsError
from pipeline.running.challenging import settings_of_challenger
from pipeline.running.halting import Halt
from pipeline.running.journal_rows import Entry
from pipeline.settings import Price, Settings


def price_of(settings: Settings, model: str) -> Price | None:
    """Return the price by which a run that asks ``model`` counts what it spends.

    With a challenger that is the dearer price of the two, for both: what is counted is
    never less than what is paid.
    """
    names = {model}
    if settings.challenger:
        names.add(settings_of_challenger(settings).model or "")
    known = [settings.prices[name] for name in sorted(names) if name in settings.prices]
    return max(known, key=lambda price: price.cost(1, 0, 1), default=None)


class Budget:
    """The tokens and the money a run has spent, and the limits to both.

    ``tokens`` counts what was asked and answered, not what came from the cache.
    """

    def __init__(self, settings: Settings, model: str, halt: Halt, spent: Iterable[Entry]) -> None:
        self.tokens = 0
        self.cost = 0.0
        self._most_tokens = settings.max_tokens_total
        self._most_cost = settings.max_cost
        self._price = price_of(settings, model)
        self._halt = halt
        if self._most_cost is not None and self._price is None:
            raise SettingsError(
                f"max_cost = {self._most_cost:g}: no price is known for {model!r}; "
                f'add it to shuzheng.toml under [prices."{model}"]'
            )
        for entry in spent:
            self._add(entry)

    def spend(self, entry: Entry) -> None:
        """Add what ``entry`` took; nothing more is sent once the limit is reached."""
        self._add(entry)
        self.check()

    def check(self) -> None:
        """Halt the run if the limit is reached, by an earlier sitting perhaps."""
        if self._most_tokens is not None and self.tokens >= self._most_tokens:
            self._stop(f"{self.tokens} tokens spent, max_tokens_total = {self._most_tokens}")
        if self._most_cost is not None and self.cost >= self._most_cost:
            self._stop(f"{self.cost:.4f} spent, max_cost = {self._most_cost:g}")

    def _add(self, entry: Entry) -> None:
        if entry.is_from_cache:
            return
        usage = entry.usage
        self.tokens += usage.prompt_tokens + usage.completion_tokens + entry.wasted_tokens
        if self._price is not None:
            completion = usage.completion_tokens + entry.wasted_tokens
            self.cost += self._price.cost(usage.prompt_tokens, usage.cached_tokens, completion)

    def _stop(self, why: str) -> None:
        self._halt.stop(BudgetError(f"{why}; raise the limit and the same command goes on"))
