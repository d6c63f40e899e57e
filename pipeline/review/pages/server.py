"""A run in, its pages on an address out, until somebody stops it."""

import socket
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from time import time

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from nicegui import app as pages
from nicegui import ui

from pipeline.errors import UsageError
from pipeline.review.desk import Desk
from pipeline.review.fact_rows import facts_page
from pipeline.review.pages.facts import ADDRESS
from pipeline.review.pages.frame import build_root
from pipeline.review.security import TOKEN, Gate, Guard, gate_for
from pipeline.review.visitor import read_visitor
from pipeline.settings import Settings

CATCH_UP_S = 1.0


def serve_review(
    run_dir: Path,
    host: str,
    port: int,
    *,
    settings: Settings,
    announce: Callable[[str], object],
) -> None:
    """Serve the pages of a run until interrupted; ``announce`` is told their address.

    ``settings`` name the database where it is not in ``run_dir``, and the server that is
    asked again.  An address that is taken raises UsageError.  At the end the exports of
    the run are written anew if anything was decided.
    """
    with closing(Desk.open(run_dir, settings, now)) as desk, closing(_listen(host, port)) as heard:
        port = heard.getsockname()[1]
        gate = gate_for(host, port)
        guarded = Guard(_application(desk), gate)
        config = uvicorn.Config(guarded, log_level="warning", timeout_graceful_shutdown=1)
        announce(_address(host, port, gate))
        try:
            uvicorn.Server(config).run(sockets=[heard])
        finally:
            if desk.is_changed:
                desk.write_exports()


def now() -> str:
    """Return the time in ISO 8601, fine enough to tell two acts of one person apart."""
    return datetime.fromtimestamp(time(), tz=UTC).isoformat(timespec="milliseconds")


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise UsageError(
            f"{host}:{port}: cannot listen there ({error.strerror or error}); try --port 0"
        ) from error


def _address(host: str, port: int, gate: Gate) -> str:
    name = f"[{host}]" if ":" in host else host
    name = socket.gethostname() if host in ("0.0.0.0", "::") else name
    return f"http://{name}:{port}/" + (f"?{TOKEN}={gate.token}" if gate.token else "")


def _application(desk: Desk) -> FastAPI:
    application = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    @application.get(ADDRESS)
    def facts(request: Request, wish: str, start: int, end: int) -> Response:
        visitor = read_visitor(request.cookies, request.headers.get("accept-language", ""))
        try:
            return JSONResponse(facts_page(desk, visitor.words, wish, start, end))
        except ValueError as error:
            return PlainTextResponse(f"not a wish for facts: {error}", status_code=400)

    # Its bar at the top has no name for screen readers, and nothing here takes long.
    pages.config.quasar_config["loadingBar"] = {"skipHijack": True}
    pages.timer(CATCH_UP_S, desk.catch_up)
    ui.run_with(
        application,
        root=build_root(desk),
        title="shuzheng",
        dark=None,
        tailwind=False,
        binding_refresh_interval=None,
        gzip_middleware_factory=None,
        show_welcome_message=False,
        reconnect_timeout=60,
    )
    return application
