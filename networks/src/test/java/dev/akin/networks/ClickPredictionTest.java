package dev.akin.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.akin.MalformedFileException;
import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;
import dev.akin.table.EmbeddingTable;
import dev.akin.text.Click;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClickPredictionTest {
    @TempDir private Path folder;

    /// Users and items of the same kind go together; neither alone tells anything.
    private static final class Examples {
        private final List<List<String>> values = new ArrayList<>();
        private final boolean[] clicked;

        Examples(int count, long seed) {
            Random random = new Random(seed);
            clicked = new boolean[count];
            for (int i = 0; i < count; i++) {
                int user = random.nextInt(20);
                int item = random.nextInt(16);
                values.add(List.of("кто " + user, "morning", "что " + item));
                clicked[i] = user % 2 == item % 2;
            }
        }
    }

    private static ClickPrediction.Builder small(ClickBody body) {
        return ClickPrediction.builder()
                .body(body)
                .fields(List.of("user", "time", "item"))
                .dimension(8)
                .hidden(List.of(16))
                .batchSize(32)
                .rate(0.01)
                .epochs(8)
                .validation(0.1)
                .threads(1);
    }

    @ParameterizedTest
    @EnumSource
    void learnsKeepsAndLoads(ClickBody body) throws IOException {
        Examples examples = new Examples(1500, 1);
        Examples others = new Examples(200, 2);
        Path file = folder.resolve("clicks.akin");
        float[] before;
        try (ClickModel model = small(body).build().fit(examples.values, examples.clicked)) {
            assertThat(model.history().kept().measure("AUC")).isGreaterThan(0.95);
            assertThat(model.evaluate(others.values, others.clicked).auc().value())
                    .isGreaterThan(0.95);
            assertThat(model.probability(List.of("кто 2", "morning", "что 4"))).isGreaterThan(0.7f);
            assertThat(model.probability(List.of("кто 2", "never", "что 3"))).isLessThan(0.3f);
            assertThat(model.embeddings("user").size()).isEqualTo(20);
            before = model.probabilities(others.values);
            model.save(file);
        }
        try (ClickModel loaded = ClickModel.load(file)) {
            float[] after = loaded.probabilities(others.values);
            for (int i = 0; i < after.length; i++) {
                assertThat(after[i]).isCloseTo(before[i], within(1e-5f));
            }
            assertThat(loaded.body()).isEqualTo(body);
            assertThat(loaded.fields()).containsExactly("user", "time", "item");
        }
        assertThat(Embeddings.load(file).contains("что 3")).isTrue();
    }

    @Test
    void othersThanTheChosenAreDrawnFromALog() throws IOException {
        List<Click> clicks = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < 600; i++) {
            int user = random.nextInt(10);
            clicks.add(new Click("u" + user, "i" + (2 * random.nextInt(10) + user % 2), i));
        }
        ClickExamples drawn = ClickExamples.drawn(clicks, 3, 1);
        assertThat(drawn.values()).hasSize(2400);
        assertThat(drawn.values().getFirst())
                .containsExactly(clicks.getFirst().user(), clicks.getFirst().item());
        assertThat(Arrays.copyOf(drawn.clicked(), 5))
                .containsExactly(true, false, false, false, true);
        try (ClickModel model =
                small(ClickBody.DEEP_FM).fields(List.of("user", "item")).build().fit(clicks)) {
            assertThat(model.evaluate(clicks, 3, 2).auc().value()).isGreaterThan(0.9);
        }
        List<Click> some =
                List.of(new Click("u", "a", 0), new Click("v", "b", 1), new Click("v", "a", 2));
        assertThat(ClickExamples.drawn(some, 3, 1).values()).hasSize(6);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClickExamples.drawn(some.subList(1, 3), 3, 1))
                .withMessage(
                        "there is nothing to tell clicks from: each of 1 users chose all of 2 items");
    }

    @Test
    void goesOnWhereItStopped() throws IOException {
        Examples examples = new Examples(400, 1);
        Path file = folder.resolve("checkpoint");
        int[] heard = {0};
        ProgressListener stopping =
                new ProgressListener() {
                    @Override
                    public void update(Progress progress) {}

                    @Override
                    public boolean stopRequested() {
                        return heard[0]++ == 17;
                    }
                };
        ClickPrediction.Builder builder = small(ClickBody.DEEP_FM).epochs(3);
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() ->
                        builder.checkpoint(file)
                                .listener(stopping)
                                .build()
                                .fit(examples.values, examples.clicked));
        List<String> one = examples.values.getFirst();
        try (ClickModel resumed =
                        builder.listener(ProgressListener.NONE)
                                .build()
                                .fit(examples.values, examples.clicked);
                ClickModel once =
                        small(ClickBody.DEEP_FM)
                                .epochs(3)
                                .build()
                                .fit(examples.values, examples.clicked)) {
            assertThat(resumed.probability(one)).isCloseTo(once.probability(one), within(1e-5f));
        }
    }

    @Test
    void whatCannotBeLearned() throws IOException {
        Examples examples = new Examples(100, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> small(ClickBody.DEEP_FM).build().fit(examples.values, new boolean[3]))
                .withMessageContaining("3 outcomes, for 100 examples");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        small(ClickBody.DEEP_FM).build().fit(List.of(List.of("a")), new boolean[1]))
                .withMessageContaining("an example has 1 values, for 3 fields: [a]");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> small(ClickBody.DEEP_FM).build().fit(List.of(new Click("u", "i", 0))))
                .withMessageContaining("a log has users and items");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> small(ClickBody.DEEP_FM).fields(List.of("a", "a")).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> small(ClickBody.DEEP_FM).fields(List.of("a/b")).build());
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() ->
                        small(ClickBody.DEEP_FM)
                                .rate(1e30)
                                .build()
                                .fit(examples.values, examples.clicked));
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        Path file = folder.resolve("words.safetensors");
        Embeddings.of(Vocabulary.of(List.of("a")), EmbeddingTable.of(new float[] {1}, 1, 1))
                .save(file);
        assertThatExceptionOfType(MalformedFileException.class)
                .isThrownBy(() -> ClickModel.load(file))
                .withMessageContaining("it is no model of clicks but embeddings");
        Examples examples = new Examples(100, 1);
        Path clicks = folder.resolve("clicks.akin");
        try (ClickModel model =
                small(ClickBody.DEEP_FM).epochs(1).build().fit(examples.values, examples.clicked)) {
            model.save(clicks);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.embeddings("color"))
                    .withMessage("there is no field \"color\", only [user, time, item]");
        }
        Model model = Model.load(clicks);
        Map<String, String> metadata = new HashMap<>(model.metadata());
        metadata.computeIfPresent(
                "akin.network",
                (name, json) -> json.replace("\"hidden\":[16]", "\"hidden\":[2000000000]"));
        assertThatExceptionOfType(MalformedFileException.class)
                .isThrownBy(() -> ClickModel.of(clicks, model.withMetadata(metadata)))
                .withMessageContaining("the network has the size 2000000000 (hidden)");
        byte[] bytes = Files.readAllBytes(clicks);
        Files.write(clicks, Arrays.copyOf(bytes, bytes.length / 2));
        assertThatExceptionOfType(MalformedFileException.class)
                .isThrownBy(() -> ClickModel.load(clicks));
    }
}
