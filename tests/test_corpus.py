"""Many stories: the manifest and its traps, one run like another however it is done, and what it says at its end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from compare.corpus import Plan, Pool, read_manifest, run, work
from compare.corpus.board import FEW, Tallies
from compare.corpus.manifest import name_problem
from compare.corpus.results import COLUMNS
from compare.errors import OutputError, ReadError
from compare.pipeline import Settings
from compare.report.index import index, render

CORPUS = Path(__file__).parent.parent / "corpora" / "stories"
STORIES = ("bank-court", "mine-strike", "rocket-launch")


def manifest(folder: Path, rows: Sequence[str], header: str = "story,outlet,ru,en") -> Path:
    """A manifest of these lines."""
    path = folder / "manifest.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def own_rows(stories: Sequence[str] = STORIES) -> list[str]:
    """A row for each English version of these story sets of ours."""
    return [
        f"{story},{path.stem},{CORPUS / story / 'ru.txt'},{path}"
        for story in stories
        for path in sorted((CORPUS / story).glob("en-*.txt"))
    ]


def compare(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Runs the command."""
    return subprocess.run(
        command(*arguments), cwd=cwd, env=environment(), capture_output=True, text=True, encoding="utf-8", check=False
    )


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "compare", *map(str, arguments)]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}


def contents(folder: Path) -> dict[str, str | bytes]:
    """Every file of a run; reports without the time at which they were made."""
    return {str(path.relative_to(folder)): _timeless(path) for path in sorted(folder.rglob("*")) if path.is_file()}


def _timeless(path: Path) -> str | bytes:
    if path.suffix != ".json":
        return path.read_bytes()
    report = json.loads(path.read_text(encoding="utf-8"))
    report.get("signature", {}).pop("created", None)
    return json.dumps(report, ensure_ascii=False)


def plan(path: Path, out: Path, **more: object) -> Plan:
    return Plan(path.resolve().parent, out, Settings(translate=False), ("json",), **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, subprocess.CompletedProcess[str]]:
    """A run with one process over four of our story sets, with two bad rows among them."""
    folder = tmp_path_factory.mktemp("corpus")
    bad = [f"mine-strike,nowhere,{CORPUS / 'mine-strike' / 'ru.txt'},nowhere.txt", "../escape,wire,a.txt,b.txt"]
    path = manifest(folder, [*own_rows(), *bad])
    done = compare("corpus", path, "--out", "out", "--no-translate", "--format", "json", "--jobs", 1, cwd=folder)
    return path, folder / "out", done


def test_a_run_writes_a_report_a_row_and_its_tables(
    finished: tuple[Path, Path, subprocess.CompletedProcess[str]],
) -> None:
    _, out, done = finished
    assert done.returncode == 0, done.stderr
    assert (out / "bank-court" / "en-wire" / "report.json").is_file()
    summary = pd.read_csv(out / "summary.csv")
    assert list(summary.columns) == list(COLUMNS)
    assert {"story", "outlet", "coverage", "fidelity", "findings", "critical", "major", "minor"} <= set(COLUMNS)
    assert len(summary) == len(own_rows())
    assert summary.fidelity.between(0, 100).all()
    pd.testing.assert_frame_equal(pd.read_parquet(out / "summary.parquet"), summary, check_dtype=False)


def test_a_bad_row_stops_nothing_and_is_listed(finished: tuple[Path, Path, subprocess.CompletedProcess[str]]) -> None:
    _, out, done = finished
    failures = pd.read_csv(out / "failures.csv")
    assert list(zip(failures.story, failures.outlet, strict=True)) == [
        ("mine-strike", "nowhere"),
        ("../escape", "wire"),
    ]
    assert "nowhere.txt" in failures.problem[0]
    assert failures.problem[1] == "The story '../escape' cannot name a folder: it begins with '.'."
    assert f"2 rows of {len(own_rows()) + 2} could not be compared: see failures.csv" in done.stdout
    assert not (out.parent / "escape").exists()


def test_the_leaderboard_is_printed_and_kept(finished: tuple[Path, Path, subprocess.CompletedProcess[str]]) -> None:
    _, out, done = finished
    board = pd.read_csv(out / "leaderboard.csv")
    assert sorted(board.fidelity, reverse=True) == list(board.fidelity)
    assert list(board["rank"]) == list(range(1, len(board) + 1))
    assert all(outlet in done.stdout for outlet in board.outlet)


