package dev.akin.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Similarity;
import dev.akin.format.Column;
import dev.akin.format.Contents;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeptKeysTest {
    private static final Vocabulary KEYS =
            Vocabulary.of(List.of("der", "кот", "犬", "tiny"), new long[] {3, 9, 5, 1});
    private static final EmbeddingTable ROWS =
            EmbeddingTable.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 4, 2);

    private static Pruning half() {
        return Pruning.builder().keep(2).keys(KEYS).instead(Pruning.Instead.NOTHING).build();
    }

    @Test
    void nearestKeysByOtherMeasuresAreNotCompared() {
        Embeddings cosine = Embeddings.builder(KEYS, ROWS).build();
        Embeddings dot = Embeddings.builder(KEYS, ROWS).similarity(Similarity.DOT).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fidelity.between(cosine, dot, Fidelity.Options.standard()))
                .withMessageStartingWith("nearness is cosine in the one and dot in the other");
        Fidelity.Options rows = new Fidelity.Options(10, 0, ProgressListener.NONE);
        assertThat(Fidelity.between(cosine, dot, rows).error()).isZero();
    }

    @Test
    void keysWithoutRowsLeaveTheVocabularyAndColumns() {
        Embeddings words =
                Embeddings.builder(KEYS, ROWS)
                        .column("n", Column.integers(1, 2, 3, 4))
                        .column("x", Column.numbers(1, 2, 3, 4))
                        .column("t", Column.texts(List.of("a", "b", "c", "d")))
                        .build();
        Embeddings few = Compression.of(words, half());
        assertThat(few.vocabulary().keys()).containsExactly("кот", "犬");
        assertThat(few.vocabulary().count(1)).isEqualTo(5);
        assertThat(few.vector("犬")).containsExactly(5, 6);
        assertThat(few.contains("tiny")).isFalse();
        assertThat(few.column("n").integer(1)).isEqualTo(3);
        assertThat(few.column("x").number(0)).isEqualTo(2);
        assertThat(few.column("t").text(1)).isEqualTo("c");
        assertThat(few.table().bytes()).isEqualTo(half().bytes(4, 2).orElseThrow());
    }

    @Test
    void rowsThatTurnMayBeInside() {
        Compressor turned =
                Pruning.builder()
                        .keep(3)
                        .keys(KEYS)
                        .instead(Pruning.Instead.NOTHING)
                        .then(PrincipalComponents.builder().dimension(1).build())
                        .build();
        assertThat(Compression.of(Embeddings.of(KEYS, ROWS), turned).dimension()).isOne();
    }

    @Test
    void allKeysMayStay() {
        Compressor all =
                Pruning.builder()
                        .keep(1000)
                        .keys(KEYS)
                        .instead(Pruning.Instead.NOTHING)
                        .then(Deduplication.builder().cosine(0.9).build())
                        .build();
        assertThat(Compression.of(Embeddings.of(KEYS, ROWS), all).size()).isEqualTo(4);
    }

    @Test
    void onlyTheOutermostMethodLeavesKeysOut() {
        Compressor inside = Binary.builder().then(half()).build();
        assertThat(inside.leavesOut()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Compression.of(Embeddings.of(KEYS, ROWS), inside))
                .withMessageContaining("let it come first");
    }

    @Test
    void networksKeepTheirKeys() {
        Contents network = Contents.of(KEYS, ROWS).withMetadata(Map.of("akin.kind", "recommender"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Compression.of(network, half()))
                .withMessageContaining("recommender");
    }
}
