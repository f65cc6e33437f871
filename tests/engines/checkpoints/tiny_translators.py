"""Translation models of a few thousand random weights, each in a folder as the hub has its family."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import sentencepiece
import torch
import transformers
from transformers.models.nllb.tokenization_nllb import FAIRSEQ_LANGUAGE_CODES

from summarizer.engines.checkpoints.silence import silence

SENTENCES = [
    "Pemerintah Kabupaten Banyumas menutup jembatan gantung itu sejak Selasa pagi.",
    "Harga cabai merah di Pasar Wage naik menjadi Rp48.000 per kilogram.",
    "Kepala dinas mengatakan perbaikan jalan selesai sebelum musim hujan.",
    "Sebanyak 1.250 warga mengungsi ke balai desa karena air sungai meluap.",
    "Nelayan di Cilacap tidak melaut selama empat hari akibat gelombang setinggi tiga meter.",
    "Bupati meminta setiap camat melaporkan kerusakan sawah paling lambat Jumat.",
    "“Kami masih menunggu bantuan air bersih,” ujar Sutrisno, ketua rukun warga.",
    "Produksi gula kelapa turun 12,5 persen dibandingkan tahun lalu.",
    "Rumah sakit itu merawat 17 pasien demam berdarah, sebagian besar anak-anak.",
    "Kereta dari Purwokerto ke Jakarta terlambat dua jam karena longsor di dekat terowongan.",
    "Polisi memeriksa enam saksi dalam perkara kebakaran gudang tersebut.",
    "Panitia menyiapkan panggung di alun-alun untuk pentas lengger pada Sabtu malam.",
]
TRANSLATIONS = [
    "The Banyumas regency closed the suspension bridge on Tuesday morning.",
    "The price of red chillies at the Wage market rose to Rp48,000 per kilogram.",
    "The head of the agency said that the road would be repaired before the rainy season.",
    "As many as 1,250 residents fled to the village hall because the river burst its banks.",
    "Fishermen in Cilacap stayed ashore for four days because of waves three metres high.",
    "The regent asked every district head to report damage to the fields by Friday.",
    "“We are still waiting for clean water,” said Sutrisno, the head of the neighbourhood.",
    "The output of coconut sugar fell by 12.5 percent compared with last year.",
]
_WIDTH = 32
_POSITIONS = 256
_SIZES: dict[str, Any] = {
    "d_model": _WIDTH,
    "encoder_layers": 2,
    "decoder_layers": 2,
    "encoder_attention_heads": 2,
    "decoder_attention_heads": 2,
    "encoder_ffn_dim": 64,
    "decoder_ffn_dim": 64,
    "max_position_embeddings": _POSITIONS,
    "init_std": 0.5,
}
_T5_SIZES: dict[str, Any] = {"d_model": _WIDTH, "d_kv": 16, "d_ff": 64, "num_layers": 2, "num_heads": 2}


def marian(folder: Path, marks: tuple[str, ...] = (), end: float = 11.0) -> Path:
    """A Marian with a SentencePiece model for each language, and one vocabulary; ``marks`` as in ">>ind<<".

    ``end`` is the bias of its end token, which ends the more answers the larger it is.
    """
    folder.mkdir()
    (folder / "source.spm").write_bytes(_sentence_pieces("unigram", "source"))
    (folder / "target.spm").write_bytes(_sentence_pieces("unigram", "target"))
    pieces = [piece for name in ("source", "target") for piece in _pieces(_sentence_pieces("unigram", name))]
    tokens = dict.fromkeys(["</s>", "<unk>", *pieces, *marks, "<pad>"])
    vocabulary = {token: number for number, token in enumerate(tokens)}
    _write_json(folder / "vocab.json", vocabulary)
    _write_json(folder / "tokenizer_config.json", {"source_lang": "id", "target_lang": "en"})
    pad = len(vocabulary) - 1
    config = transformers.MarianConfig(
        **_SIZES,
        vocab_size=len(vocabulary),
        scale_embedding=True,
        activation_function="swish",
        eos_token_id=0,
        pad_token_id=pad,
        decoder_start_token_id=pad,
        forced_eos_token_id=0,
    )
    model = _seeded(transformers.MarianMTModel, config, 2.0)
    with torch.no_grad():
        model.final_logits_bias[0, :-1].normal_()
        model.final_logits_bias[0, 0] += end
        model.model.shared.weight[pad] = 0.0
    model.generation_config.bad_words_ids = [[pad]]
    model.generation_config.num_beams = 4
    return _saved(model, folder)


def nllb(folder: Path) -> Path:
    """An NLLB: byte pairs and all its languages."""
    folder.mkdir()
    (folder / "sentencepiece.bpe.model").write_bytes(_sentence_pieces("bpe"))
    tokenizer = transformers.NllbTokenizer.from_pretrained(folder, extra_special_tokens=FAIRSEQ_LANGUAGE_CODES)
    config = _m2m100_config(len(tokenizer))
    return _saved(_seeded(transformers.M2M100ForConditionalGeneration, config, 4.0), folder, tokenizer)


def m2m100(folder: Path) -> Path:
    """An M2M100 of 2020, whose tokenizer is written in Python."""
    folder.mkdir()
    (folder / "sentencepiece.bpe.model").write_bytes(_sentence_pieces("bpe"))
    tokens = ["<s>", "<pad>", "</s>", "<unk>", *_pieces(_sentence_pieces("bpe"))]
    _write_json(folder / "vocab.json", {token: number for number, token in enumerate(tokens)})
    _write_json(folder / "tokenizer_config.json", {"tokenizer_class": "M2M100Tokenizer"})
    tokenizer = transformers.M2M100Tokenizer.from_pretrained(folder)
    rows = len(tokens) + len(tokenizer.lang_code_to_id) + tokenizer.num_madeup_words
    return _saved(_seeded(transformers.M2M100ForConditionalGeneration, _m2m100_config(rows), 5.0), folder)


def mbart(folder: Path) -> Path:
    """An mBART-50."""
    folder.mkdir()
    (folder / "sentencepiece.bpe.model").write_bytes(_sentence_pieces("unigram"))
    tokenizer = transformers.MBart50Tokenizer.from_pretrained(folder)
    config = transformers.MBartConfig(
        **_SIZES, vocab_size=len(tokenizer), scale_embedding=True, decoder_start_token_id=2, forced_eos_token_id=2
    )
    return _saved(_seeded(transformers.MBartForConditionalGeneration, config, 1.5), folder, tokenizer)


def t5(folder: Path) -> Path:
    """A T5 of 2019, its output tied to the embeddings and scaled, of which there are more than tokens."""
    folder.mkdir()
    (folder / "spiece.model").write_bytes(_sentence_pieces("unigram", ends=(-1, 1, 0, 2)))
    tokenizer = transformers.T5Tokenizer.from_pretrained(folder)
    config = transformers.T5Config(
        **_T5_SIZES, vocab_size=len(tokenizer) + 28, decoder_start_token_id=0, initializer_factor=4.0
    )
    model = _seeded(transformers.T5ForConditionalGeneration, config, 4.0)
    with torch.no_grad():
        model.shared.weight.mul_(4.0)
    return _saved(model, folder, tokenizer)


def mt5(folder: Path) -> Path:
    """An mT5: gated, and its output on its own."""
    folder.mkdir()
    (folder / "spiece.model").write_bytes(_sentence_pieces("unigram", ends=(-1, 1, 0, 2)))
    tokenizer = transformers.T5Tokenizer.from_pretrained(folder, extra_ids=0)
    config = transformers.MT5Config(**_T5_SIZES, vocab_size=len(tokenizer) + 12, initializer_factor=3.0)
    return _saved(_seeded(transformers.MT5ForConditionalGeneration, config, 2.0, is_tied=False), folder, tokenizer)


def madlad(folder: Path) -> Path:
    """A MADLAD: a T5 whose languages are pieces of the vocabulary, and whose answers start after <unk>."""
    folder.mkdir()
    marks = ("<2id>", "<2en>", "<2fr>", "<2zh_Latn>")
    (folder / "spiece.model").write_bytes(_sentence_pieces("unigram", marks=marks))
    tokenizer = transformers.T5Tokenizer.from_pretrained(
        folder, extra_ids=0, additional_special_tokens=[], pad_token="<s>", bos_token="<s>"
    )
    config = transformers.T5Config(
        **_T5_SIZES,
        vocab_size=len(tokenizer),
        feed_forward_proj="gated-gelu",
        tie_word_embeddings=False,
        eos_token_id=2,
        pad_token_id=1,
        decoder_start_token_id=0,
        initializer_factor=3.0,
    )
    model = _seeded(transformers.T5ForConditionalGeneration, config, 2.0, is_tied=False)
    folder = _saved(model, folder, tokenizer)
    written = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    written.pop("scale_decoder_outputs", None)
    _write_json(folder / "config.json", {**written, "tie_word_embeddings": False})
    return folder


MODELS: dict[str, Callable[[Path], Path]] = {
    "marian": marian,
    "nllb": nllb,
    "m2m100": m2m100,
    "mbart": mbart,
    "t5": t5,
    "mt5": mt5,
    "madlad": madlad,
}


@cache
def _sentence_pieces(
    kind: str, side: str = "", marks: tuple[str, ...] = (), ends: tuple[int, int, int, int] = (1, 2, -1, 0)
) -> bytes:
    """A model of SentencePiece; ``ends`` are the ids of <s>, </s>, <pad> and <unk>, -1 for none."""
    texts = {"source": SENTENCES, "target": TRANSLATIONS}.get(side, [*SENTENCES, *TRANSLATIONS])
    model = io.BytesIO()
    begin, end, pad, unknown = ends
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts),
        model_writer=model,
        model_type=kind,
        vocab_size=220,
        user_defined_symbols=list(marks),
        bos_id=begin,
        eos_id=end,
        pad_id=pad,
        unk_id=unknown,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    return model.getvalue()


def _pieces(model: bytes) -> list[str]:
    """What is text of the pieces of ``model``."""
    processor = sentencepiece.SentencePieceProcessor(model_proto=model)
    return [
        processor.id_to_piece(number)
        for number in range(processor.get_piece_size())
        if not processor.is_control(number) and not processor.is_unknown(number)
    ]


def _m2m100_config(rows: int) -> Any:
    return transformers.M2M100Config(**_SIZES, vocab_size=rows, scale_embedding=True, decoder_start_token_id=2)


def _seeded(kind: Any, config: Any, end: float, *, is_tied: bool = True) -> Any:
    """A model whose answers come to an end the more often the larger ``end`` is."""
    torch.manual_seed(7)
    model = kind(config).eval()
    output = model.get_output_embeddings()
    if not is_tied:
        output.weight = torch.nn.Parameter(torch.randn_like(output.weight))
    with torch.no_grad():
        output.weight[config.eos_token_id] *= end
    return model


def _saved(model: Any, folder: Path, tokenizer: Any = None) -> Path:
    with silence():
        model.save_pretrained(folder)
        if tokenizer is not None:
            tokenizer.save_pretrained(folder)
    return folder


def _write_json(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
