package dev.akin.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddingsTest {
    /// Six keys in the plane: four near the axes, one of length ten, one of zeros.
    private static Embeddings plane(Similarity similarity) {
        float[] rows = {1, 0, 0.9f, 0.1f, 0, 1, 0.1f, 0.9f, 10, 9, 0, 0};
        return Embeddings.builder(
                        Vocabulary.of(
                                List.of("east", "eastish", "north", "northish", "far", "zero")),
                        EmbeddingTable.of(rows, 6, 2))
                .similarity(similarity)
                .build();
    }

    private static List<String> keys(List<Neighbor> neighbors) {
        return neighbors.stream().map(Neighbor::key).toList();
    }

    @Test
    void nothingIsNearWhatIsNoNumber() {
        EmbeddingTable table = EmbeddingTable.of(new float[] {1, 0, 1, Float.NaN, 0, 1}, 3, 2);
        Embeddings words = Embeddings.of(Vocabulary.of(List.of("a", "b", "c")), table);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> words.neighbors("b", 2))
                .withMessage("the vector of \"b\": number 2 is NaN, near which nothing is");
        assertThatIllegalArgumentException().isThrownBy(() -> words.similarity("a", "b"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> words.neighbors(new float[] {Float.POSITIVE_INFINITY, 0}, 1))
                .withMessageStartingWith("the query: number 1 is Infinity");
        assertThat(words.neighbors("a", 2)).extracting(Neighbor::key).contains("c");
    }

    @Test
    void cosineLooksAtDirectionsAndLeavesTheKeyOut() {
        List<Neighbor> found = plane(Similarity.COSINE).neighbors("east", 10);

        assertThat(keys(found)).containsExactly("eastish", "far", "northish", "north", "zero");
        assertThat(found.getFirst().score()).isCloseTo(0.9 / Math.hypot(0.9, 0.1), within(1e-6));
        assertThat(found.getLast()).isEqualTo(new Neighbor("zero", 5, 0));
    }

    @Test
    void dotCountsLength() {
        List<Neighbor> found = plane(Similarity.DOT).neighbors("east", 2);

        assertThat(keys(found)).containsExactly("far", "eastish");
        assertThat(found.getFirst().score()).isEqualTo(10);
    }

    @Test
    void euclideanCountsDistance() {
        List<Neighbor> found = plane(Similarity.EUCLIDEAN).neighbors("east", 10);

        assertThat(keys(found)).containsExactly("eastish", "zero", "northish", "north", "far");
        assertThat(found.get(1).score()).isEqualTo(-1);
        assertThat(plane(Similarity.EUCLIDEAN).similarity("east", "north"))
                .isCloseTo(-Math.sqrt(2), within(1e-12));
    }

    @Test
    void tiesComeInTheOrderOfIds() {
        float[] rows = {1, 1, 1, 0, 0, 1, 1, 0, 1, 0, 0, 1};
        Embeddings twins =
                Embeddings.of(
                        Vocabulary.of(List.of("q", "a", "b", "c", "d", "e")),
                        EmbeddingTable.of(rows, 6, 2));

        assertThat(keys(twins.neighbors("q", 3))).containsExactly("a", "b", "c");
        assertThat(keys(twins.neighborsOfEach(List.of("q"), 3).getFirst()))
                .containsExactly("a", "b", "c");
    }

    @Test
    void restrictionsNarrowWhoMayAnswer() {
        Embeddings plane = plane(Similarity.COSINE);
        Query among =
                Query.builder().positive("east").among(List.of("zero", "north", "far")).build();
        Query frequent = Query.builder().positive("far").mostFrequent(3).build();
        Query excluded = Query.builder().positive("east").exclude(List.of("far", "?")).k(2).build();
        Query nobody = Query.builder().positive("east").among(List.of()).build();

        assertThat(keys(plane.neighbors(among))).containsExactly("far", "north", "zero");
        assertThat(keys(plane.neighbors(frequent))).containsExactly("eastish", "east", "north");
        assertThat(keys(plane.neighbors(excluded))).containsExactly("eastish", "northish");
        assertThat(plane.neighbors(nobody)).isEmpty();
    }

    @Test
    void severalInputsAreSummedAsUnitVectors() {
        Embeddings plane = plane(Similarity.COSINE);
        Query query = Query.builder().positive("far", "north").negative("east").build();
        double length = Math.hypot(10, 9);
        float[] sum = {(float) (10 / length - 1), (float) (9 / length + 1)};

        Neighbor best = plane.neighbors(query).getFirst();

        assertThat(best.key()).isEqualTo("northish");
        assertThat(best.score()).isCloseTo(plane.neighbors(sum, 2).get(1).score(), within(1e-6));
    }

    @Test
    void euclideanInputsTranslateAndAverage() {
        Embeddings plane = plane(Similarity.EUCLIDEAN);
        Query mean = Query.builder().positive(new float[] {2, 0}).positive("zero").build();

        assertThat(plane.neighbors(mean).getFirst()).isEqualTo(new Neighbor("east", 0, 0));
        assertThat(plane.analogy("east", "north", "eastish", 1).getFirst().key())
                .isEqualTo("northish");
    }

    @Test
    void analogiesByProductFollowLevyAndGoldberg() {
        Embeddings plane = plane(Similarity.COSINE);

        Neighbor best =
                plane.analogy("east", "north", "eastish", 1, AnalogyMethod.COS_MUL).getFirst();

        double near = (1 + plane.similarity("northish", "north")) / 2;
        double also = (1 + plane.similarity("northish", "eastish")) / 2;
        double away = (1 + plane.similarity("northish", "east")) / 2;
        assertThat(best.key()).isEqualTo("northish");
        assertThat(best.score()).isCloseTo(near * also / (away + 1e-6), within(1e-6));
    }

    @Test
    void theOddOneIsFarthestFromTheMean() {
        List<String> keys = List.of("east", "eastish", "north");

        assertThat(plane(Similarity.COSINE).oddOneOut(keys)).isEqualTo("north");
        assertThat(plane(Similarity.EUCLIDEAN).oddOneOut(keys)).isEqualTo("north");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plane(Similarity.COSINE).oddOneOut(List.of("east", "north")))
                .withMessageContaining("at least 3 keys, not 2");
    }

    @Test
    void theMeanIsOfDirectionsUnderCosineElseOfVectors() {
        assertThat(plane(Similarity.DOT).mean(List.of("east", "far"))).containsExactly(5.5f, 4.5f);
        assertThat(plane(Similarity.COSINE).mean(List.of("east", "north", "zero")))
                .containsExactly(1 / 3f, 1 / 3f);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plane(Similarity.DOT).mean(List.of()));
    }

    @Test
    void keysAreFoundLowerCasedToo() {
        Embeddings plane = plane(Similarity.COSINE);

        assertThat(plane.vector("North")).containsExactly(0, 1);
        assertThat(plane.contains("NORTH")).isTrue();
        assertThat(keys(plane.neighbors("East", 1))).containsExactly("eastish");
    }

    @Test
    void unknownKeysComeWithSpellings() {
        assertThatThrownBy(() -> plane(Similarity.COSINE).vector("esat"))
                .isInstanceOfSatisfying(
                        UnknownKeyException.class,
                        e -> assertThat(e.suggestions()).startsWith("east"))
                .hasMessage("unknown key \"esat\"; did you mean east?");
    }

    @Test
    void wrongArgumentsAreRefusedWithBothNumbers() {
        Embeddings plane = plane(Similarity.COSINE);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> plane.neighbors("east", 0))
                .withMessage("k must be at least 1, not 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plane.neighbors(new float[3], 1))
                .withMessage("the query has 3 dimensions, the table 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Query.builder().build())
                .withMessageContaining("at least one positive or negative");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Embeddings.of(
                                Vocabulary.of(List.of("a")), EmbeddingTable.of(new float[4], 2, 2)))
                .withMessage("there are 1 keys but 2 rows");
    }
}
