"""The command ``serve``: the embedded model for any OpenAI client."""

import click

from pipeline.asking.embedded import serve as serve_embedded
from pipeline.cli.options import CACHE_DIR
from pipeline.setting_sources import load_settings


@click.command(
    epilog="""
\b
Examples:
  shuzheng serve
  shuzheng serve --port 8080
  curl http://127.0.0.1:8080/v1/models

It answers any OpenAI client at http://HOST:PORT/v1 until Ctrl-C.
"""
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8080, show_default=True, help="Port; 0 takes a free one.")
@CACHE_DIR
def serve(host: str, port: int, cache_dir: str | None) -> int:
    """Run the embedded model as an OpenAI-compatible server."""
    settings, _origins = load_settings({"cache_dir": cache_dir})
    serve_embedded(host, port, settings.cache_dir, announce=click.echo)
    return 0
