"""Settings in, what their server can do out; and the same from memory."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

from pipeline.asking.embedded import MODEL_NAME, EmbeddedServer
from pipeline.asking.traits import Traits, recall
from pipeline.errors import SettingsError
from pipeline.settings import Settings

# The embedded server's port is another every time.
EMBEDDED = "embedded"

_USER = re.compile(r"//[^/@]{0,500}@")


async def probe_server(
    settings: Settings, probed_on: str, tell: Callable[[str], None] = lambda _doing: None
) -> Traits:
    """Probe the server the settings name, or the embedded one.

    It is asked with ``extra_body``, as a run asks it.  A model that has to be named and is
    not raises SettingsError, a server that does not answer EndpointError.  ``tell`` hears
    what is being found out.
    """
    # Their libraries take seconds to load.
    from pipeline.asking.connection import Connection, EndpointOptions
    from pipeline.asking.probe import Probed, probe

    async with _base_url(settings) as base_url:
        options = EndpointOptions(
            base_url,
            settings.api_key(),
            timeout_s=settings.timeout_s,
            is_streaming=settings.stream,
        )
        async with Connection(options) as connection:
            model = settings.model or _only(await connection.list_models())
            extra_json = json.dumps(settings.extra_body)
            traits = await probe(Probed(connection, model, extra_json, tell), probed_on)
    return replace(traits, address=_address(settings))


def known_traits(settings: Settings, model: str) -> Traits | None:
    """Return what an earlier probe found out about the server of ``settings``."""
    return recall(settings.cache_dir, _address(settings), model)


def _address(settings: Settings) -> str:
    """Return under what a server is remembered: its address without user and password."""
    return _USER.sub("//", settings.base_url) if settings.base_url else EMBEDDED


@asynccontextmanager
async def _base_url(settings: Settings) -> AsyncIterator[str]:
    if settings.base_url is not None:
        yield settings.base_url
        return
    if settings.model not in (None, MODEL_NAME):
        raise SettingsError(f"model = {settings.model!r} needs the address of its server")
    server = EmbeddedServer(settings.cache_dir)
    await asyncio.to_thread(server.__enter__)
    try:
        yield server.base_url
    finally:
        server.__exit__()


def _only(models: tuple[str, ...]) -> str:
    if len(models) != 1:
        offered = ", ".join(models) or "none"
        raise SettingsError(f"model is not set and the server offers {offered}; set model")
    return models[0]
