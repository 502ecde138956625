package dev.akin.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

class TokenizerFuzzTest {

    @FuzzTest
    void wordsAreAsTheDefinitionSays(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        for (Tokens tokens : Tokens.values()) {
            assertThat(TokenizerParityTest.fast(text, Tokenizer.of(tokens, true)))
                    .isEqualTo(SlowWords.lines(text, tokens, true));
        }
    }

    @FuzzTest
    void onlyUtf8Passes(byte[] bytes) {
        String decoded = new String(bytes, StandardCharsets.UTF_8);
        boolean valid = java.util.Arrays.equals(decoded.getBytes(StandardCharsets.UTF_8), bytes);
        assertThat(Utf8.firstInvalid(bytes, 0, bytes.length) < 0).isEqualTo(valid);
    }
}
