package dev.akin.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.MalformedFileException;
import dev.akin.ProgressListener;
import dev.akin.table.EmbeddingTable;
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

/// What every way in which rows are stored promises. A new one adds its tables to a subclass.
abstract class StoredRowsContract {
    @TempDir Path folder;

    /// Of three rows each.
    abstract List<EmbeddingTable> tables();

    static float[] random(int length) {
        Random random = new Random(length);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    final Path write(EmbeddingTable table) throws IOException {
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
            assertThat(StoredRows.kindOf(read)).isEqualTo(StoredRows.kindOf(table));
            assertThat(read.bytes()).isEqualTo(table.bytes());
            float[] query = random(table.dimension());
            float[] dots = new float[3];
            float[] wanted = new float[3];
            read.dots(query, 0, 3, dots, 0);
            table.dots(query, 0, 3, wanted, 0);
            assertThat(dots).containsExactly(wanted, within(1e-4f));
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
            int step = Math.max(5, whole.length / 400);
            for (int i = 0; i < whole.length; i += step) {
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
    ///
    /// @param replaced texts, each followed by what stands in its place
    final void refused(EmbeddingTable table, String reason, String... replaced) throws IOException {
        Path path = write(table);
        String text = Files.readString(path, StandardCharsets.ISO_8859_1);
        for (int i = 0; i < replaced.length; i += 2) {
            assertThat(text).contains(replaced[i]);
            assertThat(replaced[i + 1]).hasSameSizeAs(replaced[i]);
            text = text.replace(replaced[i], replaced[i + 1]);
        }
        Files.writeString(path, text, StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> VectorFiles.read(path))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining(reason);
    }
}
