"""The installed command as a user meets it: what it writes, what it says, how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from compare.report.json import schema

CORPUS = Path(__file__).parent.parent / "corpora" / "stories"
RU, EN = CORPUS / "libya-inquiry" / "ru.txt", CORPUS / "libya-inquiry" / "en-wire.txt"

HEAVY = ("torch", "spacy", "transformers", "ctranslate2", "pandas")


def compare(*arguments: object, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs the command in a folder of its own."""
    return subprocess.run(
        [sys.executable, "-m", "compare", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """One default run of a story pair of ours."""
    folder = tmp_path_factory.mktemp("run")
    return folder, compare("run", RU, EN, cwd=folder)


def test_run_writes_the_default_report(ran: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    folder, done = ran
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (folder / "compare-report").iterdir()) == [
        "report.html",
        "report.json",
        "report.md",
    ]


def test_run_prints_a_summary_with_the_gravest_findings_first(
    ran: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    _, done = ran
    severities = [line.split()[0] for line in done.stdout.splitlines() if line.split()[:1] in (["critical"], ["major"])]
    assert severities == sorted(severities)
    assert "Report: " in done.stdout
    assert done.stderr == ""


def test_the_json_report_is_valid_and_its_places_are_true(
    ran: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    folder, _ = ran
    report = json.loads((folder / "compare-report" / "report.json").read_text(encoding="utf-8"))
    jsonschema.validate(report, schema("report-1"))
    texts = {"ru": RU.read_text(encoding="utf-8"), "en": EN.read_text(encoding="utf-8")}
    for language, text in texts.items():
        things = [*report["sentences"][language], *report["facts"][language]]
        things += [place for finding in report["findings"] for place in finding[language]]
        assert all(text[thing["start"] : thing["end"]] == thing["text"] for thing in things)
    assert report["findings"]
    assert all(pair["translation"] for pair in report["pairs"] if pair["ru"])


def test_swapped_files_are_put_right_and_said(tmp_path: Path) -> None:
    done = compare("run", EN, RU, "--no-translate", "--format", "json", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stderr == f"Taking '{RU}' as the Russian version and '{EN}' as the English one.\n"
    report = json.loads((tmp_path / "compare-report" / "report.json").read_text(encoding="utf-8"))
    assert report["documents"]["ru"]["path"] == str(RU)


def test_the_same_run_gives_the_same_report(tmp_path: Path) -> None:
    reports = []
    for name in ("a", "b"):
        assert compare("run", RU, EN, "--out", name, "--format", "json", "-q", cwd=tmp_path).returncode == 0
        report = json.loads((tmp_path / name / "report.json").read_text(encoding="utf-8"))
        del report["signature"]["created"]
        reports.append(report)
    assert reports[0] == reports[1]


def test_fail_on_exits_with_1(tmp_path: Path) -> None:
    done = compare("run", RU, EN, "--no-translate", "--format", "json", "--fail-on", "minor", "-q", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")


def test_a_story_against_itself_in_one_language_is_refused(tmp_path: Path) -> None:
    done = compare("run", RU, RU, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == (
        f"compare: Both files are in Russian: '{RU}' and '{RU}'. "
        "Give one Russian and one English version of the story.\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_format_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    done = compare("run", "nowhere.txt", "nothing.txt", "--format", "html,odt", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == "compare: Unknown report format 'odt'. Choose among: html, json, md, csv, xlsx, docx, tmx.\n"


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file of the user's")
    done = compare("run", RU, EN, "--no-translate", "--format", "json", "--out", "taken", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == (
        "compare: The report cannot be written to 'taken': that is a file. Choose another folder with --out.\n"
    )
    assert (tmp_path / "taken").read_text() == "a file of the user's"


def test_a_missing_encoder_says_how_to_get_it(tmp_path: Path) -> None:
    done = compare("run", RU, EN, "--embedder", str(tmp_path / "no-such-model"), cwd=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "no-such-model" in done.stderr


def test_a_users_names_make_two_names_one(tmp_path: Path) -> None:
    (tmp_path / "ru.txt").write_text("Завод принадлежит холдингу «Северное сияние».\n", encoding="utf-8")
    (tmp_path / "en.txt").write_text("The plant belongs to the Borealis holding.\n", encoding="utf-8")
    (tmp_path / "names.csv").write_text("type,ru,en\nORG,Северное сияние,Borealis\n", encoding="utf-8")
    found = {}
    for option in ([], ["--names", "names.csv"]):
        done = compare("run", "ru.txt", "en.txt", "--no-translate", "--format", "json", *option, "-q", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        report = json.loads((tmp_path / "compare-report" / "report.json").read_text(encoding="utf-8"))
        found[len(option)] = [finding for finding in report["findings"] if finding["kind"] == "name"]
    assert found[0]
    assert found[2] == []


def test_a_wrong_row_of_names_is_said_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "names.csv").write_text("type,ru,en\nSHIP,Заря,Dawn\n", encoding="utf-8")
    done = compare("run", RU, EN, "--names", "names.csv", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == "compare: names.csv, line 2: unknown type 'SHIP'. Types are PERSON, ORG, PLACE.\n"


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys, contextlib\n"
        "sys.argv = ['compare', '--help']\n"
        "with contextlib.suppress(SystemExit):\n"
        "    from compare.cli import main\n"
        "    main()\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True,
                          env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)})  # fmt: skip
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_default_run_loads_no_torch_and_reaches_for_no_network(tmp_path: Path) -> None:
    code = (
        "import socket, sys\n"
        "def refuse(*args, **kwargs):\n"
        "    raise AssertionError('a network was reached for')\n"
        "socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse\n"
        "from compare.cli import main\n"
        f"sys.argv = ['compare', 'run', {str(RU)!r}, {str(EN)!r}, '-q']\n"
        "try:\n"
        "    main()\n"
        "except SystemExit as end:\n"
        "    assert not end.code, end.code\n"
        "print([name for name in ('torch', 'transformers', 'pandas') if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False,
                          env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)})  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"


def test_facts_prints_valid_json(tmp_path: Path) -> None:
    done = compare("facts", RU, "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    facts = json.loads(done.stdout)
    jsonschema.validate(facts, schema("facts-1"))
    assert {fact["kind"] for fact in facts["facts"]} >= {"figure", "date", "name", "quote", "attribution"}


def test_facts_prints_a_listing(tmp_path: Path) -> None:
    done = compare("facts", EN, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert {len(row) for row in rows} == {4}
    assert {row[1] for row in rows} >= {"figure", "date", "name", "quote", "attribution"}
    assert all(row[0].startswith("en") for row in rows)
    assert not any("direct False" in row[3] or "direct True" in row[3] for row in rows)
    assert max(map(len, done.stdout.splitlines())) > 100  # not wrapped


@pytest.mark.parametrize("format", ["tsv", "tmx", "json"])
def test_align_prints_the_alignment_alone(format: str, tmp_path: Path) -> None:
    done = compare("align", RU, EN, "--format", format, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert {"tsv": "\t", "tmx": "<tmx", "json": '"compare.alignment/1"'}[format] in done.stdout


def test_align_takes_lines_as_sentences(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Министр прибыл в Москву. Идёт дождь.\nЗавод закрыли.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("The minister arrived in Moscow. It rains.\nThe plant was closed.\n")
    done = compare("align", "a.txt", "b.txt", "--lines", cwd=tmp_path)
    assert [line.split("\t")[2:] for line in done.stdout.splitlines()] == [
        ["Министр прибыл в Москву. Идёт дождь.", "The minister arrived in Moscow. It rains."],
        ["Завод закрыли.", "The plant was closed."],
    ]


def test_translate_prints_a_paragraph_a_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Министр прибыл в Москву.\n\nИдёт дождь.\n", encoding="utf-8")
    done = compare("translate", "a.txt", "--to", "en", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 2
    assert "Moscow" in done.stdout


def test_translate_into_the_own_language_is_refused(tmp_path: Path) -> None:
    done = compare("translate", EN, "--to", "en", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (2, f"compare: '{EN}' is in English already.\n")


def test_translate_goes_both_ways(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The minister arrived in Moscow.\n", encoding="utf-8")
    done = compare("translate", "a.txt", "--to", "ru", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Москв" in done.stdout


def test_models_list_and_verify(tmp_path: Path) -> None:
    listed = compare("models", "list", cwd=tmp_path)
    assert listed.returncode == 0
    assert "translate-ru_en" in listed.stdout
    verified = compare("models", "verify", cwd=tmp_path)
    assert verified.returncode == 0
    assert "as they should be" in verified.stdout


@pytest.mark.parametrize(
    "command",
    [
        ["run"],
        ["facts"],
        ["align"],
        ["translate"],
        ["models"],
        ["models", "list"],
        ["models", "install"],
        ["models", "remove"],
        ["models", "verify"],
    ],
)
def test_every_command_has_help(command: list[str], tmp_path: Path) -> None:
    done = compare(*command, "--help", cwd=tmp_path)
    assert done.returncode == 0
    assert "Usage" in done.stdout


def test_bad_usage_exits_with_2(tmp_path: Path) -> None:
    assert compare("run", "one.txt", cwd=tmp_path).returncode == 2
    assert compare("run", "a.txt", "b.txt", "--fail-on", "whatever", cwd=tmp_path).returncode == 2


def test_two_different_stories_are_told_from_two_versions_of_one(tmp_path: Path) -> None:
    other = CORPUS / "rocket-launch" / "en-wire.txt"
    ours = CORPUS / "bank-court" / "ru.txt"
    done = compare("run", ours, other, "--no-translate", "--format", "json", "-q", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("These look like two different stories: ")
    report = json.loads((tmp_path / "compare-report" / "report.json").read_text(encoding="utf-8"))
    assert [note for note in report["notes"] if note in done.stderr]


def test_more_than_two_files_lead_to_the_other_commands(tmp_path: Path) -> None:
    done = compare("run", RU, EN, EN, "-q", cwd=tmp_path)
    assert done.returncode == 2
    assert "two files, and here are 3" in done.stderr
    assert "compare outlets" in done.stderr
    assert "compare corpus" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_verdicts_are_taken_into_account(ran: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path) -> None:
    folder, _ = ran
    before = json.loads((folder / "compare-report" / "report.json").read_text(encoding="utf-8"))["findings"][0]
    verdicts = {"schema": "compare.verdicts/1", "verdicts": [{"finding": before["fingerprint"], "verdict": "wrong"}]}
    (tmp_path / "verdicts.json").write_text(json.dumps(verdicts), encoding="utf-8")
    done = compare("run", RU, EN, "--verdicts", "verdicts.json", "--format", "json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "A reader judged 1 of the findings: 1 wrong." in done.stdout
    after = json.loads((tmp_path / "compare-report" / "report.json").read_text(encoding="utf-8"))["findings"][-1]
    assert after["fingerprint"] == before["fingerprint"]
    assert after["severity"] == "neutral"
    assert after["verdict"] == {"judgement": "wrong", "note": "", "was": before["severity"]}


def test_a_file_that_holds_no_verdicts_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "v.json").write_text("{}", encoding="utf-8")
    done = compare("run", "nowhere.txt", "nothing.txt", "--verdicts", "v.json", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == (
        "compare: 'v.json' holds no verdicts (compare.verdicts/1). Give a file that the report page wrote with "
        "'Export verdicts'.\n"
    )
