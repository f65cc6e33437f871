"""The report at the end of a batch: what an editor reads in the morning."""

from __future__ import annotations

import re
import tracemalloc
from collections.abc import Iterator

import pytest

from summarizer.batch.issue_meanings import meaning_of
from summarizer.batch.items import Counts, Record, RunTotals
from summarizer.batch.report import report_markdown
from summarizer.batch.report_figures import Figures, summarise
from summarizer.batch.report_words import duration
from summarizer.datamodels import IssueKind
from tests.conftest import ROOT

EMPTY = "the text is empty. Put the article in it"


def totals(**changes: object) -> RunTotals:
    values: dict[str, object] = {
        "source": "/srv/berita",
        "output": "/srv/berita-en",
        "made_by": "summarizer|0.1.0|embedded|sentences:3|formats:docx",
        "started": "2026-11-25T01:30:07Z",
        "seconds": 8040.0,
        "total": 12345,
        "done": 1234,
        "failed": 2,
        "skipped": 11109,
        "failed_before": 9,
        "sentences": 24680,
        "words": 493600,
        "remembered": 2468,
    }
    return RunTotals(**(values | changes))  # type: ignore[arg-type]


def done(key: str, **counts: object) -> Record:
    return Record(key, "hash", "signature", Counts(**counts))  # type: ignore[arg-type]


def failed(key: str, reason: str = EMPTY) -> Record:
    return Record(key, "hash", "signature", failure=reason)


def figures(*records: Record, **changes: object) -> Figures:
    return summarise(iter(records), totals(**changes))


def section(report: str, title: str) -> str:
    """What stands under a heading of the report; it is there once."""
    (found,) = re.findall(rf"^## {title}\n\n(.*?)(?=\n\n## |\Z)", report, re.MULTILINE | re.DOTALL)
    return str(found).strip()


def rows(report: str, title: str) -> list[list[str]]:
    """The cells of the table under a heading, without its head."""
    lines = [line for line in section(report, title).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines[2:]]


def test_it_says_what_was_done_and_how() -> None:
    report = report_markdown(figures(done("harga-beras.txt", sentences=20, words=400)))
    assert report.startswith("# Batch report, 2026-11-25 01:30 UTC\n")
    assert "- Source: `/srv/berita`\n- Output: `/srv/berita-en`\n" in report
    assert "- Made by: `summarizer|0.1.0|embedded|sentences:3|formats:docx`\n" in report
    assert "](report.png)" in report
    assert "interrupted" not in report


def test_this_run_stands_beside_all_that_is_known() -> None:
    report = report_markdown(
        figures(
            done("banjir.txt", sentences=1000, words=20000, errors=2, warnings=3, repairs=4),
            done("pemilu.txt", sentences=500, words=9000, errors=1),
            failed("kosong.txt"),
        )
    )
    table = {cells[0]: cells[1:] for cells in rows(report, "Articles")}
    assert table["articles done"] == ["1,234", "2"]
    assert table["articles failed"] == ["2", "1"]
    assert table["articles done before"] == ["11,100", ""]
    assert table["articles failed before"] == ["9", ""]
    assert table["articles of the input"] == ["12,345", ""]
    assert table["sentences"] == ["24,680", "1,500"]
    assert table["words of the source"] == ["493,600", "29,000"]
    assert [table[name][1] for name in ("errors", "warnings", "facts put right")] == ["3", "3", "4"]


def test_speed_and_the_share_of_the_memory() -> None:
    assert section(report_markdown(figures()), "Speed of this run") == (
        "1,234 articles in 2 h 14 min: 553 articles/h, 3.1 sentences/s, 61.4 words/s. "
        "Of 24,680 sentences, 2,468 came from the memory (10.0%)."
    )


def test_a_run_that_had_nothing_to_do() -> None:
    report = report_markdown(
        figures(done=0, failed=0, skipped=0, failed_before=0, total=0, sentences=0, words=0, seconds=0.0)
    )
    assert section(report, "Speed of this run") == "No article was translated in this run."
    assert section(report, "Checks") == "No article is done yet."
    assert "Failed" not in report
    assert "Slowest" not in report


