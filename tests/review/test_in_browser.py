"""What analysts do on the review page, done in a real browser against a real server."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from pipeline.asking.embedded import MODEL_NAME
from pipeline.results.report import write_report
from pipeline.results.store import Store
from tests.conftest import ROOT
from tests.fakes.scripted_server import Script
from tests.review.conftest import Shoot, Site
from tests.review.hostile import NAME, SCRIPT

pytestmark = [
    pytest.mark.block_network(allowed_hosts=["127.0.0.1", "::1", "localhost"]),
    pytest.mark.xdist_group("browser"),
]

ALL = {"resultTypes": ["violations"]}  # of what is well nothing need be told
COLOURS = ALL | {"runOnly": ["color-contrast"]}
VIEWS = (
    ("/", ".ag-row"),
    ("/document/4", ".reader li"),
    ("/queue", ".card table"),
    ("/facts", ".ag-row"),
    ("/panel", ".chart svg"),
)


def _left(page: Page) -> int:
    found = re.search(r"\d+", page.locator(".queue-head").inner_text())
    return int(found[0]) if found else 0


def _status(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("status")).to_contain_text(words)


def _skip_what_is_no_fact(page: Page) -> None:
    """Go on to a number that somebody takes for a fact: the others have nothing to correct."""
    heading = page.locator(".card h2")
    while page.get_by_role("button", name="c Correct", exact=True).is_disabled():
        before = heading.inner_text()
        page.keyboard.press("s")
        expect(heading).not_to_have_text(before)


def test_the_overview_counts_and_leads_on(site: Site, shoot: Shoot) -> None:
    """The run is there in the browser's language, and a document is one click away."""
    page = site.visit("/", language="zh-CN")
    expect(page.locator(".tile.disputed .count")).to_have_text(re.compile(r"\d+"))
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(page.locator(".ag-row").first).to_be_visible()
    shoot(page, "overview")

    page.get_by_role("link", name="知识产权赋能经济发展").click()
    expect(page.locator(".reader ol > li").first).to_be_visible()
    assert "/document/" in page.url


def test_a_number_and_its_fact_lead_to_each_other(site: Site, shoot: Shoot) -> None:
    """A click on either selects both; the cleaned text has the same numbers."""
    page = site.visit("/document/5", language="zh-CN")
    mark = page.locator("a.m", has_text="1620件").first
    mark.click()
    expect(page.locator("li.on .quote")).to_have_text("1620件")
    page.locator("li .quote", has_text="995件").click()
    expect(page.locator("a.m.on")).to_have_text("995件")
    shoot(page, "document")

    page.get_by_role("button", name="清洗后").click()
    expect(page.locator("a.m", has_text="995件").first).to_be_visible()


def test_numbers_that_conflict_are_joined(site: Site) -> None:
    """Selecting one of a group marks the others and draws lines to them."""
    page = site.visit("/document/5")
    page.locator("a.m:has(sup)").first.click()

    expect(page.locator("a.m.with").first).to_be_visible()
    expect(page.locator("svg.link path").first).to_be_attached()


def test_statuses_and_words_narrow_the_facts(site: Site) -> None:
    """Unticking a status or typing a word leaves the facts that fit."""
    page = site.visit("/document/3")
    page.get_by_label(re.compile("disputed")).uncheck()
    expect(page.locator(".reader ol > li.disputed")).to_have_count(0)
    page.get_by_label("Search").fill("1183")

    expect(page.locator(".reader ol > li")).to_have_count(1)
    expect(page.locator(".reader li .quote").first).to_have_text("1183件")


def test_what_a_real_model_said_when_asked_again_is_shown(
    site: Site, is_for_pictures: bool
) -> None:
    """A small model's recorded answer to exactly this question stands beside what was read.

    It comes before anybody decides, so that the question is the recorded one.
    """
    if is_for_pictures:
        pytest.skip("pictures show the seeds alone")
    page = site.visit("/number/6/1", name="Han")
    page.locator(".card thead th").first.wait_for()
    page.keyboard.press("e")
    page.get_by_label("Model").fill(MODEL_NAME)
    page.get_by_role("button", name="Send").click()

    _status(page, "The model says")
    expect(page.locator(".card thead th").last).to_contain_text(f"{MODEL_NAME} ↻1")


