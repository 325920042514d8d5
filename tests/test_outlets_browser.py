"""The page over several outlets and the page over a corpus, in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from compare.corpus.board import Tallies
from compare.corpus.results import COLUMNS
from compare.outlets import outlets
from compare.records import Attribution, Fact, Figure, Finding, Place, Report
from compare.report.index import index
from compare.report.index import render as render_index
from compare.report.outlets import contents
from tests.test_outlets import COPY, FREE, OTHER, THIRD, flaw, told, words

pytestmark = pytest.mark.browser

NAMES = (
    "The-Rotterdam-Correspondent", "wire", "daily", "portal", "evening", "agency", "radio", "weekly", "observer",
    "tribune", "gazette",
)  # fmt: skip
Open = Callable[..., Any]


def version(text: tuple[str, ...], became: str = "") -> Report:
    """A version of SOURCE with a fact; ``became`` are the words that it has in its place."""
    two, refused = words("два дня"), words("Капитан отказался")
    said = Attribution(words("Капитан"), words("отказался"), "отказаться", "neutral", False, None)
    facts = (
        Fact("figure", 0, two.start, two.stop, two.text, Figure(2, unit="day")),
        Fact("attribution", 2, refused.start, refused.stop, refused.text, said),
    )
    found = ()
    if became:
        at = text[0].index("two")
        place = Place(at, at + 3, became, Figure(3, unit="day"))
        found = (Finding("figure", "major", 0.9, 0, (Place(two.start, two.stop, two.text),), (place,), "A test.", "t"),)
    return replace(told(text, found), source_facts=facts)


def many(became: str = "notwithstandingly three") -> dict[str, Report]:
    texts = (FREE, OTHER, THIRD, COPY)
    made = [version(FREE, became), *(version(texts[k % 4]) for k in range(1, len(NAMES) - 1)), told(OTHER)]
    spoilt = replace(made[-1], findings=tuple(flaw("critical", k) for k in range(4)), source_facts=made[0].source_facts)
    return dict(zip(NAMES, [*made[:-1], spoilt], strict=True))


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Opens a page that is given as text; an error of its script fails the test."""
    contexts: list[Any] = []
    errors: list[str] = []

    def opened(text: str, width: int = 1440, **options: Any) -> Any:
        path = tmp_path / "page.html"
        path.write_text(text, encoding="utf-8")
        size = {"width": width, "height": 800}
        context = browser.new_context(**{"viewport": size, "reduced_motion": "reduce", **options})
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.goto(path.as_uri())
        page.evaluate("for (const one of document.querySelectorAll('*')) one.style.contentVisibility = 'visible'")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


def page_of(reports: Mapping[str, Report]) -> str:
    return contents(outlets(tuple(reports), tuple(reports.values())))["outlets.html"]


def broken_words(page: Any, selector: str) -> list[str]:
    """The words of these elements that stand on two lines."""
    return page.eval_on_selector_all(
        selector,
        r"""elements => elements.flatMap(element => {
            const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), found = [];
            for (let node; (node = walker.nextNode());)
                for (const match of node.textContent.matchAll(/[\p{L}\d]+/gu)) {
                    const range = document.createRange();
                    range.setStart(node, match.index);
                    range.setEnd(node, match.index + match[0].length);
                    if (range.getClientRects().length > 1) found.push(match[0]);
                }
            return found;
        })""",
    )


SCORED, LISTED = "#scorecards tbody th a", "#rows tbody tr:not([hidden]) td:first-child"


def texts(page: Any, selector: str) -> list[str]:
    return page.eval_on_selector_all(selector, "all => all.map(one => one.textContent)")


def in_sight(page: Any) -> list[str]:
    """The versions that are shown."""
    return page.eval_on_selector_all(".version", "all => all.filter(one => one.offsetHeight).map(one => one.id)")


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_no_width_breaks_a_word_of_a_table_or_the_page(open_page: Open, width: int) -> None:
    page = open_page(page_of(many()), width)
    page.uncheck("#differing")
    for table in (".facts td", ".kin td", ".kin th", ".scorecards td"):
        assert broken_words(page, table) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize(("width", "sticks"), [(1440, True), (900, True), (390, False)])
def test_the_bar_of_versions_covers_nothing(open_page: Open, width: int, sticks: bool) -> None:
    """It takes two lines with so many versions; on a phone it would take half of the screen."""
    page = open_page(page_of(many()), width)
    page.eval_on_selector("#v1 li.row:nth-child(3)", "one => one.scrollIntoView({block: 'start'})")
    page.mouse.wheel(0, 1)
    bar = page.eval_on_selector(".choice", "one => one.getBoundingClientRect().toJSON()")
    assert (bar["bottom"] > 0) == sticks
    if sticks:
        heads = page.eval_on_selector("#v1 .columns", "one => one.getBoundingClientRect().toJSON()")
        assert heads["top"] >= bar["bottom"] - 1
        row = page.eval_on_selector("#v1 li.row:nth-child(3)", "one => one.getBoundingClientRect().toJSON()")
        assert row["top"] >= heads["bottom"] - 1


