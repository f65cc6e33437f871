"""The page's words: the same in both languages, none missing where it is shown, none that nothing shows."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from summarizer.datamodels import FactKind, SentenceOrigin, Severity, SummaryForm
from summarizer.web import rendering
from summarizer.web.glossary_work import COLUMNS
from summarizer.web.labels import catalogue, label
from summarizer.web.sessions import language_of
from summarizer.web.texts import DEFAULT, LANGUAGES, preferred, texts
from tests.conftest import ROOT
from tests.web.asking import request

WEB = ROOT / "summarizer" / "web"
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
# Where a key is put together from a beginning and what follows it: each with all that may follow.
PUT_TOGETHER = {
    "state_": {*rendering._SIGNS, "ok"},
    "severity_": {*Severity, "repaired"},
    "fact_": set(FactKind),
    "batch_": {"waiting", "working", "done", "failed", "stopped"},
    "glossary_": set(COLUMNS),
    "form_": set(SummaryForm) - {SummaryForm.HEADLINE},
    "lang_": {"target", "source", "both"},
    "origin_": {SentenceOrigin.COMPRESSED, SentenceOrigin.GENERATED},
}
IN_PYTHON = re.compile(r"""(?:label\(|words\[|texts\([\w.]+\)\[)["']([\w-]+)["']""")
IN_TEMPLATES = re.compile(r"\bt\.(\w+)")
BEGINNINGS = re.compile(r"""(?:words\[f"|label\(f"|\bt\[['"])(\w+_)""")


def sources(suffix: str) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(WEB.rglob(f"*{suffix}")))


def shown_keys() -> Iterator[str]:
    """The keys that some code or template asks for."""
    python, templates = sources(".py"), sources(".jinja")
    yield from IN_PYTHON.findall(python)
    yield from IN_TEMPLATES.findall(templates)
    yield from re.findall(r'"(id-en|en-id)"', python)  # labels of the values themselves
    for beginning in BEGINNINGS.findall(python + templates):
        yield from (beginning + ending for ending in PUT_TOGETHER[beginning])


def test_both_languages_have_the_same_words() -> None:
    english, *others = (texts(language) for language in LANGUAGES)
    assert len(english) > 50
    for other in others:
        assert list(other) == list(english)


@pytest.mark.parametrize("key", texts(DEFAULT))
def test_what_is_filled_in_is_the_same_in_both_languages(key: str) -> None:
    english, indonesian = texts("en")[key], texts("id")[key]
    assert sorted(PLACEHOLDER.findall(english)) == sorted(PLACEHOLDER.findall(indonesian))
    for text in (english, indonesian):
        assert text.strip()
        assert text == text.strip()
        assert "%" not in PLACEHOLDER.sub("", text), "would break the filling in"


def test_a_text_that_goes_on_after_a_colon_begins_small_and_ends_without_a_dot() -> None:
    """They stand behind "This did not work:" or "Note:", and before a dot."""
    for language in LANGUAGES:
        for key in ("batch_nothing", "glossary_both", "memory_failed", "visit_ended"):
            text = texts(language)[key]
            assert text[0].islower(), text
            assert not text.endswith("."), text


def test_every_word_is_shown_somewhere_and_none_is_missing() -> None:
    shown = set(shown_keys())
    assert shown - set(texts(DEFAULT)) == set(), "shown, but not there"
    assert set(texts(DEFAULT)) - shown == set(), "there, but never shown"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("id-ID,id;q=0.9,en;q=0.8", "id"),
        ("id", "id"),
        ("ID", "id"),
        ("in-ID", "id"),
        ("in", "id"),
        ("en-US,en;q=0.9,id;q=0.8", "en"),
        ("fr,en", "en"),
        ("fr-FR, id;q=0.5", "en"),
        (" id ; q=0.9 , en", "id"),
        ("fr", "en"),
        ("*", "en"),
        ("", "en"),
        (",;,", "en"),
        ("idn", "en"),
        ("ms,id", "en"),
    ],
)
def test_the_first_language_alone_counts(header: str, language: str) -> None:
    assert preferred(header) == language


@pytest.mark.parametrize(("header", "language"), [("id", "id"), ("en", "en"), (None, "en")])
def test_a_request_names_its_language(header: str | None, language: str) -> None:
    assert language_of(request(language=header)) == language


def test_gradio_is_given_every_word_in_every_language_under_names_of_ours() -> None:
    translations = catalogue().translations
    assert set(translations) == set(LANGUAGES)
    for language in LANGUAGES:
        assert list(translations[language].values()) == list(texts(language).values())
        assert all(name.startswith("summarizer_") for name in translations[language])


@pytest.mark.parametrize("key", ["heading", "id-en"])
def test_a_label_names_its_text(key: str) -> None:
    assert label(key).key in catalogue().translations["en"]
    assert catalogue().translations["id"][label(key).key] == texts("id")[key]
