"""Settings in, the second model that answers the same chunks out."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from pipeline.errors import PipelineError, SettingsError
from pipeline.running.asker import Asker
from pipeline.running.halting import Halt
from pipeline.running.questioning import ask_by
from pipeline.running.stages import Question
from pipeline.settings import Settings

KEY_ENV = "SHUZHENG_CHALLENGER_API_KEY"


@dataclass(frozen=True, slots=True)
class Challenger:
    """A second model: how it is asked, through what, and what keeps it from being asked.

    ``halt`` is beside that of the run: where its server is gone or refuses us, the first
    model is asked all the same.
    """

    question: Question
    asker: Asker
    halt: Halt

    def error(self, of_run: PipelineError | None) -> PipelineError | None:
        """Return why the run stopped, or only this model did; then the error names it."""
        if of_run is not None or self.halt.error is None:
            return of_run
        name, error = self.question.options.model, self.halt.error
        return type(error)(
            f"challenger {name}: {error}; the same command asks it alone, without --challenger"
            " the first model's answers stand"
        )


def settings_of_challenger(settings: Settings) -> Settings:
    """Return the settings by which the challenger is asked: the same, but for model and address.

    ``challenger`` is MODEL, at the same server, or MODEL@URL.  A server elsewhere gets a key
    of its own (SHUZHENG_CHALLENGER_API_KEY), never the first one's.

    >>> found = settings_of_challenger(Settings(challenger="qwen3-8b@http://h:1/v1"))
    >>> found.model, found.base_url, found.challenger
    ('qwen3-8b', 'http://h:1/v1', None)
    """
    model, at, url = (settings.challenger or "").partition("@http")
    if not model or (at and not url.startswith(("://", "s://"))):
        raise SettingsError(f"challenger = {settings.challenger!r}: must be MODEL or MODEL@URL")
    base_url = f"http{url}".rstrip("/") if at else settings.base_url
    changed = {"model": model, "base_url": base_url, "challenger": None, "strategy": None}
    if at and _origin(base_url) != _origin(settings.base_url):
        changed["api_key_env"] = KEY_ENV
    return settings.model_copy(update=changed | {"profile": "auto"})


def _origin(address: str | None) -> tuple[str, str]:
    parts = urlsplit(address or "")
    return parts.scheme, parts.netloc.rpartition("@")[2]


@asynccontextmanager
async def challenger_of(
    settings: Settings, halt: Halt, tell: Callable[[str], None]
) -> AsyncIterator[Challenger | None]:
    """Open the challenger that the settings name, nothing where they name none."""
    if settings.challenger is None:
        yield None
        return
    chosen = settings_of_challenger(settings)
    beside = halt.beside()
    async with Asker(chosen, beside, tell) as asker:
        yield Challenger(ask_by(chosen, await asker.model_options()), asker, beside)
