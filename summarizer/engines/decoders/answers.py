"""What translators and generators make of the ids of an answer, and how they name who gave it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from summarizer.engines.checkpoints.checkpoint import Checkpoint
from summarizer.engines.decoders.contract import Decoder


def up_to_end(ids: Sequence[int], ends: Collection[int], bound: int) -> tuple[list[int], bool]:
    """``ids`` before the first of ``ends``, at most ``bound`` of them; and whether it ended within the bound."""
    length = next((place for place, number in enumerate(ids) if number in ends), None)
    kept = list(ids[: bound if length is None else min(length, bound)])
    return kept, length is not None and length <= bound


def signature_of(name: str, checkpoint: Checkpoint, decoder: Decoder, **further: str) -> str:
    """The signature of what answers as ``name``; of ``further`` fields those that are not ""."""
    with checkpoint.loading():
        fingerprint = checkpoint.fingerprint[:8]
    fields = {"engine": name, "model": fingerprint, "runtime": decoder.label, **further}
    return "|".join(f"{field}:{value}" for field, value in fields.items() if value)
