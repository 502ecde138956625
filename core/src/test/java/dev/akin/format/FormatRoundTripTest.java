package dev.akin.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.ProgressListener;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FormatRoundTripTest {
    @TempDir Path folder;

    static Stream<Arguments> pairs() {
        return Arrays.stream(FileFormat.values())
                .flatMap(a -> Arrays.stream(FileFormat.values()).map(b -> Arguments.of(a, b)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void nothingIsLostFromOneFormatToAnother(FileFormat first, FileFormat second)
            throws IOException {
        List<String> keys = List.of("кот", "a", "中文", "x_y", "😀", "</s>", "3", "1e5");
        float[] numbers = {
            1,
            -0.0f,
            0.1f,
            Float.MIN_VALUE,
            Float.MAX_VALUE,
            -Float.MIN_NORMAL,
            16777216,
            1e-5f,
            -1e10f,
            33.25f,
            7e6f,
            1 / 3f,
            2e-38f,
            9.999999e-5f,
            9999999,
            1e7f,
            0,
            1,
            2,
            3,
            4,
            5,
            6,
            7
        };
        Contents contents = Contents.of(Vocabulary.of(keys), EmbeddingTable.of(numbers, 8, 3));

        Contents through = roundTrip(roundTrip(contents, first), second);

        assertThat(through.main().vocabulary().keys()).isEqualTo(keys);
        assertThat(rows(through)).isEqualTo(numbers);
        assertThat(through.notes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void severalRangesAndBlocks(FileFormat format) throws IOException {
        int rows = 9_000;
        int dimension = 37;
        Random random = new Random(7);
        float[] numbers = new float[rows * dimension];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        List<String> keys = IntStream.range(0, rows).mapToObj(i -> "ключ" + i).toList();
        Contents contents =
                Contents.of(Vocabulary.of(keys), EmbeddingTable.of(numbers, rows, dimension));

        Contents through = roundTrip(contents, format);

        assertThat(through.main().vocabulary().keys()).isEqualTo(keys);
        assertThat(rows(through)).isEqualTo(numbers);
    }

    @Test
    void anEmptyTableIsATable() throws IOException {
        for (FileFormat format : FileFormat.values()) {
            if (format != FileFormat.GLOVE_TEXT) {
                Contents empty =
                        Contents.of(
                                Vocabulary.of(List.of()), EmbeddingTable.of(new float[0], 0, 5));
                assertThat(roundTrip(empty, format).main().table().dimension()).isEqualTo(5);
            }
        }
    }

    private Contents roundTrip(Contents contents, FileFormat format) throws IOException {
        Path path = Files.createTempDirectory(folder, "x").resolve(name(format));
        VectorFiles.write(path, contents, format, ProgressListener.NONE);
        // a .bin is fastText's only where there is something that word2vec's cannot hold
        assertThat(VectorFiles.forName(path))
                .isEqualTo(format == FileFormat.FASTTEXT ? FileFormat.WORD2VEC_BINARY : format);
        assertThat(VectorFiles.detect(path)).isEqualTo(format);
        return VectorFiles.read(path);
    }

    private static String name(FileFormat format) {
        return switch (format) {
            case SAFETENSORS -> "words.safetensors";
            case WORD2VEC_TEXT -> "words.vec";
            case WORD2VEC_BINARY, FASTTEXT -> "words.bin";
            case GLOVE_TEXT -> "glove.words.txt";
            case NUMPY -> "words.npy";
        };
    }

    private static float[] rows(Contents contents) {
        EmbeddingTable table = contents.main().table();
        float[] rows = new float[table.rows() * table.dimension()];
        table.read(0, table.rows(), rows, 0);
        return rows;
    }
}
