package dev.akin.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.akin.MalformedFileException;
import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.format.Safetensors;
import dev.akin.format.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Checkpoints that are not what they should be.
class CheckpointTest {
    private static final List<String> TEXTS = List.of("a b", "b c", "c 猫", "猫 a", "a", "b");
    private static final List<String> LABELS = List.of("x", "y", "x", "y", "x", "y");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("checkpoint");
    }

    private TextClassification.Builder training(String body) {
        return TextClassification.builder()
                .body(body.equals("mean") ? new Mean() : Body.of(body, 4))
                .dimension(4)
                .batchSize(2)
                .epochs(3)
                .validation(0.3)
                .threads(1)
                .checkpoint(file);
    }

    private static void fit(TextClassification.Builder builder) throws IOException {
        builder.build().fit(TEXTS, LABELS).close();
    }

    /// Stops in the second epoch.
    private void stop(String body) {
        int[] asked = {0};
        ProgressListener stopping =
                new ProgressListener() {
                    @Override
                    public void update(Progress progress) {}

                    @Override
                    public boolean stopRequested() {
                        return asked[0]++ == 3;
                    }
                };
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> fit(training(body).listener(stopping)));
    }

    private void refused(String body, String... parts) {
        assertThatExceptionOfType(MalformedFileException.class)
                .isThrownBy(() -> fit(training(body)))
                .withMessageContaining(file.toString())
                .satisfies(e ->
                        List.of(parts).forEach(part -> assertThat(e).hasMessageContaining(part)));
    }

    private void rewrite(Map<String, Tensor> tensors, UnaryOperator<String> description)
            throws IOException {
        Safetensors before = Safetensors.open(file);
        Map<String, String> metadata = new TreeMap<>(before.metadata());
        metadata.computeIfPresent(
                "akin.training",
                (_, text) -> {
                    String changed = description.apply(text);
                    assertThat(changed)
                            .satisfiesAnyOf(
                                    it -> assertThat(it).isNotEqualTo(text),
                                    _ -> assertThat(tensors).isNotEqualTo(before.tensors()));
                    return changed;
                });
        Path changed = folder.resolve("changed");
        Safetensors.write(changed, tensors, metadata, ProgressListener.NONE);
        Files.move(changed, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mean", "gru"})
    void cutShortAnywhere(String body) throws IOException {
        stop(body);
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {0, 1, 7, 8, 100, whole.length / 2, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            refused(body);
            assertThat(file).hasSize(length);
        }
        Files.write(file, whole);
        fit(training(body));
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mean", "gru"})
    void tensorsThatAreMissingOrOfAnotherShape(String body) throws IOException {
        stop(body);
        byte[] whole = Files.readAllBytes(file);
        Map<String, Tensor> tensors = new TreeMap<>(Safetensors.open(file).tensors());
        assertThat(tensors.keySet())
                .anyMatch(name -> name.startsWith("state/"))
                .anyMatch(name -> name.startsWith("best/"));
        for (String name : new ArrayList<>(tensors.keySet())) {
            Map<String, Tensor> others = new TreeMap<>(tensors);
            others.put(name, Tensor.of(1f, 2f, 3f, 4f, 5f, 6f, 7f));
            rewrite(others, text -> text);
            refused(body);
            others.remove(name);
            rewrite(others, text -> text);
            refused(body);
            Files.write(file, whole);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'\"best\":1','\"best\":9',9",
        "'\"best\":1','\"best\":-1',-1",
        "'\"batches\":1','\"batches\":-1',-1",
        "'\"batches\":1','\"batches\":1000',1000",
        "'\"batches\":1','\"batches\":\"1\"',batches",
        "'\"bestWatched\":\"','\"bestWatched\":\"x',bestWatched",
    })
    void placesThatCannotBe(String before, String after, String part) throws IOException {
        stop("mean");
        rewrite(
                Safetensors.open(file).tensors(),
                text -> {
                    assertThat(text).contains(before);
                    return text.replace(before, after);
                });
        refused("mean", part);
    }

    @Test
    void ofAnotherTraining() throws IOException {
        stop("mean");
        byte[] whole = Files.readAllBytes(file);
        for (TextClassification.Builder other :
                List.of(
                        training("mean").seed(2),
                        training("mean").batchSize(3),
                        training("mean").dimension(5),
                        training("gru"),
                        training("mean").validation(0.2))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> fit(other))
                    .withMessageContaining(file + " is of another training")
                    .withMessageContaining("delete it, or name another");
        }
        assertThat(file).hasBinaryContent(whole);
    }
}
