package dev.akin.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.MalformedFileException;
import dev.akin.ProgressListener;
import dev.akin.table.CpTable;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.FactoredTable;
import dev.akin.table.Int8Table;
import dev.akin.table.TensorTrainTable;
import dev.akin.table.TrainShape;
import dev.akin.table.TuckerShape;
import dev.akin.table.TuckerTable;
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
                FactoredTable.of(Int8Table.copyOf(inner), random(12), random(6)),
                cp(inner),
                cp(Int8Table.copyOf(inner)),
                tucker(inner),
                tucker(Int8Table.copyOf(inner)));
    }

    private static EmbeddingTable cp(EmbeddingTable inner) {
        return CpTable.of(inner, new float[][] {random(4), random(6)}, random(6));
    }

    private static EmbeddingTable tucker(EmbeddingTable inner) {
        float[][] factors = {random(2 * 1 * 3), random(2), random(9)};
        return TuckerTable.of(inner, new TuckerShape(2, 3, 1, 3), factors, random(6));
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

    @Test
    void saysWhatFactorsDoNotAgree() throws IOException {
        EmbeddingTable inner = EmbeddingTable.of(random(6), 3, 2);
        EmbeddingTable cp = cp(inner);
        refused(cp, "cp+dense\\\"", "cp\\\"      ", "is of the kind cp, but not said is of what");
        refused(cp, "embeddings.factor.2", "embeddings.factor.3", "embeddings.factor.2");
        refused(cp, "[2,2]", "[4,1]", "is of rank 2, but the other factor of 1");
        refused(cp, "[2,2]", "[0,2]", "takes 0 bytes, but its offsets span 16");
        refused(cp, "[2,2]", "[4  ]", "must be F32 in 2 dimensions, but is [4]");
        refused(cp, "\\\"rows\\\":3", "\\\"rows\\\":4", "has 3 rows, but akin.tables says 4");
        EmbeddingTable tucker = tucker(inner);
        refused(tucker, "tucker+dense", "tucker+svd  ", "is of the kind svd  ");
        refused(tucker, "embeddings.core.1", "embeddings.core.2", "embeddings.core.1");
        refused(tucker, "[2,1,3]", "[2,3,1]", "is of ranks 3 and 1, but the factors of 1 and 3");
        refused(tucker, "[2,1,3]", "[1,2,3]", "is of ranks 2 and 3, but the factors of 1 and 3");
        refused(tucker, "[2,1]", "[1,2]", "is of ranks 1 and 3, but the factors of 2 and 3");
        refused(tucker, "[2,1,3]", "[2,3  ]", "must be F32 in 3 dimensions, but is [2, 3]");
        refused(tucker, "[6]", "[3]", "takes 12 bytes, but its offsets span 24");
    }

    /// All lengths agree, but more numbers stand for a side than it has.
    @Test
    void saysWhichFactorIsTooLong() throws IOException {
        float[][] factors = {random(3 * 2 * 2), random(4 * 2), random(3 * 2)};
        EmbeddingTable inner = EmbeddingTable.of(random(9), 3, 3);
        EmbeddingTable tucker =
                TuckerTable.of(inner, new TuckerShape(4, 3, 2, 2), factors, random(12));
        Path path = write(tucker);
        String text = Files.readString(path, StandardCharsets.ISO_8859_1);
        String changed =
                text.replace("[3,2,2]", "[3,4,1]")
                        .replace("[4,2]", "[2,4]")
                        .replace("[3,2]", "[6,1]");
        Files.writeString(path, changed, StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> VectorFiles.read(path))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("the tensor \"embeddings.core.1\" stands with parts that do")
                .hasMessageContaining("the rank of the first side is 4, but 1 to 2 will do");
    }
}
