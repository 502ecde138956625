package dev.akin.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.ProgressListener;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files made by gensim and numpy (tools/golden/vector_files.py) give their numbers bit by bit.
class VectorFilesParityTest {
    private static final int ROWS = 6;
    private static final int DIMENSION = 5;

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "gensim.vec,WORD2VEC_TEXT",
        "gensim.bin,WORD2VEC_BINARY",
        "glove.gensim.txt,GLOVE_TEXT"
    })
    void whatGensimWrites(String name, FileFormat format) throws IOException {
        Contents contents = VectorFiles.read(golden(name));
        assertThat(contents.format()).isEqualTo(format);
        assertThat(contents.main().vocabulary().keys()).isEqualTo(keys());
        assertThat(rows(contents)).isEqualTo(numbers());
    }

    @ParameterizedTest
    @ValueSource(strings = {"float32.npy", "float64.npy", "version2.npy", "version3.npy"})
    void whatNumpyWrites(String name) throws IOException {
        Path path = golden(name);
        Files.write(KeysFile.beside(path), bytes("keys.expected"));
        Contents contents = VectorFiles.read(path);
        assertThat(contents.main().vocabulary().keys()).isEqualTo(keys());
        assertThat(rows(contents)).isEqualTo(numbers());
    }

    @Test
    void whatNumpyWritesInHalfPrecision() throws IOException {
        float[] rounded = Arrays.copyOf(numbers(), 2 * DIMENSION);
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = Float.float16ToFloat(Float.floatToFloat16(rounded[i]));
        }
        assertThat(rows(VectorFiles.read(golden("float16.npy")))).isEqualTo(rounded);
    }

    @Test
    void aModelThatHoldsOneTableAmongOtherTensors() throws IOException {
        Contents contents = VectorFiles.read(golden("model2vec.safetensors"));
        assertThat(contents.main().vocabulary().keys())
                .containsExactly("0", "1", "2", "3", "4", "5");
        assertThat(rows(contents)).isEqualTo(numbers());
        assertThat(contents.extras()).containsOnlyKeys("mapping");
        assertThat(contents.metadata()).containsEntry("format", "pt");
    }

    @Test
    void ourArrayIsByteForByteWhatNumpyWrites() throws IOException {
        Path path = folder.resolve("ours.npy");
        Contents contents =
                Contents.of(Vocabulary.of(keys()), EmbeddingTable.of(numbers(), ROWS, DIMENSION));
        VectorFiles.write(path, contents, FileFormat.NUMPY, ProgressListener.NONE);
        assertThat(path).hasBinaryContent(bytes("float32.npy"));
        assertThat(KeysFile.beside(path)).hasBinaryContent(bytes("keys.expected"));
    }

    private static List<String> keys() throws IOException {
        return new String(bytes("keys.expected"), StandardCharsets.UTF_8).lines().toList();
    }

    private static float[] numbers() throws IOException {
        float[] numbers = new float[ROWS * DIMENSION];
        ByteBuffer.wrap(bytes("numbers.expected"))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(numbers);
        return numbers;
    }

    private static float[] rows(Contents contents) {
        EmbeddingTable table = contents.main().table();
        float[] rows = new float[table.rows() * table.dimension()];
        table.read(0, table.rows(), rows, 0);
        return rows;
    }

    private Path golden(String name) throws IOException {
        return Files.write(folder.resolve(name), bytes(name));
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = VectorFilesParityTest.class.getResourceAsStream("golden/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
