package dev.akin.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.MalformedFileException;
import dev.akin.embeddings.Embeddings;
import dev.akin.format.ReadOptions;
import dev.akin.format.VectorFiles;
import dev.akin.kernel.ElementType;
import dev.akin.table.SegmentRows;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MappedLayerTest {
    private static final int ROWS = 30;
    private static final int DIMENSION = 19;

    @TempDir private Path folder;

    private Path path;

    @BeforeEach
    void name() {
        path = folder.resolve("rows.safetensors");
    }

    static Stream<Optimizer> optimizers() {
        return OptimizerTest.all();
    }

    private static EmbeddingLayer.Builder builder(Optimizer optimizer) {
        return EmbeddingLayer.builder(ROWS, DIMENSION).optimizer(optimizer).maskZero().maxNorm(4);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void learnsToTheBitWhatALayerInMemoryDoes(Optimizer optimizer) throws IOException {
        followsOneInMemory(builder(optimizer));
        Files.delete(path);
        followsOneInMemory(builder(optimizer).bfloat16().seed(8));
    }

    private void followsOneInMemory(EmbeddingLayer.Builder builder) throws IOException {
        EmbeddingLayer memory = builder.build();
        try (MappedLayer mapped = builder.map(path)) {
            assertThat(LayerFileTest.rows(mapped.layer()))
                    .isDeepEqualTo(LayerFileTest.rows(memory));
            LayerFileTest.train(memory, 4, 1);
            LayerFileTest.train(mapped.layer(), 4, 1);
            memory.rate(0.03);
            mapped.layer().rate(0.03);
            mapped.flush();
        }
        try (MappedLayer mapped = MappedLayer.open(path, 1)) {
            assertThat(mapped.layer().optimizer()).isEqualTo(memory.optimizer());
            LayerFileTest.train(memory, 4, 2);
            LayerFileTest.train(mapped.layer(), 4, 2);
            assertThat(LayerFileTest.rows(mapped.layer()))
                    .isDeepEqualTo(LayerFileTest.rows(memory));
        }
        EmbeddingLayer copy = EmbeddingLayer.load(path);
        LayerFileTest.train(memory, 1, 3);
        LayerFileTest.train(copy, 1, 3);
        assertThat(LayerFileTest.rows(copy)).isDeepEqualTo(LayerFileTest.rows(memory));
    }

    @Test
    void opensWhatWasSavedAndForgetsItsChecksums() throws IOException {
        EmbeddingLayer layer = builder(Optimizer.adagrad(0.1)).build();
        LayerFileTest.train(layer, 2, 1);
        layer.save(path);
        try (MappedLayer mapped = MappedLayer.open(path)) {
            LayerFileTest.train(layer, 2, 2);
            LayerFileTest.train(mapped.layer(), 2, 2);
            Path copy = folder.resolve("copy.safetensors");
            mapped.layer().save(copy);
            assertThat(LayerFileTest.rows(EmbeddingLayer.load(copy)))
                    .isDeepEqualTo(LayerFileTest.rows(layer));
        }
        assertThat(VectorFiles.verify(path, ReadOptions.DEFAULT).problems()).isEmpty();
        assertThat(Embeddings.load(path).table().row(3)).isEqualTo(layer.row(3));
    }

    @Test
    void nobodyElseMayOpenOrReplaceItMeanwhile() throws IOException {
        EmbeddingLayer.Builder builder = builder(Optimizer.sgd(0.1));
        try (MappedLayer mapped = builder.map(path)) {
            assertThatThrownBy(() -> MappedLayer.open(path))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining("this process is writing it");
            assertThatThrownBy(() -> mapped.layer().save(path))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining("this process is writing it");
            assertThatThrownBy(() -> builder.map(path))
                    .isInstanceOf(FileAlreadyExistsException.class)
                    .hasMessageContaining("MappedLayer.open");
            Embeddings.load(path);
            assertThatThrownBy(() -> MappedLayer.open(path))
                    .isInstanceOf(FileSystemException.class);
        }
        MappedLayer.open(path).close();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(path);
        }
    }

    @Test
    void whatWasNeverClosedIsKnownToBe() throws IOException {
        EmbeddingLayer.Builder builder = builder(Optimizer.sgd(0.1));
        Path copy = folder.resolve("copy.safetensors");
        try (MappedLayer mapped = builder.map(path)) {
            assertThat(mapped.interrupted()).isFalse();
            Files.copy(path, copy); // as a process that ends now leaves it
        }
        try (MappedLayer mapped = MappedLayer.open(copy)) {
            assertThat(mapped.interrupted()).isTrue();
        }
        for (Path closed : List.of(path, copy)) {
            try (MappedLayer mapped = MappedLayer.open(closed)) {
                assertThat(mapped.interrupted()).isFalse();
            }
        }
    }

    /// What `kill -9` leaves of a layer that learns: all steps that were done, and the mark.
    @Test
    void aProcessThatIsKilledLeavesItsStepsAndTheMark() throws Exception {
        Process process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledWhileItLearns.class.getName(),
                                path.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (BufferedReader said = process.inputReader()) {
            assertThat(said.readLine()).isEqualTo("100 steps");
        } finally {
            process.destroyForcibly().waitFor();
        }
        try (MappedLayer mapped = MappedLayer.open(path)) {
            assertThat(mapped.interrupted()).isTrue();
            for (int id = 1; id < ROWS; id++) {
                float[] row = mapped.layer().row(id);
                // Each step takes 1 from each number; the last one may have stopped within a row.
                for (float number : row) {
                    assertThat(number)
                            .isLessThanOrEqualTo(-100)
                            .isEqualTo((float) Math.rint(number));
                    assertThat(number - row[0]).isBetween(-1f, 1f);
                }
                assertThat(row[0] - mapped.layer().row(1)[0]).isBetween(-1f, 1f);
            }
        }
    }

    @Test
    void isOfNoUseOnceClosed() throws IOException {
        MappedLayer mapped = builder(Optimizer.sgd(0.1)).map(path);
        mapped.close();
        mapped.close();
        assertThatThrownBy(() -> mapped.layer().forward(new int[] {1}))
                .isInstanceOf(IllegalStateException.class);
        mapped.layer().backward(new int[] {1}, 1, new float[DIMENSION]);
        assertThatThrownBy(() -> mapped.layer().step()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFileThatIsCutShortSaysSoAndIsFree() throws IOException {
        builder(Optimizer.lazyAdam(0.1)).build().save(path);
        byte[] whole = Files.readAllBytes(path);
        for (int length : new int[] {0, 7, 100, whole.length / 2, whole.length - 1}) {
            Files.write(path, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> MappedLayer.open(path))
                    .isInstanceOf(MalformedFileException.class)
                    .hasMessageContaining(path.toString());
        }
        Files.write(path, whole);
        MappedLayer.open(path).close();
        Files.delete(path);
        assertThatThrownBy(() -> MappedLayer.open(path)).isInstanceOf(NoSuchFileException.class);
    }

    /// No disk holds them: the file has holes, of which only the first and the last page are touched.
    @Test
    void rowsMayBeMoreThanTwoToThe31Numbers() throws IOException {
        int rows = (1 << 26) + 9;
        int dimension = 33;
        long bytes = (long) rows * dimension * Float.BYTES;
        try (FileChannel channel =
                        FileChannel.open(
                                path,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.SPARSE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE);
                Arena arena = Arena.ofShared()) {
            channel.write(ByteBuffer.allocate(1), bytes - 1);
            MemorySegment segment = channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, arena);
            SegmentRows table =
                    new SegmentRows(
                            (before, more) -> before,
                            segment,
                            ElementType.FLOAT32,
                            rows,
                            dimension);
            float[] row = new float[dimension];
            Arrays.fill(row, 0.25f);
            table.store(rows - 1, row, 0, 0);
            assertThat(table.row(rows - 1)).isEqualTo(row);
            assertThat(table.row(rows - 2)).containsOnly(0);
            LayerRows layer =
                    LayerRows.of(
                            (name, type, count, numbers) -> table,
                            ElementType.FLOAT32,
                            rows,
                            dimension,
                            new LayerOptions(-1, 0, 2, false, Optimizer.sgd(1), 0, false, 1, 2));
            LookUps waiting = layer.waiting();
            waiting.add(rows - 1, waiting.addGradients(row, 1), 2);
            waiting.add(0, waiting.addGradients(row, 1), 1);
            layer.step();
            assertThat(table.row(rows - 1)).containsOnly(-0.25f);
            assertThat(table.row(0)).containsOnly(-0.25f);
            float[] norms = new float[1];
            table.norms(rows - 1, 1, norms, 0);
            assertThat(norms[0]).isPositive();
        }
    }
}
