package dev.akin.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.akin.format.Column;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.Int8Table;
import dev.akin.vocabulary.Vocabulary;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JoinedTablesTest {
    private static Embeddings.Builder table(List<String> keys, float... numbers) {
        return Embeddings.builder(
                Vocabulary.of(keys),
                EmbeddingTable.of(numbers, keys.size(), numbers.length / keys.size()));
    }

    @Test
    void putsRowsOneBehindTheOther() {
        Embeddings texts =
                table(List.of("cat", "dog"), 1, 2, 3, 4)
                        .column("label", Column.texts(List.of("x", "y")))
                        .build();
        Embeddings pictures =
                table(List.of("1.png"), 5, 6)
                        .column("size", Column.integers(7))
                        .notes(List.of("left out"))
                        .build();
        Embeddings both = JoinedTables.of(List.of(texts, pictures), Map.of("akin.media", "[]"));
        assertThat(both.vocabulary().keys()).containsExactly("cat", "dog", "1.png");
        assertThat(both.vector("dog")).containsExactly(3, 4);
        assertThat(both.vector("1.png")).containsExactly(5, 6);
        assertThat(both.column("label").text(0)).isEqualTo("x");
        assertThat(both.column("label").text(2)).isEmpty();
        assertThat(both.column("size").number(0)).isNaN();
        assertThat(both.column("size").number(2)).isEqualTo(7);
        assertThat(both.metadata()).containsEntry("akin.media", "[]");
        assertThat(both.notes()).containsExactly("left out");
    }

    @Test
    void readsTablesOfAnyKindBlockByBlock() {
        int count = 2500;
        float[] numbers = new float[2 * count];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i % 255 - 127;
        }
        List<String> keys = IntStream.range(0, count).mapToObj(Integer::toString).toList();
        Embeddings bytes =
                Embeddings.of(
                        Vocabulary.of(keys),
                        Int8Table.copyOf(EmbeddingTable.of(numbers, count, 2)));
        Embeddings one = table(List.of("one"), 8, 9).build();
        Embeddings joined = JoinedTables.of(List.of(bytes, one), Map.of());
        for (int row = 0; row < count; row++) {
            assertThat(joined.table().row(row)).isEqualTo(bytes.table().row(row));
        }
        assertThat(joined.vector("one")).containsExactly(8, 9);
    }

    @Test
    void refusesWhatIsNotOfOneSpace() {
        Embeddings two = table(List.of("a"), 1, 2).build();
        Embeddings three = table(List.of("b"), 1, 2, 3).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JoinedTables.of(List.of(two, three), Map.of()))
                .withMessageContaining("2")
                .withMessageContaining("3");
        Embeddings dots = table(List.of("b"), 1, 2).similarity(Similarity.DOT).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JoinedTables.of(List.of(two, dots), Map.of()))
                .withMessageContaining("cosine")
                .withMessageContaining("dot");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JoinedTables.of(List.of(two, two), Map.of()))
                .withMessageContaining("\"a\" is in two");
        Embeddings text = table(List.of("c"), 1, 2).column("n", Column.texts(List.of("x"))).build();
        Embeddings number = table(List.of("d"), 1, 2).column("n", Column.numbers(1)).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JoinedTables.of(List.of(text, number), Map.of()))
                .withMessageContaining("\"n\" holds texts");
    }
}
