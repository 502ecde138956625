package dev.akin.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.akin.MalformedFileException;
import dev.akin.embeddings.Embeddings;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.IndexedTable;
import dev.akin.table.Int8Table;
import dev.akin.vocabulary.Subwords;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FewerRowsTest {
    /// Two pairs that point the same way, and two alone.
    private static final float[] NUMBERS = {
        1, 0, 0, //
        0, 1, 0, //
        2, 0.1f, 0, //
        0, 0, 3, //
        0, 5, 0.1f, //
        -1, -1, -1
    };

    private static final EmbeddingTable ROWS = EmbeddingTable.of(NUMBERS, 6, 3);
    private static final Vocabulary KEYS =
            Vocabulary.of(List.of("кот", "dog", "cat", "天气", "wolf", "x"));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static IndexedTable indexed(EmbeddingTable table) {
        assertThat(table).isInstanceOf(IndexedTable.class);
        return (IndexedTable) table;
    }

    @Test
    void mergesRowsThatPointTheSameWay() {
        IndexedTable merged = indexed(Deduplication.builder().cosine(0.95).build().compress(ROWS));
        assertThat(merged.inner().rows()).isEqualTo(4);
        assertThat(merged.row(2)).containsExactly(merged.row(0)).containsExactly(1, 0, 0);
        assertThat(merged.row(4)).containsExactly(0, 1, 0);
        assertThat(merged.row(5)).containsExactly(-1, -1, -1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Deduplication.builder().cosine(1.5))
                .withMessage("0 < cosine ≤ 1, not 1.5");
    }

    @Test
    void keepsTheFirstRowsAndTheNearestForTheOthers() {
        IndexedTable pruned = indexed(Pruning.builder().keep(2).build().compress(ROWS));
        assertThat(pruned.inner().rows()).isEqualTo(2);
        assertThat(pruned.row(2)).containsExactly(1, 0, 0);
        assertThat(pruned.row(4)).containsExactly(0, 1, 0);
    }

    @Test
    void keepsTheLongestOrThoseWithoutASubstitute() {
        IndexedTable longest =
                indexed(
                        Pruning.builder()
                                .keep(0.34)
                                .by(Pruning.Worth.NORM)
                                .instead(Pruning.Instead.MEAN)
                                .build()
                                .compress(ROWS));
        assertThat(longest.row(3)).containsExactly(0, 0, 3);
        assertThat(longest.row(4)).containsExactly(0, 5, 0.1f);
        assertThat(longest.row(0)).containsExactly(longest.row(5));
        assertThat(longest.row(0)[0]).isCloseTo((1 + 0 + 2 - 1) / 4f, Offset.offset(1e-6f));
        IndexedTable useful =
                indexed(
                        Pruning.builder()
                                .keep(4)
                                .by(Pruning.Worth.USEFULNESS)
                                .build()
                                .compress(ROWS));
        assertThat(useful.row(2)).containsExactly(1, 0, 0);
        assertThat(useful.row(4)).containsExactly(0, 1, 0);
        assertThat(useful.row(3)).containsExactly(0, 0, 3);
    }

    @Test
    void scoresAreThoseOfItsRows() {
        IndexedTable table =
                IndexedTable.of(
                        ROWS,
                        MemorySegment.ofArray(new int[] {3, 4, 5, -1, 0, 0, -1}),
                        new float[] {1, 2, 2});
        float[] query = {0.5f, -1, 2};
        float[] dots = new float[7];
        float[] norms = new float[7];
        float[] read = new float[21];
        table.dots(query, 0, 7, dots, 0);
        table.norms(0, 7, norms, 0);
        table.read(0, 7, read, 0);
        for (int row = 0; row < 7; row++) {
            float[] values = table.row(row);
            double dot = 0;
            double square = 0;
            for (int i = 0; i < 3; i++) {
                dot += query[i] * values[i];
                square += values[i] * values[i];
                assertThat(read[row * 3 + i]).isEqualTo(values[i]);
            }
            assertThat(dots[row]).isCloseTo((float) dot, Offset.offset(1e-5f));
            assertThat(norms[row]).isCloseTo((float) Math.sqrt(square), Offset.offset(1e-5f));
        }
        float[] gathered = new float[6];
        table.gather(new int[] {6, 1}, 2, gathered, 0);
        assertThat(gathered).containsExactly(1, 2, 2, 0, 5, 0.1f);
    }

    @Test
    void anIndexThatLiesIsRefused() {
        MemorySegment index = MemorySegment.ofArray(new int[] {0, 6});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IndexedTable.of(ROWS, index, null))
                .withMessage("row 1 is to be row 6 of 6");
        MemorySegment none = MemorySegment.ofArray(new int[] {0, -1});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IndexedTable.of(ROWS, none, null))
                .withMessage("row 1 is to be row -1 of 6, but there is no fallback");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IndexedTable.of(ROWS, none, new float[2]))
                .withMessage("the fallback has 2 dimensions, the rows 3");
    }

    @Test
    void nestedKindsComeBackFromAFile() throws IOException {
        Compressor both =
                Methods.of(
                        "prune+int8",
                        MethodRequest.standard()
                                .with(MethodOption.KEEP, "50%")
                                .with(MethodOption.INSTEAD, "mean")
                                .of(KEYS));
        Embeddings small = Compression.of(Embeddings.of(KEYS, ROWS), both);
        Path file = folder.resolve("small.safetensors");
        small.save(file);
        Embeddings read = Embeddings.load(file);
        assertThat(indexed(read.table()).inner()).isInstanceOf(Int8Table.class);
        for (int row = 0; row < 6; row++) {
            assertThat(read.table().row(row)).containsExactly(small.table().row(row));
        }
        assertThat(both.method()).isEqualTo("prune+int8");
        assertThat(read.metadata()).containsKey(Compression.METADATA);
    }

    @Test
    void partsOfWordsAreMadeSmallerToo() throws IOException {
        Subwords rules = Subwords.of(3, 6, 6);
        Embeddings whole = Embeddings.builder(KEYS, ROWS).subwords(rules, ROWS, null).build();
        Path file = folder.resolve("parts.safetensors");
        Compression.of(whole, Methods.of("int8", MethodRequest.standard())).save(file);
        Embeddings read = Embeddings.load(file);
        assertThat(Objects.requireNonNull(read.subwords()).rows()).isInstanceOf(Int8Table.class);
        assertThat(read.vector("котики")).hasSize(3);
    }

    @Test
    void aFileWhoseIndexLiesIsMalformed() throws IOException {
        Embeddings small = Embeddings.of(KEYS, Pruning.builder().keep(2).build().compress(ROWS));
        Path file = folder.resolve("small.safetensors");
        small.save(file);
        byte[] bytes = Files.readAllBytes(file);
        String header = new String(bytes, StandardCharsets.ISO_8859_1);
        int data =
                8
                        + MemorySegment.ofArray(bytes)
                                .get(java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED, 0);
        java.util.regex.Matcher at =
                java.util.regex.Pattern.compile(
                                "\"embeddings.index\":\\{[^}]*\"data_offsets\":\\[(\\d+),")
                        .matcher(header);
        assertThat(at.find()).isTrue();
        bytes[data + Integer.parseInt(at.group(1))] = 77;
        Files.write(file, bytes);
        Assertions.assertThatThrownBy(() -> Embeddings.load(file))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("embeddings.index")
                .hasMessageContaining("row 0 is to be row 77 of 2");
    }

    @Test
    void rowsWithoutNumbersAreRefused() {
        Embeddings broken =
                Embeddings.of(
                        Vocabulary.of(List.of("a", "кот")),
                        EmbeddingTable.of(new float[] {1, Float.NaN}, 2, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Compression.of(broken, HalfPrecision.float16()))
                .withMessageContaining("the row of \"кот\" holds NaN");
    }

    @Test
    void fidelityOfTheSameIsPerfectAndOfLessIsLess() {
        float[] values = new float[400 * 8];
        Random random = new Random(3);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        Embeddings before =
                Embeddings.of(
                        Vocabulary.of(
                                java.util.stream.IntStream.range(0, 400)
                                        .mapToObj(i -> "w" + i)
                                        .toList()),
                        EmbeddingTable.of(values, 400, 8));
        Fidelity same = Fidelity.between(before, before, Fidelity.Options.standard());
        assertThat(same.error()).isZero();
        assertThat(same.overlap()).isEqualTo(1);
        assertThat(same.asked()).isEqualTo(400);
        Embeddings small = Compression.of(before, Methods.of("binary", MethodRequest.standard()));
        Fidelity less = Fidelity.between(before, small, Fidelity.Options.standard());
        assertThat(less.error()).isBetween(0.3, 1.5);
        assertThat(less.cosine()).isBetween(0.5, 0.95);
        assertThat(less.overlap()).isBetween(0.1, 0.9);
    }

    @Test
    void aChoiceThatIsNoneIsSaid() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Methods.of("prune", MethodRequest.standard().with(MethodOption.BY, "size")))
                .withMessage("by is frequency or norm or usefulness, not \"size\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Methods.of("prune", MethodRequest.standard().with(MethodOption.KEEP, "x%")))
                .withMessageContaining("keep is no number: \"x\"");
    }
}
