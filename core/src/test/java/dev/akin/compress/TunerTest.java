package dev.akin.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.akin.embeddings.Embeddings;
import dev.akin.evaluate.SimilarityTask;
import dev.akin.evaluate.WordPair;
import dev.akin.evaluate.WordTest;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TunerTest {
    private static final int ROWS = 200;
    private static final int DIMENSION = 64;

    private static Embeddings words() {
        float[] values = new float[ROWS * DIMENSION];
        Random random = new Random(5);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Embeddings.of(
                Vocabulary.of(IntStream.range(0, ROWS).mapToObj(i -> "слово" + i).toList()),
                EmbeddingTable.of(values, ROWS, DIMENSION));
    }

    /// What people would say if they knew the whole rows.
    private static WordTest test(Embeddings words) {
        List<WordPair> pairs =
                IntStream.range(0, 60)
                        .mapToObj(i -> {
                            String a = "слово" + i;
                            String b = "слово" + (i + 70);
                            return new WordPair(a, b, words.similarity(a, b));
                        })
                        .toList();
        return WordTest.of(SimilarityTask.of("pairs", pairs));
    }

    @Test
    void theBestIsNoWorseThanAnySingleMethodThatFits() {
        Embeddings words = words();
        long budget = 40_000;
        Tuner.Result found = Tuner.builder(budget).tests(List.of(test(words))).build().tune(words);
        assertThat(found.best().bytes()).isLessThanOrEqualTo(budget);
        assertThat(found.tooLarge()).isPositive();
        assertThat(found.front()).isNotEmpty().contains(found.best());
        assertThat(found.trials())
                .allMatch(trial -> trial.quality() <= found.best().quality())
                .anyMatch(trial -> trial.method().contains("+"))
                .anyMatch(trial -> !trial.method().contains("+"));
        assertThat(found.best().interval().low()).isLessThanOrEqualTo(found.best().quality());
        for (int i = 1; i < found.front().size(); i++) {
            assertThat(found.front().get(i).quality())
                    .isGreaterThan(found.front().get(i - 1).quality());
        }
    }

    @Test
    void withoutTestsNearestKeysCount() {
        Tuner.Result found = Tuner.builder(1 << 20).sample(50).build().tune(words());
        assertThat(found.tooLarge()).isZero();
        assertThat(found.best().quality()).isGreaterThan(0.97);
    }

    @Test
    void aBudgetThatHoldsNothingSaysTheFloor() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tuner.builder(100).build().tune(words()))
                .withMessageContaining("the keys and what else stays take ")
                .withMessageContaining("more than the budget of 100");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tuner.builder(22_800).build().tune(words()))
                .withMessageContaining("the smallest of ")
                .withMessageContaining("more than the budget of 22800");
        assertThatIllegalArgumentException().isThrownBy(() -> Tuner.builder(0));
    }
}
