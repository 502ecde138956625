package dev.akin.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.akin.MalformedFileException;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Label;
import dev.akin.evaluate.RecommendationResult;
import dev.akin.table.EmbeddingTable;
import dev.akin.text.Click;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NextItemPredictionTest {
    private static final int ITEMS = 20;

    @TempDir private Path folder;

    /// Users go round the items, one or two ahead.
    private static List<List<String>> histories(int users, long seed) {
        Random random = new Random(seed);
        List<List<String>> histories = new ArrayList<>();
        for (int u = 0; u < users; u++) {
            List<String> items = new ArrayList<>();
            int item = random.nextInt(ITEMS);
            for (int length = 3 + random.nextInt(4); length > 0; length--) {
                items.add("вещь " + item);
                item = (item + 1 + random.nextInt(2)) % ITEMS;
            }
            histories.add(items);
        }
        return histories;
    }

    private static NextItemPrediction.Builder small(Body body) {
        return NextItemPrediction.builder()
                .body(body)
                .dimension(16)
                .rate(0.02)
                .epochs(10)
                .batchSize(16)
                .threads(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gru", "attention"})
    void learnsKeepsAndLoads(String name) throws IOException {
        Body body = name.equals("gru") ? Gru.of(16) : Attention.of(16);
        List<List<String>> others = histories(100, 2);
        Path file = folder.resolve("next.akin");
        RecommendationResult before;
        try (NextItemModel model = small(body).build().fit(histories(300, 1))) {
            before = model.evaluate(others, 2);
            assertThat(before.hitRate().value()).isGreaterThan(0.8);
            assertThat(model.recommend(List.of("вещь 3", "вещь 5"), 2))
                    .extracting(Label::name)
                    .containsExactlyInAnyOrder("вещь 6", "вещь 7");
            assertThat(model.recommend(List.of("вещь 3", "вещь 6", "вещь 5"), 1))
                    .extracting(Label::name)
                    .containsExactly("вещь 7");
            assertThat(model.recommend(List.of(), 99)).hasSize(ITEMS);
            assertThat(model.recommend(List.of("unheard"), 1)).hasSize(1);
            model.save(file);
        }
        try (NextItemModel loaded = NextItemModel.load(file)) {
            assertThat(loaded.evaluate(others, 2)).isEqualTo(before);
            assertThat(loaded.items().size()).isEqualTo(ITEMS);
        }
        assertThat(Embeddings.load(file).contains("вещь 3")).isTrue();
    }

    @Test
    void clicksAreHistories() throws IOException {
        List<Click> clicks =
                List.of(
                        new Click("u", "a", 0),
                        new Click("v", "b", 1),
                        new Click("u", "b", 2),
                        new Click("w", "rare", 3));
        try (NextItemModel model = small(Gru.of(4)).minCount(2).epochs(1).build().fit(clicks)) {
            assertThat(model.items().keys()).containsExactly("b");
            assertThat(
                            model.evaluate(List.of(List.of("a", "b"), List.of("b", "rare")), 1)
                                    .hitRate()
                                    .value())
                    .isEqualTo(0.5);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.evaluate(List.of(List.of("a")), 1))
                    .withMessageContaining("it takes one to read and one to predict");
            assertThatIllegalArgumentException().isThrownBy(() -> model.recommend(List.of("a"), 0));
        }
    }

    @Test
    void usersWhoChoseNothing() throws IOException {
        List<List<String>> histories =
                List.of(List.of(), List.of("a"), List.of("a", "b"), List.of(), List.of());
        try (NextItemModel model = small(Gru.of(4)).batchSize(2).epochs(2).build().fit(histories)) {
            assertThat(model.history().kept().loss()).isFinite();
            assertThat(model.recommend(List.of(), 5)).hasSize(2);
        }
    }

    @Test
    void whatCannotBeLearned() throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> NextItemPrediction.builder().minCount(9).build().fit(histories(2, 1)))
                .withMessageContaining("no item of 2 users was chosen 9 times");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NextItemPrediction.builder().body(Gru.of(4).both()));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> small(Cnn.of(4)).rate(1e30).build().fit(histories(100, 1)));
        Path file = folder.resolve("words.safetensors");
        Embeddings.of(Vocabulary.of(List.of("a")), EmbeddingTable.of(new float[] {1}, 1, 1))
                .save(file);
        assertThatExceptionOfType(MalformedFileException.class)
                .isThrownBy(() -> NextItemModel.load(file))
                .withMessageContaining("it is no model of next items but embeddings");
    }
}
