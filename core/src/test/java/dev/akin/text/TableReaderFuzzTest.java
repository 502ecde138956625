package dev.akin.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.akin.MalformedFileException;
import dev.akin.ProgressListener;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

class TableReaderFuzzTest {

    @FuzzTest
    void whereChunksEndDoesNotMatter(byte[] bytes) throws IOException {
        String text = "id,text\n" + new String(bytes, StandardCharsets.UTF_8);
        Object whole = read(text, 1 << 16);
        assertThat(read(text, 9)).isEqualTo(whole);
        assertThat(read(text, 23)).isEqualTo(whole);
    }

    /// The words of the table, or the message of what is wrong with it.
    private static Object read(String text, int chunk) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        CollectingSink collected = new CollectingSink();
        try {
            Corpus.standardInput(in)
                    .field("text")
                    .chunk(chunk)
                    .read(1, collected::sink, ProgressListener.NONE);
            return collected.lines();
        } catch (MalformedFileException | IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @FuzzTest
    void whatIsQuotedIsReadAgain(byte[] bytes) throws LineException {
        String quoted = new String(bytes, StandardCharsets.ISO_8859_1);
        byte[] row =
                ("a,\"" + quoted.replace("\"", "\"\"") + "\"\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(TableReader.wholeRows(row, row.length, (byte) ',')).isEqualTo(row.length);
        TableReader reader = new TableReader(row, row.length, (byte) ',');
        Bytes field = new Bytes();
        assertThat(reader.nextRow(1, field)).isTrue();
        assertThat(reader.hasRow()).isFalse();
        assertThat(Arrays.copyOf(field.array(), field.length())).isEqualTo(bytes);
    }
}
