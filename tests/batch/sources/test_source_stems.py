"""Where outputs go: safe as paths, and never two items in one place."""

from __future__ import annotations

import re
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.batch.sources.seen import Seen
from summarizer.batch.sources.stems import address_stem, file_stems, folder_stems, table_stem

KEYS = st.text() | st.text(alphabet="aAbnuloc1./\\-_:~\x00 ", max_size=8) | st.text(alphabet="ab-", min_size=70)
NAMES = KEYS.map(lambda key: re.sub(r"[/\x00]", "_", key).lstrip(".")).filter(bool)
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}


@pytest.mark.parametrize("key", ["a", "A-1_b.2", "row-12", "2024", "x" * 80, "a..b", "console"])
def test_a_plain_id_is_its_own_stem(key: str) -> None:
    assert table_stem(key) == key


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("/etc/passwd", "etc-passwd"),
        ("..", "article"),
        (".hidden", "hidden"),
        ("-rf", "rf"),
        ("C:\\berita", "c-berita"),
        ("con", "article-con"),
        ("CON.2024", "con-2024"),
        ("harga beras naik", "harga-beras-naik"),
        ("", "article"),
        ("市場", "article"),
    ],
)
def test_any_other_id_leaves_what_can_be_read_and_a_hash(key: str, words: str) -> None:
    assert re.fullmatch(f"{words}-[0-9a-f]{{8}}", table_stem(key))


@given(KEYS)
def test_stems_of_ids_and_addresses_are_single_safe_names(key: str) -> None:
    for stem in (table_stem(key), address_stem(key), address_stem(f"https://{key}")):
        assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", stem)
        assert stem.partition(".")[0].casefold() not in RESERVED
        assert PurePosixPath(stem).name == PureWindowsPath(stem).name == stem


@given(st.sets(KEYS, max_size=20))
def test_no_two_ids_share_a_stem(keys: set[str]) -> None:
    assert len({table_stem(key) for key in keys}) == len(keys)


@given(st.sets(NAMES | NAMES.map("{}.txt".format) | NAMES.map("{}.html".format), max_size=20))
def test_no_two_files_of_a_folder_share_a_stem_in_whatever_case(names: set[str]) -> None:
    for stems in (file_stems(names), folder_stems(names)):
        assert stems.keys() == names
        assert len({stem.casefold() for stem in stems.values()}) == len(names)
        for stem in stems.values():
            assert stem not in {"", ".", ".."}
            assert "\\" not in stem
            assert len(stem.encode()) <= 180
            assert PurePosixPath(stem).name == stem


@given(st.lists(st.text(max_size=3), max_size=50))
def test_what_was_seen_is_known(strings: list[str]) -> None:
    seen, known = Seen(), set[str]()
    for string in strings:
        assert seen.add(string) == (string not in known)
        known.add(string)


def test_very_many_are_known_in_little_memory() -> None:
    seen = Seen()
    assert all(seen.add(f"row-{number}") for number in range(20_000))
    assert not any(seen.add(f"row-{number}") for number in range(20_000))
