package dev.akin.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;
import dev.akin.learn.SkipGram;
import dev.akin.learn.TrainingRun;
import dev.akin.text.Corpus;
import dev.akin.vocabulary.EncodedCorpus;
import dev.akin.vocabulary.GrowingVocabulary;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GloveTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void wordsOfOneTopicComeNear(boolean symmetric) throws IOException {
        Embeddings words = learner().symmetric(symmetric).build().fit(CountTopics.corpus(4000, ""));
        assertThat(CountTopics.purity(words)).isGreaterThan(0.95);
    }

    @Test
    void productsComeNearTheLogarithmsOfCounts() throws IOException {
        try (EncodedCorpus corpus = encoded(2000, "");
                Cooccurrences counts = Cooccurrences.builder().window(5).count(corpus)) {
            Model model =
                    learner()
                            .epochs(200)
                            .dimension(20)
                            .xMax(1)
                            .build()
                            .train(corpus, Map.of(), ProgressListener.NONE)
                            .model();
            float[] words = model.table("words").vector("t1w1");
            float[] contexts = model.table("context").vector("t1w2");
            int i = corpus.vocabulary().id("t1w1");
            int j = corpus.vocabulary().id("t1w2");
            float[] rates =
                    Objects.requireNonNull(model.extras().get("optimizer.rates"))
                            .data()
                            .toArray(ValueLayout.JAVA_FLOAT);
            double product = rates[44 * i + 40] + rates[44 * j + 41];
            for (int d = 0; d < words.length; d++) {
                product += (double) words[d] * contexts[d];
            }
            assertThat(product).isEqualTo(Math.log(counts.count(i, j)), within(0.3));
        }
    }

    @Test
    void theSameWithAnyNumberOfThreadsAndLittleMemory() throws IOException {
        Embeddings one = learner().threads(1).build().fit(CountTopics.corpus(500, ""));
        Embeddings three =
                learner()
                        .threads(3)
                        .memoryLimit(10_000)
                        .scratch(folder)
                        .build()
                        .fit(CountTopics.corpus(500, ""));
        Embeddings other = learner().threads(1).seed(2).build().fit(CountTopics.corpus(500, ""));
        for (String key : one.vocabulary().keys()) {
            assertThat(three.vector(key)).isEqualTo(one.vector(key));
        }
        assertThat(other.vector("t1w1")).isNotEqualTo(one.vector("t1w1"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 150, 700})
    void aStoppedTrainingGoesOnAsIfItHadNot(int questions) throws IOException {
        Glove learner = learner().epochs(8).threads(1).build();
        try (EncodedCorpus corpus = encoded(300, "")) {
            Embeddings whole = learner.train(corpus, Map.of(), p -> {}).embeddings();
            TrainingRun stopped = learner.train(corpus, Map.of(), new Impatient(questions));
            assertThat(stopped.finished()).isFalse();
            Path file = folder.resolve("partial.safetensors");
            stopped.model().save(file, ProgressListener.NONE);
            TrainingRun run =
                    Glove.resume(
                            Model.load(file),
                            corpus,
                            Glove.builder().threads(2).build(),
                            ProgressListener.NONE);
            assertThat(run.finished()).isTrue();
            assertThat(run.words()).isEqualTo(run.totalWords());
            for (String key : whole.vocabulary().keys()) {
                assertThat(run.embeddings().vector(key)).isEqualTo(whole.vector(key));
            }
            assertThatThrownBy(
                            () -> Glove.resume(run.model(), corpus, learner, ProgressListener.NONE))
                    .hasMessageContaining("nothing to resume");
        }
    }

    @Test
    void anotherCorpusIsNotGoneOnWith() throws IOException {
        Glove learner = learner().threads(1).build();
        try (EncodedCorpus corpus = encoded(300, "");
                EncodedCorpus other = encoded(301, "")) {
            TrainingRun stopped = learner.train(corpus, Map.of(), new Impatient(50));
            assertThatThrownBy(() ->
                            Glove.resume(stopped.model(), other, learner, ProgressListener.NONE))
                    .hasMessage(
                            "the corpus is not the one that this training began with: it has 3010"
                                    + " words, not 3000");
        }
    }

    @Test
    void newWordsJoinThoseOfAModel() throws IOException {
        Glove learner = learner().build();
        Model before;
        try (EncodedCorpus corpus = encoded(3000, "")) {
            before = learner.train(corpus, Map.of(), ProgressListener.NONE).model();
        }
        GrowingVocabulary growing = GrowingVocabulary.of(before.table("").vocabulary());
        try (EncodedCorpus more =
                EncodedCorpus.builder().growing(growing).encode(CountTopics.corpus(3000, "x"))) {
            Model after =
                    Glove.builderOf(before)
                            .build()
                            .update(before, more, Map.of(), ProgressListener.NONE)
                            .model();
            assertThat(after.table("").size()).isEqualTo(400);
            assertThat(after.table("").vector("t1w1")).isEqualTo(before.table("").vector("t1w1"));
            assertThat(CountTopics.purity(after.table(""))).isGreaterThan(0.9);
        }
    }

    @Test
    void othersModelsAreRefused() throws IOException {
        Embeddings words = SkipGram.builder().dimension(4).build().fit(CountTopics.corpus(100, ""));
        Model model = Model.of("embeddings", Map.of("", words)).withMetadata(words.metadata());
        assertThatThrownBy(() -> Glove.builderOf(model)).hasMessageContaining("not by glove");
    }

    @Test
    void filesThatContradictThemselvesAreRefused() throws IOException {
        try (EncodedCorpus corpus = encoded(300, "")) {
            Model stopped = learner().build().train(corpus, Map.of(), new Impatient(100)).model();
            String training = stopped.metadata().getOrDefault("akin.training", "");
            String far = training.replaceAll("\"partsDone\":\\d+", "\"partsDone\":99999");
            refused(stopped, "akin.training", far, corpus, "partsDone is 99999, not 0 … 136");
            String options = stopped.metadata().getOrDefault("akin.options", "");
            String wide = options.replace("\"dimension\":16", "\"dimension\":-1");
            refused(stopped, "akin.options", wide, corpus, "says -1 dimensions, but the vectors");
        }
    }

    private static void refused(
            Model model, String name, String value, EncodedCorpus corpus, String message) {
        Map<String, String> metadata = new HashMap<>(model.metadata());
        metadata.put(name, value);
        Model wrong = model.withMetadata(metadata);
        assertThatThrownBy(
                        () -> Glove.resume(wrong, corpus, learner().build(), ProgressListener.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void lossFallsAndProgressEndsWithAllPairs() throws IOException {
        List<Progress> heard = new ArrayList<>();
        Embeddings words = learner().epochs(5).build().fit(CountTopics.corpus(500, ""), heard::add);
        assertThat(heard.getLast().done()).isEqualTo(heard.getLast().total());
        assertThat(words.metadata().get("akin.training")).contains("\"losses\"");
        assertThat(heard.getLast().loss()).isLessThan(0.1);
    }

    @Test
    void stopsWhereItIsAskedTo() {
        assertThatThrownBy(() ->
                        learner().build().fit(CountTopics.corpus(500, ""), new Impatient(400)))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void linesOfSingleWordsTeachNothing() {
        Corpus lonely = Corpus.ofLines(List.of("a", "a", "b", "b"));
        assertThatThrownBy(() -> learner().minCount(1).build().fit(lonely))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no two words stand near each other");
        assertThatThrownBy(() -> Lsa.builder().dimension(1).minCount(1).build().fit(lonely))
                .hasMessageContaining("no two words stand near each other");
    }

    @Test
    void tooLargeStepsAreToldOf() {
        assertThatThrownBy(() ->
                        learner()
                                .learningRate(10)
                                .epochs(30)
                                .build()
                                .fit(CountTopics.corpus(500, "")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("learn again with a smaller learning rate than 10.0");
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> Glove.builder().xMax(0))
                .hasMessage("xMax must be above 0 and at most 1.0E9, not 0.0");
        assertThatThrownBy(() -> Glove.builder().dimension(0))
                .hasMessage("dimension must be 1 … 65536, not 0");
    }

    private static Glove.Builder learner() {
        return Glove.builder().dimension(16).window(5).threads(2);
    }

    private static EncodedCorpus encoded(int lines, String suffix) throws IOException {
        return EncodedCorpus.builder().threads(2).encode(CountTopics.corpus(lines, suffix));
    }

    /// Asks to stop when it has been asked so often.
    private static final class Impatient implements ProgressListener {
        private int questions;

        Impatient(int questions) {
            this.questions = questions + 40;
        }

        @Override
        public void update(Progress progress) {}

        @Override
        public synchronized boolean stopRequested() {
            return questions-- <= 0;
        }
    }
}
