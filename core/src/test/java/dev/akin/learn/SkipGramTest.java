package dev.akin.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.text.Corpus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkipGramTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void wordsOfOneTopicComeNear(int threads) throws IOException {
        assertThat(Topics.purity(learner().threads(threads).build().fit(Topics.corpus(4000))))
                .isGreaterThan(0.95);
    }

    @Test
    void tablesOfManyBlocksLearnToo() throws IOException {
        Embeddings words =
                learner().threads(2).blockNumbers(64 * 48).build().fit(Topics.corpus(4000));
        assertThat(Topics.purity(words)).isGreaterThan(0.95);
    }

    @Test
    void oneThreadAndOneSeedGiveTheSameVectors() throws IOException {
        Embeddings first = learner().threads(1).build().fit(Topics.corpus(300));
        Embeddings again = learner().threads(1).build().fit(Topics.corpus(300));
        Embeddings other = learner().threads(1).seed(2).build().fit(Topics.corpus(300));
        assertThat(first.vector("t1w1")).isEqualTo(again.vector("t1w1"));
        assertThat(first.vector("t1w1")).isNotEqualTo(other.vector("t1w1"));
    }

    /// Output rows start at zero, so every σ is ½ and a pair with its n negatives costs (1 + n) ln 2. Draws that are a
    /// centre are left out, hence a little less.
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 12})
    void lossBeginsAtChance(int negatives) throws IOException {
        List<Progress> heard = new ArrayList<>();
        learner()
                .learningRate(1e-12)
                .negatives(negatives)
                .threads(1)
                .build()
                .fit(Topics.corpus(500), heard::add);
        double chance = (1 + negatives) * Math.log(2);
        assertThat(heard.getLast().loss()).isEqualTo(chance, within(0.03 * chance));
    }

    @Test
    void lossFalls() throws IOException {
        List<Progress> heard = new ArrayList<>();
        learner().threads(1).build().fit(Topics.corpus(2000), heard::add);
        assertThat(heard.getLast().loss()).isLessThan(0.8 * 6 * Math.log(2));
    }

    @Test
    void progressEndsWithAllWords() throws IOException {
        List<Progress> heard = new ArrayList<>();
        learner().epochs(3).threads(2).build().fit(Topics.corpus(100), heard::add);
        Progress last = heard.getLast();
        assertThat(last.phase()).isEqualTo("training");
        assertThat(last.done()).isEqualTo(3L * 100 * 10).isEqualTo(last.total());
    }

    @Test
    void listenerStopsTraining() {
        ProgressListener impatient =
                new ProgressListener() {
                    private boolean stop;

                    @Override
                    public void update(Progress progress) {
                        stop = progress.phase().equals("training");
                    }

                    @Override
                    public boolean stopRequested() {
                        return stop;
                    }
                };
        SkipGram endless = learner().epochs(1_000_000).build();
        assertThatThrownBy(() -> endless.fit(Topics.corpus(500), impatient))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("training was stopped after");
    }

    @Test
    void sentencesOfOneWordTeachNothingAndBreakNothing() throws IOException {
        List<List<String>> lonely = List.of(List.of("a"), List.of("b"), List.of("a"), List.of("b"));
        Embeddings words = learner().minCount(1).build().fit(Corpus.ofSentences(lonely));
        assertThat(words.size()).isEqualTo(2);
        assertThat(words.vector("a")).doesNotContain(Float.NaN);
    }

    @Test
    void aVocabularyOfOneWordIsFine() throws IOException {
        Embeddings words =
                learner().build().fit(Corpus.ofLines(List.of("same same same same same same")));
        assertThat(words.size()).isEqualTo(1);
        assertThat(words.vector("same")).doesNotContain(Float.NaN);
    }

    @Test
    void optionsAreChecked() {
        assertThatThrownBy(() -> SkipGram.builder().dimension(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dimension must be 1 … 65536, not 0");
        assertThatThrownBy(() -> SkipGram.builder().learningRate(0))
                .hasMessageContaining("above 0");
        assertThatThrownBy(() -> SkipGram.builder().learningRate(Double.NaN))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> SkipGram.builder().subsample(2)).hasMessageContaining("at most 1");
        assertThatThrownBy(() -> SkipGram.builder().window(0)).hasMessageContaining("window");
    }

    @Test
    void metadataSaysHow() throws IOException {
        Embeddings words = learner().dimension(8).epochs(2).build().fit(Topics.corpus(50));
        assertThat(words.metadata().get("akin.options"))
                .contains("\"model\":\"skipgram\"", "\"dimension\":8");
        assertThat(words.metadata().get("akin.training"))
                .contains("\"words\":1000", "\"lines\":50");
        assertThat(words.metadata()).containsKey("akin.text");
    }

    private static SkipGram.Builder learner() {
        return SkipGram.builder().dimension(24).epochs(10).minCount(1).subsample(0);
    }
}
