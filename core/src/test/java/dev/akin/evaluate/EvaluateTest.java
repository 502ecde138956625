package dev.akin.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.MalformedFileException;
import dev.akin.embeddings.AnalogyMethod;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Similarity;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluateTest {
    @TempDir Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("task.txt"), text);
    }

    private static Embeddings random(int rows, Similarity similarity, long seed) {
        Random random = new Random(seed);
        float[] values = new float[rows * 6];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        List<String> keys = IntStream.range(0, rows).mapToObj(i -> "w" + i).toList();
        return Embeddings.builder(Vocabulary.of(keys), EmbeddingTable.of(values, rows, 6))
                .similarity(similarity)
                .build();
    }

    @Test
    void equalValuesShareTheirMeanRank() {
        Ranking ranking = new Ranking(new double[] {3, 1, 3, 2});

        assertThat(ranking.ranks(Bootstrap.once(4))).containsExactly(3.5, 1, 3.5, 2);
        assertThat(ranking.ranks(new int[] {2, 0, 1, 1})).startsWith(3).endsWith(3, 1);
    }

    @Test
    void correlationKnowsOrderOnly() {
        double[] rising = {1, 2, 4, 8};
        int[] once = Bootstrap.once(4);

        assertThat(new RankCorrelation(rising, new double[] {1, 5, 6, 7}).of(once))
                .isCloseTo(1, within(1e-12));
        assertThat(new RankCorrelation(rising, new double[] {9, 5, 2, 1}).of(once))
                .isCloseTo(-1, within(1e-12));
        assertThat(new RankCorrelation(rising, new double[] {1, 1, 1, 1}).of(once)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\tb\t1.5\nc\td\t2\n",
                "a b 1.5\r\nc  d 2\r\n",
                "word1,word2,score\na,b,1.5\nc,d,2\n",
                "# comment\n\nword1\tword2\tPOS\tscore\na\tb\tN\t1.5\nc\td\tV\t2\t7\n"
            })
    void pairFilesComeInManyShapes(String text) throws IOException {
        assertThat(SimilarityTask.read(file(text)).pairs())
                .containsExactly(new WordPair("a", "b", 1.5), new WordPair("c", "d", 2));
    }

    @Test
    void brokenPairLinesAreNamed() throws IOException {
        assertMalformed("a\tb\t1\nc\td\n", "line 2: has 2 fields");
        assertMalformed("a b 1\nc d x\n", "line 2: has no score");
        assertMalformed("h h h\nx y z\n", "line 2: has no score");
        assertMalformed("a b 1\nc d NaN\n", "line 2: has no score");
        assertMalformed("# nothing\n", "line 1: there are no word pairs");
    }

    private void assertMalformed(String text, String message) throws IOException {
        Path file = file(text);
        assertThatThrownBy(() -> SimilarityTask.read(file))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(message);
    }

    @Test
    void bytesThatAreNotUtf8AreNamed() throws IOException {
        Path file = folder.resolve("latin");
        Files.write(file, "a b 1\nn\u00e9 b 2\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> SimilarityTask.read(file))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void brokenAnalogyLinesAreNamed() throws IOException {
        Path file = file(": one\na b c d\na b c\n");

        assertThatThrownBy(() -> AnalogyTask.read(file))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("line 3: has 3 words, but a question has 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AnalogyTask.of("t", List.of()).restrict(0))
                .withMessageContaining("not 0");
    }

    @Test
    void nothingKnownIsNoScoreButACount() {
        Embeddings words = random(3, Similarity.COSINE, 1);

        SimilarityResult pairs =
                SimilarityTask.of("t", List.of(new WordPair("w1", "?", 1))).evaluate(words);
        AnalogyScore total =
                AnalogyTask.of("t", List.of(new AnalogyQuestion("s", "?", "w1", "w2", "w0")))
                        .evaluate(words)
                        .total();

        assertThat(pairs.spearman()).isNaN();
        assertThat(pairs.interval().low()).isNaN();
        assertThat(pairs.oov()).isEqualTo(1);
        assertThat(total.accuracy()).isNaN();
        assertThat(total.oov()).isEqualTo(1);
    }

    /// Every question by [Embeddings#analogy], one by one.
    @ParameterizedTest
    @EnumSource
    void togetherOrOneByOneTheAnswersAreTheSame(Similarity similarity) {
        Embeddings words = random(700, similarity, 3);
        Random random = new Random(5);
        for (AnalogyMethod method : AnalogyMethod.values()) {
            List<AnalogyQuestion> questions =
                    random.ints(200, 0, 700)
                            .mapToObj(a -> answered(words, random, "w" + a, method))
                            .toList();

            AnalogyResult all = AnalogyTask.of("t", questions).method(method).evaluate(words);
            AnalogyResult few =
                    AnalogyTask.of("t", questions).method(method).restrict(300).evaluate(words);

            assertThat(all.total().correct()).isEqualTo(200);
            assertThat(few.total().oov()).isPositive();
            assertThat(few.total().correct()).isEqualTo(few.total().n());
        }
    }

    private static AnalogyQuestion answered(
            Embeddings words, Random random, String a, AnalogyMethod method) {
        String b = "w" + random.nextInt(700);
        String c = "w" + random.nextInt(700);
        String best = words.analogy(a, b, c, 1, method).getFirst().key();
        return new AnalogyQuestion("s", a, b, c, best);
    }

    @Test
    void answersCountWhateverTheirLetterCase() {
        float[] rows = {1, 0, 1, 1, 0.9f, 0.1f, 1, 1.1f, 1, 1.1f};
        Embeddings words =
                Embeddings.of(
                        Vocabulary.of(List.of("man", "woman", "king", "QUEEN", "Queen")),
                        EmbeddingTable.of(rows, 5, 2));

        AnalogyScore total =
                AnalogyTask.of(
                                "t",
                                List.of(new AnalogyQuestion("s", "Man", "woman", "king", "Queen")))
                        .evaluate(words)
                        .total();

        assertThat(total.correct()).isEqualTo(1);
    }

    @Test
    void intervalsHoldTheScoreAndRepeat() {
        Interval share = Interval.ofShare(30, 100);

        assertThat(share.low()).isBetween(0.20, 0.22);
        assertThat(share.high()).isBetween(0.38, 0.40);
        assertThat(Interval.ofShare(0, 5)).isEqualTo(new Interval(0, 0));
        assertThat(Interval.ofShare(5, 5)).isEqualTo(new Interval(1, 1));
        assertThat(Bootstrap.resample(9, 4, times -> times[0]))
                .isEqualTo(Bootstrap.resample(9, 4, times -> times[0]));
    }

    @Test
    void aTableIsNotBetterThanItself() {
        Embeddings words = random(60, Similarity.COSINE, 1);
        Embeddings other = random(60, Similarity.COSINE, 2);
        List<WordPair> pairs =
                IntStream.range(0, 50)
                        .mapToObj(i -> {
                            String a = "w" + i;
                            String b = "w" + (i + 7) % 60;
                            return new WordPair(a, b, words.similarity(a, b));
                        })
                        .toList();
        SimilarityTask task = SimilarityTask.of("t", pairs);

        PairedDifference same = task.compare(words, words);
        PairedDifference better = task.compare(words, other);

        assertThat(same.difference()).isZero();
        assertThat(same.pValue()).isEqualTo(1);
        assertThat(better.first()).isCloseTo(1, within(1e-12));
        assertThat(better.interval().low()).isPositive();
        assertThat(better.pValue()).isCloseTo(2.0 / 1001, within(1e-9));
        assertThat(better.n()).isEqualTo(50);
    }

    @Test
    void aucCountsWhoIsAbove() {
        Auc auc = Auc.of(new double[] {3, 2, 2}, new double[] {1, 2}, 1);

        assertThat(auc.value()).isCloseTo((1 + 1 + 1 + 1 + 0.5 + 0.5) / 6, within(1e-12));
        assertThat(Auc.of(new double[] {2, 3}, new double[] {0, 1}, 1).interval())
                .isEqualTo(new Interval(1, 1));
        assertThat(Auc.of(new double[0], new double[] {1}, 1).value()).isNaN();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Auc.of(new double[] {Double.NaN}, new double[] {1}, 1));
    }
}
