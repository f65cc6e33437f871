"""The one line that says how an output was made. Equal signatures and equal input make equal output."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from summarizer.datamodels import DecodingOptions
from summarizer.protocols import Translator
from summarizer.translation.wording import HOUSE_WORDING, Wording


def signature(translator: Translator, options: DecodingOptions, wording: Wording = HOUSE_WORDING) -> str:
    """Engine, model and prompt, the decoding options that differ from the defaults of the type, the user's glossary and
    style, and our version.
    """
    plain = DecodingOptions()
    changed = [
        f"{field.name}:{getattr(options, field.name)}"
        for field in fields(options)
        if field.name == "beam_size" or getattr(options, field.name) != getattr(plain, field.name)
    ]
    if wording.glossary is not None:
        changed.append(f"glossary:{wording.glossary.signature}")
    if wording.style.signature:
        changed.append(f"style:{wording.style.signature}")
    return "|".join([translator.signature, *changed, f"langpair:{translator.langpair}", f"version:{_version()}"])


@cache
def _version() -> str:
    try:
        return version("summarizer-id")
    except PackageNotFoundError:  # run from a source tree that was never installed
        return "unknown"
