"""A student of toy size, and sentence pairs by a small grammar that it can learn in seconds."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from pathlib import Path

import torch

from summarizer.datamodels import Hypothesis
from training.models.marian import MarianOptions, MarianStudent
from training.vocabulary import VocabularyOptions, train_vocabulary

_PEOPLE = {
    "Saya": "I",
    "Guru itu": "The teacher",
    "Ibu kami": "Our mother",
    "Mereka": "They",
    "Dokter desa": "A doctor",
}
_ACTS = {"membeli": "bought", "membaca": "read", "mencari": "looked for", "membawa": "carried", "melihat": "saw"}
_THINGS = {"buku baru": "a new book", "surat kabar": "a newspaper", "seekor kambing": "a goat", "nasi goreng": "rice"}
_TIMES = {"kemarin": "yesterday", "tahun 1998": "in 1998", "di Yogyakarta": "in Yogyakarta"}

PAIRS = [
    (f"{person} {act} {thing} {time}.", f"{_PEOPLE[person]} {_ACTS[act]} {_THINGS[thing]} {_TIMES[time]}.")
    for person, act, thing, time in product(_PEOPLE, _ACTS, _THINGS, _TIMES)
]
LINES = [sentence for pair in PAIRS for sentence in pair]
TAUGHT = PAIRS[::15]
"""Twenty pairs, what ``taught_student`` has learnt."""

VOCABULARY = VocabularyOptions(size=330)
TINY = MarianOptions(encoder_layers=2, decoder_layers=1, d_model=32, ffn=64, heads=4, dropout=0.0, max_length=48)


def texts(hypotheses: Sequence[Hypothesis]) -> list[str]:
    """The texts of translations that have all come to an end."""
    assert all(hypothesis.finished for hypothesis in hypotheses)
    return [hypothesis.text for hypothesis in hypotheses]


def tiny_vocabulary(folder: Path) -> Path:
    return train_vocabulary(LINES, VOCABULARY, folder)


def taught_student(vocabulary: Path, pairs: Sequence[tuple[str, str]] = TAUGHT) -> MarianStudent:
    """A student after 150 steps on ``pairs``, all of them in every batch."""
    student = MarianStudent(vocabulary, TINY, device="cpu")
    batch = [student.example(source, target) for source, target in pairs]
    optimiser = torch.optim.AdamW(student.module.parameters(), lr=5e-3)
    student.module.train()
    for _ in range(150):
        total, count = student.loss(batch, label_smoothing=0.0)
        optimiser.zero_grad()
        (total / count).backward()
        optimiser.step()
    student.module.eval()
    return student
