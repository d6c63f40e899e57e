"""Seconds until an embedded server that was just started has answered its first questions."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from platformdirs import user_cache_path

from pipeline.asking.embedded import MODEL_NAME, EmbeddedServer
from pipeline.asking.model_file import unpack_model
from pipeline.asking.strategies import PROFILES, STRATEGIES
from pipeline.asking.templates import ModelOptions, read_prompt
from tests.bench.corpus import SEEDS
from tests.bench.section import Table
from tests.bench.strategy_asking import ask
from tests.bench.strategy_cases import count_of, sample

_STRATEGY = STRATEGIES[PROFILES["small"]]
_NOTES = (
    "From a server that is just up to its first four answers, asked at once; what they begin with "
    "is the same. The tables above ask one that was not made ready.",
)


def compare_beginnings() -> Table:
    """Return the seconds where each place reads the common words, where one does, where none."""
    words = read_prompt(_STRATEGY.prompt, strategy=_STRATEGY).system
    with _model_in_a_folder() as folder:
        rows = [
            ("every place reads the common words", _seconds(folder, "")),
            (
                "one place reads them for all, `shuzheng run` for the first time",
                _seconds(folder, words),
            ),
            ("they are taken up from disk, every later run", _seconds(folder, words)),
        ]
    return Table(
        "The first four answers of the embedded server",
        ("common words", "s"),
        tuple((name, f"{seconds:.1f}") for name, seconds in rows),
        _NOTES,
    )


@contextmanager
def _model_in_a_folder() -> Iterator[Path]:
    """Yield a folder in which nothing but the model was kept."""
    with TemporaryDirectory() as name:
        model = unpack_model(user_cache_path("shuzheng"))
        (Path(name) / model.name).symlink_to(model)
        yield Path(name)


def _seconds(folder: Path, words: str) -> float:
    samples = sample(4, SEEDS)
    with EmbeddedServer(folder) as server:
        start = perf_counter()
        if words:
            server.make_ready(words)
        said = ask(_STRATEGY, samples, server.base_url, ModelOptions(MODEL_NAME))
        seconds = perf_counter() - start
    assert (said.numbers, said.failed) == (count_of(samples), 0)
    return seconds
