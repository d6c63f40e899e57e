"""A page in a real browser: one server and one browser for all tests of this folder."""

import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)

from tests.conftest import CASSETTES, ROOT
from tests.fakes.better_model import knowing
from tests.fakes.recorded_server import as_recorded
from tests.fakes.scripted_server import Script, scripted_server
from tests.review.hostile import HOSTILE
from tests.review.seed_run import write_seed_run
from tests.running.doubtful_run import read_doubtful_record

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SHOTS = Path(__file__).parent / "screenshots"

ASKED_AGAIN = CASSETTES / "test_reasking_recorded" / "test_small_model_is_asked_again.yaml"
MEANING = {"指标": "专利授权量", "类别": "数值", "时间": "2022年", "地区": "江门市"}

PATIENCE_MS = 30_000  # what is expected comes at once, unless the machine is busy

Shoot = Callable[[Page, str], None]


@dataclass(slots=True)
class Site:
    """A review server, the browser, and what went wrong in any page of it.

    Pages that are left stay open for the next visitor (``idle``, by language), without
    cookies: a new one would load and compile anew what all are made of.
    """

    address: str
    browser: Browser
    problems: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    idle: dict[str, list[Page]] = field(default_factory=lambda: defaultdict(list))
    used: list[tuple[str, Page]] = field(default_factory=list)

    def visit(self, path: str = "/", *, name: str = "", language: str = "en-GB") -> Page:
        """Open a page as somebody new, with or without a name."""
        page = self.idle[language].pop() if self.idle[language] else self._page(language)
        self.used.append((language, page))
        if name:
            page.context.add_cookies(
                [{"name": "shuzheng_name", "value": name, "url": self.address}]
            )
        page.goto(self.address + path)
        return page

    def leave(self) -> None:
        """Leave all pages idle, and forget whose they were."""
        for language, page in self.used:
            page.goto(f"{self.address}/favicon.ico")  # elsewhere would be another process
            page.emulate_media(color_scheme="light")
            page.context.clear_cookies()
            self.idle[language].append(page)
        self.used.clear()

    def _page(self, language: str) -> Page:
        context = self.browser.new_context(
            viewport={"width": 1280, "height": 800}, locale=language, color_scheme="light"
        )
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("console", lambda message: self._note(message))
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("dialog", lambda dialog: self.problems.append(f"dialog {dialog.message}"))
        page.on("request", lambda request: self.asked.add(request.url))
        return page

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.problems.append(f"{message.type}: {message.text}")


def _browser_path() -> str:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip(
            f"no browser: none of {', '.join(BROWSERS)} is installed (apt install chromium)"
        )
    return found


@pytest.fixture(scope="module")
def is_for_pictures(request: pytest.FixtureRequest) -> bool:
    """Tell whether the pictures of the README are to be renewed."""
    return bool(request.config.getoption("--screenshots"))


@pytest.fixture(scope="module")
def run_dir(is_for_pictures: bool, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a run of the five seeds and, but for pictures, a doubtful and a hostile document."""
    folder = tmp_path_factory.mktemp("seeds")
    extra = () if is_for_pictures else (read_doubtful_record(folder), HOSTILE)
    return write_seed_run(folder, *extra)


@pytest.fixture(scope="module")
def script() -> Iterator[Script]:
    """Serve a model that says the same of every number, but for what a real one was asked."""
    with scripted_server(as_recorded(ASKED_AGAIN, knowing(defaultdict(lambda: MEANING)))) as played:
        yield played


@pytest.fixture(scope="module")
def server(run_dir: Path, script: Script) -> Iterator[str]:
    """Serve the run as ``shuzheng review`` does, and return its address."""
    command = [sys.executable, "-m", "pipeline", "review", str(run_dir), "--no-browser"]
    command += ["--base-url", script.base_url, "--model", "scripted"]
    command += ["--cache-dir", str(run_dir.parent / "cache")]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        found = re.search(r"http://\S+", process.stdout.readline())
        try:
            assert found is not None, process.stdout.read()
            yield found[0].rstrip("/")
        finally:
            process.terminate()
            process.wait(120)


@pytest.fixture(scope="module")
def browser(server: str) -> Iterator[Browser]:
    """Start the browser of this machine, once ``server`` is there.

    Its driver keeps an event loop running in this thread, in which nothing else may
    start one.
    """
    assert server
    path = _browser_path()
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def module_site(browser: Browser, server: str) -> Site:
    """Return the site that the tests of a module share."""
    return Site(server, browser)


@pytest.fixture
def site(module_site: Site) -> Iterator[Site]:
    """Return the site; a test after which any page has complained fails."""
    module_site.problems.clear()
    yield module_site
    module_site.leave()
    assert module_site.problems == []


@pytest.fixture
def shoot(is_for_pictures: bool, tmp_path: Path) -> Shoot:
    """Return what photographs a page; ``--screenshots`` keeps the pictures for the README."""
    folder = SHOTS if is_for_pictures else tmp_path

    def take(page: Page, name: str) -> None:
        path = folder / f"{name}.jpg"
        page.screenshot(path=path, animations="disabled", type="jpeg", quality=60)

    return take
