"""LibreTranslate's routes: asked by its own client, and by hand in every way that it allows."""

from __future__ import annotations

import asyncio
import io
import tempfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from libretranslatepy import LibreTranslateAPI
from starlette.testclient import TestClient

from summarizer.datamodels import Hypothesis
from summarizer.engines.recording import RecordingTranslator
from summarizer.web.desk import Desk, Limits
from summarizer.web.downloads import Download, Downloads
from summarizer.web.markup import Markup
from summarizer.web.server import create_api
from summarizer.web.settings import ServerSettings
from tests.documents.kupang import ANSWERS, ARTICLE, SHORT_ARTICLE
from tests.web.serving import client_of, desk_of, served

SENTENCE = "Para pedagang menyambut rencana itu dengan gembira."
ENGLISH = ANSWERS[SENTENCE]
FRENCH = "Le gouvernement a annoncé lundi que le prix du riz avait augmenté de trois pour cent dans la capitale."
PAIR = {"source": "id", "target": "en"}


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    return desk_of(monkeypatch)


@pytest.fixture
def client(desk: Desk) -> TestClient:
    return client_of(desk)


def translated(client: TestClient, **fields: Any) -> dict[str, Any]:
    response = client.post("/translate", json=PAIR | fields)
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


def test_its_own_client_works(desk: Desk) -> None:
    with served(create_api(ServerSettings(), desk)) as address:
        api = LibreTranslateAPI(address, api_key="none is needed")
        assert api.translate(SENTENCE, "id", "en") == ENGLISH
        assert api.detect(SENTENCE)[0]["language"] == "id"
        assert {"code": "id", "name": "Indonesian", "targets": ["en"]} in api.languages()


@pytest.mark.parametrize(
    "ask",
    [
        lambda client: client.post("/translate", json={"q": SENTENCE, **PAIR}),
        lambda client: client.post("/translate", data={"q": SENTENCE, **PAIR, "format": "", "api_key": ""}),
        lambda client: client.post("/translate", data={"q": SENTENCE, **PAIR}, files={"unused": ("", b"")}),
        lambda client: client.post("/translate", params={"q": SENTENCE, **PAIR}),
        lambda client: client.post("/translate", params={"q": "Lain.", **PAIR}, json={"q": SENTENCE}),
    ],
    ids=["json", "form", "multipart", "address", "body before address"],
)
def test_fields_may_be_sent_in_any_way(client: TestClient, ask: Callable[[TestClient], Any]) -> None:
    response = ask(client)
    assert (response.status_code, response.json()) == (200, {"translatedText": ENGLISH})


@pytest.mark.parametrize(
    "sent", [{"json": {"q": [SENTENCE, "", "–"], **PAIR}}, {"data": {"q": [SENTENCE, "–"], **PAIR}}]
)
def test_a_list_of_texts_is_answered_by_a_list(client: TestClient, sent: dict[str, Any]) -> None:
    texts = client.post("/translate", **sent).json()["translatedText"]
    assert [texts[0], texts[-1]] == [ENGLISH, "–"]
    assert len(texts) == len(next(iter(sent.values()))["q"])


def test_a_text_is_laid_out_as_it_was(client: TestClient) -> None:
    assert translated(client, q=f"  {SENTENCE}\n\n- {SENTENCE}\n")["translatedText"] == f"  {ENGLISH}\n\n- {ENGLISH}\n"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (ARTICLE, "id", "Kupang Opens Two New Markets"),
        ("Pemkot Kupang Buka Dua Pasar Baru", "id", "Kupang Opens Two New Markets"),
        ("The mayor promised seven more bus routes to the market.", "en", "The mayor promised seven"),
        ("Kerajaan Malaysia berkata harga minyak akan dinaikkan mulai esok kerana kos.", "id", "EN(Kerajaan"),
    ],
    ids=["article", "too short to tell", "english already", "malay is close"],
)
def test_auto_is_the_language_of_the_text(client: TestClient, text: str, language: str, expected: str) -> None:
    answer = translated(client, q=text, source="auto")
    assert answer["detectedLanguage"]["language"] == language
    assert 0 < answer["detectedLanguage"]["confidence"] <= 100
    assert answer["translatedText"].startswith(expected)


def test_each_text_of_a_list_has_its_own_language(client: TestClient) -> None:
    answer = translated(client, q=[ARTICLE, "The mayor promised seven more bus routes."], source="auto")
    assert [one["language"] for one in answer["detectedLanguage"]] == ["id", "en"]
    assert answer["translatedText"][1] == "The mayor promised seven more bus routes."


def test_nothing_is_translated_into_its_own_language(client: TestClient) -> None:
    assert translated(client, q=SENTENCE, target="id")["translatedText"] == SENTENCE


