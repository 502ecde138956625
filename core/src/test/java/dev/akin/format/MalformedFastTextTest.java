package dev.akin.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.MalformedFileException;
import dev.akin.ProgressListener;
import dev.akin.embeddings.TextClassifier;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// fastText files that are not what they claim to be.
class MalformedFastTextTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/fasttext");
    private static final int ARGUMENTS = 8;
    private static final int DICTIONARY = ARGUMENTS + 12 * 4 + 8;
    private static final int FIRST_WORD = DICTIONARY + 3 * 4 + 2 * 8;

    @TempDir Path folder;

    private static byte[] golden(String name) throws IOException {
        return Files.readAllBytes(GOLDEN.resolve(name));
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static SubwordTable subwords(Contents contents) {
        return Objects.requireNonNull(contents.subwords());
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("model.bin"), bytes);
    }

    private void refuses(String name, Consumer<ByteBuffer> change, String... reasons)
            throws IOException {
        byte[] bytes = golden(name);
        change.accept(little(bytes));
        Path path = write(bytes);
        assertThatThrownBy(() ->
                        VectorFiles.read(
                                path, ReadOptions.builder().from(FileFormat.FASTTEXT).build()))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("model.bin: byte ")
                .hasMessageContainingAll(reasons);
    }

    @ParameterizedTest
    @ValueSource(strings = {"skipgram.bin", "hs.bin", "pruned-hs.ftz", "quantized-softmax.ftz"})
    void cutShortAnywhere(String name) throws IOException {
        byte[] whole = golden(name);
        for (int length = 0; length < whole.length; length += length < 150 ? 1 : 101) {
            Path path = write(Arrays.copyOf(whole, length));
            assertThatThrownBy(() ->
                            VectorFiles.read(
                                    path, ReadOptions.builder().from(FileFormat.FASTTEXT).build()))
                    .as("cut at " + length)
                    .isInstanceOf(MalformedFileException.class);
        }
    }

    /// Every byte of the arguments and the first entries, and some of the rest.
    @ParameterizedTest
    @ValueSource(strings = {"skipgram.bin", "hs.bin", "pruned-hs.ftz", "ova.bin"})
    void aByteChangedAnywhereGivesAnAnswerOrAnError(String name) throws IOException {
        byte[] whole = golden(name);
        for (int i = 0; i < whole.length; i += i < FIRST_WORD + 20 ? 1 : 103) {
            for (int value : new int[] {0xff, whole[i] ^ 1}) {
                byte[] changed = whole.clone();
                changed[i] = (byte) value;
                Path path = write(changed);
                Readings.readAll(path, ReadOptions.builder().from(FileFormat.FASTTEXT).build());
                classify(path);
            }
        }
    }

    private static void classify(Path path) throws IOException {
        try {
            assertThat(TextClassifier.load(path).predict("the cat", 2)).hasSizeBetween(0, 2);
        } catch (MalformedFileException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 7, a fastText model with 793712314",
        "4, 13, of version 13",
        "4, 10, 11 and 12 are read",
        "8, 0, the dimension is 0",
        "8, 7, the input matrix is",
        "32, 5, the loss is 5",
        "36, 0, the model is 0",
        "40, 91, arguments say",
        "44, 5, the bounds are reversed",
        "48, 256, at most 255"
    })
    void argumentsThatCannotBe(int offset, int value, String reason) throws IOException {
        refuses("skipgram.bin", bytes -> bytes.putInt(offset, value), reason);
    }

    @Test
    void aVocabularyThatClaimsMoreThanThereIs() throws IOException {
        refuses(
                "skipgram.bin",
                bytes ->
                        bytes.putInt(DICTIONARY, Integer.MAX_VALUE)
                                .putInt(DICTIONARY + 4, Integer.MAX_VALUE),
                "the dictionary says 2147483647 entries, but the file has room for at most ");
        refuses(
                "skipgram.bin",
                bytes -> bytes.putInt(DICTIONARY, -1).putInt(DICTIONARY + 4, -1),
                "the dictionary says -1 entries");
        refuses("hs.bin", bytes -> bytes.putInt(DICTIONARY + 8, 4), "of which", "and 4 labels");
        refuses(
                "pruned-hs.ftz",
                bytes -> bytes.putLong(DICTIONARY + 20, 1L << 40),
                "1099511627776 of 400 n-grams were kept");
    }

    @Test
    void aWordOfAnotherKindOrWithANegativeCount() throws IOException {
        byte[] bytes = golden("skipgram.bin");
        int end = FIRST_WORD;
        while (bytes[end] != 0) {
            end++;
        }
        int count = end + 1;
        refuses("skipgram.bin", b -> b.putLong(count, -5), "the count -5");
        refuses(
                "skipgram.bin",
                b -> b.put(count + 8, (byte) 1),
                "the kind 1, but its kind must be 0");
    }

    @Test
    void bytesAfterTheEnd() throws IOException {
        byte[] whole = golden("skipgram.bin");
        Path path = write(Arrays.copyOf(whole, whole.length + 3));
        assertThatThrownBy(() -> VectorFiles.read(path))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("3 bytes follow the output matrix");
    }

    /// Matrices are mapped, so that nothing looks at their numbers before somebody asks.
    @Test
    void numbersThatAreNoneAreFoundByVerify() throws IOException {
        byte[] bytes = golden("skipgram.bin");
        little(bytes).putFloat(bytes.length - 4, Float.NaN);
        List<String> problems = VectorFiles.verify(write(bytes), ReadOptions.DEFAULT).problems();
        assertThat(problems).singleElement().asString().contains("has the number NaN");
    }

    @Test
    void verifyLooksAtSubwords() throws IOException {
        Contents sound = VectorFiles.read(GOLDEN.resolve("skipgram.bin"));
        assertThat(VectorFiles.verify(GOLDEN.resolve("skipgram.bin"), ReadOptions.DEFAULT).sound())
                .isTrue();
        SubwordTable subwords = subwords(sound);
        float[] rows = new float[subwords.rows().rows() * 6];
        subwords.rows().read(0, subwords.rows().rows(), rows, 0);
        rows[8] = Float.NEGATIVE_INFINITY;
        Path path = folder.resolve("ours.safetensors");
        VectorFiles.write(
                path,
                sound.withSubwords(
                        new SubwordTable(
                                subwords.rules(),
                                EmbeddingTable.of(rows, subwords.rows().rows(), 6),
                                null)),
                FileFormat.SAFETENSORS,
                ProgressListener.NONE);
        assertThat(VectorFiles.verify(path, ReadOptions.DEFAULT).problems())
                .containsExactly("the n-grams of bucket 1 have the number -Infinity");
    }

    @Test
    void centroidsThatAreNoNumbersAreRefusedAtOnce() throws IOException {
        byte[] bytes = golden("quantized-softmax.ftz");
        int output = 1 + 16 + 5 * 6 * 4; // the flag, the sizes and the numbers of the output matrix
        int centroids = bytes.length - output - 256 * 6 * 4;
        refuses(
                "quantized-softmax.ftz",
                b -> b.putFloat(centroids + 40, Float.NaN),
                "the centroids: number 11 is NaN");
    }

    @Test
    void aKeyThatFastTextCannotHoldIsNamed() {
        Contents contents =
                Contents.of(
                        Vocabulary.of(List.of("a", "b\0c")),
                        EmbeddingTable.of(new float[] {1, 2}, 2, 1));
        Path path = folder.resolve("out.bin");
        assertThatThrownBy(() ->
                        VectorFiles.write(
                                path, contents, FileFormat.FASTTEXT, ProgressListener.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holds a zero byte");
        assertThat(path).doesNotExist();
    }

    @Test
    void aWordThatIsNoUtf8IsKeptAsItIs() throws IOException {
        byte[] bytes = golden("skipgram.bin");
        bytes[FIRST_WORD] = (byte) 0xff;
        Path path = write(bytes);
        Path copy = folder.resolve("copy.bin");
        VectorFiles.write(copy, VectorFiles.read(path), FileFormat.FASTTEXT, ProgressListener.NONE);
        assertThat(copy).hasSameBinaryContentAs(path);
    }

    @Test
    void version11HasNoNgramsWhereThereAreLabels() throws IOException {
        byte[] labels = golden("hs.bin");
        labels[4] = 11;
        SubwordTable none = subwords(VectorFiles.read(write(labels)));
        assertThat(none.rules().maxNgram()).isZero();
        byte[] word = "cat".getBytes(StandardCharsets.UTF_8);
        assertThat(none.rows(word, 0, 3)).isEmpty();
        byte[] words = golden("skipgram.bin");
        words[4] = 11;
        assertThat(subwords(VectorFiles.read(write(words))).rules().maxNgram()).isEqualTo(4);
    }
}
