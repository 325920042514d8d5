"""The page in a real browser: filters, search, keys, links, verdicts, no script, nothing that axe-core finds."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from compare.api import Comparison
from compare.records import Verdict
from compare.report.html import render
from compare.report.json import schema
from compare.verdicts import fingerprints, read_verdicts, with_verdicts
from tests.reports import report

pytestmark = pytest.mark.browser

WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The report of the tests as a file."""
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(render(report()), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def open_page(browser: Any, address: str) -> Iterator[Open]:
    """Opens the report in a browser that has never seen it; an error of the script fails the test."""
    contexts: list[Any] = []
    errors: list[str] = []

    def opened(fragment: str = "", **options: Any) -> Any:
        context = browser.new_context(**{"viewport": WIDE, "reduced_motion": "reduce", **options})
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.goto(address + fragment)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


def shown_cards(page: Any) -> list[str]:
    """The numbers of the findings in the list."""
    return page.eval_on_selector_all(".card:not([hidden])", "cards => cards.map(card => card.dataset.f)")


def shown_pairs(page: Any) -> list[str]:
    return page.eval_on_selector_all("li.row:not([hidden])", "rows => rows.map(row => row.id)")


def in_view(page: Any, selector: str) -> bool:
    return page.eval_on_selector(
        selector, "one => { const box = one.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight }"
    )


def place(page: Any) -> str:
    """The fragment of the address: what a reader would copy."""
    return page.evaluate("location.hash")


def folded(text: str) -> str:
    """A text as the search takes it."""
    return text.lower().replace("ё", "е")


def expecting(page: Any, selector: str) -> Any:
    """Waits for what is asserted of an element. The page's policy forbids Playwright's own ``wait_for_function``, which
    evaluates a text in the page."""
    from playwright.sync_api import expect

    return expect(page.locator(selector))


def search(page: Any, text: str) -> None:
    page.fill("#search", text)
    expecting(page, "#tools").to_have_attribute("data-answered", folded(text))


# --- filters and search --------------------------------------------------------------------------------------------


def test_severities_and_kinds_are_filtered(open_page: Open) -> None:
    page = open_page()
    assert page.inner_text("#count") == "14"
    page.uncheck("input[name=severity][value=minor]")
    assert shown_cards(page) == ["1", "2", "3", "4", "5", "6", "7", "14"]
    assert page.inner_text("#count") == "8 of 14"
    page.click("#filters > summary")
    page.uncheck("input[name=kind][value=figure]")
    assert shown_cards(page) == ["1", "3", "4", "5", "6", "7"]
    assert "off" in page.get_attribute("#f2-ru", "class")
    page.click("text=Show everything")
    expecting(page, "#count").to_have_text("14")
    assert "off" not in page.get_attribute("#f2-ru", "class")


def test_confidence_is_filtered(open_page: Open) -> None:
    page = open_page()
    page.click("#filters > summary")
    page.eval_on_selector("#confidence", "one => { one.value = 90; one.dispatchEvent(new Event('input')) }")
    assert shown_cards(page) == ["1", "2", "3", "8", "14"]
    assert page.inner_text("#confidence-shown") == "90%"


def test_only_pairs_with_findings(open_page: Open) -> None:
    page = open_page()
    page.click("#filters > summary")
    page.check("#only")
    assert shown_pairs(page) == ["p1", "p3", "p4", "p5", "p6", "p7", "p8", "p9", "p10"]


@pytest.mark.parametrize(
    ("words", "pairs"),
    [("мост", ["p1", "p3", "p4", "p9", "p10"]), ("ТРЕХ деревень", ["p6"]), ("roubles", ["p7"]), ("claimed", ["p3"])],
)
def test_search_finds_words_of_both_texts(open_page: Open, words: str, pairs: list[str]) -> None:
    page = open_page()
    search(page, words)
    assert shown_pairs(page) == pairs


def test_search_that_finds_nothing_says_so(open_page: Open) -> None:
    page = open_page()
    search(page, "nowhere to be found")
    assert page.is_visible("#no-pair")
    assert page.is_visible("#empty")
    search(page, "")
    assert len(shown_pairs(page)) == 11


def test_the_ledger_can_show_differences_alone(open_page: Open) -> None:
    page = open_page()
    page.check("#ledger-only")
    assert page.locator("#ledger tbody tr:visible").count() == 7


# --- keys ----------------------------------------------------------------------------------------------------------


def test_keys_step_through_findings(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("n")
    assert place(page) == "#f1"
    assert in_view(page, "#f1-ru")
    assert in_view(page, "#f1")
    page.keyboard.press("n")
    page.keyboard.press("n")
    assert place(page) == "#f3"
    page.keyboard.press("p")
    assert place(page) == "#f2"
    assert page.locator("mark.current").all_inner_texts() == ["60 дней", "90 days"]
    page.keyboard.press("Escape")
    assert page.locator("mark.current").count() == 0


def test_stepping_passes_over_what_is_filtered(open_page: Open) -> None:
    page = open_page()
    page.uncheck("input[name=severity][value=critical]")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("n")
    assert place(page) == "#f2"


def test_keys_step_through_pairs(open_page: Open) -> None:
    page = open_page()
    for _ in range(3):
        page.keyboard.press("j")
    assert place(page) == "#p3"
    page.keyboard.press("k")
    assert place(page) == "#p2"
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Pair 2"


def test_keys_open_search_filters_translations_and_help(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("n/f?")
    assert page.input_value("#search") == "n/f?"
    page.fill("#search", "")
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    assert page.get_attribute("#filters", "open") is not None
    page.keyboard.press("t")
    assert page.locator(".mt[open]").count() == 10
    page.keyboard.press("?")
    assert page.is_visible("#help")
    page.keyboard.press("Escape")
    assert page.is_hidden("#help")


# --- links ---------------------------------------------------------------------------------------------------------


def test_both_sides_and_the_card_are_joined_on_hover_and_focus(open_page: Open) -> None:
    page = open_page()
    page.hover("#f2-en")
    assert page.locator("mark.lit").all_inner_texts() == ["60 дней", "90 days"]
    assert "lit" in page.get_attribute("#f2", "class")
    page.hover("#texts-title", force=True)
    page.hover(".head")
    assert page.locator(".lit").count() == 0
    page.focus("#p1 .side.source sup a[data-f='2']")
    assert "lit" in page.get_attribute("#f2-en", "class")


def test_a_click_on_a_mark_leads_to_its_card(open_page: Open) -> None:
    page = open_page()
    page.click("#f13-en")
    assert place(page) == "#f13"
    assert in_view(page, "#f13")


def test_the_strip_jumps_to_a_pair(open_page: Open) -> None:
    page = open_page()
    page.click(".strip a[href='#p9']")
    assert place(page) == "#p9"
    assert in_view(page, "#p9")


def test_moved_passages_are_linked_both_ways(open_page: Open) -> None:
    page = open_page()
    page.click(".pointer a")
    assert place(page) == "#p9"
    page.click("#p9 .moved a")
    assert place(page) == "#p9-from"
    assert in_view(page, ".pointer")


def test_a_folded_line_opens_when_it_is_linked_to(open_page: Open) -> None:
    page = open_page()
    assert page.is_hidden("#p11")
    page.click(".strip a[href='#p11']")
    assert page.is_visible("#p11")


@pytest.mark.parametrize("kind", ["number", "place", "fingerprint"])
def test_deep_links_lead_to_a_finding(open_page: Open, kind: str) -> None:
    fragment = {"number": "#f13", "place": "#f13-en", "fingerprint": f"#x{fingerprints(report())[12]}"}[kind]
    page = open_page(fragment)
    page.wait_for_selector("#f13.current")
    assert in_view(page, "#f13-en" if kind == "place" else "#f13-ru")


# --- verdicts ------------------------------------------------------------------------------------------------------


def judge(page: Any, number: int, verdict: str) -> None:
    page.click(f"#f{number} .judge button[data-verdict={verdict}]")


def export(page: Any, folder: Path) -> Path:
    with page.expect_download() as caught:
        page.click("#export")
    path = folder / caught.value.suggested_filename
    caught.value.save_as(path)
    return path


def test_verdicts_go_out_and_the_next_run_takes_them(open_page: Open, tmp_path: Path) -> None:
    page = open_page()
    assert page.is_disabled("#export")
    judge(page, 2, "wrong")
    page.click("#f2 .noting")
    page.keyboard.type("told =elsewhere <b>")
    judge(page, 3, "real")
    judge(page, 4, "harmless")
    judge(page, 4, "harmless")
    assert page.inner_text("#judged") == "2 of 14 judged"
    path = export(page, tmp_path)
    content = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema("verdicts-1")).validate(content)
    made = report()
    assert content["verdicts"][0] == {
        "finding": fingerprints(made)[1], "verdict": "wrong", "note": "told =elsewhere <b>", "kind": "figure",
        "ru": ["60 дней"], "en": ["90 days"], "message": made.findings[1].message,
    }  # fmt: skip
    judged = with_verdicts(made, read_verdicts(path))
    assert judged.findings[-1].message == made.findings[1].message
    assert judged.findings[-1].verdict == Verdict("wrong", "told =elsewhere <b>", "major")


def test_verdicts_come_back(open_page: Open, tmp_path: Path) -> None:
    first = open_page()
    judge(first, 2, "wrong")
    judge(first, 6, "real")
    path = export(first, tmp_path)
    second = open_page()
    assert second.inner_text("#judged") == "0 of 14 judged"
    second.set_input_files("#import-file", path)
    expecting(second, "#judged").to_contain_text("2 of")
    assert second.inner_text("#verdict-note") == "2 of 2 imported verdicts are about findings of this report."
    assert second.get_attribute("#f2 button[data-verdict=wrong]", "aria-pressed") == "true"
    (tmp_path / "again").mkdir()
    assert export(second, tmp_path / "again").read_text(encoding="utf-8") == path.read_text(encoding="utf-8")


def test_a_file_that_holds_no_verdicts_is_said(open_page: Open, tmp_path: Path) -> None:
    page = open_page()
    (tmp_path / "other.json").write_text("[]", encoding="utf-8")
    page.set_input_files("#import-file", tmp_path / "other.json")
    page.wait_for_selector("#verdict-note:not([hidden])")
    assert page.inner_text("#verdict-note").startswith("“other.json” holds no verdicts.")


def test_verdicts_stay_in_the_browser(open_page: Open) -> None:
    page = open_page()
    judge(page, 2, "harmless")
    page.reload()
    assert page.get_attribute("#f2 button[data-verdict=harmless]", "aria-pressed") == "true"
    judge(page, 2, "harmless")
    page.reload()
    assert page.inner_text("#judged") == "0 of 14 judged"


def test_keys_judge_the_chosen_finding_and_verdicts_can_be_filtered(open_page: Open) -> None:
    page = open_page()
    for key in ("w", "n", "w", "n", "r", "n", "m"):
        page.keyboard.press(key)
    page.keyboard.type("a note")
    page.keyboard.press("Escape")
    assert page.inner_text("#judged") == "2 of 14 judged"
    assert page.input_value("#f3 textarea") == "a note"
    page.keyboard.press("f")
    page.uncheck("input[name=verdict][value='']")
    assert shown_cards(page) == ["1", "2"]


# --- without script, without network, everywhere -------------------------------------------------------------------


def test_the_page_is_whole_without_script(open_page: Open) -> None:
    page = open_page(java_script_enabled=False)
    assert page.is_hidden("#tools")
    assert page.locator(".card:visible").count() == 14
    assert page.locator("#pairs > li.row:visible").count() == 10
    assert page.locator(".judge:visible").count() == 0
    assert page.locator("#ledger tbody tr:visible").count() == 11
    page.click("#p1 .mt summary")
    assert page.is_visible("#p1 .mt p")


def test_the_page_asks_for_nothing_but_itself(open_page: Open, address: str) -> None:
    page = open_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.keyboard.press("n")
    assert [url for url in asked if not re.match(r"blob:|data:", url)] == [address]


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_no_width_makes_the_page_scroll_sideways(open_page: Open, width: int) -> None:
    page = open_page(viewport={"width": width, "height": 800})
    page.keyboard.press("n")
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_finds_no_violation(open_page: Open, scheme: str, size: dict[str, int]) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    # so high that nothing is skipped for being out of view
    page = open_page(viewport={**size, "height": 16_000}, color_scheme=scheme)
    assert axe.run(page).response["violations"] == []
    for key in ("n", "r", "n", "w", "n", "h", "n", "m", "Escape", "t", "f"):
        page.keyboard.press(key)
    search(page, "мост")
    found = axe.run(page)
    assert found.response["violations"] == [], found.generate_report()
    page.fill("#search", "")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert axe.run(page).response["violations"] == []


def test_the_page_works_in_the_frame_of_a_notebook(open_page: Open, tmp_path: Path) -> None:
    path = tmp_path / "notebook.html"
    path.write_text(f"<!DOCTYPE html><title>notebook</title>{Comparison(report())._repr_html_()}", encoding="utf-8")
    page = open_page()
    page.goto(path.as_uri())
    frame = page.frame_locator("iframe")
    frame.locator("#next").click()
    frame.locator("#f1.current").wait_for()
    judge_button = frame.locator("#f1 button[data-verdict=real]")
    judge_button.click()
    assert judge_button.get_attribute("aria-pressed") == "true"
    assert frame.locator("#verdict-note").inner_text().startswith("This browser keeps nothing for this page")
