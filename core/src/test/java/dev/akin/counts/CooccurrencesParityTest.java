package dev.akin.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.text.Corpus;
import dev.akin.vocabulary.EncodedCorpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Counts against the definition: every pair of every line.
class CooccurrencesParityTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "1, true, true, 1",
        "5, true, true, 2",
        "15, true, true, 3",
        "4, false, true, 2",
        "40, false, false, 1",
        "3, true, false, 2"
    })
    void countsFollowTheDefinition(int window, boolean symmetric, boolean byDistance, int threads)
            throws IOException {
        try (EncodedCorpus corpus = corpus(3000)) {
            Window shape = new Window(window, symmetric, byDistance);
            double[][] expected = Matrices.of(corpus, shape);
            try (Cooccurrences counts =
                    Cooccurrences.builder()
                            .window(window)
                            .symmetric(symmetric)
                            .byDistance(byDistance)
                            .threads(threads)
                            .count(corpus)) {
                check(counts, expected);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"43456, 1", "50000, 2", "4000000, 2"})
    void littleMemoryGivesTheSame(long memory, int threads) throws IOException {
        try (EncodedCorpus corpus = corpus(3000);
                Cooccurrences counts =
                        Cooccurrences.builder()
                                .threads(threads)
                                .memoryLimit(memory)
                                .scratch(folder)
                                .count(corpus)) {
            assertThat(counts.passes() > 1).isEqualTo(memory < 1_000_000);
            check(counts, Matrices.of(corpus, new Window(15, true, true)));
        }
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void tooLittleMemorySaysTheLeast() throws IOException {
        try (EncodedCorpus corpus = corpus(3000)) {
            assertThatThrownBy(() -> Cooccurrences.builder().memoryLimit(43_455).count(corpus))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "a memory limit of 43,455 bytes is too small to count this corpus: give it"
                                    + " 43,456 at least");
        }
    }

    @Test
    void hearsOfAllWordsAndStops() throws IOException {
        List<Progress> heard = new ArrayList<>();
        try (EncodedCorpus corpus = corpus(500)) {
            Cooccurrences.builder().listener(heard::add).count(corpus).close();
            assertThat(heard.getLast().done()).isEqualTo(corpus.words());
            ProgressListener impatient =
                    new ProgressListener() {
                        @Override
                        public void update(Progress progress) {}

                        @Override
                        public boolean stopRequested() {
                            return true;
                        }
                    };
            assertThatThrownBy(() -> Cooccurrences.builder().listener(impatient).count(corpus))
                    .isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> Cooccurrences.builder().window(0))
                .hasMessage("window must be 1 … 1000, not 0");
        assertThatThrownBy(() -> Cooccurrences.builder().memoryLimit(0))
                .hasMessage("memory must be at least 1, not 0");
    }

    private static void check(Cooccurrences counts, double[][] expected) {
        long pairs = 0;
        for (int i = 0; i < expected.length; i++) {
            for (int j = 0; j < expected.length; j++) {
                assertThat((double) counts.count(i, j))
                        .as(i + " beside " + j)
                        .isEqualTo(expected[i][j], within(1e-4 * Math.max(1, expected[i][j])));
                pairs += j <= i && (expected[i][j] > 0 || expected[j][i] > 0) ? 1 : 0;
            }
        }
        assertThat(counts.pairs()).isEqualTo(pairs);
    }

    /// Zipf's words, in lines of all lengths.
    private static EncodedCorpus corpus(int lines) throws IOException {
        Random random = new Random(5);
        List<String> text = new ArrayList<>();
        for (int l = 0; l < lines; l++) {
            StringBuilder line = new StringBuilder();
            for (int length = random.nextInt(12); length >= 0; length--) {
                line.append("w").append((int) (60 * Math.pow(random.nextDouble(), 3))).append(' ');
            }
            text.add(line.toString());
        }
        return EncodedCorpus.builder().minCount(1).threads(2).encode(Corpus.ofLines(text));
    }
}
