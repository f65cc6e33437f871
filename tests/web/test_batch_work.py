"""Several articles of a visit: each by itself, whatever becomes of the others, and one ZIP in the end."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from summarizer import Document
from summarizer.briefing import make_brief
from summarizer.datamodels import DecodingOptions, Hypothesis
from summarizer.documents.exports import EXPORTS
from summarizer.engines.recording import RecordingTranslator
from summarizer.errors import CacheUnusable
from summarizer.fidelity.glossary import Glossary, Term
from summarizer.summarization import SummaryOptions
from summarizer.web import batch_work, queueing
from summarizer.web import desk as desk_module
from summarizer.web.batch_work import JOB, BatchRequest, Row, translate_files
from summarizer.web.desk import Desk, Limits
from summarizer.web.visits import Visit
from tests.documents.kupang import ARTICLE, SHORT_ARTICLE, fake_engine
from tests.web.serving import PausingTranslator, desk_of, wait_for
from tests.web.shown import collected

ENGLISH = b"The government said on Monday that rice prices rose three percent in the capital."
SHORT = ("pasar.txt", SHORT_ARTICLE.encode())
LONG = ("kupang.md", ARTICLE.encode())
FORMATS = ("md", "docx", "json", "tmx")


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    return desk_of(monkeypatch)


@pytest.fixture
def visit() -> Visit:
    return Visit("en")


def run(
    desk: Desk, visit: Visit, *files: tuple[str, bytes], formats: Sequence[str] = ("md",), force: bool = False
) -> list[list[Row]]:
    return collected(
        translate_files(desk, visit, BatchRequest(files, formats, "id-en", "embedded", SummaryOptions(), force))
    )


def states(rows: Iterable[Row]) -> list[tuple[str, str]]:
    return [(row.name, row.state) for row in rows]


def names(visit: Visit) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(visit.archive)).namelist()


def zipped(*files: tuple[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in files:
            archive.writestr(name, content)
    return written.getvalue()


def test_each_file_goes_from_waiting_to_done(desk: Desk, visit: Visit) -> None:
    told = run(desk, visit, SHORT, LONG)
    assert states(told[0]) == [("pasar.txt", "waiting"), ("kupang.md", "waiting")]
    first = [row.state for row, _ in told]
    second = [row.state for _, row in told]
    for one in (first, second):
        assert list(dict.fromkeys(one)) == ["waiting", "working", "done"]
    assert second[first.index("done")] == "waiting", "one after the other"
    last = told[-1]
    assert [(row.share, row.errors, row.warnings) for row in last] == [(1.0, 0, 0), (1.0, 1, 1)]
    assert 0.0 in [row.share for _, row in told if row.state == "working"]


@pytest.mark.parametrize(
    ("name", "content", "remark"),
    [
        ("kosong.txt", b"", "kosong.txt is empty: there is nothing to translate"),
        (
            "gambar.txt",
            b"\x00\x01",
            "gambar.txt is a binary file, not text. Save the article as plain text (UTF-8) first",
        ),
        ("english.txt", ENGLISH, "the text looks English, not Indonesian"),
        ("lagu.mp3", b"ID3", "lagu.mp3 is not a kind of file that is taken. Save it as one of these: .txt, .md, "),
        ("panjang.txt", b"Harga naik. " * 1_000, "the text has 12,000 characters, and 5,000 is the most"),
        ("besar.txt", b"a" * (2**20 + 1), "besar.txt is larger than 1024 KiB, the most one article may be"),
        ("rusak.zip", b"PK", "rusak.zip is not a ZIP file, or is damaged"),
        ("foto.zip", zipped(("foto.jpg", b"x")), "foto.zip has no article in it"),
        ("rusak.docx", b"PK", "rusak.docx is not a Word document"),
    ],
)
def test_one_that_cannot_be_translated_stops_no_other(
    monkeypatch: pytest.MonkeyPatch, visit: Visit, name: str, content: bytes, remark: str
) -> None:
    desk = desk_of(monkeypatch, limits=Limits(max_chars=5_000))
    rows = run(desk, visit, SHORT, (name, content), LONG)[-1]
    assert states(rows) == [("pasar.txt", "done"), (name, "failed"), ("kupang.md", "done")]
    assert rows[1].remark.startswith(remark)
    assert rows[0].remark == rows[2].remark == ""
    assert names(visit) == ["pasar.md", "kupang.md"]
    assert desk.visitors == 0


def test_with_the_box_ticked_any_language_is_translated(desk: Desk, visit: Visit) -> None:
    assert states(run(desk, visit, ("english.txt", ENGLISH), force=True)[-1]) == [("english.txt", "done")]


def test_a_fault_in_one_stops_no_other_and_quotes_nothing(
    monkeypatch: pytest.MonkeyPatch, visit: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    def answer(sentence: str) -> str:
        if "rahasia" in sentence:
            raise RuntimeError(sentence)
        return sentence

    desk = desk_of(monkeypatch, RecordingTranslator(default=answer))
    with caplog.at_level(logging.ERROR):
        rows = run(desk, visit, ("a.txt", b"Ini kabar rahasia."), SHORT)[-1]
    assert [row.state for row in rows] == ["failed", "done"]
    assert rows[0].remark.startswith("a fault in this program")
    assert "rahasia" not in rows[0].remark + caplog.text
    assert names(visit) == ["pasar.md"]


def test_a_fault_in_writing_leaves_no_half_of_a_file(monkeypatch: pytest.MonkeyPatch, desk: Desk, visit: Visit) -> None:
    def fail(brief: object) -> bytes:
        raise ValueError

    monkeypatch.setitem(EXPORTS, "docx", batch_work.replace(EXPORTS["docx"], write=fail))
    rows = run(desk, visit, SHORT, formats=("md", "docx"))[-1]
    assert states(rows) == [("pasar.txt", "failed")]
    assert visit.archive == b""


def test_a_missing_model_is_told_without_a_path(monkeypatch: pytest.MonkeyPatch, visit: Visit) -> None:
    def load(name: str, **_: object) -> RecordingTranslator:
        raise CacheUnusable("the cache /home/sari/.cache cannot be written")

    monkeypatch.setattr(desk_module, "load_translator", load)
    rows = run(Desk(), visit, SHORT, LONG)[-1]
    assert [row.state for row in rows] == ["failed", "failed"]
    for row in rows:
        assert row.remark.startswith("the engine's model is not available here")
    assert visit.archive == b""


def test_the_articles_of_a_zip_are_files_like_others(desk: Desk, visit: Visit) -> None:
    packed = zipped(
        ("kabar/pasar.txt", SHORT[1]), ("kabar/foto.jpg", b"x"), ("kosong.txt", b""), ("kupang.md", LONG[1])
    )
    rows = run(desk, visit, ("kabar.ZIP", packed), SHORT)[-1]
    assert states(rows) == [
        ("kabar/pasar.txt", "done"),
        ("kosong.txt", "failed"),
        ("kupang.md", "done"),
        ("pasar.txt", "done"),
    ]
    assert names(visit) == ["kabar-pasar.md", "kupang.md", "pasar.md"]


def test_every_format_that_is_asked_for_is_there(desk: Desk, visit: Visit) -> None:
    run(desk, visit, SHORT, formats=FORMATS)
    archive = zipfile.ZipFile(io.BytesIO(visit.archive))
    assert archive.testzip() is None
    brief = make_brief(Document(SHORT_ARTICLE), translator=fake_engine())
    assert {name: archive.read(name) for name in archive.namelist()} == {
        f"pasar.{one}": EXPORTS[one].write(brief) for one in FORMATS
    }
    json.loads(archive.read("pasar.json"))


def test_names_in_the_zip_are_safe_and_no_two_are_alike(desk: Desk, visit: Visit) -> None:
    given = [
        "Pasar.txt", "pasar.txt", "PASAR.md", "pasar-2.txt", "../../etc/passwd.txt", "con.txt", "..txt", "a b/c d.txt",
        'x"; rm -rf ~.txt', "\u202ecod.txt", "kabar.tar.gz.txt", "é.txt", "无.txt", "tanpa akhiran", f"{'n' * 300}.txt",
    ]  # fmt: skip
    rows = run(desk, visit, *((name, SHORT[1]) for name in given))[-1]
    assert {row.state for row in rows} == {"done"}
    made = names(visit)
    assert len({name.casefold() for name in made}) == len(given)
    for name in made:
        assert name.endswith(".md")
        assert set(name.removesuffix(".md")) <= set("abcdefghijklmnopqrstuvwxyz0123456789-"), name
        assert len(name) < 100
    assert made[:6] == ["pasar.md", "pasar-2.md", "pasar-3.md", "pasar-2-2.md", "etc-passwd.md", "article-con.md"]


def test_the_same_files_make_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    archives = set()
    for _ in range(2):
        visit = Visit("en")
        run(desk_of(monkeypatch), visit, SHORT, LONG, formats=FORMATS)
        archives.add(visit.archive)
    [archive] = archives
    dates = {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(archive)).infolist()}
    assert dates == {(1980, 1, 1, 0, 0, 0)}, "not those of today"


def test_unpacked_files_can_be_read_by_all(desk: Desk, visit: Visit, tmp_path: Path) -> None:
    run(desk, visit, SHORT)
    [entry] = zipfile.ZipFile(io.BytesIO(visit.archive)).infolist()
    assert entry.external_attr >> 16 == 0o100644
    if unzip := shutil.which("unzip"):
        packed = tmp_path / "translations.zip"
        packed.write_bytes(visit.archive)
        subprocess.run([unzip, "-q", packed], cwd=tmp_path, check=True)
        assert (tmp_path / "pasar.md").stat().st_mode & 0o777 == 0o644


def test_the_glossary_of_the_visit_is_kept_to(desk: Desk, visit: Visit) -> None:
    visit.glossary = Glossary([Term("pasar", "bazaar")], "0a1b2c3d")
    rows = run(desk, visit, SHORT, formats=["json"])[-1]
    assert rows[0].errors + rows[0].warnings == 1
    brief = json.loads(zipfile.ZipFile(io.BytesIO(visit.archive)).read("pasar.json"))
    assert "0a1b2c3d" in brief["signature"]


def test_the_glossary_can_be_left_out(desk: Desk, visit: Visit) -> None:
    visit.glossary = Glossary([Term("pasar", "bazaar")], "0a1b2c3d")
    collected(
        translate_files(
            desk,
            visit,
            BatchRequest([SHORT], ["json"], "id-en", "embedded", SummaryOptions(), False, use_glossary=False),
        )
    )
    assert b"0a1b2c3d" not in zipfile.ZipFile(io.BytesIO(visit.archive)).read("pasar.json")


def test_what_is_made_is_counted(desk: Desk, visit: Visit) -> None:
    run(desk, visit, SHORT, LONG, ("kosong.txt", b""))
    assert desk.tally.sentences == 1 + 6


class Stopping(RecordingTranslator):
    """Its visitor presses Stop while the second file is at work."""

    def __init__(self, visit: Visit) -> None:
        super().__init__()
        self.visit = visit

    def translate_batch(self, sentences: Sequence[str], options: DecodingOptions) -> list[list[Hypothesis]]:
        if "dua" in sentences[0]:
            self.visit.stop(JOB)
        return super().translate_batch(sentences, options)


def test_a_stop_keeps_what_is_done(monkeypatch: pytest.MonkeyPatch, visit: Visit) -> None:
    engine = Stopping(visit)
    desk = desk_of(monkeypatch, engine)
    files = [(f"{word}.txt", f"Warga kota menyambut kabar {word}.".encode()) for word in ("satu", "dua", "tiga")]
    rows = run(desk, visit, *files, ("kosong.txt", b""))[-1]
    assert states(rows) == [
        ("satu.txt", "done"),
        ("dua.txt", "stopped"),
        ("tiga.txt", "stopped"),
        ("kosong.txt", "stopped"),
    ]
    assert not [sentence for sentences, _ in engine.calls for sentence in sentences if "tiga" in sentence]
    assert names(visit) == ["satu.md"]
    assert desk.visitors == 0


def test_a_stop_before_anything_is_done_leaves_no_zip(monkeypatch: pytest.MonkeyPatch, visit: Visit) -> None:
    visit.archive = b"the ZIP of the batch before"
    desk = desk_of(monkeypatch, Stopping(visit))
    rows = run(desk, visit, ("dua.txt", b"Warga kota menyambut kabar dua."))[-1]
    assert states(rows) == [("dua.txt", "stopped")]
    assert visit.archive == b""


def test_each_file_has_the_time_of_a_request(monkeypatch: pytest.MonkeyPatch, visit: Visit) -> None:
    now = 1_000.0
    heard: set[str] = set()

    def answer(sentence: str) -> str:
        nonlocal now
        if sentence not in heard:  # further tries cost nothing here
            now += 100 if "lambat" in sentence else 40
        heard.add(sentence)
        return sentence

    monkeypatch.setattr(queueing, "time", SimpleNamespace(monotonic=lambda: now))
    desk = desk_of(monkeypatch, RecordingTranslator(default=answer), Limits(seconds=60))
    files = [(f"{word}.txt", f"{word} sekali".encode()) for word in ("satu", "dua", "lambat", "tiga")]
    rows = run(desk, visit, *files, force=True)[-1]
    assert [row.state for row in rows] == ["done", "done", "failed", "done"]
    assert rows[2].remark.startswith("this took longer than the 60 seconds that a request may take here")


def test_too_many_others_are_told_of_file_by_file(monkeypatch: pytest.MonkeyPatch, visit: Visit) -> None:
    desk = desk_of(monkeypatch, limits=Limits(concurrency=1, waiting=0))
    with desk.translator(desk.watch()):
        rows = run(desk, visit, SHORT)[-1]
    assert rows[0].remark == "too many others are waiting for a translation. Try again in a minute"


def test_who_closes_the_page_frees_the_desk(monkeypatch: pytest.MonkeyPatch, visit: Visit) -> None:
    engine = PausingTranslator()
    desk = desk_of(monkeypatch, engine)
    files = [(f"{number}.txt", f"Warga kota menyambut kabar ke-{number}.".encode()) for number in range(9)]

    async def leave() -> None:
        shown: Any = translate_files(
            desk, visit, BatchRequest(files, ["md"], "id-en", "embedded", SummaryOptions(), force=False)
        )
        await anext(shown)
        await asyncio.to_thread(engine.begun.wait, 30)
        await shown.aclose()

    asyncio.run(leave())
    engine.go.set()
    wait_for(lambda: desk.visitors == 0)
    assert len(engine.calls) == 1


def test_nothing_makes_nothing(desk: Desk, visit: Visit) -> None:
    assert run(desk, visit)[-1] == []
    assert visit.archive == b""


def test_what_is_too_much_for_one_batch_is_left_for_the_next(
    monkeypatch: pytest.MonkeyPatch, desk: Desk, visit: Visit
) -> None:
    monkeypatch.setattr(batch_work, "MAX_FILES", 2)
    rows = run(desk, visit, SHORT, LONG, ("lagi.txt", SHORT[1]))[-1]
    assert states(rows) == [("pasar.txt", "done"), ("kupang.md", "done"), ("lagi.txt", "failed")]
    assert rows[2].remark.startswith("2 files and 100 MiB are the most of one batch")


def test_the_size_of_a_batch_is_that_of_its_files_together(
    monkeypatch: pytest.MonkeyPatch, desk: Desk, visit: Visit
) -> None:
    monkeypatch.setattr(batch_work, "MAX_BYTES", len(SHORT[1]))
    rows = run(desk, visit, SHORT, ("lagi.txt", SHORT[1]))[-1]
    assert [row.state for row in rows] == ["done", "failed"]
