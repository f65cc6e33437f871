"""The embedded engine itself: deterministic, bounded, one line out for one line in."""

from __future__ import annotations

from summarizer import DecodingOptions
from summarizer.protocols import Translator

SENTENCES = [
    "Harga beras di Pasar Johar naik 3,5 persen sejak awal pekan.",
    "Presiden tiba di Surabaya pada 12 Agustus 2024.",
    "Gempa berkekuatan magnitudo 5,6 mengguncang pesisir selatan Jawa pada Senin dini hari.",
    "Ya.",
]


def first(translator: Translator, sentences: list[str], options: DecodingOptions) -> list[str]:
    return [hypotheses[0].text for hypotheses in translator.translate_batch(sentences, options)]


def test_numbers_and_dates_of_plain_sentences_arrive(translator: Translator) -> None:
    rice, president, quake, _ = first(translator, SENTENCES, DecodingOptions())
    assert "3.5" in rice
    assert "August 12, 2024" in president or "12 August 2024" in president
    assert "Surabaya" in president
    assert "5.6" in quake


def test_same_input_same_output(translator: Translator) -> None:
    options = DecodingOptions(beam_size=2)
    assert first(translator, SENTENCES, options) == first(translator, SENTENCES, options)


def test_every_sentence_ends_on_its_own_line(translator: Translator) -> None:
    for hypotheses in translator.translate_batch(SENTENCES, DecodingOptions()):
        assert hypotheses[0].finished
        assert "\n" not in hypotheses[0].text


def test_the_length_bound_holds_and_is_admitted(translator: Translator) -> None:
    tight = DecodingOptions(beam_size=1, max_length_ratio=0.0, max_length_slack=3)
    for [hypothesis] in translator.translate_batch(SENTENCES[:3], tight):
        assert not hypothesis.finished
        assert translator.count_tokens(hypothesis.text) <= 3 + 1  # the text is encoded anew, without its context


def test_special_tokens_in_an_article_are_text(translator: Translator) -> None:
    [[hypothesis]] = translator.translate_batch(["Kode <eos> tertulis di layar komputer sekolah."], DecodingOptions())
    assert "<eos>" in hypothesis.text


def test_as_many_hypotheses_as_asked_for(translator: Translator) -> None:
    options = DecodingOptions(beam_size=3, num_hypotheses=3)
    [hypotheses] = translator.translate_batch(SENTENCES[:1], options)
    assert len({hypothesis.text for hypothesis in hypotheses}) == 3


def test_no_sentences_no_work(translator: Translator) -> None:
    assert translator.translate_batch([], DecodingOptions()) == []


def test_the_signature_names_engine_model_runtime_and_prompt(translator: Translator) -> None:
    keys = [field.split(":")[0] for field in translator.signature.split("|")]
    assert keys == ["engine", "model", "runtime", "prompt"]
