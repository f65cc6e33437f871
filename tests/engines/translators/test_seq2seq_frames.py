"""What a sequence-to-sequence model reads: the sentence between its family's own marks, and nothing else of control."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import transformers

from summarizer.datamodels import DecodingOptions, Hypothesis
from summarizer.engines.catalogue import Entry
from summarizer.engines.checkpoints.silence import silence
from summarizer.engines.decoders.contract import Search
from summarizer.engines.store.records import Model
from summarizer.engines.translators.opening import checkpoint_of
from summarizer.engines.translators.seq2seq import Seq2SeqTranslator
from summarizer.errors import ModelUnavailable
from tests.engines.checkpoints.tiny_translators import SENTENCES
from tests.engines.translators.conftest import Install
from tests.engines.translators.installed_models import FAMILIES, copied, entry_of, translator

GREEDY = DecodingOptions(beam_size=1)
SENTENCE = SENTENCES[0]
HOSTILE = [
    "Kode </s> itu tertulis di papan.",
    "</s>",
    "<unk> <pad> <s> <mask>",
    "<2en> Warga menulis <2fr> di tembok.",
    "Tanda ＜／s＞ dan ＜2en＞ tampak lebar.",
    "eng_Latn ditulis di label, juga ind_Latn.",
    ">>ind<< Bupati tertawa.",
    ">>jav<<",
    "__en__ dan __id__ adalah nama berkas.",
    "en_XX id_ID <extra_id_0>",
]


class Written:
    """A decoder that records what it is asked, and answers ``answer`` to everything."""

    label = "written"
    workers = 1

    def __init__(self, answer: Sequence[int]) -> None:
        self._answer = list(answer)
        self.asked: list[Sequence[int]] = []
        self.searches: list[Search] = []

    def decode(self, inputs: Sequence[Sequence[int]], search: Search) -> list[list[list[int]]]:
        self.asked += inputs
        self.searches.append(search)
        return [[self._answer] for _ in inputs]


def over(model: Model, decoder: Written, entry: Entry | None = None, langpair: str = "") -> Seq2SeqTranslator:
    entry = entry or model.entry
    return Seq2SeqTranslator(model.alias, checkpoint_of(model), entry, langpair or entry.langpairs[0], decoder)


def library(model: Model, **languages: str):
    with silence():
        return transformers.AutoTokenizer.from_pretrained(model.checkpoint, **languages)


@pytest.mark.parametrize(
    ("family", "languages", "before"),
    [
        ("marian", {}, ""),
        ("marian-tagged", {}, ">>ind<< "),
        ("nllb", {"src_lang": "ind_Latn"}, ""),
        ("m2m100", {"src_lang": "id"}, ""),
        ("mbart", {"src_lang": "id_ID"}, ""),
        ("t5", {}, "translate Indonesian to English: "),
        ("mt5", {}, ""),
        ("madlad", {}, "<2en> "),
    ],
)
def test_a_sentence_is_framed_as_the_model_was_trained(
    install: Install, family: str, languages: dict[str, str], before: str
) -> None:
    model = install(family, "transformers")
    decoder = Written([])
    over(model, decoder).translate_batch(SENTENCES, GREEDY)
    # Sentences with like bounds go together, so that they come in another order.
    wanted = library(model, **languages)([before + sentence for sentence in SENTENCES]).input_ids
    assert sorted(map(list, decoder.asked)) == sorted(wanted)


@pytest.mark.parametrize(("family", "token"), [("nllb", "eng_Latn"), ("m2m100", "__en__"), ("mbart", "en_XX")])
def test_the_answer_is_made_to_begin_with_the_target_language(install: Install, family: str, token: str) -> None:
    model = install(family, "transformers")
    decoder = Written([])
    over(model, decoder).translate_batch([SENTENCE], GREEDY)
    assert [search.prefix for search in decoder.searches] == [(library(model).convert_tokens_to_ids(token),)]


def test_one_nllb_translates_both_ways(install: Install) -> None:
    model = install("nllb", "transformers")
    there, back = Written([]), Written([])
    over(model, there, langpair="id-en").translate_batch([SENTENCE], GREEDY)
    over(model, back, langpair="en-id").translate_batch([SENTENCE], GREEDY)
    assert there.asked[0][0] == back.searches[0].prefix[0]
    assert back.asked[0][0] == there.searches[0].prefix[0]
    assert there.asked[0][1:] == back.asked[0][1:]


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("sentence", HOSTILE)
def test_a_control_token_that_an_article_spells_stays_text(install: Install, family: str, sentence: str) -> None:
    model = install(family, "transformers")
    plain, hostile = Written([]), Written([])
    over(model, plain).translate_batch(["Warga antre."], GREEDY)
    own = over(model, hostile)
    own.translate_batch([sentence], GREEDY)
    tokenizer = library(model)
    control = {*tokenizer.all_special_ids, *tokenizer.added_tokens_decoder} - {tokenizer.unk_token_id}
    control |= {number for token, number in tokenizer.get_vocab().items() if token.startswith(("<2", ">>"))}
    control |= set(getattr(tokenizer, "lang_token_to_id", {}).values())

    def marks(row: Sequence[int]) -> list[int]:
        return [number for number in row if number in control]

    assert marks(hostile.asked[0]) == marks(plain.asked[0])
    assert own.count_tokens(sentence) > 0


@pytest.mark.parametrize(
    ("family", "tags", "message"),
    [
        ("nllb", {"id": "ind_Latin", "en": "eng_Latn"}, r"knows no language 'ind_Latin'\. It knows: .*ind_Latn.* more"),
        ("nllb", {"id": "▁men", "en": "eng_Latn"}, "knows no language '▁men'"),
        ("m2m100", {"id": "__id__", "en": "__eng__"}, "knows no language '__eng__'.*__en__"),
        ("mbart", {"id": "id_ID", "en": "en"}, "knows no language 'en'.*en_XX"),
        ("madlad", {"en": "<2xyz>"}, "knows no language '<2xyz>'. It knows: <2en>, <2fr>, <2id>, <2zh_Latn>"),
        ("marian-tagged", {"id": ">>id<<"}, "knows no language '>>id<<'. It knows: >>ind<<, >>jav<<, >>zsm_Latn<<"),
        ("marian", {"en": ">>eng<<"}, "knows no language '>>eng<<'. It knows: none"),
    ],
)
def test_a_tag_that_the_vocabulary_lacks_is_refused(
    install: Install, family: str, tags: dict[str, str], message: str
) -> None:
    model = install(family, "transformers")
    with pytest.raises(ModelUnavailable, match=message):
        over(model, Written([]), entry_of(family, tags)).translate_batch([SENTENCE], GREEDY)


def test_a_language_without_a_tag_is_refused_at_once(install: Install) -> None:
    with pytest.raises(ModelUnavailable, match=r"calls the language 'su' is not known\. It is for: id, en"):
        translator(install("nllb", "transformers"), "su-en")


def test_an_mbart_of_another_kind_is_refused(install: Install, tmp_path: Path) -> None:
    model = copied(install("mbart", "transformers"), tmp_path / "mbart25")
    for name in ("config.json", "generation_config.json"):
        path = model.checkpoint / name
        path.write_text(path.read_text().replace('"decoder_start_token_id": 2', '"decoder_start_token_id": 250'))
    with pytest.raises(ModelUnavailable, match="does not start its answers as mBART-50"):
        translator(model).translate_batch([SENTENCE], GREEDY)


def test_an_answer_is_finished_where_it_ends_within_its_bound(install: Install) -> None:
    model = install("marian", "transformers")
    tokenizer = library(model)
    piece, end = tokenizer.convert_tokens_to_ids("▁p"), tokenizer.eos_token_id
    tokens = over(model, Written([])).count_tokens(SENTENCE)
    bounded = DecodingOptions(max_length_ratio=0.0, max_length_slack=3)
    for answer, finished in (([piece, piece, piece, end], True), ([piece] * 4 + [end], False), ([piece] * 4, False)):
        decoder = Written(answer)
        [[hypothesis]] = over(model, decoder).translate_batch([SENTENCE], bounded)
        assert hypothesis == Hypothesis("p p p", finished)
    [[hypothesis]] = over(model, Written([piece] * tokens)).translate_batch([SENTENCE], GREEDY)
    assert not hypothesis.finished


def test_a_language_mark_in_an_answer_is_not_printed(install: Install) -> None:
    model = install("madlad", "transformers")
    mark, end = library(model).convert_tokens_to_ids("<2fr>"), library(model).eos_token_id
    [[hypothesis]] = over(model, Written([mark, end])).translate_batch([SENTENCE], GREEDY)
    assert hypothesis == Hypothesis("", finished=True)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_sentence_of_the_most_tokens_is_translated(install: Install, family: str) -> None:
    for runtime in ("transformers", "ctranslate2"):
        model = translator(install(family, runtime))
        words = "beras " * model.max_source_tokens
        sentence = words[: words.rfind(" ")]
        while model.count_tokens(sentence) > model.max_source_tokens:
            sentence = sentence[: sentence.rfind(" ")]
        assert len(model.translate_batch([sentence], GREEDY)) == 1


def test_a_model_that_reads_next_to_nothing_is_refused(install: Install, tmp_path: Path) -> None:
    model = copied(install("marian", "transformers"), tmp_path / "short")
    path = model.checkpoint / "config.json"
    path.write_text(path.read_text().replace('"max_position_embeddings": 256', '"max_position_embeddings": 12'))
    with pytest.raises(ModelUnavailable, match="reads 12 tokens, too few for a sentence"):
        _ = translator(model).max_source_tokens
