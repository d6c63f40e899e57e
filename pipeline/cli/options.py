"""Options that several commands share, each named after the setting it gives."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH...")
RUN = click.argument("run_dir", metavar="RUN", type=click.Path(path_type=Path))
ENCODING = click.option("--encoding", help="Encoding of the documents, if you know it.")
CACHE_DIR = click.option(
    "--cache-dir", type=click.Path(path_type=Path), help="Folder of the answer cache."
)
STORE = click.option(
    "--store",
    metavar="URL",
    help="Database of the run, such as postgresql://host/name (default: run.sqlite in it).",
)

_SERVER = (
    click.option("--base-url", help="OpenAI-compatible server, such as http://127.0.0.1:8080/v1."),
    click.option("--model", help="Model name; not needed if the server has only one."),
    click.option("--api-key-env", metavar="NAME", help="Variable that holds the API key."),
    click.option("--temperature", type=float, help="Sampling temperature (default 0)."),
    click.option("--seed", type=int, help="Sampling seed."),
    click.option(
        "--extra-body",
        callback=lambda _c, _p, text: _object(text),
        metavar="JSON",
        help="JSON object sent along with every request.",
    ),
    click.option("--timeout", "timeout_s", type=float, help="Seconds without a token."),
    click.option("--attempts", type=int, help="Tries for one request."),
    click.option("--concurrency", type=int, help="Requests under way at once."),
    click.option(
        "--no-cache",
        "use_cache",
        flag_value=False,
        default=None,
        type=bool,
        help="Ask everything anew and keep no answer.",
    ),
)
_CHUNKS = (
    click.option(
        "--profile",
        type=click.Choice(("auto", "small", "large")),
        help="Ask as suits a small or a large model (default: by the model's name).",
    ),
    click.option("--strategy", metavar="NAME", help="One way of asking, such as free-eight."),
    click.option(
        "--rpm", "requests_per_minute", type=int, metavar="N", help="Most requests a minute."
    ),
    click.option("--tpm", "tokens_per_minute", type=int, metavar="N", help="Most tokens a minute."),
    click.option(
        "--wait-for-server",
        "wait_for_server_s",
        type=float,
        metavar="SECONDS",
        help="How long to wait for a server that has gone away (default 600).",
    ),
    click.option(
        "--workers",
        type=int,
        metavar="N",
        help="Processes that work on documents (default: by their number; 0 for none).",
    ),
    click.option("--stream/--no-stream", default=None, help="Answers token by token, or whole."),
    click.option("--prompt", "prompt_version", metavar="NAME", help="Prompt, such as facts.v1."),
    click.option(
        "--schema-version", metavar="NAME", help="Answer shape, such as facts.v1 or facts.v2."
    ),
    click.option(
        "--schema",
        "user_schema",
        metavar="FILE.py|NAME",
        help="Also ask about fields of your own, such as funding; a file is run as Python code.",
    ),
    click.option(
        "--challenger",
        metavar="MODEL[@URL]",
        help="A second model that answers the same chunks; where they differ, a finding says so.",
    ),
    click.option(
        "--reasoning-tokens", type=int, help="Tokens a model may think for before its answer."
    ),
    click.option("--chunk-tokens", type=int, help="Longest text of one request, in tokens."),
    click.option("--chunk-mentions", type=int, help="Most numbers in one request."),
)


def server_options(command: F) -> F:
    """Give ``command`` the options about the server and how it is asked."""
    return _with(_SERVER, command)


def endpoint_options(command: F) -> F:
    """Give ``command`` the options about the server and about the requests for documents."""
    return _with((*_SERVER, *_CHUNKS), command)


def _with(options: tuple[Callable[[F], F], ...], command: F) -> F:
    for option in reversed(options):
        command = option(command)
    return command


def _object(text: str | None) -> dict[str, Any] | None:
    if text is None:
        return None
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise click.BadParameter(f"not JSON ({error})") from error
    if not isinstance(value, dict):
        raise click.BadParameter("must be a JSON object such as '{\"top_k\": 1}'")
    return value