def test_keys_choose_a_version(open_page: Open) -> None:
    page = open_page(page_of(many()))
    assert in_sight(page) == ["v1"]
    for key, expected in (("9", "v9"), (".", "v10"), (".", "v11"), (".", "v1"), (",", "v11"), ("3", "v3")):
        page.keyboard.press(key)
        assert in_sight(page) == [expected]
    assert page.eval_on_selector_all(".choice kbd", "all => all.map(one => one.textContent)") == [*"123456789"]


def test_a_click_on_a_fact_shows_its_version_and_finding(open_page: Open) -> None:
    page = open_page(page_of(many()))
    page.keyboard.press("3")
    page.click(".facts .is-changed a")
    assert page.is_visible("#v1-f1")
    assert "chosen" in page.get_attribute("#v1-f1", "class")


def test_scorecards_are_sorted(open_page: Open) -> None:
    page = open_page(page_of(many()))
    assert texts(page, SCORED) == list(NAMES)
    page.click("#scorecards th:nth-child(2) button")
    assert texts(page, SCORED)[:2] == ["gazette", "The-Rotterdam-Correspondent"]
    assert page.get_attribute("#scorecards th:nth-child(2)", "aria-sort") == "ascending"
    page.click("#scorecards th:nth-child(2) button")
    assert texts(page, SCORED)[-1] == "gazette"
    page.click("#scorecards th:nth-child(1) button")
    assert texts(page, SCORED) == sorted(NAMES, key=str.lower)


@pytest.mark.parametrize(("became", "rows", "said"), [("three", 1, ""), ("", 2, "No finding says that a version")])
def test_a_table_without_differences_says_so(open_page: Open, became: str, rows: int, said: str) -> None:
    reports = {name: version(text, became if name == "a" else "") for name, text in (("a", FREE), ("b", OTHER))}
    page = open_page(page_of(reports))
    assert page.locator(".facts tbody tr:visible").count() == rows
    assert said in page.inner_text("#facts")


def test_what_all_versions_change_alike_is_marked(open_page: Open) -> None:
    alike = {name: version(FREE, "three") for name in "abc"}
    page = open_page(page_of(alike))
    assert page.locator(".facts .alike").count() == 1
    page = open_page(page_of({**alike, "d": version(FREE, "four")}))
    assert page.locator(".facts .alike").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(open_page: Open, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = open_page(page_of(many()), viewport={"width": 1440, "height": 12_000}, color_scheme=scheme)
    found = axe.run(page)
    assert found.response["violations"] == [], found.generate_report()


def test_the_pages_are_whole_without_script(open_page: Open, browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "plain.html"
    path.write_text(page_of(many()), encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.locator("#scorecards tbody tr").count() == len(NAMES)
    page.click(".choice label:nth-of-type(2)")
    assert page.is_visible("#v2")
    assert not page.is_visible("#v1")
    context.close()


def row(story: str, outlet: str, fidelity: float, **counts: int) -> dict[str, object]:
    return (
        dict.fromkeys(COLUMNS, 0) | {"story": story, "outlet": outlet, "fidelity": fidelity, "coverage": 1.0} | counts
    )


def test_the_rows_of_a_corpus_are_sorted_and_filtered(open_page: Open) -> None:
    rows = [row("s10", "b", 80.0, major=1, figure=2, findings=2), row("s9", "a", 90.5, minor=1, name=1, findings=1),
            row("s2", "a", 100.0)]  # fmt: skip
    tallies = Tallies()
    for one in rows:
        tallies.add(one)
    page = open_page(render_index(index(tallies.board(), rows, (3, 0, 3), "report.html", True)))
    assert texts(page, LISTED) == ["s10", "s9", "s2"]
    page.click("#rows th:nth-child(1) button")
    assert texts(page, LISTED) == ["s2", "s9", "s10"]
    page.click("#rows th:nth-child(3) button")
    assert texts(page, LISTED) == ["s10", "s9", "s2"]
    page.click("#rows th:nth-child(3) button")
    assert texts(page, LISTED) == ["s2", "s9", "s10"]
    page.select_option("#kind", "figure")
    assert texts(page, LISTED) == ["s10"]
    assert page.inner_text("#counted") == "figure"
    page.click("button[type=reset]")
    page.select_option("#severity", "1")
    assert texts(page, LISTED) == ["s10"]
    assert "fewer than five stories have none" in page.inner_text(".hint")
