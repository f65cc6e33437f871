"""The page in the direction that the engine of choice does not have: another one that is offered takes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from summarizer.engines.recording import RecordingTranslator
from summarizer.engines.store.adding import add
from summarizer.engines.store.installed import remove
from summarizer.fidelity.glossary import Glossary, Term
from summarizer.protocols import no_progress
from summarizer.summarization import SummaryOptions
from summarizer.web import desk as desk_module
from summarizer.web.article_work import ArticleRequest, translate_article
from summarizer.web.batch_work import BatchRequest, translate_files
from summarizer.web.desk import Desk
from summarizer.web.visits import Visit
from tests.documents.kupang import ARTICLE
from tests.engines.checkpoints import tiny_translators
from tests.web.serving import client_of
from tests.web.shown import collected, parsed, seen

ENGLISH = (
    "KUPANG - The city of Kupang opened 2 new markets on Monday.\n\n"
    "The mayor said that 150 traders would move there in August.\n"
)
ANSWERS = {
    "The city of Kupang opened 2 new markets on Monday.": "Kota Kupang membuka 2 pasar baru pada Senin.",
    "The mayor said that 150 traders would move there in August.": "Wali kota mengatakan 15 pedagang akan pindah ke "
    "sana pada Agustus.",
}


@pytest.fixture(scope="module")
def with_both_ways(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A model of both directions is installed as "both-ways"."""
    folder = tmp_path_factory.mktemp("directions")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SUMMARIZER_CACHE", str(folder / "cache"))
        checkpoint: Path = tiny_translators.nllb(folder / "nllb")
        add(checkpoint, "both-ways", ["id-en", "en-id"], progress=no_progress)
        yield


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The (engine, language pair) of each loading."""
    found: list[tuple[str, str]] = []

    def load(name: str, *, langpair: str, **_: object) -> RecordingTranslator:
        found.append((name, langpair))
        return RecordingTranslator(ANSWERS, langpair=langpair, signature=f"engine:{name}")

    monkeypatch.setattr(desk_module, "load_translator", load)
    return found


@pytest.fixture
def desk(with_both_ways: None) -> Desk:
    return Desk(engines=("embedded", "both-ways"))


def translated(desk: Desk, visit: Visit, text: str, langpair: str) -> str:
    request = ArticleRequest(text, langpair, "embedded", SummaryOptions(1), force=False, use_glossary=True)
    shown = collected(translate_article(desk, visit, request))[-1]
    assert shown.brief is not None, shown.status
    return shown.brief


def test_an_english_article_becomes_indonesian_and_is_checked(desk: Desk, loaded: list[tuple[str, str]]) -> None:
    visit = Visit("en")
    brief = translated(desk, visit, ENGLISH, "en-id")
    assert loaded == [("both-ways", "en-id")]
    assert "Kota Kupang membuka 2 pasar baru pada Senin." in seen(brief)
    assert visit.result is not None
    assert visit.result.engine == "both-ways"
    issues = [(issue.kind.value, issue.severity.value) for issue in visit.result.brief.translation.issues]
    assert ("number_missing", "error") in issues
    [summary] = parsed(brief).xpath('//*[@class="summary"][@lang="id"]')
    assert "Kupang" in summary.text_content()


def test_the_directions_of_one_engine_are_loaded_apart(desk: Desk, loaded: list[tuple[str, str]]) -> None:
    visit = Visit("en")
    for text, langpair in ((ENGLISH, "en-id"), (ARTICLE, "id-en"), (ENGLISH, "en-id")):
        request = ArticleRequest(text, langpair, "both-ways", SummaryOptions(1), force=True, use_glossary=True)
        collected(translate_article(desk, visit, request))
    assert loaded == [("both-ways", "en-id"), ("both-ways", "id-en")]
    assert desk.loaded == ("both-ways",)


def test_the_glossary_of_the_visit_is_turned_round(desk: Desk, loaded: list[tuple[str, str]]) -> None:
    visit = Visit("en")
    visit.glossary = Glossary([Term("saudagar", "traders")])
    translated(desk, visit, ENGLISH, "en-id")
    assert visit.result is not None
    # The sentence is tried again with the term's Indonesian in it.
    assert "150 saudagar" in visit.result.brief.translation.text


def test_a_batch_goes_by_the_direction(desk: Desk, loaded: list[tuple[str, str]]) -> None:
    visit = Visit("en")
    request = BatchRequest([("a.txt", ENGLISH.encode())], ["json"], "en-id", "embedded", SummaryOptions(), force=False)
    [row] = collected(translate_files(desk, visit, request))[-1]
    assert row.state == "done", row.remark
    refused = replace(request, files=[("b.txt", ARTICLE.encode())])
    [row] = collected(translate_files(desk, visit, refused))[-1]
    assert "looks Indonesian" in row.remark


def test_programs_have_both_directions(desk: Desk, loaded: list[tuple[str, str]]) -> None:
    client = client_of(desk)
    languages = {row["code"]: row["targets"] for row in client.get("/languages").json()}
    assert languages == {"id": ["en"], "en": ["id"]}
    asked = {"q": "The mayor said that 150 traders would move there in August.", "source": "auto", "target": "id"}
    answer = client.post("/translate", json=asked).json()
    assert answer["translatedText"].startswith("Wali kota mengatakan")
    brief = client.post("/brief", json={"text": ENGLISH, "source": "en", "target": "id"}).json()
    assert brief["summary"]["lang"] == "id"
    assert ("both-ways", "en-id") in loaded


def test_a_model_that_is_removed_while_it_is_offered_does_not_stop_the_others(
    with_both_ways: None, loaded: list[tuple[str, str]], tmp_path: Path
) -> None:
    add(tiny_translators.nllb(tmp_path / "nllb"), "soon-gone", ["id-en"], progress=no_progress)
    client = client_of(Desk(engines=("both-ways", "soon-gone")))
    assert client.get("/languages").status_code == 200
    remove("soon-gone")
    assert client.get("/languages").status_code == 200
    asked = {"q": "The mayor said that 150 traders would move there in August.", "source": "auto", "target": "id"}
    assert client.post("/translate", json=asked).status_code == 200