@pytest.mark.parametrize(
    ("fields", "status", "message"),
    [
        ({"q": ""}, 400, "q: String should have at least 1 character"),
        ({"q": []}, 400, "q: "),
        ({"q": 7}, 400, "q: Input should be a valid string, or Input should be a valid list"),
        ({"q": ["a"] * 1_001}, 400, "List should have at most 1000 items"),
        ({"source": None}, 400, "source: "),
        ({"format": "pdf"}, 400, "format: Input should be 'text' or 'html'"),
        ({"alternatives": 99}, 400, "alternatives: Input should be less than or equal to 5"),
        ({"source": "fr"}, 400, "fr to en is not translated here. Ask for one of: id-en"),
        ({"target": "jv"}, 400, "id to jv is not translated here"),
        ({"source": "xx", "target": "xx"}, 400, "xx to xx is not translated here"),
        ({"q": FRENCH, "source": "auto"}, 400, "the text looks French, which is not translated to en here"),
        ({"q": "a" * 501}, 413, "the text has 501 characters, and 500 is the most that is taken here"),
        ({"q": ["a" * 300, "b" * 300]}, 413, "the text has 600 characters, and 500 is the most that is taken here"),
    ],
)
def test_what_cannot_be_served_is_told_in_the_shape_that_clients_know(
    monkeypatch: pytest.MonkeyPatch, fields: dict[str, Any], status: int, message: str
) -> None:
    engine = RecordingTranslator()
    client = client_of(desk_of(monkeypatch, engine, Limits(max_chars=500)))
    response = client.post("/translate", json={"q": SENTENCE, **PAIR} | fields)
    assert response.status_code == status
    assert list(response.json()) == ["error"]
    assert message in response.json()["error"]
    assert engine.calls == []


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff", b'{"q": ' + b"[" * 99_999, b'{"q": ' + b"9" * 9_999 + b"}"])
def test_a_body_that_is_no_json_object_is_told_so(client: TestClient, body: bytes) -> None:
    response = client.post("/translate", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code == 400
    assert response.json()["error"].startswith("the body is ")


def test_a_broken_form_is_told_so(client: TestClient) -> None:
    response = client.post("/translate", content=b"--x", headers={"Content-Type": "multipart/form-data"})
    assert (response.status_code, response.json()) == (
        400,
        {"error": "the form cannot be read: Missing boundary in multipart."},
    )


def test_half_a_surrogate_is_no_text(client: TestClient) -> None:
    response = client.post("/translate", content=b'{"q": "\\ud800", "source": "id", "target": "en"}')
    assert response.status_code == 400
    assert "q: " in response.json()["error"]


def test_alternatives_are_other_wordings_of_the_whole_text(monkeypatch: pytest.MonkeyPatch) -> None:
    wordings = [ENGLISH, "Traders welcomed the plan.", "", "The sellers were glad of it."]
    engine = RecordingTranslator({SENTENCE: [Hypothesis(text) for text in wordings]}, default=lambda _: "Fine.")
    client = client_of(desk_of(monkeypatch, engine))
    answer = translated(client, q=f"{SENTENCE} Baik.", alternatives=4)
    assert answer["translatedText"] == f"{ENGLISH} Fine."
    assert answer["alternatives"] == ["Traders welcomed the plan. Fine.", "The sellers were glad of it. Fine."]
    assert translated(client, q=[SENTENCE, "Baik."], alternatives=1)["alternatives"] == [wordings[1:2], []]
    assert "alternatives" not in translated(client, q=SENTENCE)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<p title='Harga'>{SENTENCE}</p>", f'<p title="Harga">{ENGLISH}</p>'),
        (f"{SENTENCE} <b>{SENTENCE}</b><br>{SENTENCE}", f"{ENGLISH} <b>{ENGLISH}</b><br>{ENGLISH}"),
        ("<script>harga()</script><style>p{}</style><code>naik</code>", None),
        ('<p translate="no">Harga <b>naik</b></p><!-- Harga -->', None),
        ("<i>—</i> &hellip;&nbsp;&lt; &amp;", "<i>—</i> …\xa0&lt; &amp;"),
        ("<p></p>", None),
        (
            "Nilai <img src=x>",
            "<em>Value</em> & <script>".replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"),
        ),
    ],
    ids=["paragraph", "inline", "code", "not to be translated", "no words", "empty", "markup in the answer"],
)
def test_html_keeps_its_tags(monkeypatch: pytest.MonkeyPatch, html: str, expected: str | None) -> None:
    answers = {SENTENCE: ENGLISH, "Nilai": "<em>Value</em> & <script>"}
    client = client_of(desk_of(monkeypatch, RecordingTranslator(answers)))
    text = translated(client, q=html, format="html")["translatedText"]
    assert text.startswith(html if expected is None else expected)


@pytest.mark.parametrize(
    "html",
    ["", "  ", "<p>A<p>B", "</div></body>A<div", "<!-- c -->A<!--d-->B", "A\x00\x0bB", "<frameset>", "&#1;A&#xd800;B"],
)
def test_no_text_of_broken_html_is_lost(html: str) -> None:
    markup = Markup(html)
    again = Markup(markup.with_texts(markup.texts))
    assert again.texts == markup.texts
    assert set("AB") & set("".join(markup.texts)) == set("AB") & set(html)


def test_a_whole_document_stays_one() -> None:
    markup = Markup("<!DOCTYPE html><html lang=id><head><title>Harga</title></head><body>Naik</body></html>")
    assert markup.texts == ("Harga", "Naik")
    assert markup.with_texts(["Prices", "Rise"]) == (
        '<!DOCTYPE html>\n<html lang="id"><head><title>Prices</title></head><body>Rise</body></html>'
    )


