"""Reading, licences, and the repair of the text."""

from __future__ import annotations

import gzip
import lzma
from pathlib import Path

import pytest

from training.corpus.errors import CorpusError
from training.corpus.licences import is_shippable
from training.corpus.normalising import complete_punctuation, normalise, normalise_text, undo_csv_quoting
from training.corpus.reading import Pair, corpus_files, read_pairs

HEADER = "source\tlicence\tid\ten\n"
ROW = "koran/a\tCC0\tDia pergi.\tShe left.\n"


@pytest.mark.parametrize("name", ["a.tsv", "a.tsv.gz", "a.tsv.xz"])
def test_rows_are_read_packed_or_not(tmp_path: Path, name: str) -> None:
    raw = (HEADER + ROW).encode()
    packed = {"gz": gzip.compress, "xz": lzma.compress}.get(name.rsplit(".", 1)[-1], bytes)(raw)
    (tmp_path / name).write_bytes(packed)
    (tmp_path / "notes.txt").write_text("not a corpus")
    (path,) = corpus_files(tmp_path)
    assert list(read_pairs(path)) == [Pair("koran/a", "CC0", "Dia pergi.", "She left.")]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "line 1: the header is missing"),
        (ROW.encode(), "line 1: the header must be"),
        ((HEADER + ROW + "koran\tCC0\tDia\n").encode(), "line 3: 3 columns and not 4"),
        ((HEADER + "koran\tCC0\tDia\tShe\tleft\n").encode(), "line 2: 5 columns and not 4"),
        (HEADER.encode() + b"koran\tCC0\t\xff\tShe\n", "line 2: not UTF-8"),
    ],
)
def test_a_bad_file_is_named_with_its_line(tmp_path: Path, raw: bytes, message: str) -> None:
    path = tmp_path / "a.tsv"
    path.write_bytes(raw)
    with pytest.raises(CorpusError, match=f"a.tsv, {message}"):
        list(read_pairs(path))


@pytest.mark.parametrize("name", ["a.tsv.gz", "a.tsv.xz"])
def test_a_cut_or_false_archive_is_an_error_of_ours(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes({"gz": gzip.compress, "xz": lzma.compress}[name[-2:]](HEADER.encode() * 9)[:-9])
    with pytest.raises(CorpusError, match=name):
        list(read_pairs(path))


def test_a_missing_and_an_empty_folder_are_errors(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no such folder"):
        corpus_files(tmp_path / "nowhere")
    with pytest.raises(CorpusError, match="no file ends in"):
        corpus_files(tmp_path)


@pytest.mark.parametrize(
    "licence",
    ["CC BY 2.0 FR", "CC BY 4.0 / BSD-3", "CC BY-SA 4.0 (per NusaCrowd)", "MPL 2.0", "cc0", " MIT ", "Apache-2.0"],
)
def test_licences_that_allow_shipping(licence: str) -> None:
    assert is_shippable(licence)


@pytest.mark.parametrize(
    "licence",
    [
        *("CC BY-NC-ND 4.0", "CC BY-NC 4.0", "CC BY-ND 3.0", "GPL 3", "none stated", "unverified", "", "CC BY"),
        *("(MIT)", "CC BY 4.0 / GPL 2", "CC BY 4.0 /", "CC BY 4.0 NC", "CC BY 4.0 (non-commercial)"),
    ],
)
def test_licences_that_do_not(licence: str) -> None:
    assert not is_shippable(licence)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  dua\u00a0\u2009kata\t", "dua kata"),
        ("cafe\u0301", "café"),
        ("a\u200bb\ufeff\u00ad", "ab"),
        ("Rp9\x1b6", "Rp9 6"),
        ("R&amp;D &#8220;x&#8221;", "R&D “x”"),
        ("?a=1&copy=2", "?a=1&copy=2"),
        ("eliteâ€”kota, â€œyaâ€\u009d, cafÃ©", "elite—kota, “ya”, café"),
        ("“CAFÉ” — SÃO", "“CAFÉ” — SÃO"),
    ],
)
def test_text_is_normalised(raw: str, clean: str) -> None:
    assert normalise_text(raw) == clean


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (('"Lagu ""Senja"", baru."', '"The song ""Dusk"", new."'), ('Lagu "Senja", baru.', 'The song "Dusk", new.')),
        (('"Lagu ""Senja""."', '"A song, that is."'), ('Lagu "Senja".', "A song, that is.")),
        (('"Pada 1964, ia menang."', "He won in 1964."), ("Pada 1964, ia menang.", "He won in 1964.")),
        (('"Ayo."', '"Come on."'), ('"Ayo."', '"Come on."')),
        (('"Ayo."', "“Come on.”"), ('"Ayo."', "“Come on.”")),
        (('"Ayo," katanya.', "Come on."), ('"Ayo," katanya.', "Come on.")),
        (('"Tidak.""Ya."', "No. Yes."), ('"Tidak.""Ya."', "No. Yes.")),
        (('"Tidak.""Ya.""Baik."', "No. Yes. Good."), ('"Tidak.""Ya.""Baik."', "No. Yes. Good.")),
        (('"Ia berkata: ""Ayo."', '"He said: ""Come."'), ('Ia berkata: "Ayo.', 'He said: "Come.')),
        (('"""Ayo, kita pulang."', '"""Come, let us go."'), ('"Ayo, kita pulang.', '"Come, let us go.')),
        (('"Kita pulang."""', '"We go home."""'), ('Kita pulang."', 'We go home."')),
        (('"Kita pulang"", kata Budi."', "We go home."), ('Kita pulang", kata Budi.', "We go home.")),
    ],
)
def test_csv_quoting_is_undone_and_speech_is_not(before: tuple[str, str], after: tuple[str, str]) -> None:
    assert undo_csv_quoting(*before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("Dia pergi.", "She left"), ("Dia pergi.", "She left.")),
        (("Siapa", "Who?"), ("Siapa?", "Who?")),
        (("Tahun 1998!", "In 1998"), ("Tahun 1998!", "In 1998!")),
        (("Dia pergi...", "She left"), ("Dia pergi...", "She left")),
        (("Dia pergi.", "She left:"), ("Dia pergi.", "She left:")),
        (("Dia pergi", "She left"), ("Dia pergi", "She left")),
        (("Dia pergi.", ""), ("Dia pergi.", "")),
    ],
)
def test_the_final_mark_is_added_where_one_side_lacks_it(before: tuple[str, str], after: tuple[str, str]) -> None:
    assert complete_punctuation(*before) == after


def test_a_row_is_normalised_on_both_sides_and_keeps_its_origin() -> None:
    row = Pair("koran/a", "CC0", '"Ia pergi,  lalu pulang."', "She left &amp; returned")
    clean = Pair("koran/a", "CC0", "Ia pergi, lalu pulang.", "She left & returned.")
    assert normalise(row) == (clean, ["characters", "csv quoting", "final punctuation"])
    assert normalise(clean) == (clean, [])
