package dev.akin.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.akin.embeddings.AnalogyMethod;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Neighbor;
import dev.akin.embeddings.Query;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Against gensim 4.2.0, whose answers `tools/golden/evaluate.py` wrote down.
class GensimParityTest {
    private static final Embeddings WORDS = words();

    private static Path golden(String name) {
        try {
            return Path.of(
                    Objects.requireNonNull(
                                    GensimParityTest.class.getResource("/golden/evaluate/" + name))
                            .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String[]> lines(String name, String separator) {
        try {
            return Files.readAllLines(golden(name)).stream()
                    .map(line -> line.split(separator, -1))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String[]> expected(String what) {
        return expected("expected.tsv", what);
    }

    private static List<String[]> expected(String file, String what) {
        List<String[]> found =
                lines(file, "\t").stream().filter(line -> line[0].equals(what)).toList();
        assertThat(found).isNotEmpty();
        return found;
    }

    private static Embeddings words() {
        List<String[]> lines = lines("vectors.txt", " ");
        int dimension = lines.getFirst().length - 1;
        List<String> keys = new ArrayList<>();
        float[] rows = new float[lines.size() * dimension];
        for (String[] line : lines) {
            for (int i = 0; i < dimension; i++) {
                rows[keys.size() * dimension + i] = Float.parseFloat(line[i + 1]);
            }
            keys.add(line[0]);
        }
        return Embeddings.of(Vocabulary.of(keys), EmbeddingTable.of(rows, keys.size(), dimension));
    }

    private static void assertSame(List<Neighbor> found, String what) {
        List<String[]> expected = expected(what);
        assertThat(found)
                .extracting(Neighbor::key)
                .containsExactlyElementsOf(expected.stream().map(line -> line[1]).toList());
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).score())
                    .isCloseTo(Double.parseDouble(expected.get(i)[2]), within(1e-5));
        }
    }

    @Test
    void neighborsAreTheirs() {
        assertSame(WORDS.neighbors("king", 8), "king");
        assertSame(
                WORDS.neighbors(Query.builder().positive("aunt").k(5).mostFrequent(20).build()),
                "frequent");
    }

    @Test
    void analogiesAreTheirs() {
        assertSame(WORDS.analogy("man", "woman", "king", 8), "add");
        assertSame(WORDS.analogy("man", "woman", "king", 8, AnalogyMethod.COS_MUL), "mul");
    }

    @Test
    void theOddOnesAreTheirs() {
        assertThat(WORDS.oddOneOut(List.of("king", "prince", "queen", "filler3")))
                .isEqualTo(expected("odd").get(0)[1]);
        assertThat(WORDS.oddOneOut(List.of("filler1", "filler2", "filler4", "filler5", "man")))
                .isEqualTo(expected("odd").get(1)[1]);
    }

    @Test
    void wordMoversDistancesAreTheirs() {
        for (String[] line : expected("questions.tsv", "wmd")) {
            assertThat(WORDS.wordMoversDistance(split(line[1]), split(line[2])))
                    .as(String.join(" ", line))
                    .isCloseTo(Double.parseDouble(line[3]), within(1e-6));
        }
        assertThat(expected("questions.tsv", "far").getFirst()[3]).isEqualTo("inf");
        assertThat(WORDS.wordMoversDistance(List.of("king"), List.of("unheard-of"))).isInfinite();
    }

    @Test
    void similaritiesOfSetsAreTheirs() {
        for (String[] line : expected("questions.tsv", "sets")) {
            assertThat(WORDS.similarityOfSets(split(line[1]), split(line[2])))
                    .as(String.join(" ", line))
                    .isCloseTo(Double.parseDouble(line[3]), within(1e-6));
        }
    }

    @Test
    void ranksAndTheCloserOnesAreTheirs() {
        for (String[] line : expected("questions.tsv", "closer")) {
            assertThat(WORDS.rank(line[1], line[2])).isEqualTo(Integer.parseInt(line[3]));
            assertThat(WORDS.closerThan(line[1], line[2]))
                    .extracting(Neighbor::key)
                    .containsExactlyInAnyOrderElementsOf(split(line[4]));
        }
    }

    private static List<String> split(String words) {
        return words.isEmpty() ? List.of() : List.of(words.split(" ", -1));
    }

    @Test
    void similarityTasksScoreAsTheirs() throws IOException {
        SimilarityResult result = SimilarityTask.read(golden("pairs.tsv")).evaluate(WORDS);

        assertThat(result.spearman())
                .isCloseTo(Double.parseDouble(expected("spearman").getFirst()[1]), within(1e-12));
        assertThat(result.oov()).isEqualTo(1);
        assertThat(result.interval().low()).isLessThan(result.spearman());
        assertThat(result.interval().high()).isGreaterThan(result.spearman());
    }

    @Test
    void analogyTasksScoreAsTheirs() throws IOException {
        AnalogyTask task = AnalogyTask.read(golden("analogies.txt"));

        for (int restrict : new int[] {60, 12}) {
            AnalogyResult result = task.restrict(restrict).evaluate(WORDS);
            List<String> scores = new ArrayList<>();
            result.sections().forEach(s -> scores.add(line(s.section(), s)));
            scores.add(line("Total accuracy", result.total()));
            assertThat(scores)
                    .containsExactlyElementsOf(
                            expected("analogies" + restrict).stream()
                                    .map(e -> e[1] + " " + e[2] + "/" + e[3])
                                    .toList());
            assertThat(result.total().n() + result.total().oov())
                    .isEqualTo(task.questions().size());
        }
    }

    private static String line(String section, AnalogyScore score) {
        return section + " " + score.correct() + "/" + score.n();
    }
}