def test_an_interrupted_run_says_how_to_go_on() -> None:
    report = report_markdown(figures(done=1000, failed=0, skipped=345, interrupted=True))
    assert "**This run was interrupted.** 11,000 articles of the input still to come. Run the same command" in report
    assert ["articles not reached", "11,000", ""] in rows(report, "Articles")


def test_issues_are_counted_by_kind_with_what_they_mean() -> None:
    report = report_markdown(
        figures(
            done("a.txt", issues={"name_missing": 2, "number_missing": 1}),
            done("b.txt", issues={"length": 1, "name_missing": 1500}),
        )
    )
    assert [cells[:3] for cells in rows(report, "Checks")] == [
        ["`name_missing`", "1,502", "warning"],
        ["`length`", "1", "error or warning"],
        ["`number_missing`", "1", "error"],
    ]
    assert rows(report, "Checks")[2][3] == "a number of the source is not there"


def test_articles_without_a_fault_are_not_called_right() -> None:
    assert section(report_markdown(figures(done("a.txt", sentences=9))), "Checks") == (
        "No fault was found in 1 article. Meaning and who did what are not checked."
    )


@pytest.mark.parametrize("kind", IssueKind)
def test_the_severity_of_a_kind_is_that_of_the_guide(kind: IssueKind) -> None:
    guide = (ROOT / "docs" / "usage.md").read_text(encoding="utf-8")
    cells = re.findall(rf"^\| `{kind}` \| ([^|]+) \|", guide, re.MULTILINE)
    assert set(re.findall("error|warning|note", " ".join(cells))) == set(meaning_of(kind).severities)


def test_a_kind_of_another_version_is_listed_too() -> None:
    report = report_markdown(figures(done("a.txt", issues={"tone_changed": 3})))
    assert rows(report, "Checks") == [["`tone_changed`", "3", "", "a kind that this version does not know"]]


def test_the_slowest_ten_with_their_time_a_sentence() -> None:
    records = [done(f"berita-{number:02}.txt", sentences=4, seconds=float(number)) for number in range(30)]
    table = rows(report_markdown(figures(*records)), "Slowest articles")
    assert [cells[0] for cells in table] == [f"berita-{number}.txt" for number in range(29, 19, -1)]
    assert table[0][1:] == ["29.0 s", "4", "7.25 s"]


def test_the_worst_ten_have_most_errors_then_warnings_then_are_the_shortest() -> None:
    records = [
        done("banyak-peringatan.txt", sentences=10, warnings=90),
        done("dua-galat.txt", sentences=10, errors=2),
        done("dua-galat-singkat.txt", sentences=4, errors=2),
        done("dua-galat-peringatan.txt", sentences=40, errors=2, warnings=1),
        *[done(f"satu-{number}.txt", sentences=9, warnings=1) for number in range(9)],
        done("bersih.txt", sentences=9),
    ]
    table = rows(report_markdown(figures(*records)), "Articles to read first")
    assert [cells[0] for cells in table[:5]] == [
        "dua-galat-peringatan.txt",
        "dua-galat-singkat.txt",
        "dua-galat.txt",
        "banyak-peringatan.txt",
        "satu-0.txt",
    ]
    assert len(table) == 10
    assert table[1][1:] == ["2", "0", "4", "0.50"]


def test_failures_are_grouped_by_reason_and_say_how_to_try_again() -> None:
    records = [failed(f"kosong-{number:02}.txt") for number in reversed(range(23))]
    text = section(report_markdown(figures(failed("rusak.docx", "it is damaged"), *records)), "Failed articles")
    assert text.startswith("24 articles failed.")
    assert "`--retry-failed`" in text.splitlines()[0]
    lines = text.splitlines()[2:]
    assert lines[0] == f"- **23 articles:** {EMPTY}"
    assert lines[1:21] == [f"  - kosong-{number:02}.txt" for number in range(20)]
    assert lines[21:] == ["  - and 3 more", "- **1 article:** it is damaged", "  - rusak.docx"]


