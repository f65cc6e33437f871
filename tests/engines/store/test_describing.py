"""What a checkpoint says of itself, and what it must be told."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from tokenizers import Tokenizer, models
from transformers import PreTrainedTokenizerFast

from summarizer.engines.catalogue import Architecture, Task
from summarizer.engines.store.describing import UNKNOWN_LICENCE, describe
from summarizer.errors import ModelCorrupt, ModelUnavailable, OptionError


def folder_of(folder: Path, config: dict, tokens: Sequence[str] = (), card: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "config.json").write_text(json.dumps(config))
    vocabulary = {token: place for place, token in enumerate(["<unk>", "beras", *tokens])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, unk_token="<unk>").save_pretrained(folder)
    if card:
        (folder / "README.md").write_text(card)
    return folder


@pytest.mark.parametrize(
    ("model_type", "tokens", "architecture", "tags"),
    [
        ("m2m_100", ["ind_Latn", "eng_Latn", "zsm_Latn"], Architecture.M2M100, {"id": "ind_Latn", "en": "eng_Latn"}),
        ("m2m_100", ["__id__", "__en__"], Architecture.M2M100, {"id": "__id__", "en": "__en__"}),
        ("t5", ["<2id>", "<2en>", "<2jv>"], Architecture.T5, {"id": "<2id>", "en": "<2en>"}),
    ],
)
def test_a_model_of_many_languages_is_for_both_ways(
    tmp_path: Path, model_type: str, tokens: list[str], architecture: Architecture, tags: dict[str, str]
) -> None:
    entry = describe(folder_of(tmp_path, {"model_type": model_type}, tokens), "besar", [])
    assert (entry.architecture, entry.langpairs, entry.tags) == (architecture, ("id-en", "en-id"), tags)
    assert (entry.task, entry.alias, entry.licence) == (Task.TRANSLATION, "besar", UNKNOWN_LICENCE)


def test_other_languages_are_had_by_asking(tmp_path: Path) -> None:
    tokens = ["eng_Latn", "zsm_Latn", "jav_Latn", "sun_Latn"]
    folder = folder_of(tmp_path, {"model_type": "m2m_100"}, tokens)
    entry = describe(folder, "besar", ["msa-eng", "jav-en", "su-en"])
    assert entry.langpairs == ("ms-en", "jv-en", "su-en")
    assert entry.tags == {"ms": "zsm_Latn", "en": "eng_Latn", "jv": "jav_Latn", "su": "sun_Latn"}
    with pytest.raises(OptionError, match="no token for the language id"):
        describe(folder, "besar", ["id-en"])


def test_an_mbart_must_be_told_which_way_it_goes(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, {"model_type": "mbart"}, ["id_ID", "en_XX"])
    with pytest.raises(OptionError, match=r"nothing in .* says which languages it translates.* --langpair id-en"):
        describe(folder, "m", [])
    assert describe(folder, "m", ["id-en"]).tags == {"id": "id_ID", "en": "en_XX"}


@pytest.mark.parametrize(("source", "target", "langpair"), [("ind", "eng", "id-en"), ("en", "zsm", "en-ms")])
def test_a_marian_says_it_itself(tmp_path: Path, source: str, target: str, langpair: str) -> None:
    folder = folder_of(tmp_path, {"model_type": "marian"})
    settings = json.loads((folder / "tokenizer_config.json").read_text())
    settings |= {"source_lang": source, "target_lang": target}
    (folder / "tokenizer_config.json").write_text(json.dumps(settings))
    entry = describe(folder, "m", [])
    assert (entry.langpairs, entry.tags, entry.runtime) == ((langpair,), {}, "ctranslate2")


def test_a_marian_of_several_targets_has_their_tags(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, {"model_type": "marian"}, [">>ind<<", ">>zsm_Latn<<"])
    assert describe(folder, "m", ["en-id", "en-ms"]).tags == {"id": ">>ind<<", "ms": ">>zsm_Latn<<"}
    with pytest.raises(OptionError, match="--langpair"):
        describe(folder, "m", [])


def test_a_causal_model_is_a_translator_with_our_prompt(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, {"model_type": "llama", "architectures": ["LlamaForCausalLM"]})
    entry = describe(folder, "l", ["id-en"])
    assert (entry.architecture, entry.prompt, entry.runtime) == (Architecture.CAUSAL, "translation.v1", "transformers")
    with pytest.raises(OptionError, match="--langpair"):
        describe(folder, "l", [])
    wanted = describe(folder, "l", [], Task.SUMMARIZATION)
    assert (wanted.task, wanted.langpairs, wanted.prompt) == (Task.SUMMARIZATION, (), "")


def test_a_writer_of_summaries_is_known_by_its_card_or_by_being_told(tmp_path: Path) -> None:
    card = "---\npipeline_tag: summarization\nlanguage: [en]\nlicense: [mit, apache-2.0]\n---\n"
    folder = folder_of(tmp_path, {"model_type": "bart"}, card=card)
    entry = describe(folder, "b", [])
    assert (entry.task, entry.langpairs, entry.licence) == (Task.SUMMARIZATION, ("en-en",), "mit, apache-2.0")
    assert entry.warning == ""
    assert describe(folder, "b", ["id-id"]).langpairs == ("id-id",)
    assert describe(folder, "b", ["id-en"]).task is Task.TRANSLATION
    with pytest.raises(OptionError, match="is for a translator"):
        describe(folder, "b", ["id-en"], Task.SUMMARIZATION)


@pytest.mark.parametrize(
    ("card", "licence", "is_warned"),
    [
        ("---\nlicense: cc-by-nc-sa-4.0\n---\n", "cc-by-nc-sa-4.0", True),
        ("---\nlicense: other\nlicense_name: riset-non-commercial\n---\n", "riset-non-commercial", True),
        ("---\nlicense: ncsa\n---\n", "ncsa", False),
        ('---\nlicense: "MIT\\e]0;evil\\a\\nroot"\n---\n', "MIT ]0;evil root", False),
        ('---\nlicense: "\\e"\n---\n', UNKNOWN_LICENCE, False),
        ("Tanpa kepala.\n", UNKNOWN_LICENCE, False),
        ("---\nlicense: [\n---\n", UNKNOWN_LICENCE, False),
        ("---\n- license\n---\n", UNKNOWN_LICENCE, False),
        ("---\nlicense: !!python/object/apply:os.system ['touch evil']\n---\n", UNKNOWN_LICENCE, False),
    ],
)
def test_the_licence_is_that_of_the_card(tmp_path: Path, card: str, licence: str, is_warned: bool) -> None:
    entry = describe(folder_of(tmp_path, {"model_type": "bart"}, card=card), "b", ["id-en"])
    assert (entry.licence, bool(entry.warning)) == (licence, is_warned)


@pytest.mark.parametrize("langpair", ["id", "id_en", "ID-EN", "indonesia-inggris", "id-en-ms", "-"])
def test_a_langpair_that_is_none(tmp_path: Path, langpair: str) -> None:
    with pytest.raises(OptionError, match="is no pair of languages"):
        describe(folder_of(tmp_path, {"model_type": "bart"}), "b", [langpair])


def test_two_jobs_at_once(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="do not go together"):
        describe(folder_of(tmp_path, {"model_type": "bart"}), "b", ["id-en", "en-en"])


@pytest.mark.parametrize("config", [{"model_type": "bert"}, {}, {"model_type": ["t5"]}, {"model_type": "llama"}])
def test_a_kind_that_is_not_served(tmp_path: Path, config: dict) -> None:
    with pytest.raises(ModelUnavailable, match="of no kind that is served"):
        describe(folder_of(tmp_path, config), "x", ["id-en"])


@pytest.mark.parametrize("name", ["config.json", "tokenizer.json"])
@pytest.mark.parametrize("content", [b"\xff", b"[" * 100_000], ids=["no text", "nested without end"])
def test_files_that_cannot_be_read(tmp_path: Path, name: str, content: bytes) -> None:
    folder = folder_of(tmp_path, {"model_type": "m2m_100"}, ["__id__", "__en__"])
    (folder / name).write_bytes(content)
    with pytest.raises(ModelCorrupt, match="Copy the checkpoint there again"):
        describe(folder, "x", [])