def test_a_dispute_is_settled_by_key_and_taken_back(site: Site, shoot: Shoot) -> None:
    """The name is asked for once; accept goes on to the next dispute, undo comes back."""
    page = site.visit("/queue", language="zh-CN")
    heading = page.locator(".card h2")
    first, left = heading.inner_text(), _left(page)
    shoot(page, "queue")
    page.keyboard.press("a")
    page.get_by_role("dialog").get_by_role("textbox").fill("李雷")
    page.keyboard.press("Enter")
    _status(page, "已接受")
    assert _left(page) == left - 1

    page.keyboard.press("u")
    _status(page, "已撤销")
    expect(heading).to_have_text(first)
    expect(page.locator(".history li")).to_have_count(2)
    page.reload()
    expect(page.get_by_role("button", name="审核人: 李雷")).to_be_visible()
    assert _left(page) == left


def test_a_correction_takes_an_alternative_or_a_form(site: Site) -> None:
    """A digit takes what the text or a model would rather have; the form takes anything."""
    page = site.visit("/queue", name="Han")
    page.locator(".options button").first.wait_for()
    page.keyboard.press("Shift+Digit2")
    expect(page.locator(".options button").nth(1)).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("1")
    _status(page, "Corrected")
    _skip_what_is_no_fact(page)
    page.keyboard.press("c")
    page.get_by_label("Indicator").fill("专利授权量")
    page.get_by_label("Period").fill("never")
    page.keyboard.press("Enter")
    _status(page, re.compile("Not saved: period='never'"))
    page.get_by_label("Period").fill("2022")
    page.keyboard.press("Enter")
    _status(page, "Corrected")

    page.keyboard.press("s")
    _status(page, "Skipped")
    page.keyboard.press("r")
    _status(page, "Rejected")


def test_what_is_alike_is_corrected_by_one_key(site: Site) -> None:
    """After a correction, g corrects the disputes that say the same, and u takes all back."""
    page = site.visit("/queue", name="Han")
    page.locator(".card h2").wait_for()
    again, head = page.locator(".alike button"), page.locator(".queue-head")
    for turn in range(20):
        _skip_what_is_no_fact(page)
        before = head.inner_text()
        page.keyboard.press("c")
        page.get_by_label("Indicator").fill(f"量{turn}")
        page.keyboard.press("Enter")
        expect(head).not_to_have_text(before, use_inner_text=True)
        if again.count():
            break
    left = _left(page)
    page.keyboard.press("g")
    expect(again).to_have_count(0)
    _status(page, "Corrected")
    assert _left(page) <= left  # what is doubtful about other fields stays so

    page.keyboard.press("u")
    _status(page, "Took back")
    expect(page.locator(".history li")).to_have_count(2)
    assert _left(page) == left


def test_a_model_is_asked_again_without_waiting(site: Site, script: Script) -> None:
    """The prompt can be read before it is sent, and the answer stands beside the first one."""
    page = site.visit("/document/4", name="Han")
    doubtful = page.locator(".reader ol > li", has_text="Model and text differ").first
    doubtful.get_by_role("link", name="Decide").click()
    columns = page.locator(".card thead th")
    columns.first.wait_for()
    before, asked = columns.count(), len(script.asked)
    quote = page.locator(".card .sentence mark").inner_text()
    page.keyboard.press("e")
    page.get_by_label("Hint").fill("read the sentence twice")
    page.get_by_role("button", name="Show the prompt").click()
    expect(page.locator(".message").last).to_contain_text(f"【{quote}】")
    assert len(script.asked) == asked
    page.get_by_role("button", name="Send").click()

    _status(page, "The model says")
    assert columns.count() > before
    expect(columns.last).to_have_text("scripted ↻1*")
    assert "read the sentence twice" in script.asked[asked]["messages"][-1]["content"]


def test_reviewers_see_each_other(site: Site) -> None:
    """What one decides the other is told, with the name, before deciding otherwise."""
    one, two = site.visit("/number/3/9", name="One"), site.visit("/number/3/9", name="Two")
    two.locator(".card h2").wait_for()
    one.locator(".card h2").wait_for()
    one.keyboard.press("a")
    _status(one, "Accepted")
    _status(two, "Somebody has just decided")
    expect(two.locator(".history li")).to_contain_text("One: accepted")
    two.keyboard.press("r")

    _status(two, "Rejected")
    expect(one.locator(".history li")).to_have_count(2)


def test_facts_are_searched_and_decided_together(site: Site) -> None:
    """The grid fetches what is asked for; rows that are ticked are decided at once."""
    page = site.visit("/facts", name="Han")
    page.locator(".ag-row").first.wait_for()
    page.get_by_label("Search").fill("国家地理标志")
    rows = page.locator(".ag-center-cols-container .ag-row")
    expect(rows.first).to_contain_text("国家地理标志")
    page.locator(".ag-row .ag-checkbox-input").nth(0).check()
    page.locator(".ag-row .ag-checkbox-input").nth(1).check()
    page.get_by_role("button", name="Accept selected").click()

    _status(page, "2 decided; 0 not saved")
    expect(page.locator(".ag-row", has_text="accepted")).to_have_count(2)


