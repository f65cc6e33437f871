"""What fails a check is tried again, the best try is kept, and what still fails is flagged, never silent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from summarizer.datamodels import DecodingOptions, FactKind, Hypothesis, IssueKind, Repair, Severity
from summarizer.engines.recording import RecordingTranslator
from summarizer.fidelity.glossary import Glossary, Term
from summarizer.protocols import no_progress
from summarizer.translation.house_style import Style
from summarizer.translation.retries import CheckedTarget, translate_and_check
from summarizer.translation.wording import Wording

SOURCE = "Sebanyak 1.250 warga mengungsi ke balai desa sejak Senin pagi."
GOOD = "A total of 1,250 residents have fled to the village hall since Monday morning."
NO_NUMBER = "Residents have fled to the village hall since Monday morning."
LOOP = "The village the village the village the village the village the village."


@dataclass
class Scripted(RecordingTranslator):
    """Answers by how it is asked: greedy or first try, wider beam, repetition penalty."""

    first: list[Hypothesis] = field(default_factory=list)
    wider: list[Hypothesis] = field(default_factory=list)
    penalised: list[Hypothesis] = field(default_factory=list)

    def translate_batch(self, sentences: Sequence[str], options: DecodingOptions) -> list[list[Hypothesis]]:
        self.calls.append((tuple(sentences), options))
        if options.repetition_penalty > 1:
            answer = self.penalised
        else:
            answer = self.wider if options.num_hypotheses > 1 else self.first
        return [answer for _ in sentences]


def run(translator: RecordingTranslator) -> CheckedTarget:
    [[target]] = translate_and_check([[SOURCE]], translator, DecodingOptions(), no_progress)
    return target


def kinds(target: CheckedTarget) -> list[IssueKind]:
    return [issue.kind for issue in target.issues]


def test_a_good_first_try_is_taken_and_nothing_is_tried_again() -> None:
    translator = Scripted(first=[Hypothesis(GOOD)])
    assert run(translator) == CheckedTarget(GOOD, ())
    assert len(translator.calls) == 1


def test_a_lost_number_is_looked_for_in_a_wider_beam() -> None:
    translator = Scripted(first=[Hypothesis(NO_NUMBER)], wider=[Hypothesis(NO_NUMBER), Hypothesis(GOOD)])
    assert run(translator) == CheckedTarget(GOOD, ())
    assert len(translator.calls) == 2


def test_a_number_that_no_hypothesis_has_is_flagged() -> None:
    translator = Scripted(first=[Hypothesis(NO_NUMBER)], wider=[Hypothesis(NO_NUMBER)])
    target = run(translator)
    assert target.text == NO_NUMBER
    assert IssueKind.NUMBER_MISSING in kinds(target)


def test_the_first_try_stays_where_no_other_is_better() -> None:
    other = NO_NUMBER.replace("village", "town")
    assert run(Scripted(first=[Hypothesis(NO_NUMBER)], wider=[Hypothesis(other)])).text == NO_NUMBER


def test_of_two_tries_that_lack_numbers_the_one_that_lacks_fewer_is_taken() -> None:
    source = "Sebanyak 1.250 warga dan 340 hewan mengungsi ke 12 desa."
    worse = "Residents and 340 animals fled to villages."
    better = "Residents and 340 animals fled to 12 villages."
    translator = RecordingTranslator({source: [worse, better]})
    [[target]] = translate_and_check([[source]], translator, DecodingOptions(), no_progress)
    assert target.text == better


def test_a_loop_is_tried_again_with_a_penalty() -> None:
    loop = Hypothesis(LOOP, finished=False)
    translator = Scripted(first=[loop], wider=[loop], penalised=[Hypothesis(GOOD)])
    assert run(translator) == CheckedTarget(GOOD, ())
    assert translator.calls[-1][1].repetition_penalty > 1


def test_a_loop_that_stays_is_flagged() -> None:
    loop = Hypothesis(LOOP)
    target = run(Scripted(first=[loop], wider=[loop], penalised=[loop]))
    assert IssueKind.REPETITION in kinds(target)
    assert Severity.ERROR in {issue.severity for issue in target.issues}


def test_a_sentence_without_an_end_is_flagged() -> None:
    cut = Hypothesis(GOOD, finished=False)
    target = run(Scripted(first=[cut], wider=[cut], penalised=[cut]))
    assert target.text == GOOD
    assert kinds(target) == [IssueKind.LENGTH]


def test_silence_becomes_the_flagged_source() -> None:
    for nothing in ([], [Hypothesis("")], [Hypothesis("  …  ")]):
        target = run(Scripted(first=nothing, wider=nothing, penalised=nothing))
        assert target.text == SOURCE
        assert kinds(target) == [IssueKind.EMPTY]
        assert target.issues[0].severity is Severity.ERROR


def test_only_the_failing_sentences_are_tried_again() -> None:
    translator = RecordingTranslator(answers={SOURCE: NO_NUMBER, "Hujan turun deras.": "It rained hard."})
    translate_and_check([["Hujan turun deras.", SOURCE]], translator, DecodingOptions(), no_progress)
    assert {call for call, _ in translator.calls[1:]} == {(SOURCE,)}


def test_a_long_sentence_that_loses_numbers_is_translated_by_clauses() -> None:
    clauses = [
        f"Kabupaten ke{letter} menerima {number} ton beras dari gudang,"
        for letter, number in zip("abcdef", range(31, 37), strict=True)
    ]
    source = " ".join([*clauses, "kata pejabat dinas itu."])

    def answer(sentence: str) -> str:
        numbers = [word for word in sentence.split() if word.isdigit()]
        return " and ".join(f"the district got {number} tons of rice from the store" for number in numbers[:4])

    translator = RecordingTranslator(default=answer)
    [[target]] = translate_and_check([[source]], translator, DecodingOptions(), no_progress)
    assert [number for number in range(31, 37) if str(number) in target.text] == list(range(31, 37))
    assert IssueKind.NUMBER_MISSING not in kinds(target)


SPELLED = "Sebanyak dua belas kapal merapat sejak Senin pagi."
IN_FIGURES = "Sebanyak 12 kapal merapat sejak Senin pagi."


def test_a_spelled_number_that_gets_lost_is_tried_in_figures() -> None:
    translator = RecordingTranslator(
        {
            SPELLED: "Two ships have docked since Monday morning.",
            IN_FIGURES: "12 ships have docked since Monday morning.",
        }
    )
    [[target]] = translate_and_check([[SPELLED]], translator, DecodingOptions(), no_progress)
    assert target == CheckedTarget("12 ships have docked since Monday morning.", ())


def test_what_figures_do_not_save_stays_as_it_was_and_is_flagged() -> None:
    lost = "Two ships have docked since Monday morning."
    translator = RecordingTranslator({SPELLED: lost, IN_FIGURES: "Ships have docked 2 times since Monday morning."})
    [[target]] = translate_and_check([[SPELLED]], translator, DecodingOptions(), no_progress)
    assert target.text == lost
    assert IssueKind.NUMBER_MISSING in kinds(target)


def test_a_lost_term_is_tried_with_its_english_in_the_source() -> None:
    glossary = Glossary([Term("praperadilan", "pretrial motion")])
    translator = RecordingTranslator(
        {
            "Hakim menolak praperadilan itu.": "The judge rejected the lawsuit.",
            "Hakim menolak pretrial motion itu.": "The judge rejected the pretrial motion.",
        }
    )
    [[target]] = translate_and_check(
        [["Hakim menolak praperadilan itu."]], translator, DecodingOptions(), no_progress, Wording(glossary)
    )
    assert target == CheckedTarget("The judge rejected the pretrial motion.", ())


def test_what_is_certain_is_repaired_when_no_try_was_better() -> None:
    wrong = GOOD.replace("1,250", "1.250")
    target = run(Scripted(first=[Hypothesis(wrong)], wider=[Hypothesis(wrong)]))
    assert target == CheckedTarget(GOOD, (), repairs=(Repair(FactKind.NUMBER, "1.250", "1,250"),))


def test_the_target_is_in_house_style_and_in_another_one_if_asked() -> None:
    source = "Harga naik 5 persen pada 12 Agustus."
    translator = RecordingTranslator({source: "Prices rose 5 percent on 12 August."})
    styles = {
        Wording(): "Prices rose 5% on August 12.",
        Wording(style=Style("keep", "keep")): translator.answers[source],
    }
    for wording, styled in styles.items():
        [[target]] = translate_and_check([[source]], translator, DecodingOptions(), no_progress, wording)
        assert target == CheckedTarget(str(styled), ())


def test_further_tries_of_an_article_end_when_they_have_cost_their_share() -> None:
    failing = [f"{' '.join(['kata'] * 38)} nomor {number}." for number in range(100, 140)]
    translator = RecordingTranslator(default=lambda _: f"{' '.join(['word'] * 38)} number.")
    options = DecodingOptions(beam_size=5)
    translate_and_check([failing, failing[20:]], translator, options, no_progress)
    words = [sum(len(sentence.split()) for sentence in call) for call, _ in translator.calls]
    first = sum(len(sentence.split()) for sentence in failing)
    assert first < sum(words) <= first + 0.35 * 1.5 * first  # the second, half as long, has a share of its own


def test_the_worst_of_an_article_are_tried_first() -> None:
    fine = [f"Sebanyak {number} warga pulang ke desa." for number in range(20, 39)]
    worst = "Sebanyak 51, 52, 53, 54 dan 55 warga pulang ke 56 desa."
    translator = RecordingTranslator(default=lambda _: "Residents went home to their village.")
    translate_and_check([[*fine, worst]], translator, DecodingOptions(), no_progress)
    tried = {one for call, options in translator.calls if options.num_hypotheses > 1 for one in call}
    assert worst in tried
    assert not tried.issuperset(fine)
