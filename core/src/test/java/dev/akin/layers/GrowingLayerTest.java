package dev.akin.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.MalformedFileException;
import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.format.ReadOptions;
import dev.akin.format.Safetensors;
import dev.akin.format.Tensor;
import dev.akin.format.TensorType;
import dev.akin.format.VectorFiles;
import dev.akin.layers.EmbeddingBag.Mode;
import dev.akin.vocabulary.GrowingKeys;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GrowingLayerTest {
    private static final int DIMENSION = 5;
    private static final float[] UP = {1, 1, 1, 1, 1};

    @TempDir private Path folder;

    static Stream<Optimizer> optimizers() {
        return OptimizerTest.all();
    }

    private static EmbeddingLayer.Builder options(Optimizer optimizer) {
        return EmbeddingLayer.builder(1, DIMENSION).optimizer(optimizer);
    }

    private static LongKeyLayer longs(Optimizer optimizer, GrowingKeys.Builder keys) {
        return GrowingLayer.longs(options(optimizer), keys);
    }

    private static LongKeyLayer longs() {
        return longs(Optimizer.sgd(1), GrowingKeys.builder().counted(true));
    }

    @Test
    void keysGetRowsOfTheirOwnThatDependOnTheKeyAlone() {
        LongKeyLayer layer = longs();
        float[][] rows = layer.forward(new long[] {7, -9, 7});
        assertThat(rows[0]).isEqualTo(rows[2]).isNotEqualTo(rows[1]);
        float[][] other = longs().forward(new long[] {1, -9, 2, 7});
        assertThat(other[3]).isEqualTo(rows[0]);
        assertThat(other[1]).isEqualTo(rows[1]);
        EmbeddingLayer.Builder seeded = options(Optimizer.sgd(1)).seed(2);
        assertThat(GrowingLayer.longs(seeded, GrowingKeys.builder()).forward(new long[] {7})[0])
                .isNotEqualTo(rows[0]);
    }

    @Test
    void aKeyThatIsNotAdmittedReadsZerosAndItsGradientIsDropped() {
        StringKeyLayer layer =
                GrowingLayer.strings(
                        options(Optimizer.sgd(1)), GrowingKeys.builder().admitAfter(3));
        List<String> keys = List.of("чай");
        assertThat(layer.forward(keys)[0]).containsOnly(0);
        layer.backward(keys, new float[][] {UP});
        layer.step();
        assertThat(layer.forward(keys)[0]).containsOnly(0);
        float[] admitted = layer.forward(keys)[0];
        assertThat(admitted).doesNotContain(0);
        assertThat(layer.find(List.of("чай", "茶"))).containsExactly(1, 0);
        layer.backward(List.of("чай", "茶"), new float[][] {UP, UP});
        layer.step();
        assertThat(layer.forward(keys)[0][0]).isEqualTo(admitted[0] - 1);
        assertThat(layer.layer().row(0)).containsOnly(0);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void learnsAsALayerThatHadAllRowsFromTheStart(Optimizer optimizer) {
        LongKeyLayer growing = longs(optimizer, GrowingKeys.builder());
        Random random = new Random(1);
        int most = 3000;
        LongKeyLayer full = longs(optimizer, GrowingKeys.builder());
        long[] all = new long[most];
        Arrays.setAll(all, i -> i * 977L);
        full.forward(all);
        for (int step = 0; step < 5; step++) {
            long[] keys = random.longs(700, 0, most).map(i -> i * 977).toArray();
            float[][] gradient = new float[keys.length][DIMENSION];
            for (float[] row : gradient) {
                row[step % DIMENSION] = random.nextFloat();
            }
            growing.forward(keys);
            growing.backward(keys, gradient);
            growing.step();
            full.backward(keys, gradient);
            full.step();
        }
        long[] known = Arrays.stream(all).filter(key -> growing.keys().find(key) >= 0).toArray();
        assertThat(known.length).isGreaterThan(1000);
        assertThat(growing.forward(known)).isDeepEqualTo(full.forward(known));
    }

    @Test
    void evictedRowsBeginAnewWithStateToo() {
        LongKeyLayer layer = longs(Optimizer.lazyAdam(0.1), GrowingKeys.builder().counted(true));
        LongKeyLayer fresh = longs(Optimizer.lazyAdam(0.1), GrowingKeys.builder().counted(true));
        long[] old = {1, 2, 3};
        float[][] gradient = {UP, UP, UP};
        layer.forward(old);
        fresh.forward(old);
        layer.backward(old, gradient);
        fresh.layer().backward(new int[] {0}, 1, UP);
        assertThatIllegalStateException()
                .isThrownBy(() -> layer.evict(row -> true))
                .withMessageContaining("step()");
        layer.step();
        fresh.step();
        layer.keys().time(100);
        layer.forward(new long[] {2});
        assertThat(layer.evict(layer.keys().idleFor(50))).isEqualTo(2);
        assertThat(layer.evict(row -> layer.norm(row) < 1e-9)).isZero();
        assertThat(layer.embeddings().vocabulary().keys()).containsExactly("2");
        long[] next = {10, 11};
        layer.forward(next);
        fresh.forward(next);
        assertThat(layer.layer().rows()).isEqualTo(fresh.layer().rows());
        layer.backward(next, new float[][] {UP, UP});
        fresh.backward(next, new float[][] {UP, UP});
        layer.step();
        fresh.step();
        assertThat(layer.forward(next)).isDeepEqualTo(fresh.forward(next));
    }

    @Test
    void bagsLeaveOutWhatHasNoRow() {
        LongKeyLayer layer = longs();
        layer.ids(new long[] {5, 6});
        float[][] rows = layer.forward(new long[] {5, 6});
        EmbeddingBag bag = EmbeddingBag.of(layer.layer(), Mode.MEAN);
        float[] mean = bag.forward(new int[][] {layer.find(new long[] {5, 99, 6})})[0];
        for (int d = 0; d < DIMENSION; d++) {
            assertThat(mean[d]).isEqualTo((rows[0][d] + rows[1][d]) / 2);
        }
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void goesOnToTheBit(Optimizer optimizer) throws IOException {
        LongKeyLayer layer = longs(optimizer, GrowingKeys.builder().counted(true));
        train(layer, 4, 1);
        layer.evict(row -> layer.keys().key(row) % 7 == 0);
        Path path = folder.resolve("growing.safetensors");
        layer.save(path);
        LongKeyLayer restored = longs(optimizer, GrowingKeys.builder().counted(true).admitAfter(1));
        restored.restore(path);
        restored.keys().time(4);
        assertThat(restored.embeddings().vocabulary().keys())
                .containsExactlyElementsOf(layer.embeddings().vocabulary().keys());
        for (int row : layer.keys().usedRows()) {
            int other = restored.keys().find(layer.keys().key(row));
            assertThat(restored.keys().count(other)).isEqualTo(layer.keys().count(row));
            assertThat(restored.keys().lastUse(other)).isEqualTo(layer.keys().lastUse(row));
        }
        train(layer, 3, 2);
        train(restored, 3, 2);
        long[] keys = Arrays.stream(layer.keys().usedRows()).mapToLong(layer.keys()::key).toArray();
        assertThat(restored.forward(keys)).isDeepEqualTo(layer.forward(keys));
    }

    static Stream<UnaryOperator<GrowingKeys.Builder>> admissions() {
        return Stream.of(keys -> keys.admitAfter(3), keys -> keys.admitAfterAbout(3, 1000, 0.001));
    }

    @ParameterizedTest
    @MethodSource("admissions")
    void keysThatWaitAreCountedOn(UnaryOperator<GrowingKeys.Builder> admission) throws IOException {
        StringKeyLayer layer = waiting(admission);
        layer.forward(List.of("чай", "чай", "茶"));
        Path path = folder.resolve("growing.safetensors");
        layer.save(path);
        StringKeyLayer restored = waiting(admission);
        restored.restore(path);
        assertThat(restored.ids(List.of("茶", "чай", "new", "茶"))).containsExactly(0, 1, 0, 2);

        StringKeyLayer atOnce = waiting(keys -> keys);
        atOnce.restore(path);
        assertThat(atOnce.ids(List.of("茶"))).containsExactly(1);
        StringKeyLayer other = waiting(keys -> keys.admitAfterAbout(3, 50, 0.001));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> other.restore(path))
                .withMessageContaining("build with the admission of then");
        assertThat(other.keys().size()).isZero();
    }

    private static StringKeyLayer waiting(UnaryOperator<GrowingKeys.Builder> admission) {
        return GrowingLayer.strings(
                options(Optimizer.sgd(1)), admission.apply(GrowingKeys.builder()));
    }

    @Test
    void waitingKeysOfAWrongShapeAreRefused() throws IOException {
        StringKeyLayer layer = waiting(keys -> keys.admitAfter(3));
        layer.forward(List.of("a", "b"));
        Path path = folder.resolve("growing.safetensors");
        layer.save(path);
        Safetensors file = Safetensors.open(path);
        for (Tensor wrong : List.of(Tensor.of(1), Tensor.of(1, 0), Tensor.of(1f, 1f))) {
            Map<String, Tensor> tensors = new HashMap<>(file.tensors());
            tensors.put("keys.waiting.counts", wrong);
            Path other = folder.resolve("other.safetensors");
            Safetensors.write(other, tensors, file.metadata(), ProgressListener.NONE);
            assertThatThrownBy(() -> waiting(keys -> keys.admitAfter(3)).restore(other))
                    .isInstanceOf(MalformedFileException.class)
                    .hasMessageContaining("waiting");
        }
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void rowsInFilesLearnToTheBitWhatRowsInMemoryDo(Optimizer optimizer) throws IOException {
        LongKeyLayer memory = longs(optimizer, GrowingKeys.builder().counted(true));
        LongKeyLayer files =
                GrowingLayer.longs(options(optimizer), GrowingKeys.builder().counted(true), folder);
        train(memory, 3, 1);
        train(files, 3, 1);
        long[] keys = new Random(3).longs(500, -400, 400).toArray();
        assertThat(files.forward(keys)).isDeepEqualTo(memory.forward(keys));
        files.evict(row -> files.keys().key(row) % 3 == 0);
        memory.evict(row -> memory.keys().key(row) % 3 == 0);
        train(memory, 3, 2);
        train(files, 3, 2);
        Path path = folder.resolve("growing.safetensors");
        files.save(path);
        LongKeyLayer restored =
                GrowingLayer.longs(options(optimizer), GrowingKeys.builder().counted(true), folder);
        restored.restore(path);
        train(memory, 2, 3);
        train(restored, 2, 3);
        assertThat(restored.forward(keys)).isDeepEqualTo(memory.forward(keys));
    }

    @Test
    void theFolderForRowsHasToBeThere() {
        Path none = folder.resolve("none");
        assertThatThrownBy(() ->
                        GrowingLayer.strings(
                                options(Optimizer.sgd(1)), GrowingKeys.builder(), none))
                .isInstanceOf(NotDirectoryException.class)
                .hasMessageContaining(none.toString());
    }

    private static void train(LongKeyLayer layer, int steps, long seed) {
        Random random = new Random(seed);
        for (int step = 1; step <= steps; step++) {
            layer.keys().time(step);
            long[] keys = random.longs(40, -50, 50).toArray();
            float[][] gradient = new float[keys.length][DIMENSION];
            for (float[] row : gradient) {
                row[random.nextInt(DIMENSION)] = random.nextFloat() - 0.5f;
            }
            layer.forward(keys);
            layer.backward(keys, gradient);
            layer.step();
        }
    }

    @Test
    void aSavedLayerIsVectorsToEverybodyElse() throws IOException {
        StringKeyLayer layer =
                GrowingLayer.strings(
                        options(Optimizer.adagrad(0.1)).bfloat16(), GrowingKeys.builder());
        layer.forward(List.of("tea", "чай", "茶"));
        Path path = folder.resolve("growing.safetensors");
        layer.save(path);
        Embeddings loaded = Embeddings.load(path);
        assertThat(loaded.vocabulary().keys()).containsExactly("tea", "чай", "茶");
        assertThat(loaded.table().row(2)).isEqualTo(layer.forward(List.of("茶"))[0]);
        assertThat(VectorFiles.verify(path, ReadOptions.DEFAULT).problems()).isEmpty();
        StringKeyLayer restored =
                GrowingLayer.strings(
                        options(Optimizer.adagrad(0.1)).bfloat16(),
                        GrowingKeys.builder().admitAfter(5));
        restored.restore(path);
        assertThat(restored.forward(List.of("чай"))).isDeepEqualTo(layer.forward(List.of("чай")));
    }

    @Test
    void numbersThatNoTrainingLeavesAreRefusedWithTheFile() throws IOException {
        Path path = folder.resolve("growing.safetensors");
        LongKeyLayer layer = longs(Optimizer.adagrad(0.1), GrowingKeys.builder());
        layer.forward(new long[] {1});
        layer.save(path);
        Safetensors file = Safetensors.open(path);
        Map<String, Tensor> tensors = new HashMap<>(file.tensors());
        float[] wrong = {1, -1, 1, 1, 1};
        tensors.put(
                "optimizer.adagrad.squares",
                Tensor.of(TensorType.F32, MemorySegment.ofArray(wrong), 1, 5));
        Path other = folder.resolve("other.safetensors");
        Safetensors.write(other, tensors, file.metadata(), ProgressListener.NONE);
        assertThatThrownBy(
                        () -> longs(Optimizer.adagrad(0.1), GrowingKeys.builder()).restore(other))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("row 0 has the number -1");
    }

    @Test
    void whatDoesNotFitIsRefusedWithBoth() throws IOException {
        Path path = folder.resolve("growing.safetensors");
        LongKeyLayer layer = longs(Optimizer.adagrad(0.1), GrowingKeys.builder());
        layer.forward(new long[] {1, 2});
        layer.save(path);
        assertThatIllegalStateException()
                .isThrownBy(() -> layer.restore(path))
                .withMessageContaining("2 keys already");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> longs().restore(path))
                .withMessageContaining("adagrad, and the layer's is sgd");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        GrowingLayer.strings(options(Optimizer.adagrad(0.1)), GrowingKeys.builder())
                                .restore(path))
                .withMessageContaining("keys are longs, and the layer's are strings");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        GrowingLayer.longs(
                                        EmbeddingLayer.builder(1, 4)
                                                .optimizer(Optimizer.adagrad(0.1)),
                                        GrowingKeys.builder())
                                .restore(path))
                .withMessageContaining("5 numbers, and the layer's have 4");
        byte[] whole = Files.readAllBytes(path);
        for (int length : new int[] {0, 9, whole.length / 2, whole.length - 1}) {
            Files.write(path, Arrays.copyOf(whole, length));
            LongKeyLayer empty = longs(Optimizer.adagrad(0.1), GrowingKeys.builder());
            assertThatThrownBy(() -> empty.restore(path))
                    .isInstanceOf(MalformedFileException.class);
            assertThat(empty.keys().size()).isZero();
        }
        EmbeddingLayer.builder(2, 5).build().save(path);
        assertThatThrownBy(() -> longs().restore(path))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("akin.kind is layer, not growing-layer");
    }
}
