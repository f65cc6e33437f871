"""Tiny translators as the store keeps them, on either runtime."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path

from summarizer.datamodels import RuntimeOptions
from summarizer.engines.catalogue import Architecture, Entry, Task
from summarizer.engines.checkpoints.conversion import convert
from summarizer.engines.store.records import Model, files_of
from summarizer.engines.store.records import recorded as record_of
from summarizer.engines.translators.opening import open_translator
from summarizer.protocols import Translator, no_progress
from tests.engines.checkpoints import tiny_translators as tiny

RUNTIMES = ("transformers", "ctranslate2")
ON_CPU = RuntimeOptions(device="cpu", threads=1)
_NLLB = {"id": "ind_Latn", "en": "eng_Latn"}
_WHO = ("Bupati", "Seorang nelayan", "Kepala dinas", "Para petani", "Polisi Resor Banyumas", "Ketua RT 03", "Menteri")
_WHO += ("Pedagang cabai", "Warga yang mengungsi", "“Kami”, kata guru itu,")
_WHAT = (
    "menutup jembatan sejak 14 Maret 2024.",
    "membayar Rp 48.000 per kilogram.",
    "belum menerima bantuan air bersih karena jalan menuju desa terputus.",
    "meminta 17 camat melapor!",
    "tidak melaut.",
    "merawat enam pasien di rumah sakit; dua di antaranya anak-anak.",
    "menolak berkomentar (lihat halaman 3).",
    "mengatakan produksi gula turun 12,5 persen dibandingkan tahun lalu, menurut data sementara.",
    "menunggu kereta ke Jakarta",
    "memeriksa saksi: tiga orang.",
)
SENTENCES = [f"{who} {what}" for who, what in product(_WHO, _WHAT)]
Build = Callable[[Path], Path]


def multilingual_marian(folder: Path) -> Path:
    """A Marian that is told with a mark which language to write."""
    return tiny.marian(folder, (">>ind<<", ">>jav<<", ">>zsm_Latn<<"), end=6.0)


FAMILIES: dict[str, tuple[Build, Architecture, dict[str, str], str]] = {
    "marian": (tiny.marian, Architecture.MARIAN, {}, "id-en"),
    "marian-tagged": (multilingual_marian, Architecture.MARIAN, {"id": ">>ind<<"}, "en-id"),
    "nllb": (tiny.nllb, Architecture.M2M100, _NLLB, "id-en"),
    "m2m100": (tiny.m2m100, Architecture.M2M100, {"id": "__id__", "en": "__en__"}, "id-en"),
    "mbart": (tiny.mbart, Architecture.MBART, {"id": "id_ID", "en": "en_XX"}, "id-en"),
    "t5": (tiny.t5, Architecture.T5, {"en": "translate Indonesian to English: "}, "id-en"),
    "mt5": (tiny.mt5, Architecture.T5, {}, "id-en"),
    "madlad": (tiny.madlad, Architecture.T5, {"id": "<2id>", "en": "<2en>"}, "id-en"),
}


def entry_of(family: str, tags: dict[str, str] | None = None) -> Entry:
    """What the catalogue would say of it, with ``tags`` in place of its own."""
    _, architecture, usual, langpair = FAMILIES[family]
    return Entry(
        alias=f"mungil-{family}",
        hub="",
        revision="",
        task=Task.TRANSLATION,
        architecture=architecture,
        langpairs=(langpair,),
        licence="MIT",
        tags=usual if tags is None else tags,
    )


def installed(family: str, folder: Path, runtime: str, quantization: str = "float32") -> Model:
    """A model of ``family`` in the new folder ``folder``, with a record of its files."""
    build = FAMILIES[family][0]
    folder.mkdir(parents=True)
    bare = Model(folder, f"mungil-{family}", entry_of(family), runtime, quantization)
    build(bare.checkpoint)
    if bare.converted is not None:
        convert(bare.checkpoint, bare.converted, quantization, no_progress)
        (bare.checkpoint / "model.safetensors").unlink()
    return recorded(bare)


def recorded(model: Model) -> Model:
    """``model`` with a record of its files as they are."""
    return replace(model, files={name: record_of(model.folder / name) for name in files_of(model.folder)})


def copied(model: Model, folder: Path) -> Model:
    """``model`` once more in the new folder ``folder``."""
    shutil.copytree(model.folder, folder)
    return Model(folder, model.alias, model.entry, model.runtime, model.quantization, files=model.files)


def translator(model: Model, langpair: str | None = None, runtime: RuntimeOptions = ON_CPU) -> Translator:
    """The translator over ``model``, by default for its usual languages."""
    return open_translator(model, langpair or model.entry.langpairs[0], runtime)
