"""What a model calls a language, by its own tokenizer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from summarizer.engines.catalogue import Architecture
from summarizer.engines.checkpoints.silence import silence
from summarizer.engines.store.plain_words import plain
from summarizer.errors import ModelCorrupt

# ISO 639-3 with script, as NLLB and newer Marian models have them; the usual one first.
_THREE_LETTERS = {
    "id": ("ind",),
    "en": ("eng",),
    "ms": ("zsm", "msa", "zlm"),
    "jv": ("jav",),
    "su": ("sun",),
}

_WITH_REGION = re.compile("[a-z]{2}_[A-Z]{2}")  # mBART: id_ID, en_XX


def language_tags(folder: Path, architecture: Architecture, langs: Sequence[str]) -> dict[str, str]:
    """The tag of each of ``langs`` that the tokenizer in ``folder`` has one for; others are left out.

    Raises ModelCorrupt if the tokenizer cannot be read.
    """
    if not langs or architecture not in (
        Architecture.MARIAN,
        Architecture.M2M100,
        Architecture.MBART,
        Architecture.T5,
    ):
        return {}
    vocabulary = _vocabulary(folder)
    regions = {token[:2]: token for token in sorted(vocabulary, reverse=True) if _WITH_REGION.fullmatch(token)}
    tags = {}
    for lang in langs:
        forms = [regions.get(lang, "")] if architecture is Architecture.MBART else _forms(lang, architecture)
        if found := [form for form in forms if form in vocabulary]:
            tags[lang] = found[0]
    return tags


def _forms(lang: str, architecture: Architecture) -> list[str]:
    longer = _THREE_LETTERS.get(lang, (lang,))
    match architecture:
        case Architecture.MARIAN:
            return [f">>{code}<<" for code in (*longer, *(f"{code}_Latn" for code in longer), lang)]
        case Architecture.T5:
            return [f"<2{lang}>"]
        case _:
            return [f"__{lang}__", *(f"{code}_Latn" for code in longer)]


def _vocabulary(folder: Path) -> set[str]:
    from transformers import AutoTokenizer

    try:
        with silence():
            tokenizer = AutoTokenizer.from_pretrained(folder, trust_remote_code=False, local_files_only=True)
        # M2M100's are in neither of the usual places.
        own = getattr(tokenizer, "lang_token_to_id", {})
        return {*tokenizer.get_vocab(), *tokenizer.all_special_tokens, *own}
    except Exception as error:  # tokenizers raises no narrower class
        raise ModelCorrupt(
            f"the tokenizer in {folder} cannot be read ({plain(str(error)) or type(error).__name__}). Copy "
            "the checkpoint there again, or take another"
        ) from error