def test_the_index_leads_to_every_report(finished: tuple[Path, Path, subprocess.CompletedProcess[str]]) -> None:
    _, out, _ = finished
    page = html.fromstring((out / "index.html").read_text(encoding="utf-8"))
    links = page.xpath("//table[@id='rows']/tbody/tr/td[2]/a/@href")
    assert len(links) == len(own_rows())
    assert all((out / link).is_file() for link in links)


def test_names_of_a_manifest_are_text_in_the_index() -> None:
    name = "a<script>alert(1)</script>&'"
    row: dict[str, object] = dict.fromkeys(COLUMNS, 0) | {"story": name, "outlet": name, "fidelity": 99.0}
    page = render(index(Tallies().board(), [row], (1, 0, 1), "report.html", False))
    assert "<script>alert" not in page
    assert html.fromstring(page).xpath("//tbody/tr/td[1]")[0].text_content() == name


def test_a_run_that_was_killed_and_resumed_is_like_one_that_was_not(
    finished: tuple[Path, Path, subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    path, out, _ = finished
    arguments = ("corpus", path, "--out", "out", "--no-translate", "--format", "json", "--jobs", 2)
    broken = subprocess.Popen(command(*arguments), cwd=tmp_path, env=environment())
    while len(list(tmp_path.glob("out/*/*/scores.json"))) < 3 and broken.poll() is None:
        time.sleep(0.02)
    broken.send_signal(signal.SIGKILL)
    assert broken.wait() == -signal.SIGKILL
    (tmp_path / "out" / "bank-court" / "en-daily").mkdir(parents=True, exist_ok=True)
    (tmp_path / "out" / ".report-abc-summary.csv").write_text("half a table")
    assert compare(*arguments, cwd=tmp_path).returncode == 2
    done = compare(*arguments, "--resume", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "out") == contents(out)


def test_a_finished_row_is_skipped_until_its_text_or_the_rules_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {name: (CORPUS / "bank-court" / name).read_text(encoding="utf-8") for name in ("ru.txt", "en-wire.txt")}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    path = manifest(tmp_path, ["s,wire,ru.txt,en-wire.txt"])

    def skipped(**more: object) -> list[bool]:
        seen: list[bool] = []
        settings = plan(path, tmp_path / "out", resume=True, **more)
        run(read_manifest(path), settings, Pool(), lambda result: seen.append(result.skipped))
        return seen

    assert skipped() == [False]
    assert skipped() == [True]
    (tmp_path / "en-wire.txt").write_text(texts["en-wire.txt"].rstrip() + " More is to come.\n", encoding="utf-8")
    assert skipped() == [False]
    group, settings = next(iter(read_manifest(path).groups)), plan(path, tmp_path / "out", resume=True)
    assert [result.skipped for result in work.compare_group(group, settings)] == [True]
    monkeypatch.setattr(work, "_rules", lambda: "other rules under the same version number")
    assert [result.skipped for result in work.compare_group(group, settings)] == [False]


BAD_NAMES = ["", ".", "..", "../up", "/root", "a/b", "a\\b", "a:b", "con", "NUL.txt", "a.", "a\x00b", "-rf", "=1+1",
             " a", "summary.csv", "Index.HTML", "x" * 121, "ж" * 61, "a\u202eb", "a\nb"]  # fmt: skip


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_name_that_cannot_be_a_folder_is_refused(name: str) -> None:
    assert name_problem("story", name)


@pytest.mark.parametrize("name", ["wire", "Дождь", "human-A", "2024-05-01 Flood (late)", "a.b", "_x", "Первый канал"])
def test_a_plain_name_is_taken(name: str) -> None:
    assert name_problem("story", name) == ""


@given(st.text())
def test_a_name_that_is_taken_stays_in_the_folder(name: str) -> None:
    if not name_problem("story", name):
        assert (Path("/out") / name).parent == Path("/out")
        assert os.path.normpath(f"/out/{name}") == f"/out/{name}"


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        (["s,wire,r.txt,a.txt", "s,wire,r.txt,b.txt"], "The outlet 'wire' has a row for the story 's' already."),
        (["s,wire,r.txt,a.txt", "s,WIRE,r.txt,b.txt"], "The outlet 'WIRE' has a row for the story 's' already."),
        (["s,a,r.txt,a.txt", "S,b,r.txt,b.txt"], "The story 'S' differs from 's' by the size of letters alone."),
        (
            ["s,a,r.txt,a.txt", "s,b,q.txt,b.txt"],
            "The story 's' has another Russian version in line 2: 'r.txt'. Give it a name of its own.",
        ),
        (["s,a,r.txt,a.txt", "s,b,,b.txt"], "No file is named under ru."),
        (["s,a,r.txt,a.txt", "s,b"], "No file is named under ru and en."),
    ],
)
def test_a_row_that_clashes_is_rejected(rows: list[str], problem: str, tmp_path: Path) -> None:
    made = read_manifest(manifest(tmp_path, rows))
    assert [result.failure for result in made.rejected] == [problem]
    assert [len(group.rows) for group in made.groups] == [1]


