"""The commands about the answer cache."""

from pathlib import Path

import click

from pipeline.asking.answer_cache import AnswerCache
from pipeline.cli.options import CACHE_DIR
from pipeline.running.asker import ANSWERS
from pipeline.setting_sources import load_settings

_UNITS_S = {"h": 3600, "d": 86_400, "w": 604_800}


@click.group()
def cache() -> None:
    """Look after the answers kept on disk."""


@cache.command(
    epilog="""
\b
Examples:
  shuzheng cache stats
  shuzheng cache stats --cache-dir /mnt/shared/answers
"""
)
@CACHE_DIR
def stats(cache_dir: Path | None) -> int:
    """Say how many answers and finished documents are kept and how much room they take."""
    with _open(cache_dir) as answers:
        found = answers.stats()
    click.echo(
        f"{found.answer_count} answers, {found.document_count} finished documents, "
        f"{found.byte_count / 1e6:.1f} MB"
    )
    return 0


@cache.command(
    epilog="""
\b
Examples:
  shuzheng cache verify           # name what is damaged
  shuzheng cache verify --drop    # and drop it; it is asked for again
"""
)
@CACHE_DIR
@click.option("--drop", is_flag=True, help="Drop the damaged entries.")
def verify(cache_dir: Path | None, drop: bool) -> int:
    """Read every entry and name the damaged ones; exit code 1 if any are left."""
    with _open(cache_dir) as answers:
        found = answers.stats()
        damaged = answers.verify(is_dropped=drop)
    count = found.answer_count + found.document_count
    for key in damaged:
        click.echo(f"{'dropped' if drop else 'damaged'}: {key}")
    click.echo(f"{count - len(damaged)} of {count} entries are sound")
    return 1 if damaged and not drop else 0


@cache.command(
    epilog="""
\b
Examples:
  shuzheng cache prune --max-mb 500
  shuzheng cache prune --older-than 90d
"""
)
@CACHE_DIR
@click.option("--max-mb", type=click.FloatRange(min=0), help="Room the answers may take.")
@click.option(
    "--older-than",
    callback=lambda _c, _p, text: _seconds(text),
    metavar="AGE",
    help="Drop what is older: 12h, 90d, 8w.",
)
def prune(cache_dir: Path | None, max_mb: float | None, older_than: float | None) -> int:
    """Drop the oldest answers; nothing is dropped by itself."""
    if max_mb is None and older_than is None:
        raise click.UsageError("say what to drop: --max-mb, --older-than, or both")
    most = None if max_mb is None else int(max_mb * 1e6)
    with _open(cache_dir) as answers:
        count = answers.prune(max_bytes=most, older_than_s=older_than)
    click.echo(f"{count} entries dropped")
    return 0


@cache.command(
    epilog="""
\b
Examples:
  shuzheng cache clear --yes
"""
)
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


def _seconds(text: str | None) -> float | None:
    if text is None:
        return None
    try:
        return float(text[:-1]) * _UNITS_S[text[-1:]]
    except (ValueError, KeyError):
        raise click.BadParameter(f"{text!r} is no age; write 12h, 90d or 8w") from None
