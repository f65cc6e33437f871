"""What a checkpoint is that the catalogue does not know, by its own files."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from summarizer.engines.catalogue import LANGPAIR, Architecture, Entry, Task, task_of_pair
from summarizer.engines.checkpoints.checkpoint import read_json
from summarizer.engines.store.language_tags import language_tags
from summarizer.engines.store.plain_words import plain
from summarizer.engines.store.selection import README
from summarizer.errors import ModelUnavailable, OptionError

UNKNOWN_LICENCE = "unknown: see the model's page"
_ARCHITECTURES = {
    "marian": Architecture.MARIAN,
    "m2m_100": Architecture.M2M100,
    "mbart": Architecture.MBART,
    "t5": Architecture.T5,
    "mt5": Architecture.T5,
    "umt5": Architecture.T5,
    "bart": Architecture.BART,
    "pegasus": Architecture.PEGASUS,
}
_TWO_LETTERS = {"ind": "id", "eng": "en", "msa": "ms", "zsm": "ms", "zlm": "ms", "jav": "jv", "jw": "jv", "sun": "su"}
_NON_COMMERCIAL = re.compile(r"(?:^|[^a-z])nc(?:[^a-z]|$)|non-?commercial", re.IGNORECASE)
_BOTH_WAYS = ("id-en", "en-id")
_ASK = "Say it with --langpair, as in --langpair id-en for a translator or --langpair en-en for summaries in English"


def describe(folder: Path, alias: str, langpairs: Sequence[str], task: Task | None = None) -> Entry:
    """The entry for the checkpoint in ``folder``; its weights need not be there.

    ``langpairs`` are what it is to be offered for, empty to find out; those of one language twice are for summaries.
    ``task`` is what it is wanted for, if that is known; a writer of summaries may then go without languages. The
    entry has neither ``hub`` nor ``revision``.

    Raises OptionError where an option must say what the files do not, ModelUnavailable for an architecture that is
    not served, and ModelCorrupt for files that cannot be read.
    """
    config = read_json(folder / "config.json")
    architecture = _architecture(folder, config)
    card = _card(folder)
    langpairs = normalised(langpairs) or _found(folder, architecture, card, task)
    task = task_of(langpairs, task)
    if not langpairs and task is Task.TRANSLATION:
        raise OptionError(f"nothing in {folder} says which languages it translates. {_ASK}")
    licence = _licence(card)
    entry = Entry(
        alias=alias,
        hub="",
        revision="",
        task=task,
        architecture=architecture,
        langpairs=langpairs,
        licence=licence,
        size=sum(path.stat().st_size for path in folder.iterdir() if path.is_file()),
        warning=f"its licence ({licence}) forbids commercial use" if _NON_COMMERCIAL.search(licence) else "",
        about=f"a {config.get('model_type')} checkpoint",
    )
    if architecture is Architecture.CAUSAL:
        # On CTranslate2 a Gemma 3 reads no more than its sliding window, and nobody has tried the other ones.
        prompt = "translation.v1" if task is Task.TRANSLATION else ""
        return replace(entry, prompt=prompt, runtime="transformers", quantization="float32")
    return with_tags(entry, folder)


def with_tags(entry: Entry, folder: Path) -> Entry:
    """``entry`` with the tags that the tokenizer in ``folder`` has for its languages, where ``entry`` names none.

    Raises OptionError if the model needs one that it does not have.
    """
    if entry.task is not Task.TRANSLATION or entry.architecture is Architecture.CAUSAL:
        return entry
    langs = dict.fromkeys(lang for langpair in entry.langpairs for lang in langpair.split("-"))
    missing = [lang for lang in langs if lang not in entry.tags]
    tags = {**entry.tags, **language_tags(folder, entry.architecture, missing)}
    if entry.architecture in (Architecture.M2M100, Architecture.MBART):
        unknown = [lang for lang in langs if lang not in tags]
        if unknown:
            raise OptionError(
                f"the model in {folder} has no token for the language {unknown[0]}. Give languages that it has with "
                "--langpair"
            )
    return replace(entry, tags=tags)


def normalised(langpairs: Sequence[str]) -> tuple[str, ...]:
    """``langpairs`` with the codes that we use, each once. Raises OptionError for what is no language pair."""
    found = []
    for langpair in langpairs:
        if not LANGPAIR.fullmatch(langpair):
            raise OptionError(f"--langpair {langpair!r} is no pair of languages. Give it as in id-en")
        source, target = langpair.split("-")
        found.append(f"{_TWO_LETTERS.get(source, source)}-{_TWO_LETTERS.get(target, target)}")
    if len({task_of_pair(langpair) for langpair in found}) > 1:
        raise OptionError("a model translates or writes summaries: --langpair id-en and en-en do not go together")
    return tuple(dict.fromkeys(found))


def task_of(langpairs: Sequence[str], task: Task | None) -> Task:
    """What ``langpairs`` are for, or ``task`` where there are none. Raises OptionError if the two do not agree."""
    if langpairs:
        found = task_of_pair(langpairs[0])
        if task is Task.SUMMARIZATION and found is not task:
            raise OptionError(f"--langpair {langpairs[0]} is for a translator. Give one language twice, as in en-en")
        if task is Task.TRANSLATION and found is not task:
            raise OptionError(f"--langpair {langpairs[0]} is for summaries. Give two languages, as in id-en")
        return found
    return task or Task.TRANSLATION


def _architecture(folder: Path, config: Mapping[str, Any]) -> Architecture:
    model_type = config.get("model_type")
    if architecture := _ARCHITECTURES.get(str(model_type)):
        return architecture
    from transformers.models.auto.modeling_auto import MODEL_FOR_CAUSAL_LM_MAPPING_NAMES

    names = config.get("architectures")
    if isinstance(names, list) and names and MODEL_FOR_CAUSAL_LM_MAPPING_NAMES.get(model_type) == names[0]:
        return Architecture.CAUSAL
    raise ModelUnavailable(
        f"the model in {folder} (of type {plain(str(model_type))}) is of no kind that is served: "
        f"{', '.join(_ARCHITECTURES)}, and causal language models. Take another"
    )


def _found(folder: Path, architecture: Architecture, card: Mapping[str, Any], task: Task | None) -> tuple[str, ...]:
    """The language pairs that the files tell of; empty if they do not."""
    if task is Task.SUMMARIZATION or card.get("pipeline_tag") == "summarization":
        langs = card.get("language")
        langs = langs if isinstance(langs, list) else [langs]
        if len(langs) == 1 and isinstance(langs[0], str) and LANGPAIR.fullmatch(f"{langs[0]}-{langs[0]}"):
            return normalised([f"{langs[0]}-{langs[0]}"])
        return ()
    if architecture is Architecture.MARIAN:
        settings = read_json(folder / "tokenizer_config.json") if (folder / "tokenizer_config.json").exists() else {}
        langpair = f"{settings.get('source_lang')}-{settings.get('target_lang')}"
        return normalised([langpair]) if LANGPAIR.fullmatch(langpair) else ()
    # These are trained between all of their languages. An mBART is often trained one way, and does not say which.
    if architecture in (Architecture.M2M100, Architecture.T5):
        both = ("id", "en")
        return _BOTH_WAYS if len(language_tags(folder, architecture, both)) == len(both) else ()
    return ()


def _licence(card: Mapping[str, Any]) -> str:
    licence = card.get("license")
    if isinstance(licence, list):
        licence = ", ".join(str(name) for name in licence)
    if licence == "other" and isinstance(card.get("license_name"), str):
        licence = card["license_name"]
    return (plain(licence) if isinstance(licence, str) else "") or UNKNOWN_LICENCE


def _card(folder: Path) -> Mapping[str, Any]:
    """The front matter of the README; empty if there is none, or none that can be read."""
    from huggingface_hub.repocard import metadata_load

    try:
        return metadata_load(folder / README) or {}
    except Exception:  # a README may hold anything, and the reader of its YAML has errors of many classes
        return {}
