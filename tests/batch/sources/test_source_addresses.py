"""A list of web addresses."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from summarizer.batch.sources import open_source
from summarizer.datamodels import Origin
from summarizer.documents import fetching
from summarizer.documents.reading import Article
from summarizer.errors import UnfitInput, UnreadableInput
from tests.batch.sources.berita import PASAR, items, said

MARKET = "https://kabar.example/ekonomi/harga-beras-naik?halaman=1"
SHIP = "http://kabar.example/kapal"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of which pages were asked for; that of the ship is gone."""
    pages: list[str] = []

    def read_url(url: str) -> Article:
        pages.append(url)
        if url == SHIP:
            raise UnreadableInput(f"there is no page {url} (answer 404). Check the address")
        return Article(PASAR, Origin(url=url))

    monkeypatch.setattr(fetching, "read_url", read_url)
    return pages


@pytest.mark.parametrize("name", ["alamat.txt", "alamat.urls", "alamat"])
def test_each_address_is_fetched_when_it_is_read(tmp_path: Path, name: str, asked: list[str]) -> None:
    (tmp_path / name).write_text(f"\ufeff# ekonomi\n{MARKET}\n\n  {SHIP}\t\n{MARKET}\n", encoding="utf-8")
    source = open_source(str(tmp_path / name))
    assert source.count() == 2
    market, ship = source
    assert [market.key, ship.key] == [MARKET, SHIP]
    assert market.fingerprint() == hashlib.sha256(MARKET.encode()).hexdigest()
    assert asked == []
    assert market.read() == Article(PASAR, Origin(url=MARKET))
    assert said(ship).startswith("there is no page")
    assert asked == [MARKET, SHIP]


def test_outputs_are_called_after_host_and_path(tmp_path: Path) -> None:
    other = MARKET.replace("=1", "=2")
    (tmp_path / "alamat.txt").write_text(f"{MARKET}\n{other}\nhttps://maria:rahasia@kabar.example/\nHTTP://[::1/x\n")
    first, second, third, fourth = (item.stem for item in items(tmp_path / "alamat.txt"))
    assert first.startswith("kabar-example-ekonomi-harga-beras-naik-")
    assert second.rpartition("-")[0] == first.rpartition("-")[0]
    assert len({first, second, third, fourth}) == 4
    assert "rahasia" not in third


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (PASAR.encode(), "line 1 of "),
        (f"{MARKET}\n{MARKET} dan lagi\n".encode(), "line 2 of "),
        (b"ftp://kabar.example/berita\n", "line 1 of "),
        (b"kabar.example/berita\n", "line 1 of "),
        (b"https://kabar.example/\xe9\n", "line 1 of "),
        (b"\x00\x01\x02", "line 1 of "),
        (b"https://" + b"x" * 2**17, "line 1 of "),
    ],
    ids=["article", "two", "ftp", "no scheme", "cp1252", "binary", "without end"],
)
def test_anything_else_in_it_makes_it_an_article(tmp_path: Path, content: bytes, line: str) -> None:
    (tmp_path / "berita.txt").write_bytes(content)
    with pytest.raises(UnfitInput, match=rf"(?s){line}.*is no web address: .*use `summarizer brief .*folder"):
        open_source(str(tmp_path / "berita.txt"))


@pytest.mark.parametrize("content", ["", "\n\n", "# belum ada\n"])
def test_a_list_without_addresses_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "alamat.txt").write_text(content)
    with pytest.raises(UnfitInput, match="has no web address in it"):
        open_source(str(tmp_path / "alamat.txt"))
