package dev.akin.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.text.Corpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhrasesTest {
    @TempDir private Path folder;

    /// `new york` and `times square` ten times each, among words that stand everywhere; `new` and `york` four times
    /// apart.
    private static List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            lines.add("the new york a times square w" + i % 5);
            lines.add("a w" + i % 4 + " the w" + i % 3 + " the a");
            lines.add(i < 4 ? "new the a york" : "");
        }
        return lines;
    }

    private static EncodedCorpus encode(EncodedCorpus.Builder builder) throws IOException {
        return builder.minCount(2).threads(1).encode(Corpus.ofLines(lines()));
    }

    private static EncodedCorpus.Builder phrases(int passes, double threshold) {
        return EncodedCorpus.builder().phrases(Phrases.of(passes).threshold(threshold));
    }

    @Test
    void phrasesAreWordsWithCountsOfTheirOwn() throws IOException {
        try (EncodedCorpus joined = encode(phrases(1, 5))) {
            Vocabulary vocabulary = joined.vocabulary();
            assertThat(vocabulary.keys()).contains("new_york", "times_square", "new", "york");
            assertThat(vocabulary.keys()).doesNotContain("times", "square");
            assertThat(vocabulary.count(vocabulary.id("new_york"))).isEqualTo(10);
            assertThat(vocabulary.count(vocabulary.id("new"))).isEqualTo(4);
            assertThat(joined.seen()).isEqualTo(146);
            assertThat(joined.words()).isEqualTo(126);
            assertThat(joined.notes()).containsExactly("2 phrases, such as new_york, times_square");
        }
    }

    @Test
    void eachPassJoinsWhatTheOneBeforeJoined() throws IOException {
        List<String> lines = Collections.nCopies(20, "united states of america x");
        for (int passes = 0; passes <= 2; passes++) {
            try (EncodedCorpus joined =
                    phrases(passes, 0.5).threads(1).encode(Corpus.ofLines(lines))) {
                assertThat(joined.vocabulary().keys())
                        .containsExactlyElementsOf(
                                switch (passes) {
                                    case 0 -> List.of("united", "states", "of", "america", "x");
                                    case 1 -> List.of("united_states", "of_america", "x");
                                    default -> List.of("united_states_of_america", "x");
                                });
            }
        }
    }

    @Test
    void aRareWordKeepsItsNeighboursApart() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            lines.add("new rare" + i + " york");
        }
        try (EncodedCorpus joined = phrases(1, 0.1).minCount(2).encode(Corpus.ofLines(lines))) {
            assertThat(joined.vocabulary().keys()).containsExactly("new", "york");
            assertThat(joined.notes())
                    .singleElement()
                    .asString()
                    .contains("no phrases found", "--phrase-threshold");
        }
    }

    @Test
    void linesDoNotMeet() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            lines.add("new");
            lines.add("york");
        }
        try (EncodedCorpus joined = phrases(1, 0).encode(Corpus.ofLines(lines))) {
            assertThat(joined.vocabulary().keys()).containsExactly("new", "york");
        }
    }

    @Test
    void theScratchFileHoldsTheSameAndIsDeleted() throws IOException {
        try (EncodedCorpus inMemory = encode(phrases(2, 3));
                EncodedCorpus spilled = encode(phrases(2, 3).scratch(folder).memoryLimit(0))) {
            assertThat(EncodedCorpusTest.ids(spilled)).isEqualTo(EncodedCorpusTest.ids(inMemory));
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aStopIsObeyed() {
        ProgressListener stopping =
                new ProgressListener() {
                    private volatile boolean joining;

                    @Override
                    public void update(Progress progress) {
                        joining |= progress.phase().equals("joining phrases");
                    }

                    @Override
                    public boolean stopRequested() {
                        return joining;
                    }
                };
        assertThatThrownBy(() -> encode(phrases(1, 3).listener(stopping)))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("phrases");
    }

    @Test
    void progressRisesToItsEnd() throws IOException {
        List<Progress> heard = new ArrayList<>();
        encode(phrases(2, 3).listener(heard::add)).close();
        List<Progress> joining =
                heard.stream().filter(p -> p.phase().equals("joining phrases")).toList();
        assertThat(joining.getFirst().done()).isZero();
        assertThat(joining.getLast().done()).isEqualTo(joining.getLast().total()).isEqualTo(292);
        assertThat(joining).isSortedAccordingTo(Comparator.comparingLong(Progress::done));
    }

    @Test
    void aPartOfAllPairsAtATimeIsCountedWhereMemoryIsShort() {
        assertThat(PairCounts.parts(1000, 3, 1L << 30)).isEqualTo(3);
        assertThat(PairCounts.parts(1000, 1, 7200)).isEqualTo(10);
        assertThat(PairCounts.parts(1000, 2, 7200)).isEqualTo(20);
        assertThat(PairCounts.parts(0, 2, 0)).isEqualTo(2);
    }

    @Test
    void optionsOutOfRangeAreNamed() {
        assertThatThrownBy(() -> Phrases.of(-1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> Phrases.of(17)).hasMessageContaining("17");
        assertThatThrownBy(() -> Phrases.of(1).threshold(-0.5)).hasMessageContaining("-0.5");
        assertThatThrownBy(() -> Phrases.of(1).threshold(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> Phrases.of(1).discount(-2)).hasMessageContaining("-2");
    }

    @Test
    void theLongestKnownPhraseIsJoined() {
        List<String> known = List.of("new_york", "new_york_city", "city_hall", "a");
        assertThat(Phrases.join(List.of("a", "new", "york", "city", "hall"), known::contains))
                .containsExactly("a", "new_york_city", "hall");
        assertThat(Phrases.join(List.of("new", "york", "new", "city", "hall"), known::contains))
                .containsExactly("new_york", "new", "city_hall");
        assertThat(Phrases.join(List.of(), known::contains)).isEmpty();
    }

    @Test
    void theDescriptionOfTheTextSaysWhatJoinedIt() {
        String text = Corpus.ofLines(List.of()).description();
        assertThat(Phrases.of(0).describe(text)).isEqualTo(text);
        assertThat(Phrases.of(2).describe(text))
                .startsWith(text.substring(0, text.length() - 1))
                .endsWith(",\"phrases\":2,\"phraseThreshold\":100.0}");
    }
}
