"""Glossaries from files: the forms that are read, and a message that names the line of whatever is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import GlossaryError
from summarizer.fidelity.glossary import Glossary, Term
from summarizer.fidelity.glossary_files import glossary_csv, parse_glossary, read_glossary

TBX = """<?xml version="1.0"?>
<tbx type="TBX-Basic" xml:lang="en"><text><body>
<conceptEntry id="c1">
  <langSec xml:lang="id-ID"><termSec><term>praperadilan</term></termSec></langSec>
  <langSec xml:lang="en"><termSec><term>pretrial  motion</term></termSec><termSec><term>other</term></termSec></langSec>
  <langSec xml:lang="fr"><termSec><term>requête</term></termSec></langSec>
</conceptEntry>
{more}
</body></text></tbx>
"""
MARTIF = """<martif type="TBX"><text><body><termEntry>
<langSet xml:lang="id"><tig><term>wali kota</term></tig></langSet>
<langSet xml:lang="en"><ntig><termGrp><term>mayor</term></termGrp></ntig></langSet>
</termEntry></body></text></martif>
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "text",
    [
        "source,target,note\npraperadilan,pretrial motion,court\n",
        "target;source\npretrial motion;praperadilan\n",
        "\ufeffSource\tTarget\r\npraperadilan\tpretrial motion\r\n\r\n",
        'source,target\n"praperadilan","pretrial motion"\n',
    ],
)
def test_csv_in_the_forms_that_spreadsheets_write(text: str, tmp_path: Path) -> None:
    (term,) = read_glossary(write(tmp_path, "desk.csv", text)).terms
    assert (term.source, term.target) == ("praperadilan", "pretrial motion")


def test_both_editions_of_tbx(tmp_path: Path) -> None:
    new = read_glossary(write(tmp_path, "new.tbx", TBX.format(more="")))
    old = read_glossary(write(tmp_path, "old.tbx", MARTIF))
    assert new.terms == (Term("praperadilan", "pretrial motion"),)
    assert old.terms == (Term("wali kota", "mayor"),)


def test_tbx_is_read_in_the_direction_that_is_asked_for(tmp_path: Path) -> None:
    path = write(tmp_path, "desk.tbx", TBX.format(more=""))
    english = (Term("pretrial motion", "praperadilan"), Term("other", "praperadilan"))
    assert read_glossary(path, "en-id").terms == english
    assert read_glossary(path, "fr-en").terms == (Term("requête", "pretrial motion"),)


def test_equal_files_have_equal_signatures(tmp_path: Path) -> None:
    files = [write(tmp_path, f"{name}.csv", f"source,target\na{name[0]},b\n") for name in ("xy", "xz", "y")]
    one, same, other = (read_glossary(file).signature for file in files)
    assert one == same != other


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.csv", "", "line 1: the header lacks source and target"),
        ("a.csv", "praperadilan,pretrial motion\n", "line 1: the header lacks source and target"),
        ("a.csv", "source,english\n", "line 1: the header lacks target"),
        ("a.csv", "source,target,color\n", "line 1: unknown column 'color'"),
        ("a.csv", "source,target\n", "there is no term in it"),
        ("a.csv", "source,target\na,b\nc,\n", "line 3: the target is empty. Repeat the source"),
        ("a.csv", "source,target\n,b\n", "line 2: the source is empty"),
        ("a.csv", "source,target\na,b,c\n", "line 2: 3 columns, but the header has 2"),
        ("a.csv", 'source,target\na,b\n"c,d\n', "line 3: "),
        ("a.csv", "source,target\na,b\nA,c\n", "line 3: 'A' is 'c' here and 'b' in line 2"),
        ("a.tbx", "<martif>\n<text>\n</martif>\n", "line 3: mismatched tag"),
        ("a.tbx", TBX.format(more="<conceptEntry/>"), "line 8: the source is empty"),
    ],
)
def test_a_fault_is_named_with_its_line(name: str, text: str, message: str, tmp_path: Path) -> None:
    path = write(tmp_path, name, text)
    with pytest.raises(GlossaryError) as caught:
        read_glossary(path)
    assert str(path) in str(caught.value)
    assert message in str(caught.value)


def test_other_encodings_and_missing_files_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"source,target\nkafe,caf\xe9\n")
    with pytest.raises(GlossaryError, match="line 2: this is not UTF-8"):
        read_glossary(path)
    with pytest.raises(GlossaryError, match="cannot be read: No such file"):
        read_glossary(tmp_path / "none.csv")


