"""A model file in, llama.cpp behind an OpenAI-compatible address out.

Run as a script it answers the process that started it, until that closes our standard
input.  It imports nothing of this package, so that it starts quickly.
"""

import os
import sys
from pathlib import Path
from typing import Any

SLOT_COUNT = 4
SLOT_TOKENS = 4096

# The model is a base model: it continues a text and knows no roles.
_TEMPLATE = "{% for message in messages %}{{ message.content }}{% endfor %}"


def open_server(model: Path, host: str, port: int, folder: Path | None = None) -> Any:
    """Return a running server; it stops when the last reference to it is gone.

    Port 0 is any free one; ``listening_address`` says which.  Whoever asks may have the
    server write into ``folder`` what it made of a text.  Raises ImportError where
    llama.cpp is not installed and RuntimeError where it does not start.
    """
    import xllamacpp

    options = xllamacpp.CommonParams()
    options.model.path = str(model)
    options.model_alias = {model.stem}
    options.hostnames = [host]
    options.port = port
    options.n_parallel = SLOT_COUNT
    options.n_ctx = SLOT_COUNT * SLOT_TOKENS
    options.cpuparams.n_threads = options.cpuparams_batch.n_threads = _core_count()
    options.warmup = False  # the first question does as well
    options.swa_full = True  # or the model's sliding window forgets the common prefix
    options.cache_prompt = True
    if folder is not None:
        options.slot_save_path = f"{folder}{os.sep}"
    options.use_jinja = True
    options.chat_template = _TEMPLATE
    options.ui = False
    options.verbosity = 1
    return xllamacpp.Server(options)


def _core_count() -> int:
    """Count the cores this process may use; threads without one would all wait."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def answer_parent(model: Path, folder: Path) -> None:
    """Write the address to standard output, then answer until standard input ends."""
    report = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what the library prints belongs into the log
    server = open_server(model, "127.0.0.1", 0, folder)
    report.write(f"{server.listening_address}\n")
    report.close()
    sys.stdin.read()
    os._exit(0)  # an answer under way is of no use to anybody any more


if __name__ == "__main__":
    answer_parent(Path(sys.argv[1]), Path(sys.argv[2]))
