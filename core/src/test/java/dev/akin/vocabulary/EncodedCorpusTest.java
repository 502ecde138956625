package dev.akin.vocabulary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.text.Corpus;
import dev.akin.text.Tokens;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncodedCorpusTest {
    @TempDir private Path folder;

    private static EncodedCorpus.Builder all() {
        return EncodedCorpus.builder().minCount(1).threads(1);
    }

    static int[] ids(EncodedCorpus corpus) {
        int[] ids = new int[Math.toIntExact(corpus.length())];
        assertThat(corpus.read(0, ids, 0, ids.length)).isEqualTo(ids.length);
        return ids;
    }

    /// About 3 MB of lines, so that there are several chunks, of words as unevenly frequent as in a language.
    private static List<String> manyLines() {
        Random random = new Random(7);
        return IntStream.range(0, 40_000)
                .mapToObj(line ->
                        IntStream.range(0, random.nextInt(20))
                                .mapToObj(i -> randomWord(random))
                                .collect(Collectors.joining(" ")))
                .toList();
    }

    private static String randomWord(Random random) {
        int rank = (int) Math.pow(30_000, random.nextDouble());
        return (rank % 3 == 0 ? "слово" : rank % 3 == 1 ? "w" : "quite-a-long-word-of-its-own-")
                + rank;
    }

    @Test
    void wordsAreRankedByCountAndTiesByFirstAppearance() throws IOException {
        Corpus corpus = Corpus.ofLines(List.of("b a c", "", "c d", "c a"));
        try (EncodedCorpus encoded = all().encode(corpus)) {
            assertThat(encoded.vocabulary().keys()).containsExactly("c", "a", "b", "d");
            assertThat(encoded.vocabulary().count(0)).isEqualTo(3);
            assertThat(encoded.vocabulary().id("b")).isEqualTo(2);
            assertThat(ids(encoded)).containsExactly(2, 1, 0, -1, 0, 3, -1, 0, 1, -1);
            assertThat(encoded.words()).isEqualTo(7);
            assertThat(encoded.seen()).isEqualTo(7);
            assertThat(encoded.lines()).isEqualTo(3);
        }
    }

    @Test
    void rareWordsAndTheLinesTheyLeaveEmptyGo() throws IOException {
        Corpus corpus = Corpus.ofLines(List.of("x a", "y", "a z b", "b"));
        try (EncodedCorpus encoded = all().minCount(2).encode(corpus)) {
            assertThat(encoded.vocabulary().keys()).containsExactly("a", "b");
            assertThat(ids(encoded)).containsExactly(0, -1, 0, 1, -1, 1, -1);
            assertThat(encoded.words()).isEqualTo(4);
            assertThat(encoded.seen()).isEqualTo(7);
            assertThat(encoded.lines()).isEqualTo(3);
            assertThat(encoded.length()).isEqualTo(7);
        }
        try (EncodedCorpus encoded = all().maxWords(1).encode(corpus)) {
            assertThat(encoded.vocabulary().keys()).containsExactly("a");
            assertThat(ids(encoded)).containsExactly(0, -1, 0, -1);
        }
    }

    @Test
    void aGivenVocabularyIsKept() throws IOException {
        Vocabulary known = Vocabulary.of(List.of("z", "b", "a"));
        try (EncodedCorpus encoded =
                all().minCount(9).vocabulary(known).encode(Corpus.ofLines(List.of("a q b", "q")))) {
            assertThat(encoded.vocabulary()).isSameAs(known);
            assertThat(ids(encoded)).containsExactly(2, 1, -1);
        }
        assertThatThrownBy(() -> all().vocabulary(known).encode(Corpus.ofLines(List.of("A B"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 different words")
                .hasMessageContaining("vocabulary's 3");
    }

    @Test
    void anyNumberOfThreadsGivesTheSame() throws IOException {
        Path file = Files.write(folder.resolve("a.txt"), manyLines());
        Corpus corpus = Corpus.lines(file).tokens(Tokens.WHITESPACE);
        try (EncodedCorpus one = all().minCount(2).encode(corpus)) {
            for (int threads : new int[] {2, 7}) {
                try (EncodedCorpus many = all().minCount(2).threads(threads).encode(corpus)) {
                    assertThat(many.vocabulary().keys()).isEqualTo(one.vocabulary().keys());
                    assertThat(counts(many)).isEqualTo(counts(one));
                    assertThat(Arrays.equals(ids(many), ids(one))).isTrue();
                    assertThat(many.lines()).isEqualTo(one.lines());
                    assertThat(many.words()).isEqualTo(one.words());
                }
            }
        }
    }

    private static long[] counts(EncodedCorpus corpus) {
        return IntStream.range(0, corpus.vocabulary().size())
                .mapToLong(corpus.vocabulary()::count)
                .toArray();
    }

    @Test
    void theScratchFileHoldsTheSameAndIsDeleted() throws IOException {
        Corpus corpus = Corpus.ofLines(manyLines());
        Path scratch = Files.createDirectory(folder.resolve("scratch"));
        try (EncodedCorpus inMemory = all().encode(corpus)) {
            try (EncodedCorpus spilled =
                    all().threads(2).scratch(scratch).memoryLimit(0).encode(corpus)) {
                assertThat(files(scratch))
                        .as("deleted at once where that is possible")
                        .isLessThan(2);
                assertThat(Arrays.equals(ids(spilled), ids(inMemory))).isTrue();
            }
        }
        assertThat(files(scratch)).isZero();
    }

    @Test
    void nothingIsLeftBehindByAFailure() throws IOException {
        byte[] bytes = String.join("\n", manyLines()).getBytes(UTF_8);
        bytes[bytes.length - 5] = (byte) 0xff;
        Path file = Files.write(folder.resolve("a.txt"), bytes);
        Path scratch = Files.createDirectory(folder.resolve("scratch"));
        assertThatThrownBy(() -> all().scratch(scratch).memoryLimit(0).encode(Corpus.lines(file)))
                .hasMessageContaining("a.txt: line 40000: ");
        assertThat(files(scratch)).isZero();
        assertThatThrownBy(() ->
                        all().scratch(folder.resolve("missing"))
                                .memoryLimit(0)
                                .encode(Corpus.ofLines(List.of("a"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("missing");
    }

    private static long files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    @Test
    void anyPartCanBeRead() throws IOException {
        try (EncodedCorpus encoded = all().encode(Corpus.ofLines(manyLines()))) {
            int[] whole = ids(encoded);
            Random random = new Random(3);
            for (int round = 0; round < 300; round++) {
                int position = random.nextInt(whole.length + 1);
                int count = random.nextInt(round % 10 == 0 ? whole.length : 100);
                int[] part = new int[count + 3];
                int read = encoded.read(position, part, 2, count);
                assertThat(read).isEqualTo(Math.min(count, whole.length - position));
                assertThat(Arrays.mismatch(part, 2, 2 + read, whole, position, position + read))
                        .isEqualTo(-1);
            }
            assertThat(encoded.read(whole.length, new int[5], 0, 5)).isZero();
            assertThatThrownBy(() -> encoded.read(whole.length + 1L, new int[5], 0, 5))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> encoded.read(0, new int[5], 1, 5))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void aClosedCorpusCannotBeRead() throws IOException {
        EncodedCorpus encoded = all().encode(Corpus.ofLines(List.of("a")));
        encoded.close();
        encoded.close();
        assertThatThrownBy(() -> encoded.read(0, new int[2], 0, 2))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aPipeIsReadOnce() throws IOException {
        byte[] text = "one two one\n".repeat(10).getBytes(UTF_8);
        Corpus corpus = Corpus.standardInput(new ByteArrayInputStream(text));
        try (EncodedCorpus encoded = all().threads(2).encode(corpus)) {
            assertThat(encoded.vocabulary().keys()).containsExactly("one", "two");
            assertThat(encoded.lines()).isEqualTo(10);
        }
    }

    @Test
    void aCorpusWithoutFrequentWordsSaysWhichWordComesNearest() {
        assertThatThrownBy(
                        () -> EncodedCorpus.builder().encode(Corpus.ofLines(List.of("a b", "b"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("5 times")
                .hasMessageContaining("\"b\", is seen 2 times")
                .hasMessageContaining("--min-count");
        assertThatThrownBy(() -> all().encode(Corpus.ofLines(List.of("", "!"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the corpus has no word");
    }

    @Test
    void optionsOutOfRangeAreNamed() {
        assertThatThrownBy(() -> all().minCount(0))
                .hasMessageContaining("min-count")
                .hasMessageContaining("0");
        assertThatThrownBy(() -> all().threads(0)).hasMessageContaining("threads");
        assertThatThrownBy(() -> all().maxWords(-1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> all().memoryLimit(-1)).hasMessageContaining("-1");
    }

    @Test
    void aStopIsObeyed() {
        ProgressListener stopping =
                new ProgressListener() {
                    @Override
                    public void update(Progress progress) {}

                    @Override
                    public boolean stopRequested() {
                        return true;
                    }
                };
        assertThatThrownBy(() -> all().listener(stopping).encode(Corpus.ofLines(List.of("a"))))
                .isInstanceOf(CancellationException.class);
    }
}
