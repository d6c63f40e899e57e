"""One run at a time in one directory."""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import StoreError

_LOCK, _HOLDER = ".lock", ".lock-holder.json"


@contextmanager
def locked(run_dir: Path) -> Iterator[None]:
    """Hold ``run_dir`` for this process; one that another process holds raises StoreError.

    A directory that cannot be made or written raises it, too.  The lock belongs to the
    process and ends with it, however it ends.
    """
    try:
        run_dir.mkdir(parents=True, exist_ok=True)
        lock = FileLock(run_dir / _LOCK, timeout=0)
        with lock:
            me = {"pid": os.getpid(), "host": socket.gethostname()}
            (run_dir / _HOLDER).write_text(json.dumps(me), encoding="utf-8")
            try:
                yield
            finally:
                (run_dir / _HOLDER).unlink(missing_ok=True)
    except Timeout:
        raise StoreError(
            f"{run_dir}: {_holder(run_dir)} is writing there; wait until it is done, "
            "or give another --out"
        ) from None
    except OSError as error:
        raise StoreError(
            f"{run_dir}: cannot be written ({error.strerror or error}); give another --out"
        ) from error


def _holder(run_dir: Path) -> str:
    try:
        told = json.loads((run_dir / _HOLDER).read_text(encoding="utf-8"))
        return f"process {int(told['pid'])} on {told['host']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another run"
