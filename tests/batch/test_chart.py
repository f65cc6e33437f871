"""The picture of a batch's report."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from summarizer.batch.chart import write_chart
from summarizer.batch.items import Counts, Record, RunTotals
from summarizer.batch.report_figures import Figures, summarise
from summarizer.datamodels import IssueKind
from summarizer.errors import OutputError
from tests.conftest import ROOT

TOTALS = RunTotals("/srv/berita", "/srv/berita-en", "signature", "2026-11-25T01:30:00Z", 60.0, 4, 3, 1)


def of_kinds(*kinds: str, totals: RunTotals = TOTALS) -> Figures:
    issues = {kind: 1 + 7 * number for number, kind in enumerate(kinds)}
    records = [Record(f"{number}.txt", "hash", "signature", Counts(9, seconds=0.03 * 9**number)) for number in range(6)]
    return summarise([*records, Record("b.txt", "hash", "signature", Counts(9, issues=issues))], totals)


def chunks(content: bytes) -> dict[bytes, bytes]:
    """The parts of a PNG by their kind. The sums in it are right."""
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    found, position = {}, 8
    while position < len(content):
        (length,) = struct.unpack(">I", content[position : position + 4])
        kind, data = content[position + 4 : position + 8], content[position + 8 : position + 8 + length]
        assert struct.pack(">I", zlib.crc32(kind + data)) == content[position + 8 + length : position + 12 + length]
        found[kind] = data
        position += 12 + length
    return found


@pytest.mark.parametrize(
    "figures",
    [
        summarise([], TOTALS),
        of_kinds(),
        of_kinds("number_missing"),
        of_kinds(*IssueKind),
        of_kinds(*IssueKind, "a_kind_of_a_later_version_with_a_very_long_name_$x$_新聞\n"),
        of_kinds("empty", totals=RunTotals("新聞/$x^{2$/" * 50, "en", "", "?", 0.0, 10**9, interrupted=True)),
    ],
    ids=["no article", "no issue", "one kind", "all kinds", "a strange kind", "a strange source, interrupted"],
)
def test_any_figures_make_a_picture_of_one_size(figures: Figures, tmp_path: Path) -> None:
    write_chart(figures, tmp_path / "report.png")
    parts = chunks((tmp_path / "report.png").read_bytes())
    assert struct.unpack(">II", parts[b"IHDR"][:8]) == (1560, 840)
    assert b"IEND" in parts
    assert [path.name for path in tmp_path.iterdir()] == ["report.png"]


def test_the_same_figures_make_the_same_bytes_and_others_do_not(tmp_path: Path) -> None:
    for name, figures in [("a", of_kinds("empty")), ("b", of_kinds("empty")), ("c", of_kinds("length"))]:
        write_chart(figures, tmp_path / name)
    first, second, third = ((tmp_path / name).read_bytes() for name in "abc")
    assert first == second
    assert first != third
    assert not chunks(first).keys() & {b"tEXt", b"iTXt", b"zTXt", b"tIME"}


def test_settings_of_the_user_are_neither_used_nor_changed(tmp_path: Path) -> None:
    import matplotlib

    write_chart(of_kinds("empty"), tmp_path / "plain.png")
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "black", "font.family": "serif"}):
        write_chart(of_kinds("empty"), tmp_path / "set.png")
        assert matplotlib.rcParams["font.size"] == 30
    assert (tmp_path / "plain.png").read_bytes() == (tmp_path / "set.png").read_bytes()


def test_an_older_chart_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "report.png").write_bytes(b"old")
    write_chart(of_kinds(), tmp_path / "report.png")
    chunks((tmp_path / "report.png").read_bytes())


def test_a_folder_that_is_not_there_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"report\.png cannot be written: No such file.*run the same command again"):
        write_chart(of_kinds(), tmp_path / "gone" / "report.png")


def test_what_fails_half_way_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "report.png").mkdir()
    with pytest.raises(OutputError):
        write_chart(of_kinds(), tmp_path / "report.png")
    assert [path.name for path in tmp_path.iterdir()] == ["report.png"]


def test_without_a_folder_for_settings_nothing_reaches_the_terminal(tmp_path: Path) -> None:
    """As in a service whose user has no home: matplotlib would complain, and pyplot would look for a display."""
    program = (
        "import sys; from pathlib import Path\n"
        "from summarizer.batch.chart import write_chart\n"
        "from tests.batch.test_chart import of_kinds\n"
        "assert 'matplotlib' not in sys.modules\n"
        "write_chart(of_kinds('empty', '新聞'), Path(sys.argv[1]))\n"
        "assert 'matplotlib.pyplot' not in sys.modules\n"
    )
    nowhere = tmp_path / "file"
    nowhere.touch()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MPL", "XDG", "DISPLAY"))}
    run = subprocess.run(
        [sys.executable, "-c", program, tmp_path / "report.png"],
        env={**kept, "HOME": str(nowhere / "home")},
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")
    assert (tmp_path / "report.png").exists()
