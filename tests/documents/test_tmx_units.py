"""TMX of any length, to other tools and from them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from translate.storage.tmx import tmxfile

from summarizer import Document, translate
from summarizer.documents import tmx_format
from summarizer.documents.tmx_units import READING, read_units, write_units
from summarizer.errors import OutputError, UnreadableInput
from summarizer.memory.units import HUMAN, MACHINE, Unit
from summarizer.translation.editing import with_edit
from tests.conftest import ROOT
from tests.documents.kupang import ARTICLE, fake_engine

UNITS = [
    Unit("Harga gula & beras <naik> “tajam”.", "Sugar & rice cost <far> “more”.", "id-en"),
    Unit("Hujan deras mengguyur Padang.", "Heavy rain fell on Padang.", "id-en", MACHINE, "engine:coba|beam_size:4"),
]


def tmx(body: str, header: str = '<header srclang="id"/>', before: str = "") -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>{before}<tmx version="1.4">{header}<body>{body}</body></tmx>'


def unit(source: str, target: str, langs: tuple[str, str] = ("id", "en"), attributes: str = "") -> str:
    variants = (
        f'<tuv xml:lang="{lang}"><seg>{text}</seg></tuv>' for lang, text in zip(langs, (source, target), strict=True)
    )
    return f"<tu {attributes}>{''.join(variants)}</tu>"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ingatan.tmx"


def read(path: Path, content: str | bytes) -> list[Unit]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_units(str(path)))


def test_what_is_written_is_read_again_and_by_other_tools(path: Path) -> None:
    assert write_units(str(path), UNITS, "id", "en") == 2
    assert list(read_units(str(path))) == UNITS
    file = tmxfile.parsefile(str(path))
    assert [(one.source, one.target) for one in file.units] == [(one.source, one.target) for one in UNITS]
    assert [one.xmlelement.get("creationid") for one in file.units] == [HUMAN, MACHINE]
    header = file.document.getroot().find("header")
    assert (header.get("creationtool"), header.get("srclang")) == ("summarizer", "id")
    assert header.get("segtype") == "sentence"


def test_the_same_units_give_the_same_bytes(path: Path) -> None:
    write_units(str(path), UNITS, "id", "en")
    first = path.read_bytes()
    write_units(str(path), iter(UNITS), "id", "en")
    assert path.read_bytes() == first
    assert first.endswith(b"</tmx>\n")


def test_no_units_are_a_tmx_too(path: Path) -> None:
    assert write_units(str(path), [], "id", "en") == 0
    assert list(read_units(str(path))) == []
    assert len(tmxfile.parsefile(str(path)).units) == 0


def test_characters_that_xml_has_no_place_for_are_left_out(path: Path) -> None:
    write_units(str(path), [Unit("Ha\0rga\x1b nai\ufffek\ud800.", "Pri\x07ces\x85rise.", "id-en")], "id", "en")
    assert list(read_units(str(path))) == [Unit("Harga naik.", "Prices rise.", "id-en")]


def test_a_file_is_there_whole_or_not_at_all(path: Path) -> None:
    path.write_text("lama")

    def units():
        yield UNITS[0]
        raise RuntimeError("the memory breaks")

    with pytest.raises(RuntimeError):
        write_units(str(path), units(), "id", "en")
    assert path.read_text() == "lama"
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written: No such file or directory"):
        write_units(str(tmp_path / "tidak ada" / "a.tmx"), UNITS, "id", "en")


def test_our_own_exports_of_an_article_are_read(path: Path) -> None:
    edited = with_edit(translate(Document(ARTICLE), translator=fake_engine()), 3, "The two markets house 250 traders.")
    found = read(path, tmx_format.translation(edited))
    assert [(one.target, one.origin) for one in found][:3] == [
        ("Kupang Opens Two New Markets", MACHINE),
        ("Kupang opened two new markets on Monday.", MACHINE),
        ("The two markets house 250 traders.", HUMAN),
    ]


@pytest.mark.parametrize(
    "langs", [("id", "en"), ("id-ID", "en-US"), ("ID", "EN-GB"), ("in_ID", "en_GB"), ("id-Latn-ID", "en")], ids=str
)
def test_languages_are_known_by_their_beginning(path: Path, langs: tuple[str, str]) -> None:
    assert read(path, tmx(unit("Apa kabar?", "How are you?", langs))) == [Unit("Apa kabar?", "How are you?", "id-en")]


def test_the_sides_may_stand_in_any_order_and_beside_others(path: Path) -> None:
    content = tmx(
        '<tu><tuv xml:lang="ms"><seg>Satu</seg></tuv><tuv lang="EN"><seg>One</seg></tuv>'
        '<tuv xml:lang="ID"><seg>Satu.</seg></tuv><tuv xml:lang="en-GB"><seg>First</seg></tuv></tu>'
        + unit("Dua", "Deux", ("id", "fr"))
    )
    assert read(path, content) == [Unit("Satu.", "One", "id-en")]
    assert list(read_units(str(path), "ms", "id")) == [Unit("Satu", "Satu.", "ms-id")]


def test_inline_tags_of_other_tools_are_left_out_and_their_text_is_not(path: Path) -> None:
    source = (
        'Harga <bpt i="1" x="1">&lt;b <sub>catatan</sub>&gt;</bpt>beras <hi type="x"><hi>naik</hi> lagi</hi>'
        '<ept i="1">&lt;/b&gt;</ept><ph x="2">\\n</ph> &amp; gula<it pos="begin">&lt;i&gt;</it>.<ut>{0}</ut>'
    )
    assert read(path, tmx(unit(source, "Rice\n  <!-- lihat -->and <?kode?>sugar"))) == [
        Unit("Harga beras naik lagi & gula.", "Rice and sugar", "id-en")
    ]


def test_who_has_no_name_is_a_human(path: Path) -> None:
    units = [
        unit("Satu", "One"),
        unit("Dua", "Two", attributes='creationid="RINI"'),
        unit("Tiga", "Three", attributes='creationid="Machine"'),
        '<tu><tuv xml:lang="id"><seg>Empat</seg></tuv><tuv xml:lang="en" creationid="machine"><seg>4</seg></tuv></tu>',
    ]
    assert [one.origin for one in read(path, tmx("".join(units)))] == [HUMAN, HUMAN, MACHINE, MACHINE]


def test_blank_sides_are_there_for_whoever_counts_them(path: Path) -> None:
    empty = '<tu><tuv xml:lang="id"><seg>Dua</seg></tuv><tuv xml:lang="en"/></tu>'
    assert [one.target for one in read(path, tmx(unit("Satu", " \n") + empty))] == ["", ""]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "iso-8859-1"])
def test_the_encodings_that_other_tools_write(path: Path, encoding: str) -> None:
    declared = encoding.removesuffix("-sig")
    content = tmx(unit("Kafé buka.", "The café is open.")).replace("UTF-8", declared)
    assert read(path, content.encode(encoding)) == [Unit("Kafé buka.", "The café is open.", "id-en")]


def test_a_doctype_and_a_namespace_do_no_harm(path: Path) -> None:
    content = tmx(unit("Satu", "One"), before='<!DOCTYPE tmx SYSTEM "tmx14.dtd">')
    assert read(path, content.replace("<tmx ", '<tmx xmlns="http://www.lisa.org/tmx14" ')) == [
        Unit("Satu", "One", "id-en")
    ]


def test_no_entity_is_expanded_and_nothing_is_fetched(path: Path, tmp_path: Path) -> None:
    secret = tmp_path / "rahasia.txt"
    secret.write_text("rahasia")
    doctype = f'<!DOCTYPE tmx [<!ENTITY tawa "ha ha"><!ENTITY berkas SYSTEM "{secret.as_uri()}">]>'
    found = read(path, tmx(unit("Satu &tawa; dua", "One &berkas; two"), before=doctype))
    assert found == [Unit("Satu dua", "One two", "id-en")]


def test_a_bomb_of_entities_is_refused(path: Path) -> None:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE tmx [<!ENTITY a0 "ha">{laughs}]>'
    with pytest.raises(UnreadableInput, match="this is no whole TMX"):
        read(path, tmx(unit("Satu &a9; dua", "One"), before=doctype))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "line 1: this is no whole TMX"),
        (b"Harga beras naik.", "line 1: this is no whole TMX"),
        (b"\0\1\2\3" * 500, "this is no whole TMX"),
        (tmx(unit("Satu", "One")).encode()[:-20], "this is no whole TMX"),
        (tmx(unit("Satu", "One") + "\n<tu></tuv>").encode(), "line 2: this is no whole TMX"),
        (b"<html><body>TMX</body></html>", "is XML, but no TMX: it begins with <html>"),
    ],
    ids=["empty", "text", "binary", "cut", "broken", "html"],
)
def test_what_is_no_tmx_is_told(path: Path, content: bytes, message: str) -> None:
    with pytest.raises(UnreadableInput, match=message) as error:
        read(path, content)
    assert str(path) in str(error.value)
    assert "Export" in str(error.value)


def test_what_cannot_be_opened_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="there is no file"):
        list(read_units(str(tmp_path / "tidak-ada.tmx")))
    with pytest.raises(UnreadableInput, match="is a folder"):
        list(read_units(str(tmp_path)))


def test_the_progress_is_of_the_bytes_of_the_file(path: Path) -> None:
    path.write_text(tmx("".join(unit(f"Warga {n}", f"Villager {n}") for n in range(3_000))))
    seen: list[tuple[str, int, int]] = []
    assert len(list(read_units(str(path), progress=lambda *told: seen.append(told)))) == 3_000
    size = path.stat().st_size
    assert {(stage, total) for stage, _, total in seen} == {(READING, size)}
    assert len(seen) > 5
    assert [done for _, done, _ in seen] == sorted(done for _, done, _ in seen)
    assert seen[-1][1] == size


MEMORY = """
import resource, sys
from summarizer.documents.tmx_units import read_units, write_units
from summarizer.memory.opening import open_memory

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

def fill(memory, start, number):
    for first in range(start, start + number, 1000):
        memory.keep_edits(
            {f"Warga desa ke-{n} {'menerima bantuan ' * 60}.": f"Village {n} {'got aid ' * 120}." for n in
             range(first, first + 1000)}, "id-en")

path = sys.argv[1] + "/a.tmx"
with open_memory(sys.argv[1] + "/memory.sqlite") as memory:
    peaks = []
    for start, number in ((0, 2000), (2000, 20000)):
        fill(memory, start, number)
        written = write_units(path, memory.units("id-en"), "id", "en")
        assert written == start + number == sum(1 for _ in read_units(path))
        peaks.append(peak())
print(peaks[1] - peaks[0])
"""


def test_twenty_thousand_units_take_no_more_memory_than_two_thousand(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", MEMORY, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "a.tmx").stat().st_size > 40_000_000
    assert int(run.stdout) < 20  # MiB
