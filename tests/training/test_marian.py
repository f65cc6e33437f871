from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

from summarizer.datamodels import Hypothesis
from tests.training.student import PAIRS, TAUGHT, TINY, VOCABULARY, taught_student, texts, tiny_vocabulary
from training.models.marian import MarianOptions, MarianStudent, SentenceTooLong
from training.vocabulary import BACK_TRANSLATED, END_ID

LONG = "Saya membeli buku baru kemarin. " * 20


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_vocabulary(tmp_path_factory.mktemp("vocabulary"))


@pytest.fixture(scope="module")
def taught(vocabulary: Path) -> MarianStudent:
    return taught_student(vocabulary)


def auto_translations(folder: Path, sentences: list[str]) -> list[str]:
    """What a user of transformers alone gets from a checkpoint."""
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    model = AutoModelForSeq2SeqLM.from_pretrained(folder, local_files_only=True)
    written = model.generate(**tokenizer(sentences, return_tensors="pt", padding=True))
    return list(tokenizer.batch_decode(written, skip_special_tokens=True))


def test_it_learns_twenty_pairs_by_heart(taught: MarianStudent) -> None:
    assert texts(taught.translate([source for source, _ in TAUGHT])) == [target for _, target in TAUGHT]


def test_a_beam_finds_them_too_and_the_mode_is_put_back(taught: MarianStudent) -> None:
    taught.module.train()
    try:
        found = texts(taught.translate([source for source, _ in TAUGHT[:3]], beam_size=3))
        assert taught.module.training
    finally:
        taught.module.eval()
    assert found == [target for _, target in TAUGHT[:3]]


def test_a_saved_checkpoint_translates_the_same_with_the_auto_classes(taught: MarianStudent, tmp_path: Path) -> None:
    taught.save(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {
        "config.json",
        "generation_config.json",
        "model.safetensors",
        "source.spm",
        "target.spm",
        "tokenizer_config.json",
        "vocab.json",
    }
    generation = json.loads((tmp_path / "generation_config.json").read_text(encoding="utf-8"))
    assert generation["bad_words_ids"] == [[VOCABULARY.size - 1]]
    # Sentences it never saw as well: there it is unsure, and a difference would show.
    sentences = [source for source, _ in [*TAUGHT, *PAIRS[1::20]]]
    assert auto_translations(tmp_path, sentences) == texts(taught.translate(sentences))


def test_the_tokenizer_gives_the_ids_that_were_trained_on(taught: MarianStudent, tmp_path: Path) -> None:
    taught.save(tmp_path)
    tokenizer = AutoTokenizer.from_pretrained(tmp_path, local_files_only=True)
    for sentence in ["Ibu kami mencari nasi goreng di Yogyakarta.", f"{BACK_TRANSLATED} Rp1.500.000 – 東京 🙂"]:
        example = taught.example(sentence, sentence)
        assert tokenizer(sentence).input_ids == list(example.source)
        assert tokenizer(text_target=sentence).input_ids == list(example.target)
        assert tokenizer.decode(example.source, skip_special_tokens=True) == sentence


def test_an_example_ends_with_the_end_token(taught: MarianStudent) -> None:
    example = taught.example(*PAIRS[0])
    assert (example.source[-1], example.target[-1]) == (END_ID, END_ID)
    assert END_ID not in example.source[:-1]


@pytest.mark.parametrize("pair", [(LONG, "Short."), ("Pendek.", LONG)])
def test_a_pair_with_a_long_side_is_refused(taught: MarianStudent, pair: tuple[str, str]) -> None:
    with pytest.raises(SentenceTooLong, match="the student takes 48"):
        taught.example(*pair)


def test_a_long_sentence_is_not_translated_in_part(taught: MarianStudent) -> None:
    sentence = "Saya membeli buku baru kemarin."
    found = taught.translate([sentence, LONG])
    assert found[:1] == taught.translate([sentence])
    assert found[1:] == taught.translate([LONG]) == [Hypothesis("", finished=False)]


def test_sampling_with_a_beam_is_refused(taught: MarianStudent) -> None:
    with pytest.raises(ValueError, match="sampling has no beam"):
        texts(taught.translate(["Saya."], beam_size=2, sample_top_k=10))


def test_sampling_draws_the_same_again_whatever_was_drawn_before(vocabulary: Path) -> None:
    student = MarianStudent(vocabulary, TINY, device="cpu")
    drawn = []
    for seed in (1, 2):
        torch.manual_seed(seed)
        drawn.append(student.translate(["Saya membeli buku."], sample_top_k=10))
    assert drawn[0] == drawn[1] != student.translate(["Saya membeli buku."])


def test_a_sentence_without_an_end_is_not_finished(vocabulary: Path) -> None:
    untaught = MarianStudent(vocabulary, TINY, device="cpu")
    assert [hypothesis.finished for hypothesis in untaught.translate(["Saya membeli buku."])] == [False]


def test_a_saved_student_can_be_loaded_again(taught: MarianStudent, tmp_path: Path) -> None:
    taught.save(tmp_path / "model")
    loaded = MarianStudent.load(tmp_path / "model", device="cpu")
    sources = [source for source, _ in [*TAUGHT, *PAIRS[1::20]]]
    assert loaded.translate(sources) == taught.translate(sources)
    assert loaded.options == taught.options
    (tmp_path / "model/model.safetensors").write_bytes(b"torn")
    for folder in (tmp_path, tmp_path / "model", tmp_path / "none"):
        with pytest.raises(ValueError, match="is no checkpoint of a student"):
            MarianStudent.load(folder)


@pytest.mark.parametrize(("name", "value"), [("activation_function", "swish"), ("model_type", "bart")])
def test_another_kind_of_model_is_not_loaded_as_a_student(
    taught: MarianStudent, name: str, value: str, tmp_path: Path
) -> None:
    taught.save(tmp_path / "model")
    file = tmp_path / "model/config.json"
    config = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(config | {name: value}), encoding="utf-8")
    with pytest.raises(ValueError, match=f"no checkpoint of a student: its {name} is '{value}'"):
        MarianStudent.load(tmp_path / "model", device="cpu")


