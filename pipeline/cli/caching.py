"""The commands about the answer cache."""

from pathlib import Path

import click

from pipeline.asking.answer_cache import AnswerCache
from pipeline.cli.options import CACHE_DIR
from pipeline.running.asker import ANSWERS
from pipeline.settings import load_settings


@click.group()
def cache() -> None:
    """Look after the answers kept on disk."""


@cache.command()
@CACHE_DIR
def stats(cache_dir: Path | None) -> int:
    """Say how many answers are kept and how much room they take."""
    with _open(cache_dir) as answers:
        found = answers.stats()
    click.echo(f"{found.answer_count} answers, {found.byte_count / 1e6:.1f} MB")
    return 0


@cache.command()
@CACHE_DIR
def verify(cache_dir: Path | None) -> int:
    """Read every answer and name the damaged ones; exit code 1 if there are any."""
    with _open(cache_dir) as answers:
        damaged = answers.verify()
        count = answers.stats().answer_count
    for key in damaged:
        click.echo(f"damaged: {key}")
    click.echo(f"{count - len(damaged)} of {count} answers are sound")
    return 1 if damaged else 0


@cache.command()
@CACHE_DIR
@click.option("--yes", is_flag=True, help="Do not ask first.")
def clear(cache_dir: Path | None, yes: bool) -> int:
    """Delete every answer; the next run asks again."""
    with _open(cache_dir) as answers:
        count = answers.stats().answer_count
        if not yes:
            click.confirm(f"Delete {count} answers?", abort=True)
        answers.clear()
    click.echo(f"{count} answers deleted")
    return 0


def _open(cache_dir: Path | None) -> AnswerCache:
    settings, _origins = load_settings({"cache_dir": cache_dir})
    return AnswerCache(settings.cache_dir / ANSWERS)