def test_bytes_are_read_like_the_file_of_that_name(tmp_path: Path) -> None:
    for name, text in (("desk.csv", "source,target\npasar,market\n"), ("desk.tbx", MARTIF), ("desk.XML", MARTIF)):
        file = read_glossary(write(tmp_path, name, text))
        parsed = parse_glossary(text.encode(), Path(name))
        assert (parsed.terms, parsed.signature) == (file.terms, file.signature)


def test_a_fault_names_the_file_as_it_was_given() -> None:
    with pytest.raises(GlossaryError, match=r"^desk\.csv, line 2: the target is empty"):
        parse_glossary(b"source,target\npasar,\n", Path("desk.csv"))


WORD = st.text(st.characters(exclude_categories=["Cs"]), max_size=10).map(lambda text: " ".join(text.split()))
SIDE = WORD.map(lambda text: f"{text}a")  # a term has a letter at least


@settings(deadline=None)
@given(
    st.lists(st.builds(Term, SIDE, SIDE, WORD, WORD, WORD), min_size=1, unique_by=lambda term: term.source.casefold())
)
def test_what_is_written_is_read_again(terms: list[Term]) -> None:
    assert parse_glossary(glossary_csv(Glossary(terms)).encode(), Path("desk.csv")).terms == tuple(terms)


def test_a_glossary_is_written_with_all_its_columns() -> None:
    glossary = Glossary([Term("Badan Pusat Statistik", 'the "BPS", of Jakarta', "agency", "BPS", "a; b")])
    assert glossary_csv(glossary) == (
        'source,target,kind,acronym,note\r\nBadan Pusat Statistik,"the ""BPS"", of Jakarta",agency,BPS,a; b\r\n'
    )


BOMB = "<!DOCTYPE tbx [<!ENTITY a0 'tinggi'>{}]>{}".format(
    "".join(f"<!ENTITY a{number} '{f'&a{number - 1};' * 12}'>" for number in range(1, 12)),
    TBX.removeprefix('<?xml version="1.0"?>\n').format(
        more='<conceptEntry><langSec xml:lang="id"><term>&a11;</term></langSec></conceptEntry>'
    ),
)


def test_entities_that_grow_without_end_are_refused() -> None:
    with pytest.raises(GlossaryError, match=r"^desk\.tbx, line \d+: "):
        parse_glossary(BOMB.encode(), Path("desk.tbx"))


@pytest.mark.parametrize("declared", ['<!ENTITY x SYSTEM "{}">', '<!ENTITY % x SYSTEM "{}"> %x;'])
def test_nothing_else_on_the_machine_is_read(declared: str, tmp_path: Path) -> None:
    secret = write(tmp_path, "secret.txt", "kata sandi")
    entry = '<conceptEntry><langSec xml:lang="id"><term>pasar &x;</term></langSec>{}</conceptEntry>'
    english = '<langSec xml:lang="en"><term>market</term></langSec>'
    text = TBX.replace("<tbx", f"<!DOCTYPE tbx [{declared.format(secret.as_uri())}]><tbx", 1).format(
        more=entry.format(english)
    )
    try:
        outcome = repr(parse_glossary(text.encode(), Path("desk.tbx")).terms)
    except GlossaryError as error:
        outcome = str(error)
    assert "sandi" not in outcome


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "utf-16", "shift_jis", "x-none"])
def test_what_is_utf_8_is_read_as_such_whatever_it_says(encoding: str) -> None:
    text = f"<?xml version='1.0' encoding='{encoding}'?>{MARTIF}".replace("mayor", "café")
    assert parse_glossary(text.encode(), Path("desk.tbx")).terms == (Term("wali kota", "café"),)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00",
        b"source,target\n\x00,b\n",
        b"<",
        b"<?xml version='1.0' encoding='utf-16'?><a/>",
        b"source,target\n" + b'"' * 99,
        b"source,target\na," + b"b" * 200_000,
        b"source,target\na," + b"b" * 20_000,
    ],
    ids=range(8),
)
@pytest.mark.parametrize("name", ["desk.csv", "desk.tbx"])
def test_damaged_files_are_told_in_words(data: bytes, name: str) -> None:
    with pytest.raises(GlossaryError, match=name):
        parse_glossary(data, Path(name))
