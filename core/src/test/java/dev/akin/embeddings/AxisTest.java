package dev.akin.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {
    private static final List<String> KEYS =
            List.of("cold", "cool", "warm", "hot", "none", "broken");

    private static Embeddings words(Similarity similarity) {
        float[] rows = {-2, 0, -0.5f, 1, 1, 2, 4, 0, 0, 0, Float.NaN, 1};
        return Embeddings.builder(Vocabulary.of(KEYS), EmbeddingTable.of(rows, 6, 2))
                .similarity(similarity)
                .build();
    }

    @Test
    void putsTheEndsAtZeroAndOne() {
        Axis axis = Axis.of(words(Similarity.EUCLIDEAN), List.of("cold"), List.of("hot"));
        float[] positions = axis.positions(6);
        assertThat(positions[0]).isZero();
        assertThat(positions[1]).isCloseTo(0.25f, within(1e-6f));
        assertThat(positions[2]).isCloseTo(0.5f, within(1e-6f));
        assertThat(positions[3]).isCloseTo(1, within(1e-6f));
        assertThat(positions[4]).isCloseTo(1 / 3f, within(1e-6f));
        assertThat(positions[5]).isNaN();
    }

    @Test
    void takesDirectionsAloneUnderCosine() {
        Axis axis = Axis.of(words(Similarity.COSINE), List.of("cold"), List.of("hot"));
        float[] positions = axis.positions(6);
        // A cosine of c with the axis is (1 + c) / 2 of the way.
        assertThat(positions[0]).isCloseTo(0, within(1e-6f));
        assertThat(positions[2]).isCloseTo((float) (1 + 1 / Math.sqrt(5)) / 2, within(1e-6f));
        assertThat(positions[3]).isCloseTo(1, within(1e-6f));
        assertThat(positions[4]).isNaN();
        assertThat(positions[5]).isNaN();
    }

    @Test
    void ordersBothEnds() {
        Axis axis = Axis.of(words(Similarity.COSINE), List.of("cold"), List.of("hot"));
        float[] positions = axis.positions(6);
        assertThat(axis.lowest(positions, 2))
                .extracting(Neighbor::key)
                .containsExactly("cold", "cool");
        assertThat(axis.highest(positions, 9))
                .extracting(Neighbor::key)
                .containsExactly("hot", "warm", "cool", "cold");
        assertThat(axis.highest(axis.positions(3), 1)).extracting(Neighbor::id).containsExactly(2);
    }

    @Test
    void takesTheMeanOfSeveralKeys() {
        Axis axis =
                Axis.of(
                        words(Similarity.EUCLIDEAN),
                        List.of("cold", "cool"),
                        List.of("warm", "hot"));
        float[] positions = axis.positions(4);
        assertThat((positions[0] + positions[1]) / 2).isCloseTo(0, within(1e-6f));
        assertThat((positions[2] + positions[3]) / 2).isCloseTo(1, within(1e-6f));
    }

    @Test
    void needsTwoPlaces() {
        Embeddings words = words(Similarity.COSINE);
        assertThatThrownBy(() -> Axis.of(words, List.of("hot"), List.of("hot")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no two places");
        assertThatThrownBy(() -> Axis.of(words, List.of("broken"), List.of("hot")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Axis.of(words, List.of("hott"), List.of("cold")))
                .isInstanceOf(UnknownKeyException.class);
        assertThatThrownBy(() -> Axis.of(words, List.of(), List.of("cold")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
