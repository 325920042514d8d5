"""Names in one language and across two: extraction, matching, the tables."""

from __future__ import annotations

import math
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.errors import CompareError
from compare.facts import names
from compare.languages import Language, load
from compare.names.concepts import load_names, shipped
from compare.names.letters import LONGEST_CYRILLIC, STRAY, _cheapest_cut, _costs, distance, is_near
from compare.names.match import SAME, SAME_SOUND, atom_likeness, is_same, likeness
from compare.names.reading import read
from compare.names.spelling import follows_scheme
from compare.records import Name
from tests.documents import document

CASES = Path(__file__).parent / "cases" / "names"
RU, EN = load("ru"), load("en")


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((CASES / name).read_text(encoding="utf-8"))


def _pairs(known_fail: bool = True) -> list[Any]:
    table = _table("pairs.toml")
    known = {tuple(pair) for pair in table.get("known", {}).get("pairs", ())}
    return [
        pytest.param(
            *pair,
            group["type"],
            group["same"],
            id=f"{pair[0]}-{pair[1]}",
            marks=[pytest.mark.xfail(strict=True)] if known_fail and tuple(pair) in known else [],
        )
        for group in table["group"]
        for pair in group["pairs"]
    ]


@pytest.mark.parametrize(("ru", "en", "type_", "same"), _pairs())
def test_pairs(ru: str, en: str, type_: str, same: bool) -> None:
    found = likeness(read(ru, RU, shipped()), read(en, EN, shipped()), type_ == "PERSON")
    assert found.same is same, found


@pytest.mark.parametrize(("ru", "en", "type_", "same"), _pairs(known_fail=False))
def test_likeness_is_symmetric(ru: str, en: str, type_: str, same: bool) -> None:
    one, other = read(ru, RU, shipped()), read(en, EN, shipped())
    assert likeness(one, other, type_ == "PERSON").score == pytest.approx(likeness(other, one, type_ == "PERSON").score)


def _extraction() -> list[Any]:
    return [
        pytest.param(
            code, case["text"], case["names"], id=f"{code}-{number}",
            marks=[pytest.mark.xfail(strict=True, reason=case["known"])] if "known" in case else [],
        )
        for code in ("ru", "en")
        for number, case in enumerate(_table("extraction.toml")[code])
    ]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "expected"), _extraction())
def test_extraction(code: str, text: str, expected: list[str]) -> None:
    language = load(code)
    facts = names.find(document(code, *text.split(" / ")), language, ())
    found = []
    for fact in facts:
        assert isinstance(fact.value, Name)
        found.append(f"{fact.value.type} {fact.value.canonical}")
    assert found == expected


SCHEMES = {
    "BGN": "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch yu ya",
    "French": "a b v g d e j z i i k l m n o p r s t ou f kh ts tch ch chtch iou ia",
    "ISO": "a b v g d e z z i j k l m n o p r s t u f h c c s sc ju ja",
}
LETTERS = "абвгдежзийклмнопрстуфхцчшщюя"
SURNAMES = st.lists(st.tuples(st.sampled_from("бвгдзклмнпрстф"), st.sampled_from("аеиоу")), min_size=2, max_size=4).map(
    lambda parts: "".join(a + b for a, b in parts).capitalize() + "нов"
)


@settings(deadline=None)
@given(SURNAMES, st.sampled_from(sorted(SCHEMES)))
def test_a_surname_is_itself_under_every_scheme(surname: str, scheme: str) -> None:
    table = dict(zip(LETTERS, SCHEMES[scheme].split(), strict=True))
    latin = "".join(table[letter] for letter in surname.lower()).capitalize()
    assert likeness(read(surname, RU, shipped()), read(latin, EN, shipped()), True).same
    assert follows_scheme(surname, latin, RU)