def test_html_that_is_too_deep_is_refused_and_not_cut(client: TestClient) -> None:
    html = "<div>" * 600 + SENTENCE
    response = client.post("/translate", json={"q": html, "format": "html", **PAIR})
    assert response.status_code == 400
    assert "nested too deeply" in response.json()["error"]


@pytest.mark.parametrize(
    ("q", "first", "least"),
    [(ARTICLE, "id", 50), ([SENTENCE, SENTENCE], "id", 50), (FRENCH, "fr", 50), ("1", None, 0)],
)
def test_the_likeliest_language_comes_first(client: TestClient, q: Any, first: str | None, least: float) -> None:
    found = client.post("/detect", json={"q": q}).json()
    assert found[0]["language"] == (first or found[0]["language"])
    assert found[0]["confidence"] >= least
    assert found == sorted(found, key=lambda one: -one["confidence"])


def sent_file(client: TestClient, raw: bytes, name: str, **fields: str) -> Any:
    return client.post("/translate_file", files={"file": (name, raw)}, data=PAIR | fields)


def word_file() -> bytes:
    written = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(SHORT_ARTICLE.strip())
    document.save(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("raw", "name", "saved_as"),
    [
        (SHORT_ARTICLE.encode(), "berita pasar.txt", "berita-pasar.en.txt"),
        (SHORT_ARTICLE.encode(), '../..\\x "é";.txt', "x-22e-22.en.txt"),
        (f"<html><body><article><p>{SHORT_ARTICLE}</p></article></body></html>".encode(), "a.html", "a.en.txt"),
        (word_file(), "berita.docx", "berita.en.txt"),
    ],
    ids=["txt", "odd name", "html", "docx"],
)
def test_a_file_is_translated_to_text(client: TestClient, raw: bytes, name: str, saved_as: str) -> None:
    response = sent_file(client, raw, name)
    assert response.status_code == 200, response.text
    url = response.json()["translatedFileUrl"]
    assert url.startswith("http://127.0.0.1:7860/download_file/")
    fetched = client.get(url)
    assert fetched.text.strip() == "Kupang opened two new markets on Monday."
    assert fetched.headers["content-disposition"] == f'attachment; filename="{saved_as}"'
    assert fetched.headers["content-type"] == "text/plain; charset=utf-8"
    assert fetched.headers["cache-control"] == "no-store"


def test_a_file_of_the_target_language_comes_back_as_it_is(client: TestClient) -> None:
    text = "The mayor promised seven more bus routes to the market."
    url = sent_file(client, text.encode(), "a.txt", source="auto").json()["translatedFileUrl"]
    assert client.get(url).text == text


@pytest.mark.parametrize(
    ("raw", "name", "status", "message"),
    [
        (b"MZ\x00", "a.exe", 400, "a.exe is not a kind of file that is taken"),
        (b"MZ\x00", "a.txt", 400, "a.txt is a binary file"),
        (b"  \n", "a.txt", 400, "a.txt is empty"),
        (b"a " * 60_000, "a.txt", 413, "is the most that is taken here"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_so(
    client: TestClient, raw: bytes, name: str, status: int, message: str
) -> None:
    response = sent_file(client, raw, name)
    assert response.status_code == status
    assert message in response.json()["error"]


@pytest.mark.parametrize("fields", [{"file": "text"}, {}])
def test_a_form_without_a_file_is_told_so(client: TestClient, fields: dict[str, str]) -> None:
    response = client.post("/translate_file", data=PAIR | fields)
    assert response.status_code == 400
    assert "file: " in response.json()["error"]


def test_a_file_never_touches_the_disk(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def roll(_: object) -> None:
        raise AssertionError("was written to the disk")

    monkeypatch.setattr(tempfile.SpooledTemporaryFile, "rollover", roll)
    response = sent_file(client, b"%PDF-" + b"x" * 3 * 2**20, "large.pdf")
    assert response.status_code == 400, response.text  # since it is none


def test_a_download_is_forgotten() -> None:
    async def visit() -> tuple[Download | None, Download | None]:
        downloads = Downloads(seconds=0)
        token = downloads.add(Download(b"text", "a.txt"))
        before = downloads.get(token)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        return before, downloads.get(token)

    assert asyncio.run(visit()) == (Download(b"text", "a.txt"), None)


def test_there_are_never_more_downloads_than_there_may_be() -> None:
    async def visit() -> list[bool]:
        downloads = Downloads(most=2)
        tokens = [downloads.add(Download(b"text", "a.txt")) for _ in range(3)]
        assert len(set(tokens)) == 3
        return [downloads.get(token) is not None for token in tokens]

    assert asyncio.run(visit()) == [False, True, True]


@pytest.mark.parametrize("token", ["", "x", "..%2F..%2Fetc%2Fpasswd"])
def test_another_address_is_not_found(client: TestClient, token: str) -> None:
    assert client.get(f"/download_file/{token}").status_code == 404
