package dev.akin.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;
import dev.akin.text.Corpus;
import dev.akin.vocabulary.EncodedCorpus;
import dev.akin.vocabulary.GrowingVocabulary;
import dev.akin.vocabulary.Subwords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What every learner of words must do, each way to learn in turn.
class WordLearnerTest {
    private static final Subwords SUBWORDS = Subwords.of(2, 4, 1000);

    @TempDir Path folder;

    static Stream<Arguments> learners() {
        return Stream.of(
                learner("skipgram", SkipGram::builder),
                learner("skipgram hs", () -> SkipGram.builder().loss(Loss.HIERARCHICAL_SOFTMAX)),
                learner("skipgram sub-words", () -> SkipGram.builder().subwords(SUBWORDS)),
                learner(
                        "skipgram hs sub-words",
                        () ->
                                SkipGram.builder()
                                        .subwords(SUBWORDS)
                                        .loss(Loss.HIERARCHICAL_SOFTMAX)),
                learner("cbow", Cbow::builder),
                learner("cbow hs", () -> Cbow.builder().loss(Loss.HIERARCHICAL_SOFTMAX)),
                learner("cbow sub-words", () -> Cbow.builder().subwords(SUBWORDS)),
                learner("cbow positions", () -> Cbow.builder().positionWeights(true)),
                learner(
                        "cbow hs sub-words positions",
                        () ->
                                Cbow.builder()
                                        .subwords(SUBWORDS)
                                        .positionWeights(true)
                                        .loss(Loss.HIERARCHICAL_SOFTMAX)));
    }

    private static Arguments learner(String name, Supplier<WordLearner.Builder<?, ?>> builder) {
        return Arguments.of(name, builder);
    }

