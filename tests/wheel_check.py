"""Build the wheel, install it into an empty environment, and use it from there.

Run by ``make check``: the only way to notice a file that is missing from the wheel.
"""

import os
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
WANTED = ("prompts/facts.v1.system.md", "pipeline/numbers/places.tsv", "pipeline/py.typed")


def main() -> None:
    """Fail where the wheel lacks a file or the installed command does not work."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        wheel = _build(place)
        names = zipfile.ZipFile(wheel).namelist()
        missing = [name for name in WANTED if name not in names]
        if missing:
            sys.exit(f"wheel lacks {', '.join(missing)}")
        _use(wheel, place)
    print(f"wheel of {len(names)} files works")


def _build(place: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(place)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return next(place.glob("*.whl"))


def _use(wheel: Path, place: Path) -> None:
    """Run the installed command where no checkout is in sight.

    The dependencies come from the environment that runs this script, so that nothing
    is downloaded; the packages of the project come from the wheel alone.
    """
    venv.create(place / "venv", with_pip=False)
    python = place / "venv" / "bin" / "python"
    ours = place / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(ours)
    sample = place / "sample.txt"
    sample.write_text("2022年,全市发明专利授权量685件,同比增长5.5%。\n", encoding="utf-8")
    dependencies = next(path for path in sys.path if path.endswith("site-packages"))
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(place),
        "PYTHONPATH": f"{ours}{os.pathsep}{dependencies}",
    }
    command = [str(python), "-m", "pipeline", "scan", str(sample), "--jsonl"]
    said = subprocess.run(
        command, cwd=place, env=environment, check=True, capture_output=True, text=True
    ).stdout
    if '"685"' not in said:
        sys.exit(f"the installed command did not find the number; it said: {said}")


if __name__ == "__main__":
    main()
