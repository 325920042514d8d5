"""What the documents promise exists: commands, formats, options, folders."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.main import get_command

from compare.cli import app
from compare.languages import known
from compare.records import FINDING_KINDS, SEVERITIES
from compare.report import FORMATS, tables
from compare.report.json import schema

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> list[tuple[str, list[str]]]:
    """Each command with its options, subcommands included."""
    found = []
    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]
        for path, leaf in [(f"{name} {sub}", leaf) for sub, leaf in getattr(command, "commands", {}).items()] or [
            (name, command)
        ]:
            options = [option for parameter in leaf.params for option in parameter.opts if option.startswith("--")]
            found.append((path, options))
    return found


@pytest.mark.parametrize(("command", "options"), commands())
def test_the_readme_names_every_command_and_option(command: str, options: list[str]) -> None:
    name = command.split()[0]
    line = next((line for line in README.splitlines() if line.strip().startswith(f"compare {name}")), "")
    assert line, f"compare {command} is not in the README"
    assert command.split()[-1] in line
    for option in options:
        if option != "--help":
            assert option in README, f"compare {command} {option}"


def test_the_readme_has_two_commands_to_paste() -> None:
    blocks = re.findall(r"^```sh\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)
    assert len(blocks) == 2
    assert blocks[0].startswith("pip install . && compare run corpora/")
    assert blocks[1] == 'pip install ".[test]" && pytest\n'


def test_the_kinds_are_mapped_to_mqm() -> None:
    page = (ROOT / "docs" / "kinds.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", page, flags=re.MULTILINE)) >= {*FINDING_KINDS, *SEVERITIES}


def test_every_format_is_in_the_readme() -> None:
    assert ",".join(FORMATS) in README


def test_the_schema_knows_every_kind() -> None:
    assert schema("report-1")["$defs"]["finding"]["properties"]["kind"]["enum"] == list(FINDING_KINDS)


def test_languages_have_tables_of_the_same_names() -> None:
    folders = [ROOT / "compare" / "languages" / code for code in known()]
    names = [sorted(path.name for path in folder.glob("*.toml")) for folder in folders]
    assert all(row == names[0] for row in names)


def test_nothing_names_an_absolute_path_of_a_machine() -> None:
    texts = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("compare/**/*.py"), *ROOT.glob("tests/*.py")]
    for path in texts:
        assert not re.search(r"/(?:home|root|work)/\w", path.read_text(encoding="utf-8")), path


def test_every_format_and_column_is_documented() -> None:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \|", page, flags=re.MULTILINE) == list(FORMATS)
    for column in {*tables.FINDINGS, *tables.PAIRS, *tables.FACTS, *tables.SCORES}:
        assert f"`{column}`" in page, column
