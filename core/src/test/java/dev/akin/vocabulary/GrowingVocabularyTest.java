package dev.akin.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.text.Corpus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrowingVocabularyTest {
    private static final Vocabulary KNOWN =
            Vocabulary.of(List.of("кот", "猫", "cat"), new long[] {100, 9, 1});

    @Test
    void olderCountsFadeAndNoWordIsLost() {
        GrowingVocabulary growing = GrowingVocabulary.of(KNOWN).decay(0.1);

        assertThat(growing.current().keys()).containsExactly("кот", "猫", "cat");
        assertThat(growing.current().countArray()).containsExactly(10, 1, 1);
    }

    @Test
    void newCountsAreAddedToWhatIsLeft() throws IOException {
        GrowingVocabulary growing = GrowingVocabulary.of(KNOWN).decay(0.5);
        grow(growing, "猫 猫 猫 dog dog");

        assertThat(growing.current().keys()).containsExactly("кот", "猫", "cat", "dog");
        assertThat(growing.current().countArray()).containsExactly(50, 8, 1, 2);
    }

    /// A word that waits for its second sight keeps waiting for it.
    @Test
    void wordsThatWaitGoOnWaiting() throws IOException {
        GrowingVocabulary growing = GrowingVocabulary.of(KNOWN);
        grow(growing, "cat dog");
        grow(growing.decay(0.5), "cat dog");

        assertThat(growing.current().keys()).contains("dog");
    }

    @Test
    void aShareOfOneChangesNothing() {
        assertThat(GrowingVocabulary.of(KNOWN).decay(1).current().countArray())
                .containsExactly(100, 9, 1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 1.5, Double.NaN})
    void refusesWhatIsNoShare(double share) {
        assertThatThrownBy(() -> GrowingVocabulary.of(KNOWN).decay(share))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a share must be above 0 and at most 1, not " + share);
    }

    private static void grow(GrowingVocabulary growing, String text) throws IOException {
        var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        EncodedCorpus.builder()
                .minCount(2)
                .growing(growing)
                .encode(Corpus.standardInput(in))
                .close();
    }
}
