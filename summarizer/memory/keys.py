"""What a row of the memory is found by."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields

from summarizer.datamodels import DecodingOptions


def unit_key(sentence: str, langpair: str, made_by: str, glossary: str = "") -> str:
    """The SHA-256, in hex, of the four: the one key of everything in the memory.

    ``made_by`` is `output_signature` for what an engine has answered, "human" for a wording that a human gave, and
    ``Translation.signature`` for a finished target, which has the signature of its ``glossary`` too.
    """
    # JSON parts the four whatever is in them, and escapes even a lone surrogate.
    return hashlib.sha256(json.dumps([sentence, langpair, made_by, glossary]).encode()).hexdigest()


def output_signature(engine_signature: str, options: DecodingOptions) -> str:
    """The engine and every decoding option, as one ``|``-separated line: what an engine's answer depends on."""
    decoding = (f"{field.name}:{getattr(options, field.name)}" for field in fields(options))
    return "|".join([engine_signature, *decoding])
