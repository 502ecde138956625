package dev.akin.embeddings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingsTest {
    private static int distance(String a, String b) {
        return Spellings.distance(
                a.codePoints().toArray(), b.codePoints().toArray(), Integer.MAX_VALUE - 1);
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', 0",
        "a, '', 1",
        "king, king, 0",
        "king, kign, 1",
        "king, ring, 1",
        "king, kings, 1",
        "ca, abc, 3",
        "kitten, sitting, 3",
        "Москва, Мсоква, 1",
        "北京市, 北京, 1"
    })
    void distancesCountEdits(String a, String b, int edits) {
        assertThat(distance(a, b)).isEqualTo(edits);
        assertThat(distance(b, a)).isEqualTo(edits);
    }

    @Test
    void whatIsTooFarIsOnlyKnownToBeTooFar() {
        int[] a = "kitten".codePoints().toArray();
        int[] b = "sitting".codePoints().toArray();

        assertThat(Spellings.distance(a, b, 3)).isEqualTo(3);
        assertThat(Spellings.distance(a, b, 2)).isGreaterThan(2);
    }

    @Test
    void theNearestComeFirstThenTheMostFrequent() {
        Vocabulary words =
                Vocabulary.of(List.of("the", "sing", "ring", "kin", "KING", "queen", "bring"));

        assertThat(Spellings.near(words, "kign")).containsExactly("kin", "KING", "sing");
        assertThat(Spellings.near(words, "ping")).containsExactly("sing", "ring", "KING");
        assertThat(Spellings.near(words, "zzzzzzz")).isEmpty();
    }

    @Test
    void otherScriptsAreCorrectedToo() {
        Vocabulary words = Vocabulary.of(List.of("город", "река", "北京市", "上海", "naïve"));

        assertThat(Spellings.near(words, "Горд")).containsExactly("город");
        assertThat(Spellings.near(words, "北京")).containsExactly("北京市");
        assertThat(Spellings.near(words, "naive")).containsExactly("naïve");
        assertThat(Spellings.near(words, "")).isEmpty();
    }

    @Test
    void everyKeyIsReachedHoweverManyThereAre() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            keys.add("x" + Integer.toString(i * 31, 36));
        }
        keys.add("chrysanthemum");

        assertThat(Spellings.near(Vocabulary.of(keys), "crysanthemun"))
                .containsExactly("chrysanthemum");
    }
}
