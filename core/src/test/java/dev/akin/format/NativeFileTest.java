package dev.akin.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.MalformedFileException;
import dev.akin.ProgressListener;
import dev.akin.kernel.ElementType;
import dev.akin.table.BinaryTable;
import dev.akin.table.CodesTable;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.Int8Table;
import dev.akin.table.QuantizedTable;
import dev.akin.table.SegmentTable;
import dev.akin.table.TrainableTable;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NativeFileTest {
    private static final float[] NUMBERS = {1, -2, 0.5f, 3, 4, 0};

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void keepsKeysCountsRowsAndNorms(ElementType type) throws IOException {
        Vocabulary keys = Vocabulary.of(List.of("кот", "a b", "中"), new long[] {9, 7, 7});
        EmbeddingTable rows = SegmentTable.copyOf(EmbeddingTable.of(NUMBERS, 3, 2), type);

        KeyedTable read = roundTrip(Contents.of(keys, rows)).main();

        assertThat(read.vocabulary().keys()).containsExactly("кот", "a b", "中");
        assertThat(read.vocabulary().count(0)).isEqualTo(9);
        assertThat(read.vocabulary().id("中")).isEqualTo(2);
        assertThat(read.vocabulary().id("none")).isEqualTo(-1);
        assertThat(read.table().elementType()).isEqualTo(type);
        assertThat(read.table().row(1)).containsExactly(0.5f, 3);
        assertThat(Objects.requireNonNull(read.norms()).get(ValueLayout.JAVA_FLOAT_UNALIGNED, 8))
                .isEqualTo(4);
    }

    @Test
    void keepsFurtherTablesExtrasAndMetadata() throws IOException {
        Vocabulary keys = Vocabulary.of(List.of("a", "b", "c"));
        TrainableTable trained = new TrainableTable(2, 3);
        trained.set(1, NUMBERS, 0);
        Map<String, KeyedTable> tables = new LinkedHashMap<>();
        tables.put("", new KeyedTable(keys, EmbeddingTable.of(NUMBERS, 3, 2)));
        tables.put("context/", new KeyedTable(keys, EmbeddingTable.of(NUMBERS, 3, 2)));
        tables.put("users/", new KeyedTable(Vocabulary.of(List.of("u", "v")), trained));
        Contents contents =
                new Contents(tables, Map.of("akin.kind", "recommender"), FileFormat.SAFETENSORS)
                        .withExtras(Map.of("columns.year", Tensor.of(1999L, 2000L, 2001L)));

        Contents read = roundTrip(contents);

        assertThat(read.tables()).containsOnlyKeys("", "context/", "users/");
        assertThat(read.table("context/").vocabulary()).isSameAs(read.main().vocabulary());
        assertThat(read.table("users/").table().row(1)).containsExactly(1, -2, 0.5f);
        assertThat(read.metadata()).containsEntry("akin.kind", "recommender");
        assertThat(read.extras()).containsOnlyKeys("columns.year");
        assertThat(read.extra("columns.year").data().get(ValueLayout.JAVA_LONG_UNALIGNED, 8))
                .isEqualTo(2000);
    }

    private static Contents threeRows(EmbeddingTable rows) {
        return Contents.of(Vocabulary.of(List.of("a", "b", "c")), rows);
    }

    private static EmbeddingTable codes() {
        byte[] codes = {0x10, 0x00, 0x11};
        float[] books = {1, 2, 3, 4, 5, 6, 7, 8};
        return CodesTable.of(MemorySegment.ofArray(codes), books, 2, 2);
    }

    @Test
    void keepsBytesAndBitsAsTheyAre() throws IOException {
        EmbeddingTable rows = EmbeddingTable.of(NUMBERS, 3, 2);
        for (EmbeddingTable small :
                List.of(Int8Table.copyOf(rows), BinaryTable.copyOf(rows), codes())) {
            EmbeddingTable read = roundTrip(threeRows(small)).main().table();
            assertThat(read).hasSameClassAs(small);
            assertThat(read.bytes()).isEqualTo(small.bytes());
            for (int row = 0; row < 3; row++) {
                assertThat(read.row(row)).containsExactly(small.row(row));
            }
            Path file = folder.resolve("small.safetensors");
            write(file, threeRows(small));
            assertThat(VectorFiles.verify(file, ReadOptions.DEFAULT).problems()).isEmpty();
        }
    }

    private static QuantizedTable.Codes codes(int bytes) {
        float[] centroids = new float[2 * 2 * QuantizedTable.CENTROIDS];
        for (int i = 0; i < centroids.length; i++) {
            centroids[i] = i % 97;
        }
        byte[] codes = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            codes[i] = (byte) (i * 83);
        }
        return new QuantizedTable.Codes(MemorySegment.ofArray(codes), centroids, 1, 2);
    }

    @Test
    void keepsCodesCentroidsAndRotation() throws IOException {
        float[] quarter = {0, 1, -1, 0};
        for (QuantizedTable small :
                List.of(
                        new QuantizedTable(codes(12), null),
                        QuantizedTable.turned(codes(12), quarter))) {
            EmbeddingTable read = roundTrip(threeRows(small)).main().table();
            assertThat(read).hasSameClassAs(small);
            assertThat(read.bytes()).isEqualTo(small.bytes());
            for (int row = 0; row < 3; row++) {
                assertThat(read.row(row)).containsExactly(small.row(row));
            }
        }
        assertThat(QuantizedTable.turned(codes(12), quarter).row(1))
                .containsExactly(
                        -new QuantizedTable(codes(12), null).row(1)[1],
                        new QuantizedTable(codes(12), null).row(1)[0]);
    }

    @Test
    void keepsColumns() throws IOException {
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put("text", Column.texts(List.of("Кот.", "", "天气\n👶")));
        columns.put("year", Column.integers(1999, -1, Long.MAX_VALUE));
        columns.put("score", Column.numbers(0.5f, -1, Float.NaN));
        Contents read = roundTrip(threeRows(EmbeddingTable.of(NUMBERS, 3, 2)).withColumns(columns));

        Column text = Objects.requireNonNull(read.columns().get("text"));
        Column year = Objects.requireNonNull(read.columns().get("year"));
        Column score = Objects.requireNonNull(read.columns().get("score"));
        assertThat(read.columns()).containsOnlyKeys("text", "year", "score");
        assertThat(text.kind()).isEqualTo(Column.Kind.TEXT);
        assertThat(List.of(text.text(0), text.text(1), text.text(2)))
                .containsExactly("Кот.", "", "天气\n👶");
        assertThat(year.integer(2)).isEqualTo(Long.MAX_VALUE);
        assertThat(year.text(1)).isEqualTo("-1");
        assertThat(score.number(0)).isEqualTo(0.5f);
        assertThat(VectorFiles.losses(read, FileFormat.WORD2VEC_TEXT))
                .contains("the column text", "the column year", "the column score");
        assertThatThrownBy(() -> text.integer(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the column holds TEXT, not INTEGER");
        assertThatThrownBy(() -> text.text(3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void refusesColumnsThatAreNone() throws IOException {
        Contents rows = threeRows(EmbeddingTable.of(NUMBERS, 3, 2));
        Tensor bytes = Tensor.of(TensorType.U8, MemorySegment.ofArray(new byte[5]), 5);
        refused(
                rows,
                Map.of("columns.a", Tensor.of(1L, 2L)),
                "\"a\" has 2 values, but there are 3");
        refused(rows, Map.of("columns.a", bytes), "must be I64 or F32 in one dimension");
        refused(rows, Map.of("columns.a.bytes", bytes), "\"a\" has no offsets");
        refused(
                rows,
                Map.of("columns.a.bytes", bytes, "columns.a.offsets", Tensor.of(0L, 1L, 2L, 6L)),
                "must go from 0 to 5, where the texts end, but goes from 0 to 6");
        Path file = folder.resolve("falling.safetensors");
        write(
                file,
                rows.withExtras(
                        Map.of(
                                "columns.a.bytes",
                                bytes,
                                "columns.a.offsets",
                                Tensor.of(0L, 4L, 2L, 5L))));
        assertThat(VectorFiles.verify(file, ReadOptions.DEFAULT).problems())
                .containsExactly(
                        "the column \"a\": the text of row 1 lies at bytes 4 to 2: the file is damaged");
        assertThatThrownBy(() -> rows.withColumns(Map.of("a.bytes", Column.integers(1, 2, 3))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a column cannot be called \"a.bytes\"");
        assertThatThrownBy(() -> rows.withColumns(Map.of("a", Column.integers(1, 2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"a\" has 2 values");
    }

    private void refused(Contents rows, Map<String, Tensor> extras, String reason)
            throws IOException {
        Path file = folder.resolve("refused.safetensors");
        write(file, rows.withExtras(extras));
        assertThatThrownBy(() -> VectorFiles.read(file))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void theSameContentsGiveTheSameBytes() throws IOException {
        Contents contents =
                Contents.of(Vocabulary.of(List.of("a", "b")), EmbeddingTable.of(new float[4], 2, 2))
                        .withMetadata(Map.of("z", "1", "y", "2", "x", "3"));
        write(folder.resolve("a.safetensors"), contents);
        write(folder.resolve("b.safetensors"), VectorFiles.read(folder.resolve("a.safetensors")));

        assertThat(folder.resolve("a.safetensors"))
                .hasSameBinaryContentAs(folder.resolve("b.safetensors"));
    }

    @Test
    void verifyingFindsNormsThatAreNotTheRows() throws IOException {
        Vocabulary keys = Vocabulary.of(List.of("a", "b", "c"));
        EmbeddingTable rows = EmbeddingTable.of(NUMBERS, 3, 2);
        MemorySegment right =
                MemorySegment.ofArray(
                        new float[] {(float) Math.sqrt(5), (float) Math.sqrt(9.25), 4});
        MemorySegment wrong = MemorySegment.ofArray(new float[] {(float) Math.sqrt(5), 3, 4});
        Path path = folder.resolve("file.safetensors");

        write(path, Contents.of(new KeyedTable(keys, rows, right)));
        assertThat(VectorFiles.verify(path, ReadOptions.DEFAULT).problems()).isEmpty();
        write(path, Contents.of(new KeyedTable(keys, rows, wrong)));
        assertThat(VectorFiles.verify(path, ReadOptions.DEFAULT).problems())
                .singleElement()
                .asString()
                .contains("\"b\"", "3.04", "not 3.0");
    }

    @Test
    void leavesNothingElseInTheFolder() throws IOException {
        write(
                folder.resolve("a.safetensors"),
                Contents.of(Vocabulary.of(List.of("a")), EmbeddingTable.of(new float[4], 1, 4)));
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("a.safetensors"));
        }
    }

    private Contents roundTrip(Contents contents) throws IOException {
        Path path = folder.resolve("file.safetensors");
        write(path, contents);
        return VectorFiles.read(path);
    }

    private static void write(Path path, Contents contents) throws IOException {
        VectorFiles.write(path, contents, FileFormat.SAFETENSORS, ProgressListener.NONE);
    }
}
