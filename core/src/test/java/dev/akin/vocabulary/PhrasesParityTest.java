package dev.akin.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.text.Corpus;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Joined while encoding, against text that is joined first and encoded then: by the definition, and by gensim 4.2.0
/// with word2phrase's score, as `tools/golden/phrases.py` wrote it down.
class PhrasesParityTest {
    private static final int WHOLE_CHUNKS = 40_000;

    private static void assertSame(
            List<List<String>> text,
            List<List<String>> joined,
            EncodedCorpus.Builder builder,
            EncodedCorpus.Builder plain)
            throws IOException {
        try (EncodedCorpus phrases = builder.encode(Corpus.ofSentences(text));
                EncodedCorpus expected = plain.encode(Corpus.ofSentences(joined))) {
            assertThat(phrases.vocabulary().keys()).isEqualTo(expected.vocabulary().keys());
            assertThat(counts(phrases)).isEqualTo(counts(expected));
            assertThat(
                            Arrays.equals(
                                    EncodedCorpusTest.ids(phrases),
                                    EncodedCorpusTest.ids(expected)))
                    .isTrue();
            assertThat(phrases.lines()).isEqualTo(expected.lines());
            assertThat(phrases.words()).isEqualTo(expected.words());
            assertThat(phrases.seen()).isEqualTo(text.stream().mapToLong(List::size).sum());
        }
    }

    private static EncodedCorpus.Builder counting(int minCount, int threads) {
        return EncodedCorpus.builder().minCount(minCount).threads(threads);
    }

    private static long[] counts(EncodedCorpus corpus) {
        return IntStream.range(0, corpus.vocabulary().size())
                .mapToLong(corpus.vocabulary()::count)
                .toArray();
    }

    private static List<List<String>> golden(String name) {
        try {
            Path file =
                    Path.of(
                            Objects.requireNonNull(
                                            PhrasesParityTest.class.getResource(
                                                    "/golden/phrases/" + name))
                                    .toURI());
            return Files.readAllLines(file).stream()
                    .map(line -> List.of(line.split(" ", -1)))
                    .toList();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void joinsWhatGensimJoins() throws IOException {
        Phrases once = Phrases.of(1).threshold(8);
        Phrases twice = Phrases.of(2).threshold(8);
        for (int threads : new int[] {1, 3}) {
            assertSame(
                    golden("text.txt"),
                    golden("once.txt"),
                    counting(3, threads).phrases(once),
                    counting(3, 1));
            assertSame(
                    golden("text.txt"),
                    golden("twice.txt"),
                    counting(3, threads).phrases(twice),
                    counting(3, 1));
        }
    }

    @Test
    void joinsAsTheDefinitionSays() throws IOException {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Case c = Case.random(random);
            List<List<String>> text = text(random, random.nextInt(1, 120), random.nextInt(1, 30));
            assertSame(text, c.slowly(text), c.builder(), counting(c.minCount, 1));
        }
    }

    @Test
    void joinsAsTheDefinitionSaysOverManyChunks() throws IOException {
        List<List<String>> text = text(new Random(11), WHOLE_CHUNKS, 2000);
        for (int threads : new int[] {1, 2, 5}) {
            Case c = new Case(3, 20, 2, 2, threads);
            assertSame(text, c.slowly(text), c.builder(), counting(c.minCount, 1));
        }
    }

    @Test
    void joinsThePhrasesOfAGivenVocabulary() throws IOException {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            List<List<String>> text =
                    text(random, random.nextInt(1, 60), random.nextInt(1, 20)).stream()
                            .map(line -> line.stream().filter(word -> !word.contains("_")).toList())
                            .toList();
            Vocabulary known = known(random, text);
            List<List<String>> joined =
                    text.stream().map(line -> Phrases.join(line, known::contains)).toList();
            int threads = random.nextInt(1, 4);
            assertSame(
                    text,
                    joined,
                    counting(1, threads).vocabulary(known).phrases(1),
                    counting(1, 1).vocabulary(known));
        }
    }

    /// Words of the text, runs of its words, what is no phrase, and what the text does not have.
    private static Vocabulary known(Random random, List<List<String>> text) {
        Set<String> keys = new LinkedHashSet<>(List.of("w1", "w1_", "__", "_w2", "not_there"));
        for (List<String> line : text) {
            for (int from = 0; from < line.size(); from++) {
                int to = from + random.nextInt(1, 5);
                if (to <= line.size() && random.nextInt(3) == 0) {
                    keys.add(String.join("_", line.subList(from, to)));
                }
            }
        }
        return Vocabulary.of(List.copyOf(keys), new long[keys.size()]);
    }

    /// Words of a few letters, among them some spelt as phrases; frequent and rare ones.
    private static List<List<String>> text(Random random, int lines, int words) {
        List<List<String>> text = new ArrayList<>();
        for (int line = 0; line < lines; line++) {
            List<String> sentence = new ArrayList<>();
            int length = random.nextInt(12);
            for (int i = 0; i < length; i++) {
                int rank = (int) Math.pow(words, random.nextDouble());
                sentence.add(rank % 17 == 5 ? "w1_w" + rank / 17 : "w" + rank);
                if (rank % 3 == 0) {
                    sentence.add("after" + rank);
                }
            }
            text.add(sentence);
        }
        text.add(List.of("w1", "w1", "w1", "w1", "w1", "w1", "w1"));
        return text;
    }

    private record Case(int passes, double threshold, int discount, int minCount, int threads) {
        static Case random(Random random) {
            return new Case(
                    random.nextInt(1, 4),
                    random.nextInt(5),
                    random.nextInt(4),
                    random.nextInt(1, 4),
                    random.nextInt(1, 4));
        }

        EncodedCorpus.Builder builder() {
            return counting(minCount, threads)
                    .phrases(Phrases.of(passes).threshold(threshold).discount(discount));
        }

        /// What [Phrases] says, in its own words.
        List<List<String>> slowly(List<List<String>> text) {
            List<List<String>> joined = text;
            for (int pass = 0; pass < passes; pass++) {
                Map<String, Long> words = new HashMap<>();
                Map<List<String>, Long> pairs = new HashMap<>();
                long all = 0;
                for (List<String> line : joined) {
                    for (int i = 0; i < line.size(); i++) {
                        words.merge(line.get(i), 1L, Long::sum);
                        if (i > 0) {
                            pairs.merge(line.subList(i - 1, i + 1), 1L, Long::sum);
                        }
                    }
                    all += line.size();
                }
                long total = all;
                joined = joined.stream().map(line -> joined(line, words, pairs, total)).toList();
            }
            return joined;
        }

        private List<String> joined(
                List<String> line,
                Map<String, Long> words,
                Map<List<String>, Long> pairs,
                long total) {
            List<String> joined = new ArrayList<>();
            for (int i = 0; i < line.size(); i++) {
                boolean phrase =
                        i + 1 < line.size()
                                && isPhrase(line.get(i), line.get(i + 1), words, pairs, total);
                joined.add(phrase ? line.get(i) + "_" + line.get(++i) : line.get(i));
            }
            return joined;
        }

        private boolean isPhrase(
                String first,
                String second,
                Map<String, Long> words,
                Map<List<String>, Long> pairs,
                long total) {
            long a = words.getOrDefault(first, 0L);
            long b = words.getOrDefault(second, 0L);
            long both = pairs.getOrDefault(List.of(first, second), 0L);
            double score = (both - discount) / ((double) a * b) * total;
            return a >= minCount && b >= minCount && score > threshold;
        }
    }
}
