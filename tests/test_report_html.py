"""The page: what it shows, what it never lets through, and that it holds together without script or network."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from compare.records import Bead, Date, Document, Fact, Framed, Place, Report, Sentence, Verdict
from compare.report.html import render
from compare.report.html.accounts import entry
from compare.report.html.page import page
from compare.report.html.rows import Furniture, Pair, Pointer
from compare.report.html.view import view
from compare.report.ledger import Row, Status
from compare.report.marks import marks, segments
from compare.verdicts import Verdicts, fingerprints, with_verdicts
from tests.golden import assert_golden
from tests.reports import BEADS, EN, RU, report

CREATED = "2020-01-01T00:00:00+00:00"


@pytest.fixture(scope="module")
def text() -> str:
    return render(report())


@pytest.fixture(scope="module")
def tree(text: str) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(text)


def test_page_is_the_gold(text: str) -> None:
    assert_golden("report.html", text)


def test_same_view_gives_the_same_page() -> None:
    assert page(view(report(), CREATED)) == page(view(report(), CREATED))


# --- nothing from a story becomes markup, nothing comes from elsewhere ---------------------------------------------


def test_stories_never_become_markup(text: str, tree: lxml_html.HtmlElement) -> None:
    assert len(tree.findall(".//script")) == 1
    assert not tree.xpath("//main//b | //main//i | //*[@onclick or @onload or @style]")
    assert 'alert("' not in text
    assert "&lt;script&gt;alert(&#34;мост&#34;)&lt;/script&gt;" in text


def test_names_of_files_and_messages_are_escaped_too() -> None:
    hostile = '"><img src=x onerror=alert(1)>'
    made = report()
    story = replace(made.source.story, path=hostile, encoding=hostile)
    findings = tuple(replace(finding, message=hostile, rule=hostile) for finding in made.findings)
    signature = {hostile: hostile, "settings": {hostile: [hostile]}}
    changed = replace(
        made, source=replace(made.source, story=story), findings=findings, signature=signature, notes=(hostile,)
    )
    assert not lxml_html.document_fromstring(render(changed)).xpath("//img")


def test_policy_admits_only_the_pages_own_style_and_script(text: str, tree: lxml_html.HtmlElement) -> None:
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules == {
        "default-src": "'none'",
        "style-src": f"'{_hash(text, 'style')}'",
        "script-src": f"'{_hash(text, 'script')}'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def _hash(text: str, tag: str) -> str:
    inside = re.search(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
    assert inside
    return "sha256-" + b64encode(sha256(inside[1].encode()).digest()).decode()


def test_page_needs_nothing_but_itself(text: str, tree: lxml_html.HtmlElement) -> None:
    assert not tree.xpath("//link | //img | //iframe | //object | //@src | //@srcset")
    assert all(link.startswith("#") for link in tree.xpath("//@href"))
    assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest|https?://", text)


def test_code_points_that_html_forbids_are_replaced() -> None:
    made = replace(report(), notes=("a\x00b\x0bc\x1bd\ud800e\tf",))
    assert "a\ufffdb\ufffdc\ufffdd\ufffde\tf" in render(made)


# --- it holds together ---------------------------------------------------------------------------------------------


def test_ids_are_unique_and_every_link_leads_somewhere(tree: lxml_html.HtmlElement) -> None:
    ids = Counter(tree.xpath("//@id"))
    assert [name for name, count in ids.items() if count > 1] == []
    assert {link[1:] for link in tree.xpath("//@href")} - set(ids) == set()
    references = {name for value in tree.xpath("//@aria-labelledby") for name in value.split()}
    assert references - set(ids) == set()


def test_every_finding_has_a_card_and_marks_on_the_sides_it_has(tree: lxml_html.HtmlElement) -> None:
    for rank, finding in enumerate(report().findings, start=1):
        (card,) = tree.xpath(f"//li[@id='f{rank}']")
        for expected in (finding.kind, finding.severity, f"{finding.confidence:.0%}", finding.message, finding.rule):
            assert expected in card.text_content()
        for code, places in (("ru", finding.source), ("en", finding.target)):
            marked = tree.xpath(
                f"//ol[@id='pairs']//div[@lang='{code}']//mark[contains(concat(' ', @data-f, ' '), ' {rank} ')]"
            )
            assert bool(marked) == bool(places)
            assert len(tree.xpath(f"//*[@id='f{rank}-{code}']")) == bool(places)
            assert len(tree.xpath(f"//ol[@id='pairs']//div[@lang='{code}']//sup/a[@href='#f{rank}']")) == len(places)


def test_texts_stand_as_they_are(text: str) -> None:
    tree = lxml_html.document_fromstring(text)
    extra = "//sup | //*[@class='role'] | //details[@class='mt'] | //p[@class='gap' or @class='moved']"
    for added in tree.xpath(extra):
        added.drop_tree()
    for side, lines, code in (("source", RU, "ru"), ("target", EN, "en")):
        paragraphs = tree.xpath(f"//ol[@id='pairs']//div[@lang='{code}']/p")
        shown = " ".join(" ".join(paragraph.text_content().split()) for paragraph in paragraphs)
        assert shown == " ".join(lines[index][1] for bead in BEADS for index in getattr(bead, side))


def test_page_can_be_read_without_script(tree: lxml_html.HtmlElement) -> None:
    hidden = {element.get("id") for element in tree.xpath("//*[@hidden][not(ancestor::template)]")}
    assert hidden == {"tools", "empty", "no-pair", "now", "ledger-tools", "verdict-note", "import-file"}


def test_languages_are_said(tree: lxml_html.HtmlElement) -> None:
    assert tree.get("lang") == "en"
    assert set(tree.xpath("//ol[@id='pairs']//div/@lang")) == {"ru", "en"}
    assert {element.get("lang") for element in tree.xpath("//details[@class='mt']/p")} == {"en"}


def test_machine_translation_is_labelled_wherever_it_is_shown(tree: lxml_html.HtmlElement) -> None:
    translations = tree.xpath("//details[@class='mt']")
    assert len(translations) == 10
    assert {element.findtext("summary") for element in translations} == {"Machine translation"}
    assert "It is not evidence." in tree.xpath("//footer")[0].text_content()


def test_landmarks_and_headings_stand_in_order(tree: lxml_html.HtmlElement) -> None:
    assert [element.tag for element in tree.body.iterchildren("header", "nav", "main", "section", "footer")] == [
        "header", "nav", "main", "section", "section", "footer",
    ]  # fmt: skip
    levels = [int(element.tag[1]) for element in tree.xpath("//h1 | //h2 | //h3")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for control in tree.xpath("//input[@type!='checkbox' and @type!='range'] | //form//button[not(normalize-space())]"):
        assert control.get("aria-label")


# --- the view ------------------------------------------------------------------------------------------------------


def test_pairs_have_the_shape_and_the_gravity_of_what_was_found() -> None:
    pairs = view(report(), CREATED).pairs
    assert [(pair.state, pair.severity, pair.findings) for pair in pairs] == [
        ("differs", "major", (2, 12)),
        ("same", None, ()),
        ("differs", "major", (4, 5, 7, 10)),
        ("differs", "critical", (1, 11)),
        ("differs", "major", (6,)),
        ("missing", "major", (3,)),
        ("reworded", "minor", (13, 14)),
        ("added", "minor", (9,)),
        ("moved", "minor", (8,)),
        ("differs", "minor", (12,)),
        ("aside", None, ()),
    ]
    assert pairs[2].about == "Pair 3: differs, major, findings 4, 5, 7, 10"
    assert pairs[5].about == "Pair 6: left out, major, finding 3"
    assert pairs[1].about == "Pair 2: no finding"
    assert [(tally.said, tally.count) for tally in view(report(), CREATED).states] == [
        ("no finding", 1), ("reworded", 1), ("differs", 5), ("left out", 1), ("added", 1), ("moved", 1),
    ]  # fmt: skip


def test_page_furniture_is_folded_away() -> None:
    rows = view(report(), CREATED).rows
    assert isinstance(rows[-1], Furniture)
    assert [pair.number for pair in rows[-1].pairs] == [11]
    assert not any(isinstance(row, Pair) and row.state == "aside" for row in rows)


def test_a_judged_finding_says_so(tree: lxml_html.HtmlElement) -> None:
    made = report()
    (verdict,) = [Verdict("harmless", note="<i>known</i>")]
    judged = with_verdicts(made, Verdicts({fingerprints(made)[0]: verdict}))
    page_of = lxml_html.document_fromstring(render(judged))
    (card,) = page_of.xpath("//li[@data-verdict]")
    assert card.get("data-verdict") == "harmless"
    said = " ".join(card.xpath("p[@class='was']")[0].text_content().split())
    assert said == "Judged harmless; the comparison gave it critical. <i>known</i>"
    assert "A reader judged 1 of the findings: 1 harmless." in page_of.xpath("//header")[0].text_content()
    assert not tree.xpath("//li[@data-verdict]")


def test_every_finding_has_a_lasting_link(tree: lxml_html.HtmlElement) -> None:
    for card, fingerprint in zip(tree.xpath("//li[@data-id]"), fingerprints(report()), strict=True):
        assert card.get("data-id") == fingerprint
        assert card.xpath(f".//*[@id='x{fingerprint}']//a/@href")[-1] == f"#x{fingerprint}"


def test_moved_passage_is_pointed_at_from_where_it_stands() -> None:
    rows = view(report(), CREATED).rows
    at = next(rank for rank, row in enumerate(rows) if isinstance(row, Pointer))
    before, pointer = rows[at - 1], rows[at]
    assert isinstance(before, Pair)
    assert before.number == 2
    assert pointer == Pointer(first=9, last=9, sentences="sentence 3")


def test_neighbours_that_moved_together_share_a_pointer() -> None:
    made = _plain(4, [Bead((0,), (2,), 1.0), Bead((1,), (3,), 1.0), Bead((2,), (0,), 1.0, True),
                      Bead((3,), (1,), 1.0, True)])  # fmt: skip
    rows = view(made, CREATED).rows
    assert rows[0] == Pointer(first=3, last=4, sentences="sentences 1–2")
    assert sum(isinstance(row, Pointer) for row in rows) == 1


def test_ledger_says_what_became_of_each_fact() -> None:
    said = [(account.pair, account.kind, account.said, account.findings) for account in view(report(), CREATED).ledger]
    assert said == [
        (1, "figure", "differs", (2,)),
        (1, "name", "same", ()),
        (1, "name", "missing", (12,)),
        (2, "date", "same", ()),
        (3, "figure", "differs", (10,)),
        (3, "date", "differs", (4,)),
        (3, "name", "differs", (5,)),
        (6, "figure", "with its sentence", ()),
        (7, "figure", "put otherwise", (14,)),
        (7, "figure", "same", ()),
        (9, "date", "same", ()),
    ]


def test_voices_show_who_says_what() -> None:
    first, *_ = view(report(), CREATED).speakers
    assert first.source_name == "Ирина Соколова"
    assert [(one.cue, one.content, one.pair) for one in first.source] == [
        ("сообщила", "на мосту работают не менее 120 человек", 3)
    ]


def test_words_that_take_sides_are_shown_where_there_are_any(tree: lxml_html.HtmlElement) -> None:
    made = report()
    charged = made.findings[12]
    source, target = (
        replace(places[0], value=Framed("cost", stance))
        for places, stance in ((charged.source, "neutral"), (charged.target, "unfavourable"))
    )
    framed = replace(charged, source=(source,), target=(target,), rule="wording-framing")
    shown = replace(made, findings=(*made.findings[:12], framed, *made.findings[13:]))
    (row,) = lxml_html.document_fromstring(render(shown)).xpath("//section[@id='framing']//tbody/tr")
    cells = [" ".join(cell.text_content().split()) for cell in row]
    assert cells == ["cost 13", "обойдётся neutral", "devour unfavourable"]
    assert not tree.xpath("//section[@id='framing']")


def test_report_without_findings_says_that_this_proves_nothing() -> None:
    made = _plain(2, [Bead((0,), (0,), 1.0), Bead((1,), (1,), 1.0)])
    assert "That is no proof that there are none." in render(made)


def test_report_of_nothing_is_a_page_all_the_same() -> None:
    assert "no differences" in render(_plain(0, []))


def _plain(count: int, beads: list[Bead]) -> Report:
    """The first sentences of the report, paired anew, with no finding."""
    made = report()
    source, target = (
        Document(side.story, side.sentences[:count], side.parses[:count]) for side in (made.source, made.target)
    )
    return replace(
        made, source=source, target=target, source_facts=(), target_facts=(), beads=tuple(beads),
        translations=(None,) * len(beads), findings=(),
    )  # fmt: skip


# --- marks ---------------------------------------------------------------------------------------------------------


def _sentences(lengths: list[int]) -> list[Sentence]:
    made, start = [], 0
    for index, length in enumerate(lengths):
        made.append(Sentence(index, start, start + length, "".join(chr(97 + i % 26) for i in range(length))))
        start += length + 1
    return made


places = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda two: Place(two[0], two[0] + two[1], ""))


@given(
    st.lists(st.integers(1, 20), min_size=1, max_size=5),
    st.lists(st.lists(places, min_size=1, max_size=3), max_size=6),
)
def test_segments_cover_every_place_and_lose_no_letter(lengths: list[int], wanted: list[list[Place]]) -> None:
    sentences = _sentences(lengths)
    found = marks(sentences, [(rank, "figure", "minor", spots) for rank, spots in enumerate(wanted, start=1)])
    opened: Counter[int] = Counter()
    for sentence in sentences:
        cut = segments(sentence, found)
        assert "".join(part.text for part in cut) == sentence.text
        assert all(part.text for part in cut)
        at = sentence.start
        for part in cut:
            for letter in range(at, at + len(part.text)):
                covering = {
                    n for n, spots in enumerate(wanted, start=1) if any(p.start <= letter < p.stop for p in spots)
                }
                assert set(part.numbers) == covering
            at += len(part.text)
            opened.update(part.opening)
    assert all(count == 1 for count in opened.values())


def test_inner_mark_comes_before_the_outer_one() -> None:
    sentences = _sentences([10])
    found = marks(sentences, [(1, "quote", "minor", [Place(0, 10, "")]), (2, "figure", "major", [Place(3, 5, "")])])
    assert [(part.text, part.numbers) for part in segments(sentences[0], found)] == [
        ("abc", (1,)), ("de", (2, 1)), ("fghij", (1,)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("status", "there", "shown"),
    [
        ("same", Date("2014-10-17", written="XXXX-WXX-5", shift="-"), ("October 24, 2014", "")),  # until Friday
        ("same", Date("2014-10-24", written="XXXX-WXX-5", shift="+"), ("October 24, 2014", "October 24, 2014")),
        ("same", Date("2014-10-25"), ("October 24, 2014", "October 25, 2014")),  # both are written
        ("differs", Date("2014-10-17", written="XXXX-WXX-5"), ("October 24, 2014", "October 17, 2014")),
    ],
)
def test_a_day_that_was_counted_contradicts_no_verdict(status: Status, there: Date, shown: tuple[str, str]) -> None:
    source = Fact("date", 0, 0, 10, "24 октября", Date("2014-10-24"))
    target = Fact("date", 0, 0, 6, "Friday", there)
    made = Row(0, "date", source, target, status)
    entries = entry(made, source), entry(made, target)
    assert tuple(one.normal for one in entries if one) == shown
