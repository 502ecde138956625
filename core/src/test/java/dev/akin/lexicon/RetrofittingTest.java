package dev.akin.lexicon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.MalformedFileException;
import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RetrofittingTest {
    private static final int WORDS = 60;
    private static final int DIMENSION = 10;

    @TempDir private Path folder;

    private static Embeddings words() {
        Random random = new Random(5);
        float[] numbers = new float[WORDS * DIMENSION];
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        for (int i = 0; i < WORDS; i++) {
            keys.add("слово" + i);
        }
        return Embeddings.of(Vocabulary.of(keys), EmbeddingTable.of(numbers, WORDS, DIMENSION));
    }

    private static LexiconPair pair(int a, int b, Relation relation) {
        return LexiconPair.of("слово" + a, "слово" + b, relation);
    }

    private static Lexicon lexicon() {
        return Lexicon.of(
                List.of(
                        pair(0, 1, Relation.SYNONYM),
                        pair(1, 2, Relation.SYNONYM),
                        pair(2, 3, Relation.RELATED),
                        new LexiconPair("слово0", "слово3", Relation.SYNONYM, 2),
                        LexiconPair.of("слово4", "missing", Relation.SYNONYM),
                        pair(5, 6, Relation.ANTONYM),
                        pair(8, 9, Relation.SYNONYM)));
    }

    /// The definition, word by word, over double arrays.
    private static double[][] byDefinition(Embeddings words, int rounds) {
        double[][] origin = new double[4][DIMENSION];
        for (int w = 0; w < 4; w++) {
            float[] row = words.table().row(w);
            double norm = UnitRows.norm(row);
            for (int d = 0; d < DIMENSION; d++) {
                origin[w][d] = row[d] / norm;
            }
        }
        double[][] beta = {
            {0, 1 / 3.0, 0, 2 / 3.0}, {.5, 0, .5, 0}, {0, .5, 0, .5}, {2 / 3.0, 0, 1 / 3.0, 0}
        };
        double[][] q = new double[4][];
        for (int w = 0; w < 4; w++) {
            q[w] = origin[w].clone();
        }
        for (int round = 0; round < rounds; round++) {
            for (int w = 0; w < 4; w++) {
                for (int d = 0; d < DIMENSION; d++) {
                    double sum = origin[w][d];
                    for (int o = 0; o < 4; o++) {
                        sum += beta[w][o] * q[o][d];
                    }
                    q[w][d] = sum / 2;
                }
            }
        }
        return q;
    }

    @Test
    void isTheDefinition() {
        Embeddings words = words();
        Retrofitted made = Retrofitting.of(Retrofitting.Options.standard()).fit(words, lexicon());
        double[][] expected = byDefinition(words, 10);
        for (int w = 0; w < 4; w++) {
            double norm = UnitRows.norm(words.table().row(w));
            for (int d = 0; d < DIMENSION; d++) {
                assertThat(made.embeddings().table().row(w)[d] / norm)
                        .isCloseTo(expected[w][d], within(1e-5));
            }
        }
        assertThat(made.embeddings().table().row(20)).isEqualTo(words.table().row(20));
        assertThat(made.unknown()).containsExactly("missing");
        assertThat(made.words()).isEqualTo(8);
    }

    @Test
    void threadsChangeNothing() {
        Embeddings words = words();
        Retrofitted one =
                Retrofitting.of(new Retrofitting.Options(1, 10, 1, ProgressListener.NONE))
                        .fit(words, lexicon());
        Retrofitted three =
                Retrofitting.of(new Retrofitting.Options(1, 10, 3, ProgressListener.NONE))
                        .fit(words, lexicon());
        for (int w = 0; w < WORDS; w++) {
            assertThat(three.embeddings().table().row(w))
                    .isEqualTo(one.embeddings().table().row(w));
        }
    }

    @Test
    void editingEndsWhereFittingDoes() {
        Embeddings words = words();
        Lexicon edited =
                Lexicon.of(
                        List.of(
                                pair(0, 1, Relation.SYNONYM),
                                pair(1, 2, Relation.SYNONYM),
                                pair(2, 3, Relation.RELATED),
                                new LexiconPair("слово0", "слово3", Relation.SYNONYM, 2),
                                pair(10, 11, Relation.SYNONYM)));
        Retrofitting retrofitting =
                Retrofitting.of(new Retrofitting.Options(1, 40, 2, ProgressListener.NONE));
        Embeddings fitted = retrofitting.fit(words, lexicon()).embeddings();
        Retrofitted again = retrofitting.edit(fitted, words, edited);
        Embeddings afresh = retrofitting.fit(words, edited).embeddings();
        assertThat(again.moved()).isEqualTo(4);
        for (int w = 0; w < WORDS; w++) {
            double norm = UnitRows.norm(words.table().row(w));
            for (int d = 0; d < DIMENSION; d++) {
                assertThat((double) again.embeddings().table().row(w)[d])
                        .isCloseTo(afresh.table().row(w)[d], within(3e-3 * norm));
            }
        }
        assertThat(again.embeddings().table().row(8))
                .containsExactly(words.table().row(8), within(1e-5f));
    }

    private static Embeddings fitted(CounterFitting.Weights weights, int rounds, int threads) {
        return CounterFitting.of(
                        new CounterFitting.Options(weights, rounds, threads, ProgressListener.NONE))
                .fit(words(), lexicon())
                .embeddings();
    }

    @Test
    void counterFittingParts() {
        Embeddings words = words();
        Embeddings made = fitted(CounterFitting.Weights.standard(), 20, 2);
        assertThat(made.similarity(0, 1)).isGreaterThan(words.similarity(0, 1));
        assertThat(made.similarity(8, 9)).isGreaterThan(words.similarity(8, 9));
        for (int w = 0; w < WORDS; w++) {
            assertThat(UnitRows.norm(made.table().row(w)))
                    .isCloseTo(UnitRows.norm(words.table().row(w)), within(1e-4));
        }
        assertThat(made.table().row(20)).isEqualTo(words.table().row(20));
    }

    /// One word pair alone: down the slope of the sum that the class names, by finite differences.
    @Test
    void counterFittingGoesDownItsSum() {
        float[] numbers = {1, 0, 0, 0.9f, 0.3f, 0, 0, 0, 1, 0, -1, 0.2f};
        Embeddings words =
                Embeddings.of(
                        Vocabulary.of(List.of("hot", "cold", "a", "b")),
                        EmbeddingTable.of(numbers, 4, 3));
        Lexicon opposite = Lexicon.of(List.of(LexiconPair.of("hot", "cold", Relation.ANTONYM)));
        CounterFitting.Weights weights = new CounterFitting.Weights(0.8, 0.2, 0.35);
        Embeddings made =
                CounterFitting.of(
                                new CounterFitting.Options(weights, 200, 1, ProgressListener.NONE))
                        .fit(words, opposite)
                        .embeddings();
        double apart = Math.max(0, Contrast.random(words));
        double best = sum(made, words, weights, apart, 0);
        assertThat(made.similarity(0, 1)).isBetween(apart, words.similarity(0, 1));
        for (double off : new double[] {-1e-2, 1e-2}) {
            assertThat(sum(made, words, weights, apart, off)).isGreaterThan(best);
        }
    }

    /// With the first word turned a little about the third axis.
    private static double sum(
            Embeddings made,
            Embeddings words,
            CounterFitting.Weights weights,
            double apart,
            double turn) {
        float[] hot = made.table().row(0);
        float[] turned = {
            (float) (Math.cos(turn) * hot[0] - Math.sin(turn) * hot[1]),
            (float) (Math.sin(turn) * hot[0] + Math.cos(turn) * hot[1]),
            hot[2]
        };
        double over = Math.max(0, cosine(turned, made.table().row(1)) - apart);
        return weights.hold() * (1 - cosine(turned, words.table().row(0)))
                + weights.repel() * over * over / 2;
    }

    private static double cosine(float[] a, float[] b) {
        return Contrast.dot(a, b) / UnitRows.norm(a) / UnitRows.norm(b);
    }

    @Test
    void threadsDoNotChangeCounterFitting() {
        Embeddings one = fitted(CounterFitting.Weights.standard(), 20, 1);
        Embeddings three = fitted(CounterFitting.Weights.standard(), 20, 3);
        for (int w = 0; w < WORDS; w++) {
            assertThat(three.table().row(w)).isEqualTo(one.table().row(w));
        }
    }

    @Test
    void editingACounterFitEndsWhereFittingDoes() {
        Embeddings words = words();
        Lexicon edited =
                Lexicon.of(
                        List.of(
                                pair(0, 1, Relation.SYNONYM),
                                pair(1, 2, Relation.SYNONYM),
                                pair(2, 3, Relation.RELATED),
                                new LexiconPair("слово0", "слово3", Relation.SYNONYM, 2),
                                pair(10, 11, Relation.ANTONYM),
                                pair(12, 13, Relation.SYNONYM),
                                pair(5, 6, Relation.SYNONYM)));
        CounterFitting fitting =
                CounterFitting.of(
                        new CounterFitting.Options(
                                CounterFitting.Weights.standard(), 60, 2, ProgressListener.NONE));
        Embeddings fitted = fitting.fit(words, lexicon()).embeddings();
        Retrofitted again = fitting.edit(fitted, words, edited);
        Embeddings afresh = fitting.fit(words, edited).embeddings();
        assertThat(again.moved()).isBetween(6, 8);
        for (int w = 0; w < WORDS; w++) {
            double norm = UnitRows.norm(words.table().row(w));
            for (int d = 0; d < DIMENSION; d++) {
                assertThat((double) again.embeddings().table().row(w)[d])
                        .isCloseTo(afresh.table().row(w)[d], within(3e-3 * norm));
            }
        }
        assertThat(again.embeddings().table().row(8))
                .containsExactly(words.table().row(8), within(1e-5f));
        assertThat(again.embeddings().metadata().get("akin.lexicon"))
                .isEqualTo("counter-fit, 7 pairs");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fitting.edit(fitted, otherWords(), edited))
                .withMessage(
                        "vectors of 60 words and 10 dimensions are not made of 4 words and 2"
                                + " dimensions");
    }

    private static Embeddings otherWords() {
        float[] numbers = {1, 0, 0, 0, Float.NaN, 1, 0, 1};
        return Embeddings.of(
                Vocabulary.of(List.of("a", "zero", "nan", "b")), EmbeddingTable.of(numbers, 4, 2));
    }

    @Test
    void contrastIsTheMeanOfWhatHasVectors() {
        Embeddings words = words();
        Lexicon opposites =
                Lexicon.of(
                        List.of(
                                pair(5, 6, Relation.ANTONYM),
                                pair(6, 5, Relation.ANTONYM),
                                pair(7, 9, Relation.ANTONYM),
                                pair(0, 1, Relation.SYNONYM),
                                LexiconPair.of("слово0", "missing", Relation.ANTONYM)));
        Contrast found = Contrast.of(words, opposites);
        assertThat(found.pairs()).isEqualTo(2);
        assertThat(found.antonyms())
                .isCloseTo((words.similarity(5, 6) + words.similarity(7, 9)) / 2, within(1e-6));
        double sum = 0;
        for (int a = 0; a < WORDS; a++) {
            for (int b = 0; b < a; b++) {
                sum += words.similarity(a, b);
            }
        }
        assertThat(found.random()).isCloseTo(sum / (WORDS * (WORDS - 1) / 2), within(0.02));
        assertThat(Contrast.of(words, opposites)).isEqualTo(found);
        assertThat(Contrast.of(otherWords(), opposites).antonyms()).isNaN();
        assertThat(Contrast.of(otherWords(), opposites).random()).isEqualTo(0);
    }

    @Test
    void readsFiles() throws IOException {
        Path file = folder.resolve("words.tsv");
        Files.writeString(
                file,
                "\ufeff# mine\nhot cold antonym\nмороженое\tice cream\n你好\t您好\t0.5\nbig large\n");
        assertThat(Lexicon.read(file).pairs())
                .containsExactly(
                        LexiconPair.of("hot", "cold", Relation.ANTONYM),
                        LexiconPair.of("мороженое", "ice cream", Relation.SYNONYM),
                        new LexiconPair("你好", "您好", Relation.SYNONYM, 0.5),
                        LexiconPair.of("big", "large", Relation.SYNONYM));
        Files.writeString(file, "big large\nsmall little opposite\n");
        assertThatThrownBy(() -> Lexicon.read(file))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("opposite");
    }

    @Test
    void refusesALexiconOfUnknownWords() {
        Lexicon strange = Lexicon.of(List.of(LexiconPair.of("a", "b", Relation.SYNONYM)));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Retrofitting.of(Retrofitting.Options.standard()).fit(words(), strange))
                .withMessageContaining("2 are unknown");
    }

    @Test
    void leavesRowsWithoutADirection() {
        float[] numbers = {1, 0, 0, 0, Float.NaN, 1, 0, 1};
        Embeddings words =
                Embeddings.of(
                        Vocabulary.of(List.of("a", "zero", "nan", "b")),
                        EmbeddingTable.of(numbers, 4, 2));
        Lexicon lexicon =
                Lexicon.of(
                        List.of(
                                LexiconPair.of("a", "b", Relation.SYNONYM),
                                LexiconPair.of("a", "zero", Relation.SYNONYM),
                                LexiconPair.of("nan", "b", Relation.SYNONYM)));
        for (Retrofitted made :
                List.of(
                        Retrofitting.of(Retrofitting.Options.standard()).fit(words, lexicon),
                        CounterFitting.of(CounterFitting.Options.standard()).fit(words, lexicon))) {
            assertThat(made.unknown()).containsExactlyInAnyOrder("zero", "nan");
            assertThat(made.embeddings().table().row(1)).containsExactly(0, 0);
            assertThat(made.embeddings().table().row(2)).containsExactly(Float.NaN, 1);
            assertThat(made.embeddings().similarity("a", "b")).isGreaterThan(0.3);
        }
    }
}
