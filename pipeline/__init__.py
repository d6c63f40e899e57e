"""Statistics from Chinese work reports, every number proven or disputed."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.errors import PipelineError
    from pipeline.numbers.ledger import Ledger, build_ledger
    from pipeline.numbers.mention import Mention
    from pipeline.numbers.reading import Reading
    from pipeline.proving.fact import Fact, Finding, Status
    from pipeline.results.records import DocumentRecord
    from pipeline.running.result import RunResult
    from pipeline.running.run import run
    from pipeline.settings import Settings

__version__ = "0.1.0"

# Where each name lives.  They are loaded on first use: the packages below import this
# one, and a scan should not wait for the libraries that ask a model.
_HOMES = {
    "DocumentRecord": "pipeline.results.records",
    "Fact": "pipeline.proving.fact",
    "Finding": "pipeline.proving.fact",
    "Ledger": "pipeline.numbers.ledger",
    "Mention": "pipeline.numbers.mention",
    "PipelineError": "pipeline.errors",
    "Reading": "pipeline.numbers.reading",
    "RunResult": "pipeline.running.result",
    "Settings": "pipeline.settings",
    "Status": "pipeline.proving.fact",
    "build_ledger": "pipeline.numbers.ledger",
    "run": "pipeline.running.run",
}

__all__ = [
    "DocumentRecord",
    "Fact",
    "Finding",
    "Ledger",
    "Mention",
    "PipelineError",
    "Reading",
    "RunResult",
    "Settings",
    "Status",
    "build_ledger",
    "run",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'pipeline' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
