package dev.akin.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Neighbor;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AlignmentTest {
    private static final int WORDS = 300;
    private static final int DIMENSION = 12;

    private static Embeddings named(String prefix, float[] numbers, int dimension) {
        int words = numbers.length / dimension;
        return Embeddings.of(
                Vocabulary.of(IntStream.range(0, words).mapToObj(i -> prefix + i).toList()),
                EmbeddingTable.of(numbers, words, dimension));
    }

    private static float[] random(int count) {
        Random random = new Random(3);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    /// Turned in the plane of the first two axes, mirrored in the last, three times as long.
    private static float[] turned(float[] numbers) {
        float[] turned = new float[numbers.length];
        double angle = 1;
        for (int p = 0; p < numbers.length; p += DIMENSION) {
            for (int i = 0; i < DIMENSION; i++) {
                turned[p + i] = 3 * numbers[p + i];
            }
            turned[p] =
                    (float) (3 * (Math.cos(angle) * numbers[p] - Math.sin(angle) * numbers[p + 1]));
            turned[p + 1] =
                    (float) (3 * (Math.sin(angle) * numbers[p] + Math.cos(angle) * numbers[p + 1]));
            turned[p + DIMENSION - 1] *= -1;
        }
        return turned;
    }

    private static WordDictionary pairs(int count) {
        List<WordDictionary.Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(new WordDictionary.Entry("en" + i, "ру" + i));
        }
        entries.add(new WordDictionary.Entry("en1", "missing"));
        return WordDictionary.of(entries);
    }

    @Test
    void findsTheTurn() {
        float[] numbers = random(WORDS * DIMENSION);
        Embeddings english = named("en", numbers, DIMENSION);
        Embeddings russian = named("ру", turned(numbers), DIMENSION);
        for (int rounds : new int[] {0, 2}) {
            Alignment found =
                    Alignment.of(
                            english,
                            russian,
                            pairs(100),
                            new Alignment.Options(false, rounds, 0.2, 1000),
                            ProgressListener.NONE);
            for (int word = 0; word < WORDS; word++) {
                for (int i = 0; i < DIMENSION; i++) {
                    assertThat(found.aligned().table().row(word)[i])
                            .isCloseTo(3 * numbers[word * DIMENSION + i], within(1e-3f));
                }
            }
            assertThat(found.aligned().vocabulary().key(7)).isEqualTo("ру7");
            assertThat(found.report().csls()).hasSize(20).containsOnly(0);
            assertThat(found.report().cosine()).hasSize(20).containsOnly(0);
            assertThat(found.report().unknown()).isEqualTo(1);
            assertThat(found.report().used()).isEqualTo(rounds == 0 ? 80 : 280);
        }
    }

    @Test
    void aLinearMapGoesBetweenDimensions() {
        float[] numbers = random(WORDS * DIMENSION);
        float[] wider = new float[WORDS * (DIMENSION + 4)];
        for (int i = 0; i < numbers.length; i++) {
            wider[i / DIMENSION * (DIMENSION + 4) + i % DIMENSION + 2] = numbers[i];
        }
        Embeddings english = named("en", numbers, DIMENSION);
        Embeddings russian = named("ру", wider, DIMENSION + 4);
        Alignment found =
                Alignment.of(
                        english,
                        russian,
                        pairs(200),
                        new Alignment.Options(true, 0, 0.1, 1000),
                        ProgressListener.NONE);
        assertThat(found.aligned().dimension()).isEqualTo(DIMENSION);
        assertThat(found.report().cosine()).containsOnly(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Alignment.of(
                                english,
                                russian,
                                pairs(200),
                                Alignment.Options.standard(),
                                ProgressListener.NONE))
                .withMessageContainingAll("12", "16", "--linear");
    }

    /// A word of several partners finds one when it finds the nearest; what is tested is not fitted to.
    @Test
    void testsByADictionaryOfItsOwn() {
        float[] numbers = random(WORDS * DIMENSION);
        Embeddings english = named("en", numbers, DIMENSION);
        Embeddings russian = named("ру", turned(numbers), DIMENSION);
        WordDictionary test =
                WordDictionary.of(
                        List.of(
                                new WordDictionary.Entry("en7", "ру7"),
                                new WordDictionary.Entry("en8", "ру7"),
                                new WordDictionary.Entry("en250", "ру250"),
                                new WordDictionary.Entry("missing", "ру9")));
        Alignment found =
                Alignment.of(
                        english,
                        russian,
                        pairs(100),
                        test,
                        Alignment.Options.standard(),
                        ProgressListener.NONE);
        assertThat(found.report().used()).isEqualTo(98);
        assertThat(found.report().csls()).containsExactly(0, 0);
        assertThat(found.report().cosine()).containsExactly(0, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Alignment.of(
                                english,
                                russian,
                                pairs(3),
                                pairs(3),
                                Alignment.Options.standard(),
                                ProgressListener.NONE))
                .withMessage(
                        "of 4 pairs to test by 3 have vectors in both tables, and of 3 to fit to 0"
                                + " have no word of those; one and two are needed at least");
    }

    @Test
    void refusesADictionaryWithoutCommonWords() {
        Embeddings english = named("en", random(WORDS * DIMENSION), DIMENSION);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Alignment.of(
                                english,
                                english,
                                pairs(5),
                                Alignment.Options.standard(),
                                ProgressListener.NONE))
                .withMessageContaining("of 6 pairs of words 0 have vectors");
    }

    /// Against the definition over all pairs.
    @Test
    void scalesByDensity() {
        Embeddings targets = named("t", random(40 * 3), 3);
        float[] asked = {0.3f, -1, 2};
        Embeddings sources = named("s", turnedAround(random(40 * 3)), 3);
        List<Neighbor> found =
                Csls.of(targets, sources, 1000, ProgressListener.NONE).neighbors(asked, 40);
        for (Neighbor neighbor : found) {
            float[] y = targets.table().row(neighbor.id());
            double density =
                    IntStream.range(0, 40)
                            .mapToDouble(s -> -cosine(y, sources.table().row(s)))
                            .sorted()
                            .limit(10)
                            .map(c -> -c)
                            .average()
                            .orElseThrow();
            assertThat(neighbor.score()).isCloseTo(2 * cosine(asked, y) - density, within(1e-5));
        }
        assertThat(found).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
        assertThat(found).hasSize(40);
    }

    private static float[] turnedAround(float[] numbers) {
        float[] around = new float[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            around[i] = numbers[numbers.length - 1 - i];
        }
        return around;
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        return dot / Math.sqrt(aa * bb);
    }

    @Test
    void findsTheWordThatMoved() {
        float[] numbers = random(WORDS * DIMENSION);
        float[] later = turned(numbers);
        for (int i = 0; i < DIMENSION; i++) {
            later[5 * DIMENSION + i] *= -1;
        }
        Movement movement =
                Movement.between(
                        named("w", numbers, DIMENSION),
                        named("w", later, DIMENSION),
                        ProgressListener.NONE);
        assertThat(movement.words()).hasSize(WORDS);
        assertThat(movement.words().getFirst().key()).isEqualTo("w5");
        assertThat(movement.words().getFirst().distance()).isCloseTo(2, within(0.1));
        assertThat(movement.words().get(1).distance()).isLessThan(0.1);
    }

    @Test
    void rowsWithoutADirectionAreNobodysNeighbour() {
        float[] numbers = {1, 0, 0, 0, Float.NaN, 1, 0, 1};
        Embeddings words = named("w", numbers, 2);
        List<Neighbor> found =
                Csls.of(words, words, 10, ProgressListener.NONE)
                        .neighbors(new float[] {1, 0.1f}, 4);
        assertThat(found).extracting(Neighbor::key).containsExactly("w0", "w3");
    }
}
