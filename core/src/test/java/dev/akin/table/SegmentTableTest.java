package dev.akin.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.akin.kernel.ElementType;
import dev.akin.kernel.Kernels;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

class SegmentTableTest {
    @TempDir static Path folder;

    private static MemorySegment stored(float[] values, ElementType type) {
        MemorySegment heap = MemorySegment.ofArray(new byte[values.length * type.bytes()]);
        Kernels.scalar().narrow(type, values, 0, heap, 0, values.length);
        return heap;
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class Heap extends TableContract {
        @Override
        EmbeddingTable table(float[] values, ElementType type, int rows, int dimension) {
            return SegmentTable.of(stored(values, type), type, rows, dimension);
        }

        @Override
        Stream<ElementType> types() {
            return Stream.of(ElementType.values());
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OffHeap extends TableContract {
        @Override
        EmbeddingTable table(float[] values, ElementType type, int rows, int dimension) {
            return SegmentTable.copyOf(EmbeddingTable.of(values, rows, dimension), type);
        }

        @Override
        Stream<ElementType> types() {
            return Stream.of(ElementType.values());
        }
    }

    /// Not aligned: rows begin three bytes into the file.
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class Mapped extends TableContract {
        @Override
        EmbeddingTable table(float[] values, ElementType type, int rows, int dimension)
                throws IOException {
            byte[] bytes = new byte[3 + values.length * type.bytes()];
            MemorySegment.copy(
                    stored(values, type), 0, MemorySegment.ofArray(bytes), 3, bytes.length - 3);
            Path file = Files.write(Files.createTempFile(folder, "table", null), bytes);
            try (FileChannel channel = FileChannel.open(file)) {
                MemorySegment mapped =
                        channel.map(MapMode.READ_ONLY, 0, bytes.length, Arena.ofAuto());
                return SegmentTable.of(mapped.asSlice(3), type, rows, dimension);
            }
        }

        @Override
        Stream<ElementType> types() {
            return Stream.of(ElementType.values());
        }
    }

    @Test
    void sizesMustAgree() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddingTable.of(new float[7], 2, 3))
                .withMessage("2 × 3 of FLOAT32 take 24 bytes, but the segment has 28");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddingTable.of(new float[0], 0, 0))
                .withMessageContaining("not 0 × 0");
    }

    @Test
    void narrowingCopiesRound() {
        EmbeddingTable halves =
                SegmentTable.copyOf(
                        EmbeddingTable.of(new float[] {1.0001f, -3}, 1, 2), ElementType.FLOAT16);

        assertThat(halves.row(0)).containsExactly(1, -3);
        assertThat(halves.bytes()).isEqualTo(4);
    }

    /// A file of holes: 2³¹ + 1,024 numbers take hardly any room on the disk where the file system knows holes.
    @Test
    void tablesMayHoldMoreThanTwoToThe31stNumbers() throws IOException {
        int dimension = 1024;
        int rows = (1 << 21) + 1;
        long bytes = 4L * rows * dimension;
        Path file = folder.resolve("large");
        Assumptions.assumeTrue(
                Files.getFileStore(folder).getUsableSpace() > bytes,
                "no room for a sparse file of " + bytes + " bytes");
        try (FileChannel channel =
                        FileChannel.open(
                                file,
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.SPARSE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE);
                Arena arena = Arena.ofConfined()) {
            MemorySegment mapped = channel.map(MapMode.READ_WRITE, 0, bytes, arena);
            mapped.set(ValueLayout.JAVA_FLOAT, bytes - 4, 5f);
            SegmentTable table = SegmentTable.of(mapped, ElementType.FLOAT32, rows, dimension);
            float[] ones = new float[dimension];
            Arrays.fill(ones, 2);
            float[] scores = new float[2];

            table.dots(ones, rows - 2, 2, scores, 0);

            assertThat(scores).containsExactly(0, 10);
            assertThat(table.row(rows - 1)).endsWith(0, 5);
        }
    }
}
