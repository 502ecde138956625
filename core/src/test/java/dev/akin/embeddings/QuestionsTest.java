package dev.akin.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Subwords;
import dev.akin.vocabulary.Vocabulary;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Ranks, closer ones, sets and distances of texts; what gensim says of them is in `GensimParityTest`.
class QuestionsTest {
    private static final int ROWS = 1300;
    private static final int DIMENSION = 17;

    private static final Embeddings PLANE =
            Embeddings.of(
                    Vocabulary.of(List.of("east", "north", "north_east", "far_east", "nowhere")),
                    EmbeddingTable.of(new float[] {1, 0, 0, 1, 1, 1, 9, 0, 0, 0}, 5, 2));

    /// Rows of which many differ by less than floats can tell, and some by nothing.
    private static Embeddings crowd(Similarity similarity) {
        Random random = new Random(5);
        float[] values = new float[ROWS * DIMENSION];
        for (int row = 0; row < ROWS; row++) {
            int like = row % 3 == 0 || row < 10 ? row : random.nextInt(row);
            for (int i = 0; i < DIMENSION; i++) {
                values[row * DIMENSION + i] =
                        like == row
                                ? (float) random.nextGaussian()
                                : values[like * DIMENSION + i] * (row % 3 == 1 ? 1 : 1.0000001f);
            }
        }
        List<String> keys = IntStream.range(0, ROWS).mapToObj(i -> "k" + i).toList();
        return Embeddings.builder(Vocabulary.of(keys), EmbeddingTable.of(values, ROWS, DIMENSION))
                .similarity(similarity)
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void closerIsWhatHasALargerSimilarity(Similarity similarity) {
        Embeddings crowd = crowd(similarity);
        Random random = new Random(9);
        for (int round = 0; round < 40; round++) {
            int a = random.nextInt(ROWS);
            int b = round == 0 ? a : random.nextInt(ROWS);
            int[] closer =
                    IntStream.range(0, ROWS)
                            .filter(id -> id != a)
                            .filter(id -> crowd.similarity(a, id) > crowd.similarity(a, b))
                            .toArray();
            List<Neighbor> found = crowd.closerThan("k" + a, "k" + b);
            assertThat(found.stream().mapToInt(Neighbor::id).sorted().toArray()).isEqualTo(closer);
            assertThat(found).isSortedAccordingTo(Scan.NEAREST_FIRST);
            assertThat(found).allMatch(n -> n.key().equals("k" + n.id()));
            assertThat(found).allMatch(n -> n.score() == crowd.similarity(a, n.id()));
            assertThat(crowd.rank("k" + a, "k" + b)).isEqualTo(closer.length + 1);
        }
    }

    @Test
    void unknownKeysAreNamed() {
        assertThatThrownBy(() -> PLANE.rank("east", "eest"))
                .isInstanceOf(UnknownKeyException.class)
                .hasMessageContaining("eest");
        assertThatThrownBy(() -> PLANE.closerThan("nord", "east"))
                .isInstanceOf(UnknownKeyException.class);
    }

    @Test
    void wordsTravelAtUnitLengthUnderCosine() {
        assertThat(PLANE.wordMoversDistance(List.of("east"), List.of("north")))
                .isCloseTo(Math.sqrt(2), within(1e-7));
        assertThat(PLANE.wordMoversDistance(List.of("east"), List.of("far_east"))).isZero();
        assertThat(PLANE.wordMoversDistance(List.of("east", "north"), List.of("north", "EAST")))
                .isZero();
        assertThat(PLANE.wordMoversDistance(List.of("east", "east", "north"), List.of("east")))
                .as("a third of the text travels")
                .isCloseTo(Math.sqrt(2) / 3, within(1e-7));
    }

    @Test
    void wordsTravelAsTheyAreOtherwise() {
        Embeddings plane =
                Embeddings.builder(PLANE.vocabulary(), PLANE.table())
                        .similarity(Similarity.EUCLIDEAN)
                        .build();
        assertThat(plane.wordMoversDistance(List.of("east"), List.of("far_east"))).isEqualTo(8);
        assertThat(plane.similarityOfSets(List.of("east", "far_east"), List.of("nowhere")))
                .isEqualTo(-5);
    }

    @Test
    void wordsThatAreNotKnownStayAtHome() {
        assertThat(PLANE.wordMoversDistance(List.of("east", "west"), List.of("east"))).isZero();
        assertThat(PLANE.wordMoversDistance(List.of("west"), List.of("east")))
                .isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(PLANE.wordMoversDistance(List.of(), List.of()))
                .isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(PLANE.similarityOfSets(List.of("west", "east"), List.of("east"))).isEqualTo(1);
        assertThatThrownBy(() -> PLANE.similarityOfSets(List.of("west"), List.of("east")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none of the words");
    }

    @Test
    void wordsMadeOfSubwordsTakePart() {
        Random random = new Random(3);
        float[] parts = new float[50 * 2];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = random.nextFloat();
        }
        Embeddings plane =
                Embeddings.builder(PLANE.vocabulary(), PLANE.table())
                        .subwords(Subwords.of(2, 3, 50), EmbeddingTable.of(parts, 50, 2), null)
                        .build();
        assertThat(plane.similarityOfSets(List.of("west"), List.of("north")))
                .isCloseTo(plane.similarity("west", "north"), within(1e-6));
        assertThat(plane.wordMoversDistance(List.of("west", "west"), List.of("west"))).isZero();
        assertThat(plane.wordMoversDistance(List.of("west"), List.of("north"))).isPositive();
        assertThat(plane.rank("west", "nowhere")).isEqualTo(5);
        assertThat(plane.rank("east", "west")).as("far_east and north_east").isEqualTo(3);
        assertThat(plane.closerThan("west", "north")).noneMatch(n -> n.key().equals("north"));
    }

    @Test
    void aZeroVectorIsLikeNothing() {
        assertThat(PLANE.similarityOfSets(List.of("nowhere"), List.of("east"))).isZero();
        assertThat(PLANE.wordMoversDistance(List.of("nowhere"), List.of("east"))).isEqualTo(1);
    }

    @Test
    void spacesFindPhrases() {
        assertThat(PLANE.id("north east")).isEqualTo(PLANE.id("north_east"));
        assertThat(PLANE.id("Far East")).isEqualTo(PLANE.id("far_east"));
        assertThat(PLANE.contains("north west")).isFalse();
        Embeddings both =
                Embeddings.of(
                        Vocabulary.of(List.of("new_york", "new york")),
                        EmbeddingTable.of(new float[2], 2, 1));
        assertThat(both.find("new york")).as("the exact key goes first").isEqualTo(1);
    }
}