def test_a_reason_that_begins_with_the_name_of_its_article_is_told_once() -> None:
    report = report_markdown(figures(failed("a.txt", "a.txt is damaged"), failed("b.txt", "b.txt is damaged")))
    assert section(report, "Failed articles").splitlines()[-3:] == [
        "- **2 articles:** … is damaged", "  - a.txt", "  - b.txt",
    ]  # fmt: skip


def test_reasons_of_one_article_each_do_not_fill_the_report() -> None:
    report = report_markdown(figures(*(failed(f"{number}.txt", f"page {number} is damaged") for number in range(3000))))
    assert section(report, "Failed articles").splitlines()[-1] == "- **2,980 articles:** other reasons"
    assert len(report.splitlines()) < 100


def test_terms_of_the_glossary_by_how_often_they_were_seen() -> None:
    many = {f"istilah {number:02}": 1 for number in range(60)}
    report = report_markdown(figures(done("a.txt", terms=many), done("b.txt", terms={"Kemenkeu": 1200, "otorita": 2})))
    table = rows(report, "Terms of the glossary in the sources")
    assert table[:3] == [["Kemenkeu", "1,200"], ["otorita", "2"], ["istilah 00", "1"]]
    assert len(table) == 50
    assert report.endswith("And 12 terms more.\n")


@pytest.mark.parametrize(
    ("key", "cell"),
    [
        ("rapat|hasil.txt", r"rapat\|hasil.txt"),
        ("`rapat`.txt", r"\`rapat\`.txt"),
        ("rapat\nhasil\r.txt", "rapat hasil .txt"),
        ("<img src=x>.txt", r"\<img src=x>.txt"),
        ("[klik](http://contoh.id).txt", r"\[klik](http://contoh.id).txt"),
        ("*rapat*\\|.txt", r"\*rapat\*\\\|.txt"),
        ("rapat\x1b[31m.txt", r"rapat\u001b\[31m.txt"),
        ("rapat-\udce9.txt", r"rapat-\udce9.txt"),
    ],
)
def test_names_stay_in_their_cell_and_mean_nothing_to_markdown(key: str, cell: str) -> None:
    report = report_markdown(figures(done(key, sentences=1, seconds=1.0, errors=1)))
    assert f"\n| {cell} | 1.00 s | 1 | 1.00 s |\n" in f"{report}\n"
    assert f"\n| {cell} | 1 | 0 | 1 | 1.00 |\n" in report
    report.encode()


def test_long_names_are_shortened_in_their_middle() -> None:
    report = report_markdown(figures(failed("https://contoh.id/" + "a" * 3000 + "/akhir.html", "panjang " * 500)))
    assert "https://contoh.id/aaa" in report
    assert re.search("a…a+/akhir.html$", report, re.MULTILINE)
    assert max(map(len, section(report, "Failed articles").splitlines())) < 500


def test_a_source_with_backticks_stays_in_its_code_span() -> None:
    assert "- Source: ``` `a``b`.csv ```\n" in report_markdown(figures(source="`a``b`.csv"))


def test_the_same_figures_make_the_same_text() -> None:
    records = [done(f"{number}.txt", sentences=3, seconds=2.0, errors=1, issues={"empty": 1}) for number in range(40)]
    assert report_markdown(figures(*records)) == report_markdown(figures(*reversed(records)))


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.0, "0.00 s"),
        (9.996, "10.0 s"),
        (59.96, "1 min"),
        (61.0, "1 min 1 s"),
        (3599.6, "1 h"),
        (8040.0, "2 h 14 min"),
        (86400.0 * 50, "1,200 h"),
    ],
)
def test_times_are_told_as_people_tell_them(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_memory_does_not_grow_with_the_manifest() -> None:
    def stream() -> Iterator[Record]:
        for number in range(20000):
            yield done(f"berita/{number}/" + "x" * 500, sentences=9, seconds=number % 97 + 0.5, errors=number % 7)
            yield failed(f"rusak/{number}/" + "x" * 500)

    tracemalloc.start()
    try:
        assert summarise(stream(), totals()).done == 20000
        assert tracemalloc.get_traced_memory()[1] < 2**20  # the keys alone are of 20 MiB
    finally:
        tracemalloc.stop()
