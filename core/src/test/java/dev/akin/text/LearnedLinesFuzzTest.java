package dev.akin.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.akin.MalformedFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Facts, triples and edges, whatever the bytes: each that is read is whole, or the line is named.
class LearnedLinesFuzzTest {
    private static final byte[] TRIPLE =
            "<http://a> <http://b> <http://c> .\n".getBytes(StandardCharsets.UTF_8);

    @FuzzTest
    void factsAreWholeOrRefused(byte[] bytes) throws IOException {
        readFacts(bytes);
    }

    /// The first line says that the others are N-Triples, too.
    @FuzzTest
    void triplesAreWholeOrRefused(byte[] bytes) throws IOException {
        byte[] all = Arrays.copyOf(TRIPLE, TRIPLE.length + bytes.length);
        System.arraycopy(bytes, 0, all, TRIPLE.length, bytes.length);
        readFacts(all);
    }

    private static void readFacts(byte[] bytes) throws IOException {
        try {
            FactLines.standardInput(new ByteArrayInputStream(bytes))
                    .read((head, relation, tail) ->
                            assertThat(new String[] {head, relation, tail}).doesNotContain(""));
        } catch (MalformedFileException e) {
            assertThat(e).hasMessageStartingWith("standard input: ");
        }
    }

    @FuzzTest
    void edgesAreWholeOrRefused(byte[] bytes) throws IOException {
        try {
            EdgeList.standardInput(new ByteArrayInputStream(bytes)).read(new Whole());
        } catch (MalformedFileException e) {
            assertThat(e).hasMessageStartingWith("standard input: ");
        }
    }

    private static final class Whole implements EdgeList.Sink {
        @Override
        public void edge(String source, String target, double weight) {
            assertThat(source).isNotEmpty();
            assertThat(target).isNotEmpty();
            assertThat(weight).isGreaterThanOrEqualTo(0).isFinite();
        }

        @Override
        public void node(String name) {
            assertThat(name).isNotEmpty();
        }
    }
}
