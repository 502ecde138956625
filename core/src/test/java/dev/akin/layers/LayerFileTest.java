package dev.akin.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.MalformedFileException;
import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.format.ReadOptions;
import dev.akin.format.Safetensors;
import dev.akin.format.Tensor;
import dev.akin.format.TensorType;
import dev.akin.format.VectorFiles;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LayerFileTest {
    private static final int ROWS = 30;
    private static final int DIMENSION = 19;

    @TempDir private Path folder;

    static Stream<Optimizer> optimizers() {
        return OptimizerTest.all();
    }

    private static EmbeddingLayer.Builder builder(Optimizer optimizer) {
        return EmbeddingLayer.builder(ROWS, DIMENSION).optimizer(optimizer);
    }

    /// Steps by chance, the same ones for the same seed.
    static void train(EmbeddingLayer layer, int steps, long seed) {
        Random random = new Random(seed);
        for (int step = 0; step < steps; step++) {
            int[] ids = random.ints(15, 0, layer.rows()).toArray();
            float[] gradient = new float[ids.length * layer.dimension()];
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] = random.nextFloat() - 0.5f;
            }
            layer.forward(ids);
            layer.backward(ids, ids.length, gradient);
            layer.step();
        }
    }

    static float[][] rows(EmbeddingLayer layer) {
        float[][] rows = new float[layer.rows()][];
        Arrays.setAll(rows, layer::row);
        return rows;
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void goesOnToTheBit(Optimizer optimizer) throws IOException {
        EmbeddingLayer.Builder builder = builder(optimizer).maskZero().maxNorm(3).seed(-5);
        goesOnToTheBit(optimizer, builder.scaleByFrequency().clipNorm(0.5).build());
        goesOnToTheBit(optimizer, builder.bfloat16().build());
    }

    private void goesOnToTheBit(Optimizer optimizer, EmbeddingLayer layer) throws IOException {
        train(layer, 4, 1);
        layer.rate(0.07);
        Path path = folder.resolve("layer.safetensors");
        layer.save(path);
        EmbeddingLayer loaded = EmbeddingLayer.load(path, 1);
        assertThat(loaded.optimizer()).isEqualTo(optimizer.withRate(0.07));
        assertThat(loaded.table().elementType()).isEqualTo(layer.table().elementType());
        assertThat(loaded.options().toJson())
                .isEqualTo(layer.options().with(loaded.optimizer()).toJson());
        assertThat(rows(loaded)).isDeepEqualTo(rows(layer));
        train(layer, 4, 2);
        train(loaded, 4, 2);
        assertThat(rows(loaded)).isDeepEqualTo(rows(layer));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void stateGoesOutAndIn(Optimizer optimizer) {
        EmbeddingLayer layer = builder(optimizer).build();
        train(layer, 3, 1);
        Map<String, Tensor> state = layer.state();
        EmbeddingLayer other = EmbeddingLayer.of(layer.table()).optimizer(optimizer).build();
        train(layer, 3, 2);
        other.restore(state);
        train(other, 3, 2);
        assertThat(rows(other)).isDeepEqualTo(rows(layer));
    }

    @Test
    void stateOfAnotherOptimizerIsRefusedWithBoth() {
        Map<String, Tensor> state = builder(Optimizer.adagrad(0.1)).build().state();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder(Optimizer.lazyAdam(0.1)).build().restore(state))
                .withMessageContaining("of the optimizer adagrad, and the layer's is lazy-adam");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder(Optimizer.sgd(0.1)).build().restore(Map.of()))
                .withMessageContaining("no state");
    }

    @Test
    void stateOfAnotherShapeIsRefusedWithBothAndChangesNothing() {
        EmbeddingLayer layer = builder(Optimizer.lazyAdam(0.1)).build();
        train(layer, 2, 1);
        EmbeddingLayer larger =
                EmbeddingLayer.builder(ROWS + 1, DIMENSION)
                        .optimizer(Optimizer.lazyAdam(0.1))
                        .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> larger.restore(layer.state()))
                .withMessageContaining("F32 [30, 19], where this layer needs F32 [31, 19]");
        Map<String, Tensor> lacking = new HashMap<>(layer.state());
        lacking.remove("optimizer.lazy-adam.squares");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> layer.restore(lacking))
                .withMessageContaining("lacks optimizer.lazy-adam.squares");
        EmbeddingLayer same =
                EmbeddingLayer.of(layer.table()).optimizer(Optimizer.lazyAdam(0.1)).build();
        same.restore(layer.state());
        train(layer, 1, 5);
        train(same, 1, 5);
        assertThat(rows(same)).isDeepEqualTo(rows(layer));
    }

    @Test
    void numbersThatNoTrainingLeavesAreRefused() {
        EmbeddingLayer layer =
                EmbeddingLayer.builder(2, 1).optimizer(Optimizer.rowWiseAdagrad(0.1)).build();
        Map<String, Tensor> state = new LinkedHashMap<>(layer.state());
        state.put("optimizer.row-wise-adagrad.squares", column(1f, -1f));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> layer.restore(state))
                .withMessageContaining("row 1 has the number -1");
        state.put("optimizer.row-wise-adagrad.squares", column(Float.NaN, 1f));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> layer.restore(state))
                .withMessageContaining("row 0 has the number NaN");
        state.putAll(layer.state());
        state.put("optimizer.row-wise-adagrad.steps", Tensor.of(-3L));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> layer.restore(state))
                .withMessageContaining("-3 steps");
    }

    private static Tensor column(float... numbers) {
        return Tensor.of(TensorType.F32, MemorySegment.ofArray(numbers), numbers.length, 1);
    }

    @Test
    void aFileThatIsCutShortAnywhereSaysSo() throws IOException {
        Path path = folder.resolve("layer.safetensors");
        builder(Optimizer.lazyAdam(0.1)).build().save(path);
        byte[] whole = Files.readAllBytes(path);
        Random random = new Random(1);
        for (int i = 0; i < 40; i++) {
            Files.write(path, Arrays.copyOf(whole, random.nextInt(whole.length)));
            assertThatThrownBy(() -> EmbeddingLayer.load(path))
                    .isInstanceOf(MalformedFileException.class)
                    .hasMessageContaining(path.toString());
        }
    }

    @Test
    void optionsThatCannotBeAreRefusedWithTheFile() throws IOException {
        Path path = folder.resolve("layer.safetensors");
        builder(Optimizer.lazyAdam(0.1)).build().save(path);
        refuses(path, "\"beta1\":0.9", "\"beta1\":1.5", "beta1 has to be in [0, 1)");
        refuses(path, "\"beta1\":0.9", "\"other\":1", "has no number \"beta1\"");
        refuses(path, "lazy-adam", "adamax", "\"adamax\" is not one");
        refuses(path, "\"padding\":-1", "\"padding\":30", "whole number from -1 to 29");
        refuses(
                path,
                "\"kind\":\"lazy-adam\"",
                "\"kind\":\"ftrl\",\"l1\":0,\"l2\":0,\"beta\":0",
                "this is the state of the optimizer lazy-adam, and the layer's is ftrl");
        refuses(path, "{", "[", "akin.options");
    }

    private void refuses(Path path, String what, String by, String message) throws IOException {
        Safetensors file = Safetensors.open(path);
        Map<String, String> metadata = new HashMap<>(file.metadata());
        metadata.computeIfPresent("akin.options", (name, text) -> text.replace(what, by));
        Path other = folder.resolve("other.safetensors");
        Safetensors.write(other, file.tensors(), metadata, ProgressListener.NONE);
        assertThatThrownBy(() -> EmbeddingLayer.load(other))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining(message)
                .hasMessageContaining(other.toString());
    }

    @Test
    void otherFilesAreNoLayers() throws IOException {
        Path path = folder.resolve("vectors.safetensors");
        Embeddings.of(Vocabulary.of(List.of("a")), EmbeddingTable.of(new float[] {1}, 1, 1))
                .save(path);
        assertThatThrownBy(() -> EmbeddingLayer.load(path))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("akin.kind is embeddings, not layer");
    }

    @Test
    void rowsAreVectorsToEverybodyElse() throws IOException {
        Path path = folder.resolve("layer.safetensors");
        EmbeddingLayer layer = builder(Optimizer.ftrl(0.1)).build();
        layer.save(path);
        Embeddings rows = Embeddings.load(path);
        assertThat(rows.vocabulary().keys()).startsWith("0", "1", "2").hasSize(ROWS);
        assertThat(rows.table().row(7)).isEqualTo(layer.row(7));
        assertThat(VectorFiles.verify(path, ReadOptions.DEFAULT).problems()).isEmpty();
    }

    @Test
    void anOlderFileStaysWhereTheNewOneFails() throws IOException {
        Path path = folder.resolve("layer.safetensors");
        builder(Optimizer.sgd(0.1)).build().save(path);
        byte[] before = Files.readAllBytes(path);
        Path inside = path.resolve("below.safetensors");
        assertThatThrownBy(() -> builder(Optimizer.sgd(0.1)).build().save(inside))
                .isInstanceOf(IOException.class);
        assertThat(Files.readAllBytes(path)).isEqualTo(before);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(path);
        }
    }
}
