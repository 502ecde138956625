package dev.akin.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Against gensim's buckets (tools/golden/subwords.py), and against a slow definition on strings.
class SubwordsParityTest {
    @Test
    void givesTheBucketsOfGensim() throws IOException {
        Path golden = Path.of("src/test/resources/golden/subwords.tsv");
        List<String> lines = Files.readAllLines(golden);
        assertThat(lines).hasSizeGreaterThan(200);
        for (String line : lines) {
            String[] fields = line.split("\t", -1);
            Subwords subwords =
                    Subwords.of(
                            Integer.parseInt(fields[0]),
                            Integer.parseInt(fields[1]),
                            Integer.parseInt(fields[2]));
            int[] expected =
                    fields[4].isEmpty()
                            ? new int[0]
                            : Arrays.stream(fields[4].split(" "))
                                    .mapToInt(Integer::parseInt)
                                    .toArray();
            assertThat(subwords.buckets(fields[3])).as(line).isEqualTo(expected);
        }
    }

    @Test
    void givesTheBucketsOfTheSlowDefinition() {
        Random random = new Random(7);
        int[] letters = {'a', 'b', '<', '>', '/', 's', 'é', 0x301, 'ш', '中', 0x1f600, 0};
        for (int round = 0; round < 2000; round++) {
            int length = random.nextInt(12);
            int[] points = random.ints(length, 0, letters.length).map(i -> letters[i]).toArray();
            String word = new String(points, 0, length);
            int min = random.nextInt(6);
            int max = min + random.nextInt(5);
            int buckets = 1 + random.nextInt(round % 2 == 0 ? 10 : Integer.MAX_VALUE - 1);
            assertThat(Subwords.of(min, max, buckets).buckets(word))
                    .as("%s %d %d %d", word, min, max, buckets)
                    .containsExactly(slow(word, min, max, buckets));
        }
    }

    private static int[] slow(String word, int min, int max, int buckets) {
        int[] points = ("<" + word + ">").codePoints().toArray();
        List<Integer> found = new ArrayList<>();
        for (int start = 0; start < points.length && !word.equals("</s>"); start++) {
            for (int n = Math.max(1, min); n <= max && start + n <= points.length; n++) {
                String ngram = new String(points, start, n);
                boolean end = start == 0 || start == points.length - 1;
                if (n > 1 || !end) {
                    found.add((int) (hash(ngram) % buckets));
                }
            }
        }
        return found.stream().mapToInt(i -> i).toArray();
    }

    private static long hash(String ngram) {
        long hash = 2166136261L;
        for (byte b : ngram.getBytes(StandardCharsets.UTF_8)) {
            long widened = b < 0 ? 0xffffff00L | (b & 0xff) : b;
            hash = ((hash ^ widened) * 16777619L) & 0xffffffffL;
        }
        return hash;
    }
}
