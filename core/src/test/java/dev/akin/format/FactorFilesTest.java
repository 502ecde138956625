package dev.akin.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.MalformedFileException;
import dev.akin.ProgressListener;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.FactoredTable;
import dev.akin.table.Int8Table;
import dev.akin.table.TensorTrainTable;
import dev.akin.table.TrainShape;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of rows that are rebuilt from factors.
class FactorFilesTest {
    @TempDir Path folder;

    private static float[] random(int length) {
        Random random = new Random(length);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static List<EmbeddingTable> tables() {
        EmbeddingTable inner = EmbeddingTable.of(random(6), 3, 2);
        return List.of(
                FactoredTable.of(inner, random(12), random(6)),
                train(),
                FactoredTable.of(Int8Table.copyOf(inner), random(12), random(6)));
    }

    private static EmbeddingTable train() {
        float[][] cores = {random(2 * 2 * 2), random(2 * 2 * 3 * 3), random(1 * 3 * 2)};
        return TensorTrainTable.of(new TrainShape(2, 2, 1, 2, 3, 2, 2, 3), 3, cores, random(12));
    }

    private Path write(EmbeddingTable table) throws IOException {
        Path path = folder.resolve("small.safetensors");
        Contents contents = Contents.of(Vocabulary.of(List.of("a", "б", "中")), table);
        VectorFiles.write(path, contents, FileFormat.SAFETENSORS, ProgressListener.NONE);
        return path;
    }

    @Test
    void comeBackAsTheyWere() throws IOException {
        for (EmbeddingTable table : tables()) {
            Path path = write(table);
            EmbeddingTable read = VectorFiles.read(path).main().table();
            assertThat(read).hasSameClassAs(table);
            assertThat(read.bytes()).isEqualTo(table.bytes());
            for (int row = 0; row < 3; row++) {
                assertThat(read.row(row)).containsExactly(table.row(row));
            }
            assertThat(VectorFiles.verify(path, ReadOptions.DEFAULT).problems()).isEmpty();
        }
    }

    @Test
    void aByteChangedAnywhereGivesAnAnswerOrAnError() throws IOException {
        for (EmbeddingTable table : tables()) {
            Path path = write(table);
            byte[] whole = Files.readAllBytes(path);
            for (int i = 0; i < whole.length; i += 5) {
                for (int value : new int[] {0, 0xff, whole[i] ^ 1}) {
                    byte[] changed = whole.clone();
                    changed[i] = (byte) value;
                    Files.write(path, changed);
                    Readings.readAll(path, ReadOptions.DEFAULT);
                }
            }
        }
    }

    @Test
    void cutShortTheyAreRefused() throws IOException {
        for (EmbeddingTable table : tables()) {
            Path path = write(table);
            byte[] whole = Files.readAllBytes(path);
            for (int length = 10; length < whole.length; length += 97) {
                Files.write(path, Arrays.copyOf(whole, length));
                assertThatThrownBy(() -> VectorFiles.read(path))
                        .isInstanceOf(MalformedFileException.class);
            }
        }
    }

    /// Replaces text in a file by text of the same length: header and metadata are ASCII there.
    private void refused(EmbeddingTable table, String from, String to, String reason)
            throws IOException {
        Path path = write(table);
        String text = Files.readString(path, StandardCharsets.ISO_8859_1);
        assertThat(text).contains(from);
        assertThat(to).hasSameSizeAs(from);
        Files.writeString(path, text.replace(from, to), StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> VectorFiles.read(path))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void saysWhatDoesNotAgree() throws IOException {
        EmbeddingTable table = tables().getFirst();
        refused(table, "svd+dense", "svd+zense", "is of the kind zense");
        refused(
                table,
                "svd+dense\\\"",
                "svd\\\"      ",
                "is of the kind svd, but not said is of what");
        refused(table, "embeddings.mean", "embeddings.xean", "embeddings.mean");
        refused(train(), "[2,2,3,3]", "[2,3,3,2]", "does not fit between the other cores");
        refused(train(), "[1,3,2]", "[6,1,1]", "does not fit between the other cores");
        refused(train(), "[2,2,2]", "[4,2,1]", "does not fit between the other cores");
        refused(train(), "[2,2,2]", "[1,4,2]", "must be F32 [24]");
    }
}
