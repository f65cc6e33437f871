"""The embedded generator, built for real."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.datamodels import DecodingOptions, GenerationRequest, GenerationTask
from summarizer.engines import registry
from summarizer.engines.embedded import build, cache, conversion
from summarizer.engines.generation.embedded import in_paragraphs
from summarizer.engines.registry import load_generator
from summarizer.errors import ModelCorrupt
from summarizer.protocols import Generator, no_progress

ARTICLE = (
    "The city of Magelang will close its main bus terminal for four months from 6 May, transport head Wiryo "
    "Pramudita said on Monday. The roof of the building, put up in 1987, leaks in eleven places. Buses to "
    "Yogyakarta will leave from a field beside the old station. The repair costs 14.2 billion rupiah."
)
REQUESTS = [GenerationRequest(task, ARTICLE, "en", 2) for task in GenerationTask]
GREEDY = DecodingOptions(beam_size=1)


@pytest.fixture(scope="module")
def generator() -> Generator:
    return load_generator("embedded")


def test_it_writes_a_finished_line_for_either_task(generator: Generator) -> None:
    for answer in generator.generate_batch(REQUESTS, GREEDY):
        assert answer.finished
        assert "Magelang" in answer.text or "terminal" in answer.text
        assert "\n" not in answer.text
        assert answer.text[0].isupper()
        assert answer.text.count('"') % 2 == 0


def test_a_batch_is_answered_as_its_requests_are_one_by_one(generator: Generator) -> None:
    shorter = GenerationRequest(GenerationTask.HEADLINE, ARTICLE.split(". ")[0] + ".", "en")
    requests = [*REQUESTS, shorter]
    answers = generator.generate_batch(requests, GREEDY)
    assert answers == [generator.generate_batch([request], GREEDY)[0] for request in requests]


def test_an_article_longer_than_it_reads_is_refused(generator: Generator) -> None:
    with pytest.raises(ValueError, match="longer than"):
        generator.generate_batch([GenerationRequest(GenerationTask.HEADLINE, f"{ARTICLE} " * 12, "en")], GREEDY)


def test_its_model_stands_beside_the_translators_and_is_whole(generator: Generator, model_cache: Path) -> None:
    folder = cache.model_folder(conversion.BASE)
    assert folder.parent == model_cache
    assert folder not in {registry.model_folder(alias) for alias in registry.ENGINES}
    assert cache.is_complete(folder)
    assert build.ensure_built(conversion.BASE, no_progress) == folder


def test_the_signature_tells_it_from_the_translator(generator: Generator) -> None:
    fields = dict(field.split(":", 1) for field in generator.signature.split("|"))
    assert fields["engine"] == "embedded"
    assert fields["model"].endswith("-base")
    assert fields["prompt"].startswith("summary.v1-")
    assert fields["no_repeat_ngram_size"] == "8"
    assert generator.langs == ("en",)


def test_a_damaged_model_is_said_with_its_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZER_CACHE", str(tmp_path))
    folder = cache.model_folder(conversion.BASE)
    folder.mkdir()
    (folder / "model.bin").write_bytes(b"\xff" * 64)
    cache.write_receipt(folder)
    with pytest.raises(ModelCorrupt, match=r"Remove that folder, and the next run builds it again$"):
        load_generator("embedded").generate_batch(REQUESTS, GREEDY)


def test_one_long_line_is_read_in_paragraphs() -> None:
    assert in_paragraphs(ARTICLE).count("\n") == 1
    assert in_paragraphs(ARTICLE).replace("\n", " ") == ARTICLE
    assert in_paragraphs("Harga naik. Warga antre.\nSelesai.") == "Harga naik. Warga antre.\nSelesai."
