"""Glossaries from files: the forms that are read, and a message that names the line of whatever is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.errors import GlossaryError
from summarizer.fidelity.glossary import Term
from summarizer.fidelity.glossary_files import read_glossary

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
