"""From prepared rows to the examples of each phase, and what of the corpus a model was trained on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from training.config import ConfigError, Langpair, PhaseOptions
from training.corpus.keys import fraction
from training.corpus.reading import Pair
from training.loop import Phase
from training.protocols import Example, Trainable
from training.vocabulary import BACK_TRANSLATED

# The loss on them is taken at every checkpoint, and it moves by less than a hundredth with a thousand instead.
_HELD_OUT = 200
_MACHINE_SIDE = {"synthetic-bt": "id", "synthetic-ft": "en", "synthetic-kd": "en"}


@dataclass(frozen=True, slots=True)
class TrainingData:
    """``corpus`` counts the rows that the phases draw from, by source and licence, as the model card lists them.

    ``too_long`` rows are over what the model takes and stay out.
    """

    phases: list[Phase]
    held_out: list[Example]
    corpus: list[dict[str, Any]]
    too_long: int


def training_data(
    pairs: Iterable[Pair],
    held_out: Iterable[Pair],
    phases: Sequence[PhaseOptions],
    model: Trainable,
    langpair: Langpair,
) -> TrainingData:
    """Encode the rows. Raises ConfigError for a phase that names a source which is not there."""
    rows: list[tuple[str, Example]] = []
    parts: Counter[tuple[str, str]] = Counter()
    names: set[str] = set()
    too_long = 0
    for pair in pairs:
        names.add(pair.source_name)
        if not is_drawn(pair, phases):
            continue
        try:
            rows.append((pair.source_name, model.example(*sides(pair, langpair))))
        except ValueError:
            too_long += 1
        else:
            parts[pair.source_name, pair.licence] += 1
    require_sources(phases, names)
    return TrainingData(
        phases=[_phase(rows, phase) for phase in phases],
        # By hash: the first ones would all be of the source that comes first.
        held_out=list(
            islice(
                _examples(sorted(held_out, key=lambda pair: fraction("measured", pair.indonesian)), model, langpair),
                _HELD_OUT,
            )
        ),
        corpus=[
            {"source": source, "licence": licence, "pairs": count} for (source, licence), count in sorted(parts.items())
        ],
        too_long=too_long,
    )


def is_drawn(pair: Pair, phases: Sequence[PhaseOptions]) -> bool:
    """Whether any phase takes rows of this source."""
    return any(not phase.sources or pair.source_name in phase.sources for phase in phases)


def require_sources(phases: Sequence[PhaseOptions], names: Collection[str]) -> None:
    """Raise ConfigError for a phase that names a source which is not among ``names``."""
    if unknown := sorted({source for phase in phases for source in phase.sources} - set(names)):
        raise ConfigError(f"no row is from {', '.join(unknown)}; the sources are {', '.join(sorted(names))}")


def sides(pair: Pair, langpair: Langpair) -> tuple[str, str]:
    """What the model reads and what it writes. A text that a model wrote is tagged where it is what is read."""
    read, written = (pair.indonesian, pair.english) if langpair == "id-en" else (pair.english, pair.indonesian)
    if _MACHINE_SIDE.get(pair.source_name) == langpair.split("-")[0]:
        read = f"{BACK_TRANSLATED} {read}"
    return read, written


def _phase(rows: Sequence[tuple[str, Example]], options: PhaseOptions) -> Phase:
    examples = [example for source, example in rows if not options.sources or source in options.sources]
    return Phase(examples, options.tokens)


def _examples(pairs: Iterable[Pair], model: Trainable, langpair: Langpair) -> Iterator[Example]:
    for pair in pairs:
        try:
            yield model.example(*sides(pair, langpair))
        except ValueError:  # too long for the model, which a row to train on may be as well
            continue
