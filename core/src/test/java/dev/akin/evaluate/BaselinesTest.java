package dev.akin.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.akin.text.TaggedSentence;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BaselinesTest {

    @Test
    void theMostFrequentTag() {
        MostFrequentTags tags =
                MostFrequentTags.fit(
                        List.of(
                                new TaggedSentence(
                                        List.of("saw", "saw", "a"), List.of("N", "V", "D")),
                                new TaggedSentence(
                                        List.of("saw", "cat", "cat", "cat"),
                                        List.of("V", "V", "N", "N"))));
        assertThat(tags.tags(List.of("cat", "saw", "a", "unheard", "Saw")))
                .containsExactly("N", "V", "D", "N", "N"); // N and V came thrice, N first
        assertThatIllegalArgumentException().isThrownBy(() -> MostFrequentTags.fit(List.of()));
    }

    @Test
    void perplexityByHand() {
        double half = Math.log(0.5);
        assertThat(Perplexity.of(new double[] {3 * half, half}, new int[] {3, 1}).value())
                .isCloseTo(2, within(1e-12));
        Perplexity mixed =
                Perplexity.of(new double[] {2 * half, 2 * Math.log(0.125)}, new int[] {2, 2});
        assertThat(mixed.value()).isCloseTo(4, within(1e-12));
        assertThat(mixed.score().interval().low()).isCloseTo(2, within(1e-9));
        assertThat(mixed.score().interval().high()).isCloseTo(8, within(1e-9));
        assertThat(mixed).hasToString("perplexity 4.0 (2.0 … 8.0), n 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Perplexity.of(new double[] {Double.NaN}, new int[] {1}))
                .withMessageContaining("sentence 0 has the sum NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Perplexity.of(new double[] {-1, -1}, new int[] {1}));
    }

    /// Too few n-grams for discounts, so these are ½ and 1. Unigrams, by the words before them: a 1 (start), b 1 (a),
    /// c 1 (a), end 2 (b, c), of 5; the discounts take 3 · ½ + 1 = 2.5. The unknown word is the fifth of 5.
    @Test
    void trigramsByHand() {
        KneserNeyTrigrams model =
                KneserNeyTrigrams.fit(List.of(List.of("a", "b"), List.of("a", "c")), 1);
        double unknown = 2.5 / 5 / 5;
        double b = 0.5 / 5 + unknown;
        double behindA = 0.5 / 2 + (2 * 0.5) / 2 * b; // "a b" has one word before it: the start
        double behindStartA = 0.5 / 2 + (2 * 0.5) / 2 * behindA;
        assertThat(model.size()).isEqualTo(5);
        assertThat(model.probability(List.of("a"), "b")).isCloseTo(behindStartA, within(1e-12));
        assertThat(model.probability(List.of("x", "a"), "b")).isCloseTo(behindA, within(1e-12));
        assertThat(model.probability(List.of("x", "x"), "b")).isCloseTo(b, within(1e-12));
        assertThat(model.probability(List.of("x", "x"), "пёс")).isCloseTo(unknown, within(1e-12));
        double first = 1.0 / 2 + 1.0 / 2 * (0.5 / 5 + unknown); // "a" twice behind the start
        assertThat(model.probability(List.of(), "a")).isCloseTo(first, within(1e-12));
    }

    @Test
    void whatIsOutsideOfTheVocabularyIsOneWord() {
        List<List<String>> text =
                List.of(List.of("a", "rare", "b"), List.of("a", "seldom", "b"), List.of());
        KneserNeyTrigrams model = KneserNeyTrigrams.fit(text, 2);
        assertThat(model.size()).isEqualTo(4);
        assertThat(model.logProbability(List.of("a", "once", "b")))
                .isEqualTo(model.logProbability(List.of("a", "rare", "b")));
        assertThat(
                        KneserNeyTrigrams.fit(text, Set.of("a", "b", KneserNeyTrigrams.UNKNOWN))
                                .logProbability(List.of("b")))
                .isEqualTo(model.logProbability(List.of("b")));
        assertThat(model.perplexity(text).words()).isEqualTo(9);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KneserNeyTrigrams.fit(List.of(), 1))
                .withMessage("there are no sentences");
        assertThatIllegalArgumentException().isThrownBy(() -> KneserNeyTrigrams.fit(text, 0));
    }
}