    private static WordLearner.Builder<?, ?> small(Supplier<WordLearner.Builder<?, ?>> builder) {
        return builder.get().dimension(16).epochs(10).minCount(1).subsample(0).learningRate(0.05);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("learners")
    void wordsOfOneTopicComeNear(String name, Supplier<WordLearner.Builder<?, ?>> builder)
            throws IOException {
        Embeddings words = small(builder).threads(2).build().fit(Topics.corpus(1500));
        assertThat(Topics.purity(words)).isGreaterThan(0.9);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("learners")
    void tablesOfManyBlocksLearnToo(String name, Supplier<WordLearner.Builder<?, ?>> builder)
            throws IOException {
        Embeddings words =
                small(builder).threads(2).blockNumbers(64 * 48).build().fit(Topics.corpus(1500));
        assertThat(Topics.purity(words)).isGreaterThan(0.9);
    }

    /// Rows that are predicted start at zero, so every σ is ½ and every choice costs ln 2.
    @ParameterizedTest(name = "{0}")
    @MethodSource("learners")
    void lossBeginsAtChance(String name, Supplier<WordLearner.Builder<?, ?>> builder)
            throws IOException {
        List<Progress> heard = new ArrayList<>();
        small(builder)
                .learningRate(1e-12)
                .epochs(1)
                .threads(1)
                .build()
                .fit(Topics.corpus(500), heard::add);
        // 200 words, all about as frequent, make a tree of 7 or 8 choices to each.
        double choices = name.contains("hs") ? 7.7 : 6;
        assertThat(heard.getLast().loss())
                .isEqualTo(choices * Math.log(2), within(0.05 * choices * Math.log(2)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("learners")
    void reproducibleLearningDoesNotDependOnThreads(
            String name, Supplier<WordLearner.Builder<?, ?>> builder) throws IOException {
        Path one = saved(small(builder).reproducible(true).epochs(2).threads(1), "one");
        Path three = saved(small(builder).reproducible(true).epochs(2).threads(3), "three");
        assertThat(one).hasSameBinaryContentAs(three);
        Embeddings words =
                small(builder).reproducible(true).threads(2).build().fit(Topics.corpus(1500));
        assertThat(Topics.purity(words)).isGreaterThan(0.9);
    }

    private Path saved(WordLearner.Builder<?, ?> builder, String name) throws IOException {
        Path path = folder.resolve(name + ".safetensors");
        try (EncodedCorpus corpus = encoded()) {
            builder.build()
                    .train(corpus, Map.of(), ProgressListener.NONE)
                    .model()
                    .save(path, ProgressListener.NONE);
        }
        return path;
    }

    private static EncodedCorpus encoded() throws IOException {
        return EncodedCorpus.builder().minCount(1).encode(Topics.corpus(14_000));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("learners")
    void aStoppedTrainingGoesOnWhereItWas(String name, Supplier<WordLearner.Builder<?, ?>> builder)
            throws IOException {
        Path path = folder.resolve("partial.safetensors");
        WordLearner learner = small(builder).epochs(2).threads(1).build();
        try (EncodedCorpus corpus = encoded()) {
            TrainingRun whole = learner.train(corpus, Map.of(), ProgressListener.NONE);
            TrainingRun stopped = learner.train(corpus, Map.of(), new StopsAfter(16));
            stopped.model().save(path, ProgressListener.NONE);
            TrainingRun resumed =
                    WordLearner.resume(Model.load(path), corpus, 1, ProgressListener.NONE);

            assertThat(stopped.finished()).isFalse();
            assertThat(stopped.words()).isBetween(100_000L, 270_000L);
            assertThat(resumed.finished()).isTrue();
            assertThat(resumed.words()).isEqualTo(whole.words()).isEqualTo(280_000);
            for (String key : whole.embeddings().vocabulary().keys()) {
                assertThat(resumed.embeddings().vector(key))
                        .isEqualTo(whole.embeddings().vector(key));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("learners")
    void anUpdateAddsWordsAndForgetsNone(String name, Supplier<WordLearner.Builder<?, ?>> builder)
            throws IOException {
        Path path = folder.resolve("first.safetensors");
        WordLearner learner = small(builder).threads(2).build();
        try (EncodedCorpus first =
                EncodedCorpus.builder().minCount(1).encode(Topics.corpus(1500))) {
            learner.train(first, Map.of(), ProgressListener.NONE)
                    .model()
                    .save(path, ProgressListener.NONE);
        }
        Model model = Model.load(path);
        try (EncodedCorpus more =
                EncodedCorpus.builder()
                        .minCount(1)
                        .growing(GrowingVocabulary.of(model.table("").vocabulary()))
                        .encode(Topics.corpus(1500, 9, "new"))) {
            TrainingRun updated =
                    WordLearner.builderOf(model)
                            .learningRate(0.05)
                            .build()
                            .update(model, more, Map.of(), ProgressListener.NONE);
            Embeddings words = updated.embeddings();
            assertThat(words.size()).isEqualTo(400);
            assertThat(words.vocabulary().keys().subList(0, 200))
                    .isEqualTo(model.table("").vocabulary().keys());
            assertThat(Topics.purity(words)).isGreaterThan(0.85);
        }
    }

    @Test
    void whatCannotBeResumedSaysWhy() throws IOException {
        try (EncodedCorpus corpus = encoded()) {
            WordLearner learner = SkipGram.builder().dimension(8).epochs(1).threads(1).build();
            Model whole = learner.train(corpus, Map.of(), ProgressListener.NONE).model();
            assertThatThrownBy(() -> WordLearner.resume(whole, corpus, 1, ProgressListener.NONE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("finished");

            Model stopped = learner.train(corpus, Map.of(), new StopsAfter(5)).model();
            try (EncodedCorpus other =
                    EncodedCorpus.builder()
                            .vocabulary(corpus.vocabulary())
                            .encode(Topics.corpus(10))) {
                assertThatThrownBy(
                                () -> WordLearner.resume(stopped, other, 1, ProgressListener.NONE))
                        .hasMessageContaining("it has 100 words, not 140000");
            }
            Model lean = Model.of("embeddings", Map.of("", stopped.table("")));
            assertThatThrownBy(() ->
                            WordLearner.resume(
                                    lean.withMetadata(stopped.metadata()),
                                    corpus,
                                    1,
                                    ProgressListener.NONE))
                    .hasMessageContaining("lacks the table \"context/\"");
            assertThatThrownBy(() -> WordLearner.builderOf(lean))
                    .hasMessageContaining("was not learned by Akin");
        }
    }

    @Test
    void oneWordAloneIsNoTrouble() throws IOException {
        for (Loss loss : Loss.values()) {
            for (WordLearner.Builder<?, ?> builder :
                    List.of(SkipGram.builder(), Cbow.builder(), FastText.skipGram())) {
                Embeddings words =
                        builder.loss(loss)
                                .dimension(8)
                                .build()
                                .fit(Corpus.ofLines(List.of("same same same same same same")));
                assertThat(words.vector("same")).doesNotContain(Float.NaN);
            }
        }
    }

    @Test
    void wordsNeverSeenAreAnswered() throws IOException {
        Embeddings words =
                small(() -> SkipGram.builder().subwords(Subwords.of(2, 4, 1000)))
                        .build()
                        .fit(Topics.corpus(1500));
        assertThat(words.contains("t1w1x")).isFalse();
        assertThat(words.neighbors("t1w1x", 5)).hasSize(5);
    }
}
