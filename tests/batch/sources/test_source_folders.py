"""A folder of articles: which files are taken, in which order, under which names."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarizer.batch.items import Item
from summarizer.batch.sources import open_source
from summarizer.errors import OptionError, UnfitInput
from tests.batch.sources.berita import KAPAL, PASAR, items, said, texts
from tests.documents.news_page import HEADLINE, PAGE


def write(root: Path, *names: str, text: str = PASAR) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def keys(found: list[Item]) -> list[str]:
    return [item.key for item in found]


def test_articles_of_all_folders_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a/z.MD", "a/c/y.txt", "c.html", "a.txt", "B.txt")
    source = open_source(str(tmp_path))
    assert keys(list(source)) == ["B.txt", "a/c/y.txt", "a/z.MD", "a.txt", "b.txt", "c.html"]
    assert keys(list(source)) == keys(list(source))
    assert source.count() == 6


def test_articles_are_read_by_their_kind_with_their_origin(tmp_path: Path) -> None:
    write(tmp_path, "pasar.txt")
    write(tmp_path, "situs.html", text=PAGE)
    plain, page = (item.read() for item in items(tmp_path))
    assert plain.text == PASAR
    assert page.text.startswith(HEADLINE)
    assert page.origin.byline == "Maria Leba"


def test_a_fingerprint_is_the_hash_of_the_file(tmp_path: Path) -> None:
    write(tmp_path, "pasar.txt")
    [item] = items(tmp_path)
    assert item.fingerprint() == hashlib.sha256(PASAR.encode()).hexdigest()


def test_hidden_files_and_folders_are_left_out(tmp_path: Path) -> None:
    write(tmp_path, "pasar.txt", ".rahasia.txt", ".git/berita.txt", "a/.cache/b.txt")
    assert keys(items(tmp_path)) == ["pasar.txt"]
    assert open_source(str(tmp_path)).ignored == 0


def test_other_files_are_counted_and_not_taken(tmp_path: Path) -> None:
    write(tmp_path, "pasar.txt", "foto.jpg", "a/tabel.csv", "LICENSE")
    source = open_source(str(tmp_path))
    assert keys(list(source)) == ["pasar.txt"]
    assert source.ignored == 3


def test_the_output_within_the_input_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "pasar.txt", "keluar/pasar.md", "keluar/foto.jpg", "keluar2/b.txt", "catatan.md")
    monkeypatch.chdir(tmp_path)
    source = open_source(".", leave_out=[Path("keluar"), tmp_path / "catatan.md"])
    assert keys(list(source)) == ["keluar2/b.txt", "pasar.txt"]
    assert source.ignored == 0


@pytest.mark.parametrize("around", [".", ".."])
def test_an_output_around_the_input_is_refused(tmp_path: Path, around: str) -> None:
    write(tmp_path, "berita/pasar.txt")
    with pytest.raises(OptionError, match="Name another folder for the output"):
        open_source(str(tmp_path / "berita"), leave_out=[tmp_path / "berita" / around])


def test_a_folder_without_articles_says_what_is_taken(tmp_path: Path) -> None:
    with pytest.raises(UnfitInput, match=r"has no article in it.*\.txt, \.md, \.html, \.htm, \.docx, \.pdf"):
        open_source(str(tmp_path))
    write(tmp_path, "foto.jpg")
    with pytest.raises(UnfitInput, match="has no article in it"):
        open_source(str(tmp_path))


def test_one_bad_file_is_an_item_that_cannot_be_read(tmp_path: Path) -> None:
    write(tmp_path, "a/kosong.txt", text=" \n")
    write(tmp_path, "pasar.txt")
    (tmp_path / "biner.txt").write_bytes(b"\x00\x01")
    (tmp_path / "panjang.txt").write_bytes(b"Harga naik. " * 100_000)
    empty, binary, long, good = items(tmp_path)
    assert said(empty) == "a/kosong.txt is empty: there is nothing to translate"
    assert said(binary).startswith("biner.txt is a binary file")
    assert said(long).startswith("panjang.txt is larger than 1024 KiB")
    assert good.read().text == PASAR


def test_a_file_that_has_gone_is_said_to_be(tmp_path: Path) -> None:
    write(tmp_path, "pasar.txt")
    [item] = items(tmp_path)
    (tmp_path / "pasar.txt").unlink()
    assert said(item) == "there is no file pasar.txt"


def test_links_to_files_are_followed_and_links_to_folders_are_not(tmp_path: Path) -> None:
    write(tmp_path, "luar/kapal.txt", text=KAPAL)
    write(tmp_path, "berita/pasar.txt")
    root = tmp_path / "berita"
    (root / "kapal.txt").symlink_to(tmp_path / "luar/kapal.txt")
    (root / "lagi").symlink_to(root, target_is_directory=True)
    (root / "putus.txt").symlink_to(tmp_path / "tak-ada.txt")
    ship, market, broken = items(root)
    assert texts([ship, market]) == [KAPAL, PASAR]
    assert said(broken) == "there is no file putus.txt"


def test_a_pipe_is_no_article(tmp_path: Path) -> None:
    write(tmp_path, "pasar.txt")
    os.mkfifo(tmp_path / "pipa.txt")
    assert keys(items(tmp_path)) == ["pasar.txt"]


def test_names_that_are_not_utf8_are_shown_and_read(tmp_path: Path) -> None:
    for raw in (b"kab\xe9.txt", b"kab\xe8.txt"):
        (tmp_path / os.fsdecode(raw)).write_text(PASAR)
    found = items(tmp_path)
    assert texts(found) == [PASAR] * 2
    assert all(key.startswith("kab\ufffd.txt (") for key in keys(found))
    assert len({item.key for item in found} | {item.stem for item in found}) == 4
    "".join(item.key + item.stem for item in found).encode()


def test_a_folder_that_may_not_be_read_is_an_item_that_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a/rahasia.txt", "pasar.txt")
    listed = Path.iterdir

    def refused(path: Path) -> Iterator[Path]:  # root, as which tests may run, is refused nothing
        if path.name == "a":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", refused)
    locked, good = items(tmp_path)
    assert (locked.key, good.key) == ("a/", "pasar.txt")
    assert said(locked) == "the folder a may not be read. Allow it, or move it elsewhere"
    assert good.read().text == PASAR


def stems(root: Path) -> dict[str, str]:
    return {item.key: item.stem for item in items(root)}


def test_outputs_go_where_the_inputs_are(tmp_path: Path) -> None:
    write(tmp_path, "2024/Harga beras naik?.txt", "a.b.txt", "Žurnal.md")
    assert stems(tmp_path) == {
        "2024/Harga beras naik?.txt": "2024/Harga beras naik?",
        "a.b.txt": "a.b",
        "Žurnal.md": "Žurnal",
    }


def test_no_two_files_have_their_outputs_in_one_place(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "A.html", "a.txt.md", "b/a.txt", "c.txt", "c.TXT", "d/x.txt", "D/x.txt")
    found = stems(tmp_path)
    assert found["a.txt"] == "a.txt"
    assert found["A.html"] == "A.html"
    assert found["a.txt.md"] == "a.txt.md"
    assert found["b/a.txt"] == "b/a"
    assert len({stem.casefold() for stem in found.values()}) == len(found)


def test_names_that_leave_no_room_for_a_suffix_or_hide_something_are_changed(tmp_path: Path) -> None:
    write(tmp_path, "x" * 250 + ".txt", "baris\nbaru.txt", "kiri\\kanan.txt")
    found = list(stems(tmp_path).values())
    assert all(len(stem) < 100 for stem in found)
    assert not any(set(stem) & set("\n\\") for stem in found)
    assert found[0].startswith("baris-baru-")
