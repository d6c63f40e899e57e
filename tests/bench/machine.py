"""The machine and the installed versions, as far as they may be published."""

import os
import platform
import re
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_MODEL = re.compile(r"^model name\s*:\s*(?P<model>.+)$", re.MULTILINE)


def describe_machine() -> str:
    """Return processor, cores and Python: no names, addresses or dates."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{_processor()}, {os.cpu_count()} cores, {platform.system()}, {python}"


def describe_versions(distributions: Iterable[str]) -> str:
    """Return name and version of each distribution, "not installed" where there is none."""
    return ", ".join(f"{name} {_version(name)}" for name in distributions)


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    found = _MODEL.search(info.read_text(encoding="utf-8")) if info.exists() else None
    return found["model"].strip() if found else platform.processor() or platform.machine()


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "not installed"