def test_a_save_that_is_broken_off_leaves_nothing_under_the_name(
    taught: MarianStudent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_space(*arguments: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(type(taught.module), "save_pretrained", no_space)
    with pytest.raises(OSError, match="no space left"):
        taught.save(tmp_path / "model")
    assert list(tmp_path.iterdir()) == []


def test_a_saved_student_names_no_folder_of_this_machine(taught: MarianStudent, tmp_path: Path) -> None:
    taught.save(tmp_path / "model")
    for file in (tmp_path / "model").glob("*.json"):
        assert tmp_path.name not in file.read_text(encoding="utf-8"), file.name


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"heads": 5}, "heads must divide d_model: 5 does not divide 512"),
        ({"dropout": 1.0}, "dropout must be from 0 to less than 1"),
        ({"decoder_layers": 0}, "decoder_layers must be at least 1"),
        ({"max_length": 7}, "max_length must be at least 8"),
    ],
)
def test_a_shape_that_cannot_be_is_refused(values: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        MarianOptions(**values)


def test_label_smoothing_raises_the_loss_of_what_is_known(taught: MarianStudent) -> None:
    batch = [taught.example(source, target) for source, target in TAUGHT]
    with torch.no_grad():
        plain, count = taught.loss(batch, 0.0)
        smoothed, same_count = taught.loss(batch, 0.1)
    assert count == same_count == sum(len(example.target) for example in batch)
    assert plain / count < 0.1 < smoothed / count
    assert torch.isfinite(smoothed)


def test_padding_changes_no_loss(taught: MarianStudent) -> None:
    sentences = [("Saya.", "I bought a new book in Yogyakarta."), *PAIRS[:2], ("Ibu kami mencari surat kabar.", "I.")]
    batch = [taught.example(source, target) for source, target in sentences]
    assert len({len(example.source) for example in batch}) > 1
    with torch.no_grad():
        alone = sum(float(taught.loss([example], 0.1)[0]) for example in batch)
        together, count = taught.loss(batch, 0.1)
    assert float(together) == pytest.approx(alone, rel=1e-5)
    assert count == sum(len(example.target) for example in batch)


def test_training_leaves_the_embedding_of_padding_at_zero(taught: MarianStudent) -> None:
    table = taught.state()["model.shared.weight"]
    assert table[-1].count_nonzero() == 0
    assert table[:-1].count_nonzero() > 0


def test_the_first_weights_come_from_the_seed_alone(vocabulary: Path) -> None:
    torch.manual_seed(7)
    expected = torch.rand(3)
    torch.manual_seed(7)
    first = MarianStudent(vocabulary, TINY, seed=3, device="cpu").state()
    assert torch.rand(3).equal(expected)
    second = MarianStudent(vocabulary, TINY, seed=3, device="cpu").state()
    other = MarianStudent(vocabulary, TINY, seed=4, device="cpu").state()
    assert all(first[name].equal(second[name]) for name in first)
    assert not first["model.shared.weight"].equal(other["model.shared.weight"])


def test_a_state_is_a_copy_that_another_student_can_take_over(taught: MarianStudent, vocabulary: Path) -> None:
    state = taught.state()
    student = MarianStudent(vocabulary, TINY, seed=2, device="cpu")
    student.load_state(state)
    sources = [source for source, _ in TAUGHT]
    assert texts(student.translate(sources)) == texts(taught.translate(sources))
    kept = student.state()
    with torch.no_grad():
        for weight in student.module.parameters():
            weight.zero_()
    for other in (kept, taught.state()):
        assert all(other[name].equal(state[name]) for name in state)


def test_a_state_of_another_model_is_refused(taught: MarianStudent) -> None:
    state = taught.state()
    with pytest.raises(ValueError, match=r"not in both: model\.shared\.weight"):
        taught.load_state({name: tensor for name, tensor in state.items() if name != "model.shared.weight"})
    with pytest.raises(ValueError, match=r"model\.shared\.weight is \(2, 2\) in the state"):
        taught.load_state({**state, "model.shared.weight": torch.zeros(2, 2)})
