"""What a recipe may say about its data."""

from __future__ import annotations

from dataclasses import dataclass, field

from training.corpus.errors import CorpusError

BACK_TRANSLATED = "synthetic-bt"
FORWARD_TRANSLATED = "synthetic-ft"
DISTILLED = "synthetic-kd"
SYNTHETIC = (BACK_TRANSLATED, FORWARD_TRANSLATED, DISTILLED)
"""What the sources of synthetic pairs are called up to the first "/"."""


@dataclass(frozen=True, slots=True)
class CorpusOptions:
    """How a folder of sentence pairs becomes training data; every field is a plain TOML value.

    ``folder`` and ``evaluation_files`` are relative to the current folder. ``sources`` gives weights from 0 to 1 to
    sources by their name up to the first "/": 0 leaves one out, 0.5 keeps a hash-chosen half, others have 1.
    Synthetic pairs go by their own names, ``SYNTHETIC``, whatever corpus their texts are from.
    ``max_characters`` bounds each side of a row. The shares are of the rows left, for each kind of variant.
    Raises CorpusError for a value out of its range.
    """

    folder: str
    evaluation_files: tuple[str, ...] = ()
    sources: dict[str, float] = field(default_factory=dict)
    shippable_only: bool = True
    max_characters: int = 500
    quoted_share: float = 0.0
    joined_share: float = 0.0
    held_out_per_mille: int = 10

    def __post_init__(self) -> None:
        shares = {f'sources["{name}"]': weight for name, weight in self.sources.items()}
        shares |= {"quoted_share": self.quoted_share, "joined_share": self.joined_share}
        for name, share in shares.items():
            if not 0 <= share <= 1:
                raise CorpusError(f"{name} must be from 0 to 1 and not {share}")
        if self.max_characters < 1:
            raise CorpusError(f"max_characters must be 1 or more and not {self.max_characters}")
        if not 0 <= self.held_out_per_mille < 1000:
            raise CorpusError(f"held_out_per_mille must be from 0 to 999 and not {self.held_out_per_mille}")
