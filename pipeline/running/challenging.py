"""Settings in, the second model that answers the same chunks out."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from pipeline.errors import SettingsError
from pipeline.running.asker import Asker
from pipeline.running.halting import Halt
from pipeline.running.questioning import ask_by
from pipeline.running.stages import Question
from pipeline.settings import Settings


@dataclass(frozen=True, slots=True)
class Challenger:
    """A second model: how it is asked, and through what."""

    question: Question
    asker: Asker


def settings_of_challenger(settings: Settings) -> Settings:
    """Return the settings by which the challenger is asked: the same, but for model and address.

    ``challenger`` is MODEL, at the same server, or MODEL@URL.

    >>> found = settings_of_challenger(Settings(challenger="qwen3-8b@http://h:1/v1"))
    >>> found.model, found.base_url, found.challenger
    ('qwen3-8b', 'http://h:1/v1', None)
    """
    model, at, url = (settings.challenger or "").partition("@http")
    if not model or (at and not url.startswith(("://", "s://"))):
        raise SettingsError(f"challenger = {settings.challenger!r}: must be MODEL or MODEL@URL")
    base_url = f"http{url}".rstrip("/") if at else settings.base_url
    changed = {"model": model, "base_url": base_url, "challenger": None, "strategy": None}
    return settings.model_copy(update=changed | {"profile": "auto"})


@asynccontextmanager
async def challenger_of(
    settings: Settings, halt: Halt, tell: Callable[[str], None]
) -> AsyncIterator[Challenger | None]:
    """Open the challenger that the settings name, nothing where they name none."""
    if settings.challenger is None:
        yield None
        return
    chosen = settings_of_challenger(settings)
    async with Asker(chosen, halt, tell) as asker:
        yield Challenger(ask_by(chosen, await asker.model_options()), asker)
