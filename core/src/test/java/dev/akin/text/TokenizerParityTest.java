package dev.akin.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The fast tokenizers against the slow definition.
class TokenizerParityTest {
    private static final int[] COMMON =
            ("aZéßİΣσςЁё֑אב'\"’.,;:·_-‿ \t\r\n\n09٣²ªⅣあ日本カーไทยກຂមា မြ\u0301\u0300\u0327\u00ad"
                            + "\u200b\u200c\u200d\ufeff\u00a0\u3000\u2028\u0085\u1680😀👍🏽🇩🇪\u1161ᄀ가각\u212b\u2126")
                    .codePoints()
                    .toArray();

    private static List<List<String>> fast(String text, Tokens tokens, boolean lowercase) {
        return fast(text, Tokenizer.of(tokens, lowercase));
    }

    static List<List<String>> fast(String text, Tokenizer tokenizer) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(utf8, utf8.length + Utf8.SLACK);
        Arrays.fill(padded, utf8.length, padded.length, (byte) ' ');
        CollectingSink collected = new CollectingSink();
        WordSink sink = collected.sink();
        sink.beginChunk(0);
        int lineFeeds = tokenizer.lines(padded, 0, utf8.length, sink);
        assertThat(lineFeeds).isEqualTo((int) text.chars().filter(c -> c == '\n').count());
        try {
            sink.endChunk();
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
        return collected.lines();
    }

    @ParameterizedTest
    @EnumSource(Tokens.class)
    void randomTextsAreCutAsTheDefinitionSays(Tokens tokens) {
        Random random = new Random(1);
        Tokenizer asIs = Tokenizer.of(tokens, false);
        Tokenizer lower = Tokenizer.of(tokens, true);
        for (int round = 0; round < 6_000; round++) {
            String text = randomText(random);
            boolean lowercase = random.nextBoolean();
            assertThat(fast(text, lowercase ? lower : asIs))
                    .as("%s", escaped(text))
                    .isEqualTo(SlowWords.lines(text, tokens, lowercase));
        }
    }

    @ParameterizedTest
    @EnumSource(Tokens.class)
    void codePointsOfAllPlanesAreCutAsTheDefinitionSays(Tokens tokens) {
        StringBuilder text = new StringBuilder();
        IntStream.concat(
                        IntStream.range(0, 0x3400),
                        IntStream.range(0x3400, 0x110000)
                                .filter(c -> c % 13 == 0 || c >> 10 == 0x3f))
                .filter(c -> Character.getType(c) != Character.SURROGATE)
                .forEach(c ->
                        text.append("a1")
                                .appendCodePoint(c)
                                .append("b7a")
                                .appendCodePoint(c)
                                .append("a\n"));
        assertThat(fast(text.toString(), tokens, true))
                .isEqualTo(SlowWords.lines(text.toString(), tokens, true));
    }

    @Test
    void asciiWordsOfEveryLengthAtEveryPlaceAreFound() {
        for (int length = 1; length < 40; length++) {
            for (int place = 0; place < 9; place++) {
                String word = "Word_0123456789".repeat(3).substring(0, length);
                String text = " ".repeat(place) + word + "!" + word + " ";
                assertThat(fast(text, Tokens.WORDS, false)).containsExactly(List.of(word, word));
                assertThat(fast(text, Tokens.WHITESPACE, false))
                        .containsExactly(List.of(word + "!" + word));
            }
        }
    }

    static String randomText(Random random) {
        int length = random.nextInt(30);
        StringBuilder text = new StringBuilder();
        boolean ascii = random.nextInt(4) == 0;
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(ascii ? random.nextInt(128) : randomCodePoint(random));
        }
        return text.toString();
    }

    private static int randomCodePoint(Random random) {
        if (random.nextInt(12) > 0) {
            return COMMON[random.nextInt(COMMON.length)];
        }
        int codePoint =
                random.nextInt(random.nextBoolean() ? 0x3000 : Character.MAX_CODE_POINT + 1);
        return Character.getType(codePoint) == Character.SURROGATE ? 'x' : codePoint;
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> escaped.append(String.format("%x ", c)));
        return escaped.toString();
    }
}
