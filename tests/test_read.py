"""Reading: formats, encodings, roles, languages, and every message word for word."""

from __future__ import annotations

import io
import os
import tomllib
import zipfile
from pathlib import Path

import docx
import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compare.errors import CompareError, LanguageError, ReadError
from compare.languages import known, load
from compare.read import detect, files, from_text, read
from compare.read.datelines import is_date_line
from compare.read.encodings import CYRILLIC, UndecodableError, decode
from compare.read.furniture import is_byline, is_caption, is_menu, is_notice
from tests.pdfs import pdf

CASES = Path(__file__).parent / "cases" / "read"
RUSSIAN = "Мост через Оку открыт\n\n«Мы успели в срок», — сказал мэр. Ремонт обошелся в 5 млн рублей.\n"
ENGLISH = "Bridge over the Oka opens\n\n“We were in time,” the mayor said – in Café Hill. It cost 5 million roubles.\n"


def _load(name: str) -> dict:
    return tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))


def _page(page: str) -> tuple[str, list[tuple[str, str]]]:
    """The text of a page and its paragraphs as (role, text)."""
    lines: list[str] = []
    expected: list[tuple[str, str]] = []
    for line in page.strip("\n").split("\n"):
        if line.startswith("+ "):
            lines.append(line[2:])
            expected[-1] = (expected[-1][0], f"{expected[-1][1]}\n{line[2:]}")
        elif line:
            role, _, text = line.partition(": ")
            lines.append(text)
            expected.append((role, text))
        else:
            lines.append("")
    return "\n".join(lines), expected


@pytest.mark.parametrize("case", [pytest.param(case, id=case["label"]) for case in _load("pages")["case"]])
def test_roles(case: dict) -> None:
    text, expected = _page(case["page"])
    story = from_text(text, case["language"])
    assert story.text == text
    assert [(block.role, text[block.start : block.stop]) for block in story.blocks] == expected


@pytest.mark.parametrize("code", known())
@pytest.mark.parametrize(
    ("kind", "told"), [("menu", is_menu), ("notice", is_notice), ("caption", is_caption), ("byline", is_byline)]
)
def test_examples_of_page_furniture(code: str, kind: str, told) -> None:
    language = load(code)
    assert [row["example"] for row in language.table("page")[kind] if not told(row["example"], language)] == []


@pytest.mark.parametrize(
    ("code", "line", "expected"),
    [
        ("ru", "12 марта 2012, 21:47", True),
        ("ru", "03.06.2013, 14:20", True),
        ("ru", "Среда, 5 марта 2014 г., 12:30 мск", True),
        ("ru", "Опубликовано: 5 марта 2014 года в 12:30", True),
        ("ru", "Сегодня, 14:20", True),
        ("ru", "Тула, 5 марта 2014", True),
        ("ru", "2014-03-05T12:30:00+04:00", True),
        ("ru", "5 марта открыли мост", False),
        ("ru", "12 человек", False),
        ("ru", "2012", False),
        ("ru", "Март", False),
        ("en", "March 5, 2014, 2:10 p.m. New York time", True),
        ("en", "5 March 2014 Last updated at 15:42 GMT", True),
        ("en", "Tuesday 11 September 2012", True),
        ("en", "Oct. 22, 2014", True),
        ("en", "2 hours ago", True),
        ("en", "Published: 03/05/2014 10:35 EST", True),
        ("en", "12 people", False),
        ("en", "March 5 was cold", False),
    ],
)
def test_date_lines(code: str, line: str, expected: bool) -> None:
    assert is_date_line(line, load(code)) is expected


@pytest.mark.parametrize("code", ["ru", "en"])
def test_languages(code: str) -> None:
    assert [text for text in _load("languages")[code] if detect(text) != code] == []


@pytest.mark.parametrize(("name", "text"), list(_load("languages")["not"].items()))
def test_other_languages(name: str, text: str) -> None:
    with pytest.raises(LanguageError) as error:
        detect(text, "story.txt")
    assert str(error.value) == (
        f"'story.txt' seems to be in {name}. Stories can be in English and Russian: give another file."
    )


def test_no_words() -> None:
    with pytest.raises(LanguageError, match=r"^The text holds no words\. Give a story in English or Russian\.$"):
        detect("12 + 30 = 42")


def test_a_language_that_was_said_is_not_detected() -> None:
    assert from_text("Міст відкрили після ремонту, який тривав два роки.", "ru").language == "ru"
    with pytest.raises(LanguageError, match=r"^No tables for the language 'uk'\."):
        from_text("Міст відкрили.", "uk")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("text", [RUSSIAN, RUSSIAN[:21], RUSSIAN.upper(), "NATO " * 40 + "— " + RUSSIAN])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", *CYRILLIC])