def test_the_panel_leads_to_the_places_in_the_text(site: Site, shoot: Shoot) -> None:
    """A cell opens its facts; a chart stands below."""
    page = site.visit("/panel", language="zh-CN")
    page.locator("table.panel button").first.click()
    expect(page.locator(".opened-fact").first).to_be_visible()
    expect(page.locator(".chart svg").first).to_be_visible()
    shoot(page, "panel")

    page.locator(".opened-fact a").first.click()
    expect(page.locator("a.m.on")).to_be_visible()


def test_hostile_texts_are_shown_and_never_run(site: Site, is_for_pictures: bool) -> None:
    """Tags, templates and paths in names, texts, findings and claims are words on every view."""
    if is_for_pictures:
        pytest.skip("pictures show the seeds alone")
    page = site.visit("/document/7", name="<b>Han</b>")
    expect(page.locator(".document-head .h1")).to_have_text(SCRIPT)
    expect(page.locator(".document-head")).to_contain_text(NAME)
    expect(page.locator(".text")).to_contain_text(SCRIPT)
    page.goto(f"{site.address}/number/7/1")
    expect(page.locator("thead th").last).to_have_text(SCRIPT)
    page.keyboard.press("a")
    _status(page, "Accepted")
    page.goto(f"{site.address}/facts?search=onerror")
    expect(page.locator(".ag-row").first).to_contain_text("onerror")
    page.goto(f"{site.address}/")
    expect(page.locator(".ag-row", has_text="{{ 7*7 }}").first).to_be_visible()

    assert page.evaluate("document.querySelectorAll('img[src=x]').length") == 0


def test_every_view_is_accessible(site: Site) -> None:
    """Nothing that axe calls serious or critical stands on any view, in the dark in its colours."""
    page, axe = site.visit("/"), Axe()
    for path, ready in VIEWS:
        page.emulate_media(color_scheme="light")
        page.locator(f"a[href='{path}']").first.click()
        page.locator(ready).first.wait_for()
        found = [*axe.run(page, options=ALL).response["violations"]]
        page.emulate_media(color_scheme="dark")
        expect(page.locator("body")).to_have_class(re.compile("body--dark"))
        found += axe.run(page, options=COLOURS).response["violations"]
        grave = [
            (path, each["id"], [node["html"][:200] for node in each["nodes"]])
            for each in found
            if each["impact"] in ("serious", "critical")
        ]
        assert grave == []


def test_the_page_can_be_dark_and_english(site: Site, shoot: Shoot) -> None:
    """Theme and language are switched by a button and remembered."""
    page = site.visit("/queue", language="zh-CN")
    page.get_by_role("button", name="外观").click()
    page.get_by_role("button", name="外观").click()
    expect(page.locator("body")).to_have_class(re.compile("body--dark"))
    page.get_by_role("button", name="English").click()

    expect(page.get_by_role("link", name="Disputes")).to_be_visible()
    expect(page.locator("body")).to_have_class(re.compile("body--dark"))
    page.locator(".card h2").wait_for()
    shoot(page, "queue-dark")


_WITHOUT = """root => document.querySelectorAll("dd").forEach((each) => {
  each.textContent = each.textContent.replace(root, "");
})"""


def test_a_report_shows_the_document_without_a_server(
    browser: Browser, run_dir: Path, shoot: Shoot, tmp_path: Path
) -> None:
    """Every number is marked in the text, and no file but its own is asked for."""
    pages = write_report(run_dir, tmp_path / "report")
    report = next(path for path in pages if path.name.startswith("003_"))
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    page, asked = context.new_page(), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(report.as_uri())
    page.evaluate(_WITHOUT, f"{ROOT}/")  # the picture says nothing of this machine
    shoot(page, "report")
    marked = page.locator(".m").count()
    context.close()

    with Store.open(run_dir) as store:
        record = next(each for each in store.documents() if each.document.name.startswith("003_"))
    assert marked >= len(record.proof.facts)
    assert asked == [report.as_uri()]


def test_nothing_is_loaded_from_elsewhere(site: Site) -> None:
    """Whatever the pages asked for in all these tests came from this server."""
    site.visit("/").locator(".ag-row").first.wait_for()

    outside = {url for url in site.asked if not url.startswith((site.address, "data:", "blob:"))}
    assert outside == set()
