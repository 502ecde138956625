package dev.akin.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.akin.MalformedFileException;
import dev.akin.text.Corpus;
import dev.akin.text.Tokens;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class EncodedCorpusFuzzTest {

    @FuzzTest
    void idsSayTheTextAgain(byte[] bytes) throws IOException {
        Corpus corpus =
                Corpus.standardInput(new ByteArrayInputStream(bytes)).tokens(Tokens.WHITESPACE);
        try (EncodedCorpus encoded =
                EncodedCorpus.builder().minCount(1).threads(2).encode(corpus)) {
            StringBuilder text = new StringBuilder();
            Map<String, Long> counts = new HashMap<>();
            for (int id : EncodedCorpusTest.ids(encoded)) {
                String word = id < 0 ? "\n" : encoded.vocabulary().key(id);
                text.append(word).append(' ');
                counts.merge(word, 1L, Long::sum);
            }
            List<String> said = split(text.toString());
            if (bytes.length < 2 || bytes[0] != 0x1f || bytes[1] != (byte) 0x8b) {
                String given = new String(bytes, StandardCharsets.UTF_8);
                assertThat(said)
                        .isEqualTo(split(given.startsWith("\ufeff") ? given.substring(1) : given));
            }
            for (int id = 0; id < encoded.vocabulary().size(); id++) {
                assertThat(encoded.vocabulary().count(id))
                        .isEqualTo(counts.get(encoded.vocabulary().key(id)));
            }
        } catch (MalformedFileException e) {
            assertThat(e.place()).isNotEmpty();
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessage("the corpus has no word");
        }
    }

    private static List<String> split(String text) {
        return Arrays.stream(text.split("\\p{IsWhite_Space}+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