def test_a_manifest_without_its_columns_says_which_are_missing(tmp_path: Path) -> None:
    path = manifest(tmp_path, ["s,a.txt,b.txt"], header="story,russian,en")
    with pytest.raises(ReadError, match=r"lacks the columns outlet, ru\. Its first line must be: story,outlet,ru,en"):
        read_manifest(path)


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.docx").write_text("mine")
    path = manifest(tmp_path, own_rows(["bank-court"]))
    with pytest.raises(OutputError, match=r"is not empty\. Add --resume"):
        run(read_manifest(path), plan(path, tmp_path / "out"), Pool())
    assert [one.name for one in (tmp_path / "out").iterdir()] == ["thesis.docx"]


def test_a_script_without_a_main_guard_is_told_once_why_no_worker_starts(tmp_path: Path) -> None:
    path = manifest(tmp_path, own_rows(["bank-court"]) + own_rows(["rocket-launch"]))
    script = tmp_path / "script.py"
    script.write_text(f"from compare.cli import app\napp(['corpus', {str(path)!r}, '--out', 'out', '--jobs', '2'])\n")
    done = subprocess.run(
        [sys.executable, script], cwd=tmp_path, env=environment(), capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 2
    assert done.stderr.count("compare: ") == 1, done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "if __name__" in done.stderr


def test_one_reason_for_all_failures_is_said(tmp_path: Path) -> None:
    path = manifest(tmp_path, [f"s,{name},{CORPUS / 'bank-court' / 'ru.txt'}," for name in "ab"])
    done = compare("corpus", path, "--out", "out", "-q", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.endswith("failures.csv'. No file is named under en.\n")


def rows_of(fidelity: dict[str, list[float]]) -> Iterator[dict[str, object]]:
    for outlet, values in fidelity.items():
        for story, value in enumerate(values):
            yield {"story": f"s{story}", "outlet": outlet, "fidelity": value, "coverage": 1.0, "findings": 1,
                   "critical": 0, "major": 1, "minor": 0, "length_ratio": 1.0}  # fmt: skip


def test_two_outlets_are_ranked_on_the_same_stories() -> None:
    hard = [100.0 - 3 * story for story in range(20)]
    tallies = Tallies()
    for row in rows_of({"worse": [value - 1 for value in hard], "better": hard}):
        tallies.add(row)
    first, second = tallies.board().lines
    assert (first.outlet, second.outlet) == ("better", "worse")
    assert first.rank_interval is not None
    assert (first.rank_interval.low, first.rank_interval.high) == (1, 1)  # though their own intervals overlap
    assert second.fidelity_interval is not None
    assert first.fidelity_interval is not None
    assert second.fidelity_interval.high > first.fidelity_interval.low


def test_few_stories_have_no_interval() -> None:
    tallies = Tallies()
    for row in rows_of({"wire": [90.0] * (FEW - 1)}):
        tallies.add(row)
    assert tallies.board().lines[0].fidelity_interval is None


def test_a_cluster_that_loses_a_worker_gives_the_same_files(
    finished: tuple[Path, Path, subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    distributed = pytest.importorskip("distributed")
    path, out, _ = finished
    killed: list[int] = []
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:

        def kill_one(result: object) -> None:
            if not killed:
                killed.append(next(iter(cluster.workers.values())).pid)
                os.kill(killed[0], signal.SIGKILL)

        made = read_manifest(path)
        run(made, plan(path, tmp_path / "out"), Pool(dask=cluster.scheduler_address), kill_one)
    assert killed
    assert contents(tmp_path / "out") == contents(out)


def test_a_scheduler_that_does_not_answer_is_said(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    path = manifest(tmp_path, own_rows(["bank-court"]))
    done = compare("corpus", path, "--out", "out", "--dask", "nowhere://127.0.0.1:9", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("compare: No Dask scheduler answers at 'nowhere://127.0.0.1:9'. Start one with")
