package dev.akin.vocabulary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WordTableTest {
    @Test
    void countsAsAMapDoes() {
        Random random = new Random(5);
        Map<String, Long> counts = new LinkedHashMap<>();
        WordTable table = new WordTable();
        for (int i = 0; i < 50_000; i++) {
            String word = randomWord(random);
            byte[] utf8 = (word + "\0\u0001garbage").getBytes(UTF_8);
            int to = word.getBytes(UTF_8).length;
            int known = counts.size();
            counts.merge(word, 1L, Long::sum);
            int id = table.add(utf8, 0, to, 1);
            if (table.size() != counts.size() || (id == known) != (counts.size() > known)) {
                fail("word %d, \"%s\", got id %d after %d words", i, word, id, known);
            }
        }
        List<String> words = new ArrayList<>();
        for (int id = 0; id < table.size(); id++) {
            String word =
                    new String(
                            Arrays.copyOfRange(table.bytes(), table.start(id), table.end(id)),
                            UTF_8);
            words.add(word);
            assertThat(table.count(id)).as(word).isEqualTo(counts.get(word));
        }
        assertThat(words).containsExactlyElementsOf(counts.keySet());
    }

    /// Few letters and NULs, so that words differ in a byte, in length, or only in zeros at the end.
    private static String randomWord(Random random) {
        StringBuilder word = new StringBuilder();
        int length = 1 + random.nextInt(random.nextInt(20) == 0 ? 300 : 20);
        for (int i = 0; i < length; i++) {
            word.append(random.nextInt(3) == 0 ? "ab\0é".charAt(random.nextInt(4)) : 'a');
        }
        return word.toString();
    }
}
