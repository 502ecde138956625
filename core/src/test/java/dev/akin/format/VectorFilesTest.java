package dev.akin.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VectorFilesTest {
    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2 3\na 1 2 3\nb 4 5 6\n",
                "2 3\na 1 2 3\nb 4 5 6",
                "2 3\na 1 2 3 \nb 4 5 6 \n",
                "2 3\r\na 1 2 3\r\nb 4 5 6\r\n",
                "2 3 \na\t1\t2\t3\nb\t4\t5\t6\n\n\n",
                "2 3\na  1  2 3\nb 4.0 5e0 +6\n",
                "a 1 2 3\nb 4 5 6\n",
                "a 1 2 3\r\nb 4 5 6\r\n\r\n"
            })
    void readsTextAsManyToolsWriteIt(String text) throws IOException {
        Contents contents = VectorFiles.read(write("words.txt", text));
        assertThat(contents.main().vocabulary().keys()).containsExactly("a", "b");
        assertThat(contents.main().table().row(0)).containsExactly(1, 2, 3);
        assertThat(contents.main().table().row(1)).containsExactly(4, 5, 6);
    }

    @Test
    void gloveKeysMayHoldSpacesAndEndInNumbers() throws IOException {
        String text =
                "the 1 2\n. . . 3 4\nat name@domain.com 5 6\n1 7 8\nroute 66 9 10\nin 11 12\n";
        Contents contents = VectorFiles.read(write("glove.6B.2d.txt", text));
        assertThat(contents.format()).isEqualTo(FileFormat.GLOVE_TEXT);
        assertThat(contents.main().vocabulary().keys())
                .containsExactly("the", ". . .", "at name@domain.com", "1", "route 66", "in");
        assertThat(contents.main().table().row(4)).containsExactly(9, 10);
    }

    @Test
    void ofDuplicateKeysTheFirstIsKept() throws IOException {
        String rows = "a 1\nb 2\na 3\nc 4\na 5\nb 6\nd 7\n";
        Contents text = VectorFiles.read(write("words.vec", "7 1\n" + rows));
        assertThat(text.notes()).containsExactly("3 duplicate keys: first kept");
        assertThat(text.main().vocabulary().keys()).containsExactly("a", "b", "c", "d");
        assertThat(numbers(text)).containsExactly(1, 2, 4, 7);

        write("words.keys", "a\nb\na\n");
        Path array = folder.resolve("words.npy");
        VectorFiles.write(
                array,
                Contents.of(
                        Vocabulary.of(List.of("x", "y", "z")),
                        EmbeddingTable.of(new float[] {1, 2, 3}, 3, 1)),
                FileFormat.NUMPY,
                ProgressListener.NONE);
        write("words.keys", "a\na\nb\n");
        Contents numpy = VectorFiles.read(array);
        assertThat(numpy.notes()).containsExactly("1 duplicate key: first kept");
        assertThat(numbers(numpy)).containsExactly(1, 3);
    }

    @Test
    void manyDuplicateKeys() throws IOException {
        StringBuilder text = new StringBuilder("20000 2\n");
        for (int i = 0; i < 20_000; i++) {
            text.append("key").append(i % 777).append(' ').append(i).append(" 1\n");
        }
        Contents contents = VectorFiles.read(write("words.vec", text.toString()));
        assertThat(contents.notes()).containsExactly("19223 duplicate keys: first kept");
        assertThat(contents.main().table().rows()).isEqualTo(777);
        for (int i = 0; i < 777; i++) {
            assertThat(contents.main().vocabulary().id("key" + i)).isEqualTo(i);
            assertThat(contents.main().table().row(i)[0]).isEqualTo(i);
        }
    }

    @Test
    void binaryWithAndWithoutNewlines() throws IOException {
        Path path = folder.resolve("words.bin");
        byte[] one = {0, 0, (byte) 0x80, 0x3f};
        for (String end : List.of("", "\n")) {
            try (FileChannel out =
                    FileChannel.open(
                            path,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)) {
                append(out, "2 1\nкот ".getBytes(StandardCharsets.UTF_8));
                append(out, one);
                append(out, (end + "b ").getBytes(StandardCharsets.UTF_8));
                append(out, one);
                append(out, end.getBytes(StandardCharsets.UTF_8));
            }
            Contents contents = VectorFiles.read(path);
            assertThat(contents.format()).isEqualTo(FileFormat.WORD2VEC_BINARY);
            assertThat(contents.main().vocabulary().keys()).containsExactly("кот", "b");
            assertThat(numbers(contents)).containsExactly(1, 1);
        }
    }

    @Test
    void anotherToolsSafetensorsHaveNumberedKeys() throws IOException {
        Path path = folder.resolve("model.safetensors");
        Safetensors.write(
                path,
                Map.of(
                        "embedding.weight",
                        Tensor.of(TensorType.F32, segment(1, 2, 3, 4, 5, 6), 3, 2),
                        "weights",
                        Tensor.of(0.5f, 0.25f, 0.125f)),
                Map.of("made_by", "another"),
                ProgressListener.NONE);
        Contents contents = VectorFiles.read(path);
        assertThat(contents.main().vocabulary().keys()).containsExactly("0", "1", "2");
        assertThat(contents.main().table().row(2)).containsExactly(5, 6);
        assertThat(contents.extras()).containsOnlyKeys("weights");
        assertThat(contents.metadata()).containsEntry("made_by", "another");
        assertThat(contents.notes().getFirst()).contains("embedding.weight");
    }

    @Test
    void ofSeveralUnnamedTablesNoneIsGuessed() throws IOException {
        Path path = folder.resolve("model.safetensors");
        Tensor table = Tensor.of(TensorType.F32, segment(1, 2), 1, 2);
        Safetensors.write(path, Map.of("a", table, "b", table), Map.of(), ProgressListener.NONE);
        assertThatThrownBy(() -> VectorFiles.read(path))
                .hasMessageContaining("of 2 tensors, 2 are F32, F16 or BF16 in two dimensions");
    }

    @Test
    void numpyWithoutKeysHasNumberedOnes() throws IOException {
        Path path = save("words.npy", FileFormat.NUMPY);
        Files.delete(folder.resolve("words.keys"));
        Contents contents = VectorFiles.read(path);
        assertThat(contents.main().vocabulary().keys()).containsExactly("0", "1");
        assertThat(contents.notes().getFirst()).contains("words.keys");
    }

    @ParameterizedTest
    @CsvSource({
        "words.safetensors,SAFETENSORS",
        "words.akin,SAFETENSORS",
        "words.NPY,NUMPY",
        "words.bin,WORD2VEC_BINARY",
        "words.vec,WORD2VEC_TEXT",
        "words.txt,WORD2VEC_TEXT",
        "glove.6B.300d.txt,GLOVE_TEXT"
    })
    void theNameOfAFileToWriteTellsItsFormat(String name, FileFormat format) {
        assertThat(VectorFiles.forName(Path.of(name))).isEqualTo(format);
    }

    @Test
    void aNameWithoutAKnownExtensionIsRefused() {
        assertThatThrownBy(() -> VectorFiles.forName(Path.of("words")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("use .safetensors, .vec, .txt, .bin or .npy");
        assertThatThrownBy(() -> FileFormat.ofLabel("word2vec"))
                .hasMessageContaining("safetensors, word2vec-text, word2vec-binary, glove, numpy");
    }

    @ParameterizedTest
    @EnumSource
    void contentIsBelievedMoreThanTheName(FileFormat format) throws IOException {
        Path path = save("words.npy", format);
        Path other = folder.resolve("renamed.dat");
        Files.move(path, other);
        assertThat(VectorFiles.detect(other)).isEqualTo(format);
    }

    @Test
    void saysWhatAFormatLosesOfContents() {
        Contents contents =
                Contents.of(
                                Vocabulary.of(List.of("a"), new long[] {3}),
                                EmbeddingTable.of(new float[1], 1, 1))
                        .withMetadata(Map.of("akin.text", "{}"))
                        .withExtras(Map.of("years", Tensor.of(1L)))
                        .withColumns(Map.of("year", Column.integers(1)));
        assertThat(VectorFiles.losses(contents, FileFormat.SAFETENSORS)).isEmpty();
        assertThat(VectorFiles.losses(contents, FileFormat.GLOVE_TEXT))
                .containsExactly(
                        "the counts of the keys",
                        "the metadata",
                        "the column year",
                        "the tensor years");
    }

    @Test
    void progressReachesTheEnd() throws IOException {
        for (FileFormat format : FileFormat.values()) {
            List<Progress> heard = new ArrayList<>();
            Path path = folder.resolve("words.npy");
            VectorFiles.write(path, contents(), format, heard::add);
            assertThat(heard.getLast().done()).isEqualTo(heard.getLast().total());
            heard.clear();
            VectorFiles.read(path, ReadOptions.builder().from(format).listener(heard::add).build());
            assertThat(heard).allMatch(progress -> progress.done() <= progress.total());
        }
    }

    @ParameterizedTest
    @EnumSource
    void verifyFindsNothingWrongWithASoundFile(FileFormat format) throws IOException {
        Verification sound = VectorFiles.verify(save("words.npy", format), options(format));
        assertThat(sound.problems()).isEmpty();
        assertThat(sound.sound()).isTrue();
        assertThat(sound.checksums()).isEqualTo(format == FileFormat.SAFETENSORS);
    }

    @Test
    void verifyFindsEveryChangedByteOfTheTensors() throws IOException {
        Path path = save("words.safetensors", FileFormat.SAFETENSORS);
        byte[] whole = Files.readAllBytes(path);
        long header = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
        int start = (int) (Long.BYTES + header);
        assertThat(whole.length - start).isGreaterThan(50);
        for (int i = start; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 0x40;
            Files.write(path, changed);
            try {
                assertThat(VectorFiles.verify(path, ReadOptions.DEFAULT).sound())
                        .as("byte " + i)
                        .isFalse();
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("vocabulary.offsets");
            }
        }
    }

    @Test
    void verifyNamesKeysWithNumbersThatAreNone() throws IOException {
        Path path = folder.resolve("words.safetensors");
        Contents contents =
                Contents.of(
                        Vocabulary.of(List.of("a", "b")),
                        EmbeddingTable.of(new float[] {1, Float.POSITIVE_INFINITY}, 2, 1));
        VectorFiles.write(path, contents, FileFormat.SAFETENSORS, ProgressListener.NONE);
        assertThat(VectorFiles.verify(path, ReadOptions.DEFAULT).problems())
                .containsExactly("the key \"b\" has the number Infinity");
    }

    /// What another program does to a file that is mapped must end in an exception of ours, not of the JVM's.
    @Test
    void aMappedFileCutShortWhileItIsCopied() throws IOException {
        Path path = folder.resolve("words.safetensors");
        Contents large =
                Contents.of(
                        Vocabulary.of(List.of("a", "b")),
                        EmbeddingTable.of(new float[2 * 50_000], 2, 50_000));
        VectorFiles.write(path, large, FileFormat.SAFETENSORS, ProgressListener.NONE);
        Contents mapped = VectorFiles.read(path);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.truncate(10_000);
        }
        for (FileFormat format : List.of(FileFormat.SAFETENSORS, FileFormat.WORD2VEC_BINARY)) {
            assertThatThrownBy(() ->
                            VectorFiles.write(
                                    folder.resolve("copy"), mapped, format, ProgressListener.NONE))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the mapped file was cut short");
        }
        assertThat(folder.resolve("copy")).doesNotExist();
    }

    private static ReadOptions options(FileFormat format) {
        return ReadOptions.builder().from(format).build();
    }

    private Path save(String name, FileFormat format) throws IOException {
        Path path = folder.resolve(name);
        VectorFiles.write(path, contents(), format, ProgressListener.NONE);
        return path;
    }

    private static Contents contents() {
        return Contents.of(
                Vocabulary.of(List.of("a", "кот")),
                EmbeddingTable.of(new float[] {1, 2, 0.1f, 4}, 2, 2));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static void append(FileChannel out, byte[] bytes) throws IOException {
        out.write(ByteBuffer.wrap(bytes));
    }

    private static MemorySegment segment(float... values) {
        return MemorySegment.ofArray(values);
    }

    private static float[] numbers(Contents contents) {
        EmbeddingTable table = contents.main().table();
        float[] numbers = new float[table.rows() * table.dimension()];
        table.read(0, table.rows(), numbers, 0);
        return numbers;
    }
}
