package dev.akin.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubwordsTest {
    private static final Subwords USUAL = Subwords.of(3, 6, 2_000_000);

    @Test
    void leavesOutTheSingleCharactersAtBothEnds() {
        // <ab>: a, b but neither < nor >; <a, ab, b>; <ab, ab>
        assertThat(Subwords.of(1, 3, 1000).buckets("ab")).hasSize(2 + 3 + 2);
        assertThat(Subwords.of(0, 3, 1000).buckets("ab"))
                .isEqualTo(Subwords.of(1, 3, 1000).buckets("ab"));
    }

    @Test
    void countsCodePointsNotBytes() {
        // <中文>: <中文, 中文>, <中文>
        assertThat(USUAL.buckets("中文")).hasSize(3);
        // <😀>: <😀>
        assertThat(USUAL.buckets("😀")).hasSize(1);
    }

    @Test
    void theLineEndHasNoNgrams() {
        assertThat(USUAL.buckets("</s>")).isEmpty();
        assertThat(USUAL.buckets("</t>")).isNotEmpty();
    }

    @Test
    void aMaximumOfZeroMeansNoNgrams() {
        assertThat(Subwords.of(3, 0, 0).buckets("word")).isEmpty();
    }

    @Test
    void aWordInsideAnArrayHasTheSameBucketsAsAlone() {
        byte[] text = "ночь улица фонарь".getBytes(StandardCharsets.UTF_8);
        byte[] word = "улица".getBytes(StandardCharsets.UTF_8);
        int from = "ночь ".getBytes(StandardCharsets.UTF_8).length;
        int[] into = new int[USUAL.room(word.length) + 2];

        int end = USUAL.buckets(text, from, from + word.length, into, 2);

        assertThat(Arrays.copyOfRange(into, 2, end)).isEqualTo(USUAL.buckets("улица"));
    }

    @Test
    void bytesThatAreNoUtf8HaveBucketsToo() {
        byte[] wild = {(byte) 0x80, (byte) 0xff, 'a', (byte) 0xc3};
        int[] buckets = Subwords.of(1, 6, 10).buckets(wild, 0, 4);
        assertThat(buckets).isNotEmpty();
        assertThat(Arrays.stream(buckets)).allMatch(b -> b >= 0 && b < 10);
    }

    @Test
    void writesAndReadsItself() {
        assertThat(USUAL.toJson())
                .isEqualTo(
                        "{\"minNgram\":3,\"maxNgram\":6,\"buckets\":2000000,\"hash\":\"fasttext\"}");
        assertThat(Subwords.ofJson(USUAL.toJson())).isEqualTo(USUAL);
        Subwords pruned = new Subwords(2, 4, 500, true);
        assertThat(Subwords.ofJson(pruned.toJson())).isEqualTo(pruned);
    }

    @ParameterizedTest
    @CsvSource({"6,3,10,reversed", "-1,3,10,at least 0", "3,6,0,at least 1 bucket", "1,256,9,255"})
    void refusesWhatMakesNoSense(int min, int max, int buckets, String message) {
        assertThatThrownBy(() -> Subwords.of(min, max, buckets))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"hash\":\"other\",\"minNgram\":3,\"maxNgram\":6,\"buckets\":10}",
                "{\"hash\":\"fasttext\",\"minNgram\":3,\"maxNgram\":6}",
                "{\"hash\":\"fasttext\",\"minNgram\":3,\"maxNgram\":6,\"buckets\":1.5}",
                "{\"hash\":\"fasttext\",\"minNgram\":6,\"maxNgram\":3,\"buckets\":10}",
                "{\"hash\":\"fasttext\",\"minNgram\":3,\"maxNgram\":99999999999,\"buckets\":10}"
            })
    void refusesMetadataOfAnotherKind(String json) {
        assertThatThrownBy(() -> Subwords.ofJson(json))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