def test_russian_encodings(encoding: str, text: str, newline: str) -> None:
    data = text.replace("\n", newline).encode(encoding, "replace")
    expected = data.decode(encoding)
    assert decode(data) == (expected.removeprefix("\ufeff"), encoding.removesuffix("-sig"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_english_encodings(encoding: str) -> None:
    assert decode(ENGLISH.encode(encoding)) == (ENGLISH, encoding.removesuffix("-sig"))


def test_mostly_english_file_with_russian_words() -> None:
    text = ENGLISH.replace("é", "e") + "The paper «Новая волна» reported it."
    assert decode(text.encode("cp1251")) == (text, "cp1251")


def test_curly_quotes_alone_are_western() -> None:
    text = "He said it’s “open” – at last."
    assert decode(text.encode("cp1252")) == (text, "cp1252")


def test_a_page_cut_in_the_middle_of_a_letter_is_utf8() -> None:
    data = (RUSSIAN * 5).encode()[:-3]
    assert decode(data)[1] == "utf-8"
    assert decode(data)[0].count("\ufffd") <= 1


def test_noise_is_no_text() -> None:
    with pytest.raises(UndecodableError):
        decode(bytes(range(128, 256)) * 4)


def _docx(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Длина моста", "430 метров"
    table.cell(1, 0).merge(table.cell(1, 1)).text = "Итого"
    document.add_paragraph("Движение начато.")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


PAGE = """<html><head><meta charset="windows-1251"><title>Мост через Оку открыт | Новая волна</title>
<script src="http://127.0.0.1:9/x.js"></script></head><body><nav><a href="/">Все новости</a></nav><article>
<h1>Мост через Оку открыт</h1><time>5 марта 2014, 12:30</time>
<p>ТУЛА, 5 марта. /Новая волна/. Мост через Оку от&shy;крыт для движения. Работы длились два года и стоили дорого.</p>
<p>«Мы успели в срок», — сказал мэр Иван Орлов. Он добавил, что на ремонт ушло 5 млн рублей из казны города.</p>
<p>Прежний мост построили в 1965 году. Его закрыли из-за трещин, которые нашли водолазы.</p></article>
<footer>© Новая волна</footer></body></html>"""


def _blocks(path: Path) -> list[tuple[str, str]]:
    story = read(path)
    return [(block.role, story.text[block.start : block.stop]) for block in story.blocks]


@pytest.mark.parametrize("name", ["story.html", "story.txt", "story"])
def test_web_page(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(PAGE.encode("cp1251"))
    found = _blocks(tmp_path / name)
    assert [role for role, _ in found] == ["headline", "dateline", "body", "body", "body"]
    assert found[0][1] == "Мост через Оку открыт"
    assert found[1][1] == "5 марта 2014, 12:30"
    assert found[2][1].startswith("ТУЛА, 5 марта. /Новая волна/. Мост через Оку открыт для движения.")


def test_small_web_page(tmp_path: Path) -> None:
    (tmp_path / "a.htm").write_text("<p>Bridge opens in Tula</p><p>The bridge is open. Cars pass.</p>")
    found = [("headline", "Bridge opens in Tula"), ("body", "The bridge is open. Cars pass.")]
    assert _blocks(tmp_path / "a.htm") == found


@pytest.mark.parametrize("name", ["story.docx", "story.txt"])
def test_word_document(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(_docx("Мост через Оку открыт", "Ремонт обошелся в 5 млн рублей."))
    assert [text for _, text in _blocks(tmp_path / name)] == [
        "Мост через Оку открыт",
        "Ремонт обошелся в 5 млн рублей.",
        "Длина моста",
        "430 метров",
        "Итого",
        "Движение начато.",
    ]


def test_pdf(tmp_path: Path) -> None:
    head = "Новая волна"
    lead = "ТУЛА, 5 марта. /Новая волна/. Мост через Оку открыт после ремон-"
    first = [head, "Мост через Оку открыт после ремонта", lead]
    second = [head, "та, который длился два года, сообщили в среду в мэрии города из-", "за вопросов жителей.", "- 2 -"]
    third = [head, "Движение начато в полдень. Первым по мосту проехал автобус.", "3"]
    (tmp_path / "a.pdf").write_bytes(pdf([first, second, third]))
    story = read(tmp_path / "a.pdf")
    assert story.text.split("\n") == [
        "Мост через Оку открыт после ремонта",
        "ТУЛА, 5 марта. /Новая волна/. Мост через Оку открыт после ремонта,",
        "который длился два года, сообщили в среду в мэрии города из-за",
        "вопросов жителей.",
        "Движение начато в полдень. Первым по мосту проехал автобус.",
    ]
    assert [block.role for block in story.blocks] == ["headline", "body", "body"]


def test_story_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(RUSSIAN.replace("\n", "\r\n").encode("cp1251"))
    story = read(path)
    assert (story.text, story.language, story.encoding, story.path) == (RUSSIAN, "ru", "cp1251", str(path))
    assert len(story.sha256) == 64


def test_control_characters_keep_their_places() -> None:
    assert from_text("Мост\x00открыт\x0bи\ud800всё", "ru").text == "Мост открыт\nи\ufffdвсё"


def _message(path: Path) -> str:
    with pytest.raises(ReadError) as error:
        read(path)
    return str(error.value).replace(str(path), "FILE")


def _zip(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return stream.getvalue()


def _locked() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([["Мост открыт."]])))
    writer.encrypt("secret", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


BINARY = "Cannot read 'FILE': it holds binary data, not text. Give one file: .txt, .html, .docx or .pdf."
EMPTY = "Cannot read 'FILE': it is empty. Give a file that holds the text of a story."
BROKEN_WORD = "Cannot read 'FILE': the Word document is broken. Open it in Word and save it again, or as .txt."


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("empty.txt", b"", EMPTY),
        ("blank.txt", b" \r\n\t\n\xc2\xa0", EMPTY),
        ("mark.txt", b"\xef\xbb\xbf", EMPTY),
        ("zeros.txt", bytes(4000), BINARY),
        ("program.txt", b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 20, BINARY),
        (
            "noise.txt",
            bytes(range(128, 256)) * 4,
            "Cannot read 'FILE': its encoding is none of UTF-8, UTF-16, cp1251, koi8-r, cp866, iso8859-5, mac-cyrillic "
            "and cp1252. Save it as UTF-8.",
        ),
        (
            "old.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "Cannot read 'FILE': it is an old Word file (.doc). Save it as .docx or .txt.",
        ),
        ("a.rtf", b"{\\rtf1 text}", "Cannot read 'FILE': it is a rich-text file (.rtf). Save it as .docx or .txt."),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(20), "Cannot read 'FILE': it is a picture. Give the text of the story."),
        ("cut.docx", _docx("Мост открыт.")[:2000], BROKEN_WORD),
        ("hollow.docx", _zip(word__document_xml=b"<w>"), BROKEN_WORD),
        (
            "sheet.docx",
            _zip(xl__workbook_xml=b"<w/>"),
            "Cannot read 'FILE': it is an archive, not a Word document. Unpack it and give one file.",
        ),
        (
            "bomb.docx",
            _zip(word__document_xml=bytes(210 * 1024 * 1024)),
            "Cannot read 'FILE': it unpacks to 210 MB, the limit is 200 MB. Save its text as .txt.",
        ),
        (
            "broken.pdf",
            b"%PDF-1.4\nnothing",
            "Cannot read 'FILE': the PDF is broken. Save it again, or its text as .txt.",
        ),
        ("locked.pdf", _locked(), "Cannot read 'FILE': it is locked with a password. Save a copy without one."),
        (
            "scan.pdf",
            pdf([[], []]),
            "Cannot read 'FILE': its pages are pictures without text. Run text recognition (OCR) on it, or save the "
            "text as .txt.",
        ),
        (
            "bare.html",
            b"<html><body><script>x()</script></body></html>",
            "Cannot read 'FILE': the page holds no text. Save the page's text as .txt.",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value and " " not in value else "",
)
def test_messages(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert _message(tmp_path / name) == message


def test_missing_file(tmp_path: Path) -> None:
    assert _message(tmp_path / "none.txt") == "Cannot read 'FILE': there is no such file. Check the path."


def test_folder(tmp_path: Path) -> None:
    assert _message(tmp_path) == "Cannot read 'FILE': it is a folder. Give one file: .txt, .html, .docx or .pdf."


def test_path_that_no_system_takes() -> None:
    assert _message(Path("a\0b")).startswith("Cannot read 'FILE': ")
    assert _message(Path("a" * 5000)) == "Cannot read 'FILE': File name too long. Check the path and the disk."


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "closed.txt"
    path.write_text(RUSSIAN)
    path.chmod(0)
    assert _message(path) == "Cannot read 'FILE': permission denied. Change the file's permissions or copy it."


def test_too_large(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(files.LIMIT + 10 * 1024 * 1024)
    assert _message(path) == "Cannot read 'FILE': it has 60 MB, the limit is 50 MB. Give the story alone."


STARTS = st.sampled_from(
    [b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", "Мост ".encode("cp1251")]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(start=STARTS, data=st.binary(max_size=300), suffix=st.sampled_from([".txt", ".html", ".docx", ".pdf", ""]))
def test_any_bytes_are_read_or_refused(tmp_path: Path, start: bytes, data: bytes, suffix: str) -> None:
    path = tmp_path / f"any{suffix}"
    path.write_bytes(start + data)
    try:
        story = read(path)
    except CompareError as error:
        message = str(error)
        assert str(path) in message
    else:
        assert story.text.strip()


@given(st.text(), st.sampled_from(known()))
def test_blocks_cover_the_text_in_order(text: str, code: str) -> None:
    story = from_text(text, code)
    last = 0
    for block in story.blocks:
        assert not story.text[last : block.start].strip()
        assert story.text[block.start : block.stop].strip() == story.text[block.start : block.stop] != ""
        last = block.stop
    assert not story.text[last:].strip()


@pytest.mark.parametrize("address", ["https://example.org/a.html", "http://example.org/news/?id=1"])
def test_an_address_is_not_fetched_and_that_is_said(address: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(Path(address))
    assert str(caught.value) == (
        f"Cannot read '{address}': addresses are not fetched. Save the page in your browser and give the file."
    )
