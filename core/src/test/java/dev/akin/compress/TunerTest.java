package dev.akin.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.evaluate.SimilarityTask;
import dev.akin.evaluate.WordPair;
import dev.akin.evaluate.WordTest;
import dev.akin.format.Contents;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TunerTest {
    private static final int ROWS = 160;
    private static final int DIMENSION = 24;

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
        long budget = 20_000;
        Tuner.Result found = Tuner.builder(budget).tests(List.of(test(words))).build().tune(words);
        assertThat(found.best().bytes()).isLessThanOrEqualTo(budget);
        assertThat(found.leftOut().tooLarge()).isPositive();
        assertThat(found.front()).isNotEmpty().contains(found.best());
        assertThat(found.trials())
                .allMatch(trial -> trial.quality() <= found.best().quality() + 0.0005)
                .anyMatch(trial -> trial.method().contains("+"))
                .anyMatch(trial -> !trial.method().contains("+"));
        for (Method method : Methods.all()) {
            bestOfOne(words, method, budget)
                    .ifPresent(quality ->
                            assertThat(found.best().quality())
                                    .as(method.name())
                                    .isGreaterThanOrEqualTo(quality - 0.0005));
        }
        assertThat(found.best().interval().low()).isLessThanOrEqualTo(found.best().quality());
        for (int i = 1; i < found.front().size(); i++) {
            assertThat(found.front().get(i).quality())
                    .isGreaterThan(found.front().get(i - 1).quality());
        }
    }

    /// By hand: the method with its usual options, if that fits.
    private static OptionalDouble bestOfOne(Embeddings words, Method method, long budget) {
        try {
            Compressor compressor =
                    Methods.of(method.name(), MethodRequest.standard().of(words.vocabulary()));
            Embeddings small = Compression.of(words, compressor);
            long keys = Compression.beside(Contents.of(words.vocabulary(), words.table()));
            WordTest test = test(words);
            return keys + small.table().bytes() <= budget
                    ? OptionalDouble.of(test.value(small) / test.value(words))
                    : OptionalDouble.empty();
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("rows");
            return OptionalDouble.empty();
        }
    }

    @Test
    void theChoiceIsWhatItsNameMakes() {
        Embeddings words = words();
        Tuner.Result found = Tuner.builder(20_000).tests(List.of(test(words))).build().tune(words);
        Tuner.Trial best = found.best();
        Embeddings again = Compression.of(words, Methods.of(best.method(), best.asked()));
        for (int row = 0; row < words.size(); row++) {
            assertThat(found.smaller().table().row(row)).isEqualTo(again.table().row(row));
        }
        assertThat(found.compressor().method()).isEqualTo(best.method());
    }

    @Test
    void ofManyRowsTheBetterOnesOfSamplesAreMadeWhole() {
        int rows = 4200;
        EmbeddingTable table = Planted.ofRank(3, rows, 8, 0.05);
        Embeddings many =
                Embeddings.of(
                        Vocabulary.of(IntStream.range(0, rows).mapToObj(i -> "w" + i).toList()),
                        table);
        long budget = Compression.beside(Contents.of(many.vocabulary(), table)) + rows * 6L;
        Tuner tuner = Tuner.builder(budget).sample(50).time(Duration.ofHours(1)).build();
        Tuner.Result found = tuner.tune(many);
        assertThat(found.best().bytes()).isLessThanOrEqualTo(budget);
        assertThat(found.best().rows()).isEqualTo(rows);
        assertThat(found.front()).allMatch(trial -> trial.rows() == rows);
        assertThat(found.trials()).anyMatch(trial -> trial.rows() < rows);
        assertThat(found.trials().stream().filter(t -> t.rows() == rows))
                .anyMatch(trial -> !trial.method().contains("+"))
                .allMatch(trial -> trial.quality() <= found.best().quality() + 0.0005);
        assertThat(found.leftOut().forTime()).isEmpty();
        assertThat(found.leftOut().tooLarge()).isPositive();
        assertThat(tuner.tune(many).best().named()).isEqualTo(found.best().named());
    }

    @Test
    void oneWayIsMadeHoweverShortTheTime() {
        Tuner.Result found =
                Tuner.builder(1 << 20).sample(10).time(Duration.ofNanos(1)).build().tune(words());
        assertThat(found.best().bytes()).isPositive();
        assertThat(found.leftOut().forTime()).isNotEmpty();
    }

    @Test
    void theWishToStopIsHeard() {
        ProgressListener impatient =
                new ProgressListener() {
                    private volatile boolean stop;

                    @Override
                    public void update(Progress progress) {
                        stop |= progress.phase().startsWith("trying");
                    }

                    @Override
                    public boolean stopRequested() {
                        return stop;
                    }
                };
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> Tuner.builder(1 << 20).listener(impatient).build().tune(words()));
    }

    @Test
    void withoutTestsNearestKeysCount() {
        Tuner.Result found = Tuner.builder(1 << 20).sample(50).build().tune(words());
        assertThat(found.leftOut().tooLarge()).isZero();
        assertThat(found.best().quality()).isGreaterThan(0.97);
    }

    @Test
    void aBudgetThatHoldsNothingSaysTheFloor() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tuner.builder(100).build().tune(words()))
                .withMessageContaining("the keys and what else stays take ")
                .withMessageContaining("more than the budget of 100");
        Embeddings words = words();
        long keys = Compression.beside(Contents.of(words.vocabulary(), words.table()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tuner.builder(keys + 50).build().tune(words))
                .withMessageContaining("the smallest of ")
                .withMessageContaining("more than the budget of " + (keys + 50))
                .withMessageContaining("--instead nothing");
        assertThatIllegalArgumentException().isThrownBy(() -> Tuner.builder(0));
    }
}