@settings(deadline=None)
@given(SURNAMES, SURNAMES)
def test_distance_is_symmetric_and_nil_to_itself(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert distance(one, one) == 0


@settings(deadline=None)
@given(SURNAMES, SURNAMES, st.sampled_from(sorted(SCHEMES)))
def test_the_cheapest_cut_is_that_of_all_cuts(one: str, other: str, scheme: str) -> None:
    """Tried one by one, and near is what is no further."""
    table = dict(zip(LETTERS, SCHEMES[scheme].split(), strict=True))
    latin, folded = "".join(table[letter] for letter in other.lower()), f"^{one.lower()}$"

    @cache
    def cost(row: int, column: int) -> float:
        """Of the cheapest cut of what is left of both words."""
        if row == len(folded) and column == len(latin):
            return 0.0
        steps = [(row + 1, column), (row, column + 1), (row + 1, column + 1)]
        ways = [STRAY + cost(*step) for step in steps if step[0] <= len(folded) and step[1] <= len(latin)]
        for stop in range(row + 1, min(row + LONGEST_CYRILLIC, len(folded)) + 1):
            for chunk, price in _costs().get(folded[row:stop], {}).items():
                if latin.startswith(chunk, column):
                    ways.append(price + cost(stop, column + len(chunk)))
        return min(ways)

    assert _cheapest_cut(folded, latin, math.inf) == pytest.approx(cost(0, 0))
    assert is_near(one, latin, SAME_SOUND) == (distance(one, latin) <= SAME_SOUND)


@settings(deadline=None)
@given(
    st.sampled_from(["Лавров прибыл в Пекин.", "Глава МИД РФ Сергей Лавров улетел.", "В Газе тихо."]), st.integers(0, 3)
)
def test_offsets_point_at_the_text(text: str, shift: int) -> None:
    made = document("ru", *["Дождь идет."] * shift, text)
    facts = names.find(made, RU, ())
    assert facts
    assert all(made.story.text[fact.start : fact.stop] == fact.text for fact in facts)
    assert [fact.text for fact in facts] == [fact.text for fact in names.find(document("ru", text), RU, ())]


PIECES = ("the", "The", "THE", "Hague", "UN", "United", "Nations", "Gaza", "Strip", "10", "COVID-19", "BERLIN",
          "dog", "в", "В", "МИД", "МИДа", "РФ", "МОСКВЕ", "Москве", "Организации", "Объединенных", "Наций")  # fmt: skip


@given(st.sampled_from([RU, EN]), st.lists(st.sampled_from(PIECES), max_size=9))
def test_segments_are_the_longest_names_that_a_search_at_each_word_finds(language: Language, parts: list[str]) -> None:
    found, start = [], 0
    while start < len(parts):
        stops = range(len(parts), start, -1)
        stop = next((stop for stop in stops if shipped().lookup(" ".join(parts[start:stop]), language)), None)
        if stop is not None:
            found.append((start, stop, shipped().lookup(" ".join(parts[start:stop]), language)))
        start = stop or start + 1
    assert list(shipped().segments(parts, language)) == found


def test_the_table_has_no_form_that_two_countries_share() -> None:
    for language in (RU, EN):
        for forms in shipped().index(language).values():
            places = {form.concept.id for form in forms if form.concept.type == "PLACE" and form.text.istitle()}
            exact = {
                f.text: {g.concept.id for g in forms if g.text == f.text and g.concept.type == "PLACE"} for f in forms
            }
            assert len(places) <= 2, places
            assert all(len(ids) <= 1 for ids in exact.values()), exact


def test_every_concept_that_speaks_for_another_names_one() -> None:
    known = shipped().by_id
    assert [c.id for c in shipped().concepts if c.speaks_for and c.speaks_for not in known] == []
    assert len(known) >= 600


def test_a_users_names_join_the_shipped_ones(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("type,ru,en\nORG,НКЦ|Научный круг,NKC|Science Circle\nPERSON,Вера Холмова,Vera Kholmova\n", "utf-8")
    gazetteer = shipped().extended(load_names(path))
    assert likeness(read("Научного круга", RU, gazetteer), read("NKC", EN, gazetteer)).same
    assert not likeness(read("Научного круга", RU, shipped()), read("NKC", EN, shipped())).same


WRONG_FILES = [
    ("n.csv", "type,ru,en\nORG,Круг,Circle\nBAND,Хор,Choir\n",
     "n.csv, line 3: unknown type 'BAND'. Types are PERSON, ORG, PLACE."),
    ("n.csv", "type,ru,en\nORG,Круг,\n", "n.csv, line 2: a name needs forms in at least two languages."),
    ("n.tsv", "ru\ten\nКруг\tCircle\tmore\n",
     "n.tsv, line 2: 3 columns where the header has 2. Divide forms by '|'."),
    ("n.tsv", "ru\txx\nКруг\tCircle\n",
     "n.tsv, line 1: unknown column 'xx'. Columns are type, of, note and the language codes en, ru."),
    ("n.csv", "\n", "n.csv is empty. Give a header such as 'type,ru,en' and a name a line."),
    ("n.toml", "[[name]]\nru = 'Круг'\nen = 'Circle'\n\n[[name]]\nru = 'Хор'\n",
     "n.toml, line 5: a name needs two languages. Known codes: en, ru."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "message"), WRONG_FILES)
def test_a_names_file_that_is_wrong(tmp_path: Path, name: str, text: str, message: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(CompareError) as error:
        load_names(tmp_path / name)
    assert str(error.value) == message


def test_a_names_file_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(CompareError, match=r"does not exist\. Check the path given with --names\."):
        load_names(tmp_path / "none.csv")


RUSSIAN = ("Жуков", "Лаврову", "Лебедев", "Порошенко", "Джо", "Рид", "МИДа", "Москвы", "Палата", "Ы", "А", "Эрдоганом")
ENGLISH = (
    "Joukov",
    "Lavrov",
    "Lebedev",
    "Poroshenko",
    "Joe",
    "Reed",
    "MFA",
    "Kremlin",
    "chamber",
    "A",
    "Erdoğan",
    "U.N.",
)


@pytest.mark.parametrize("one", [*RUSSIAN, *ENGLISH])
def test_whether_two_words_are_one_name_is_what_their_likeness_says(one: str) -> None:
    """:func:`is_same` answers sooner, and alike."""
    atoms = {
        word: read(word, load("ru" if word in RUSSIAN else "en"), shipped()).atoms[0] for word in (*RUSSIAN, *ENGLISH)
    }
    for other in atoms.values():
        assert is_same(atoms[one], other) == (atom_likeness(atoms[one], other) >= SAME)
