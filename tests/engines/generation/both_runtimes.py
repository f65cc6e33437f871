"""A checkpoint in a folder on both runtimes, in float32, and what is asked of it."""

from __future__ import annotations

from itertools import product
from pathlib import Path

from summarizer.datamodels import RuntimeOptions
from summarizer.engines.catalogue import Architecture, Entry, Task
from summarizer.engines.checkpoints.conversion import convert
from summarizer.engines.store.records import Model
from summarizer.protocols import no_progress

RUNTIMES = ("transformers", "ctranslate2")
ON_CPU = RuntimeOptions(device="cpu", compute_type="float32", threads=1)
_WHO = ("Warga Desa Sukamaju", "Bupati", "Kepala pasar", "Para nelayan", "Polisi", "Dinas kesehatan", "Seorang guru")
_WHO += ("Pedagang beras", "Menteri", "Petani di lereng gunung")
_WHAT = (
    "menerima bantuan air bersih pada Senin.",
    "membantah harga beras naik 3,5 persen.",
    "menutup jembatan sejak 12 Maret 2024 karena banjir.",
    "meminta Rp 2,5 miliar untuk perbaikan jalan, kata juru bicara.",
    "menunggu hujan.",
    "belum melaporkan kerugian akibat gempa bermagnitudo 5,1 di pesisir selatan.",
    'berkata, "Kami akan kembali besok."',
    "menanam 1.200 pohon bersama siswa.",
    "mengimbau warga tidak panik; sekolah tetap buka.",
    "memeriksa tiga saksi dalam kasus itu.",
)
SENTENCES = [f"{who} {what}" for who, what in product(_WHO, _WHAT)]


def entry(task: Task, architecture: Architecture, langpairs: tuple[str, ...], prompt: str = "") -> Entry:
    return Entry("tiny", "", "", task, architecture, langpairs, "ours", prompt=prompt)


def model_on(runtime: str, folder: Path, of: Entry) -> Model:
    """The checkpoint in ``folder/checkpoint`` as a model of the store, converted first if ``runtime`` wants it."""
    converted = folder / "ctranslate2"
    if runtime == "ctranslate2" and not converted.exists():
        convert(folder / "checkpoint", converted, "float32", no_progress)
    return Model(folder, "tiny", of, runtime, "float32")
