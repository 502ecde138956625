package dev.akin.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.MalformedFileException;
import dev.akin.ProgressListener;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MalformedFileTest {
    private static final Contents SMALL =
            Contents.of(
                    Vocabulary.of(List.of("one", "two", "три")),
                    EmbeddingTable.of(new float[] {1, 2, 3, 4, 5, 6.5f}, 3, 2));

    @TempDir Path folder;

    /// A file that ends early never reads as a whole one, whatever byte it ends at.
    @ParameterizedTest
    @EnumSource
    void cutShortAtEveryLength(FileFormat format) throws IOException {
        Path path = folder.resolve("words.npy");
        VectorFiles.write(path, SMALL, format, ProgressListener.NONE);
        byte[] whole = Files.readAllBytes(path);
        ReadOptions options = ReadOptions.builder().from(format).build();
        int step = Math.max(1, whole.length / 300);
        for (int length = 0; length < whole.length; length += length < 100 ? 1 : step) {
            Files.write(path, Arrays.copyOf(whole, length));
            if (length == whole.length - 1 && whole[length] == '\n') {
                assertThat(VectorFiles.read(path, options).main().table().rows()).isEqualTo(3);
            } else if (format == FileFormat.WORD2VEC_TEXT || format == FileFormat.GLOVE_TEXT) {
                readsFewerOrOtherNumbersOrFails(path, options, length);
            } else {
                assertThatThrownBy(() -> VectorFiles.read(path, options))
                        .as("cut at " + length)
                        .isInstanceOf(MalformedFileException.class);
            }
        }
    }

    /// Text cut inside its last number is text of another number; and a text without header, of fewer rows.
    private static void readsFewerOrOtherNumbersOrFails(Path path, ReadOptions options, int length)
            throws IOException {
        try {
            Contents read = VectorFiles.read(path, options);
            boolean header = options.from() == FileFormat.WORD2VEC_TEXT;
            assertThat(read.main().table().rows()).isLessThanOrEqualTo(3);
            assertThat(!header || read.main().table().rows() == 3).as("cut at " + length).isTrue();
        } catch (MalformedFileException e) {
            assertThat(e).hasMessageContaining("line ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aByteChangedAnywhereGivesAnAnswerOrAnError(FileFormat format) throws IOException {
        Path path = folder.resolve("words.npy");
        VectorFiles.write(path, SMALL, format, ProgressListener.NONE);
        byte[] whole = Files.readAllBytes(path);
        ReadOptions options = ReadOptions.builder().from(format).build();
        int step = Math.max(1, whole.length / 300);
        for (int i = 0; i < whole.length; i += step) {
            for (int value : new int[] {0, 0xff, whole[i] ^ 1}) {
                byte[] changed = whole.clone();
                changed[i] = (byte) value;
                Files.write(path, changed);
                Readings.readAll(path, options);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    2 2~a 1 2~b 1        | line 3 | the key "b" is followed by 1 numbers, but the header says 2
                    2 2~a 1 2~b 1 2 3    | line 3 | the key "b" is followed by 3 numbers, but the header says 2; a key must not hold spaces
                    2 2~a 1 2~b 1 x      | line 3 | the key "b": number 2 is "x", which is no decimal number
                    2 2~a 1 2~b nan 2    | line 3 | the key "b": number 1 is "nan", which is not finite
                    2 2~a 1 2~b 1 1e39   | line 3 | the key "b": number 2 is "1e39", which is not finite
                    2 2~a 1 2~b 1 -inf   | line 3 | which is not finite
                    3 2~a 1.5 2~b 1.5 2  | line 3 | the file ends after 2 rows, but the header says 3
                    1 2~a 1 2~b 1 2      | line 3 | the header says 1 rows, but there are more
                    2 2~a 1 2~~b 1 2     | line 3 | the line is empty
                    2 2~a 1 2~ 1 2       | line 3 | the key is empty
                    2~a 1 2              | line 1 | the first line must be the number of rows and the dimension
                    2 0~a~b              | line 1 | dimension 1 to 2147483647
                    99999999 300~a 1 2   | line 1 | the header says 99999999 rows of dimension 300, which take 601 bytes each at least
                    2147483647 2147483647~a 1 | line 1 | the header says 2147483647 rows
                    """)
    void word2vecTextSaysWhichLine(String text, String place, String reason) throws IOException {
        Path path = write("words.vec", text.replace('~', '\n') + "\n");
        assertThatThrownBy(() -> read(path, FileFormat.WORD2VEC_TEXT))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageStartingWith(path + ": " + place + ": ")
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a 1 2~b 1 2~c 1      | line 3 | the key "c" is followed by 1 numbers, but the first lines have 2
                    a 1 2~b 1 2~c d 1 y  | line 3 | the key "c d": number 2 is "y"
                    a~b                  | line 1 | no line is a key followed by numbers
                    a 1 2~b 1 2~c NaN 1  | line 3 | which is not finite
                    """)
    void gloveSaysWhichLine(String text, String place, String reason) throws IOException {
        Path path = write("glove.txt", text.replace('~', '\n') + "\n");
        assertThatThrownBy(() -> read(path, FileFormat.GLOVE_TEXT))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageStartingWith(path + ": " + place + ": ")
                .hasMessageContaining(reason);
    }

    @Test
    void theLineIsRightFarIntoALargeFile() throws IOException {
        StringBuilder text = new StringBuilder("300000 3\n");
        for (int i = 0; i < 300_000; i++) {
            text.append(i).append(i == 234_567 ? " 1 2 oops\n" : " 1 2 3.25\n");
        }
        Path path = write("words.vec", text.toString());
        assertThatThrownBy(() -> read(path, FileFormat.WORD2VEC_TEXT))
                .hasMessageContaining("line 234569: the key \"234567\": number 3 is \"oops\"");
    }

    @Test
    void keysThatAreNoUtf8NameTheLineAndTheRemedy() throws IOException {
        Path path = folder.resolve("latin.vec");
        Files.write(path, "2 1\na 1\nna\u00efve 2\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> read(path, FileFormat.WORD2VEC_TEXT))
                .hasMessageContaining(
                        "line 3: the key is not UTF-8; name the encoding of the file (akin convert --encoding)");

        ReadOptions latin = ReadOptions.builder().encoding(StandardCharsets.ISO_8859_1).build();
        assertThat(VectorFiles.read(path, latin).main().vocabulary().id("na\u00efve")).isEqualTo(1);
    }

    @Test
    void binarySaysWhichByte() throws IOException {
        Path path = folder.resolve("words.bin");
        VectorFiles.write(path, SMALL, FileFormat.WORD2VEC_BINARY, ProgressListener.NONE);
        byte[] bytes = Files.readAllBytes(path);
        // "3 2\n", "one ", 8 bytes, "\n", "two ", then the first number of the second row.
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(21, Float.NaN);
        Files.write(path, bytes);
        assertThatThrownBy(() -> read(path, FileFormat.WORD2VEC_BINARY))
                .hasMessageContaining("byte 21: the key \"two\": number 1 is NaN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}} | 8 | the tensor "a" comes twice
                    {"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,4]}} | 8 | takes 8 bytes, but its offsets span 4
                    {"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}} | 4 | lies at bytes 0 to 8 of the data, which has 4; the file was cut short
                    {"a":{"dtype":"F32","shape":[1,2],"data_offsets":[8,0]}} | 8 | lies at bytes 8 to 0
                    {"a":{"dtype":"F32","shape":[1,2],"data_offsets":[4,12]}} | 12 | begins at byte 4 of the data, but the one before it ends at 0
                    {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}} | 12 | the one before it ends at 8
                    {"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}} | 9 | the file has 1 bytes more
                    {"a":{"dtype":"F99","shape":[1,2],"data_offsets":[0,8]}} | 8 | unknown dtype "F99"; known are F64
                    {"a":{"dtype":"F32","shape":[-1,2],"data_offsets":[0,8]}} | 8 | a length or offset is -1
                    {"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}} | 8 | is too large
                    {"a":{"dtype":"F32","shape":[1,2]}} | 8 | must have a dtype, a shape and two data_offsets
                    {"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8],"x":1}} | 8 | unknown "x"
                    {"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]} | 8 | expected ',' or '}'
                    {"__metadata__":{"a":1}} | 0 | expected a string
                    {"__metadata__":{"akin.format":"2"}} | 0 | akin.format is 2, but this version of Akin reads 1
                    {"__metadata__":{"akin.format":"1"}} | 0 | akin.tables are missing
                    {"__metadata__":{"akin.format":"1","akin.tables":"[]"}} | 0 | akin.tables is no JSON object
                    {"__metadata__":{"akin.format":"1","akin.tables":"{\\"\\":{\\"kind\\":\\"runes\\"}}"}} | 0 | is of the kind runes, but this version of Akin reads
                    {"__metadata__":{"akin.format":"1","akin.tables":"{\\"\\":{\\"kind\\":\\"dense\\"}}"}} | 0 | the tensor "embeddings" is missing
                    {"a":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}} | 8 | no table of embeddings: of 1 tensors, 0 are
                    """)
    void safetensorsHeadersThatLie(String json, int data, String reason) throws IOException {
        Path path = folder.resolve("words.safetensors");
        Files.write(path, safetensors(json, data));
        assertThatThrownBy(() -> VectorFiles.read(path))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining(": byte ");
    }

    @ParameterizedTest
    @CsvSource({"-1", "0", "1", "100000001", "9223372036854775807", "1000"})
    void safetensorsHeaderLengthsThatLie(long length) throws IOException {
        byte[] file =
                safetensors(
                        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}", 8);
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
        Path path = folder.resolve("words.safetensors");
        Files.write(path, file);
        assertThatThrownBy(() -> VectorFiles.read(path))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining(
                        "the header claims " + Long.toUnsignedString(length) + " bytes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {'descr': '>f4', 'fortran_order': False, 'shape': (1, 2), } | numbers of >f4; only <f4
                    {'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1, 2), } | only <f4
                    {'descr': '<f4', 'fortran_order': True, 'shape': (1, 2), } | save numpy.ascontiguousarray(array)
                    {'descr': '<f4', 'fortran_order': False, 'shape': (2,), } | the shape (2,) is no table
                    {'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 2), } | is no table
                    {'descr': '<f4', 'fortran_order': False, 'shape': (2147483647, 2147483647), } | do not fill the 8 bytes
                    {'descr': '<f4', 'fortran_order': False, 'shape': (1, 3), } | 1 × 3 numbers of 4 bytes do not fill the 8 bytes
                    {'descr': '<f4', 'shape': (1, 2), } | no valid fortran_order
                    """)
    void numpyHeadersThatLie(String header, String reason) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer file = ByteBuffer.allocate(10 + text.length + 8).order(ByteOrder.LITTLE_ENDIAN);
        file.put(NumpyHeader.MAGIC).put((byte) 1).put((byte) 0).putShort((short) text.length);
        file.put(text);
        Path path = folder.resolve("words.npy");
        Files.write(path, file.array());
        assertThatThrownBy(() -> VectorFiles.read(path))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void numpyKeysMustBeAsManyAsRows() throws IOException {
        Path path = folder.resolve("words.npy");
        VectorFiles.write(path, SMALL, FileFormat.NUMPY, ProgressListener.NONE);
        write("words.keys", "one\ntwo\n");
        assertThatThrownBy(() -> VectorFiles.read(path))
                .hasMessageContaining(
                        "words.keys: line 2: there are 2 keys, but the array beside has 3 rows");
        write("words.keys", "one\n\nthree\n");
        assertThatThrownBy(() -> VectorFiles.read(path))
                .hasMessageContaining("line 2: the key is empty");
    }

    @Test
    void filesOfOtherKindsAreCalledByName() throws IOException {
        Files.write(folder.resolve("a.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});
        Files.write(folder.resolve("b.zip"), new byte[] {'P', 'K', 3, 4, 0});
        Files.write(folder.resolve("d"), new byte[0]);
        write("e", "what is this\n");
        write("f.txt", "king\tqueen\t8.5\nking\tcabbage\t0.2\n");
        write("g.txt", "king 8.5\n");
        assertDetects("f.txt", "line 1: the line ends in one number: a list of scores");
        assertDetects("g.txt", "name the format glove");
        assertDetects("a.gz", "compressed with gzip; unpack it first");
        assertDetects("b.zip", "a ZIP archive; unpack it first");
        assertDetects("d", "the file is empty");
        assertDetects(
                "e", "neither the content nor the name tells a format; name one of safetensors");
        assertThatThrownBy(() -> VectorFiles.read(folder.resolve("none")))
                .isInstanceOf(NoSuchFileException.class);
    }

    private void assertDetects(String name, String reason) {
        assertThatThrownBy(() -> VectorFiles.detect(folder.resolve(name)))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining(reason);
    }

    private Contents read(Path path, FileFormat format) throws IOException {
        return VectorFiles.read(path, ReadOptions.builder().from(format).build());
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static byte[] safetensors(String json, int data) {
        byte[] header = json.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + header.length + data)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .array();
    }
}
