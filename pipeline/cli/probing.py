"""The command ``probe``: what the configured server can do."""

import asyncio
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from pipeline.asking.mode import Mode
from pipeline.asking.traits import Traits, remember
from pipeline.cli.options import CACHE_DIR, endpoint_options
from pipeline.cli.output import problem, stdout
from pipeline.results.terminal import shown
from pipeline.running.probing import probe_server
from pipeline.setting_sources import load_settings
from pipeline.settings import Settings

_WORDS = {
    "address": "address",
    "server": "server",
    "probed_on": "probed on",
    "model": "model",
    "models": "models offered",
    "context_tokens": "context, tokens",
    "schema_binds": "json_schema binds",
    "loops_blanks": "writes blanks without end",
    "tools": "tools",
    "json_object": "json_object",
    "thinks": "thinks before it answers",
    "left_out": "asked without",
    "honours_seed": "honours seeds",
    "logprobs": "logprobs",
    "slots": "requests at once",
    "tokenizer": "counts tokens at",
    "tokens_per_char": "tokens per character",
    "prompt_tokens_per_s": "reads, tokens/s",
    "completion_tokens_per_s": "writes, tokens/s",
}


@click.command(
    epilog="""
\b
Examples:
  shuzheng probe
  shuzheng probe --base-url http://127.0.0.1:8000/v1 --model qwen3-8b
  shuzheng probe --base-url http://127.0.0.1:11434/v1 --json

A dozen short questions: seconds on a good server, a minute or two on a small machine.
What is found is remembered for this address and model (ask again after either has
changed), and `run` asks accordingly: in the most binding form that works, and no more
than fits into the model.
"""
)
@endpoint_options
@CACHE_DIR
@click.option("--json", "as_json", is_flag=True, help="JSON instead of a table.")
def probe(as_json: bool, **flags: Any) -> int:
    """Find out and remember what the configured server can do."""
    settings, _origins = load_settings(flags)
    with _doing(is_quiet=as_json) as tell:
        traits = asyncio.run(probe_server(settings, time.strftime("%Y-%m-%d"), tell))
    path = remember(settings.cache_dir, traits)
    if as_json:
        click.echo(json.dumps(asdict(traits) | {"mode": traits.mode}, ensure_ascii=False, indent=1))
    else:
        stdout().print(_table(traits))
        stdout().print(f"remembered in {path}", markup=False)
        for advice in _advice(traits, settings):
            problem(advice)
    return 0


@contextmanager
def _doing(*, is_quiet: bool) -> Iterator[Callable[[str], None]]:
    """Show what is being found out: on a terminal in one line, elsewhere a line each."""
    if is_quiet:
        yield lambda _words: None
    elif sys.stderr.isatty():
        with Console(stderr=True).status("asking the server") as status:
            yield lambda words: status.update(f"{words} …")
    else:
        yield lambda words: click.echo(f"{words} …", err=True)


def _advice(traits: Traits, settings: Settings) -> Iterator[str]:
    """Yield what the settings should say, with a server like this one."""
    if traits.thinks and not settings.reasoning_tokens:
        yield (
            "the model thinks before it answers: set reasoning_tokens (2000, say), or extra_body "
            'so that it does not ({"chat_template_kwargs": {"enable_thinking": false}} for many)'
        )
    if traits.left_out:
        yield f"the server refuses {', '.join(traits.left_out)}: it is asked without them"
    if traits.mode is Mode.TEXT:
        yield "no form binds the answers of this server: more of them than usual will not fit"


def _table(traits: Traits) -> Table:
    table = Table(show_edge=False, pad_edge=False, show_header=False)
    table.add_column("what", no_wrap=True)
    table.add_column("found", overflow="fold")
    values = asdict(traits)
    for name, words in _WORDS.items():
        table.add_row(words, shown(_in_words(values[name])))
    table.add_row("asked in the form", traits.mode)
    return table


def _in_words(value: object) -> str:
    if value is None or value == "":
        return "unknown"
    if value == ():
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
