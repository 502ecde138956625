package dev.akin.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.MalformedFileException;
import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.embeddings.Model;
import dev.akin.learn.TrainingRun;
import dev.akin.text.Click;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FactorLearnerTest {
    @TempDir Path folder;

    static Stream<Supplier<FactorLearner.Builder>> learners() {
        return Stream.of(FactorLearner::bpr, FactorLearner::warp, FactorLearner::logistic);
    }

    private static FactorLearner.Builder small(Supplier<FactorLearner.Builder> learner) {
        return learner.get().dimension(8).threads(1).epochs(30).learningRate(0.1).seed(4);
    }

    private static Interactions choices() {
        return Interactions.of(AlsTest.tastes(false));
    }

    @ParameterizedTest
    @MethodSource("learners")
    void usersGetItemsOfTheirTaste(Supplier<FactorLearner.Builder> learner) {
        List<Double> losses = new ArrayList<>();
        Model model =
                small(learner).build().fit(choices(), progress -> losses.add(progress.loss()));

        assertThat(losses.getLast()).isLessThan(losses.getFirst());
        Recommender recommender = Recommender.of(model);
        int right = 0;
        for (int user = 0; user < 60; user++) {
            int taste = user % 3;
            right +=
                    (int)
                            recommender
                                    .recommend(
                                            "u" + user,
                                            RecommendOptions.builder().k(5).seen(true).build())
                                    .stream()
                                    .filter(item ->
                                            Integer.parseInt(item.item().substring(1)) / 10
                                                    == taste)
                                    .count();
        }
        assertThat(right).isGreaterThan(285);
    }

    @ParameterizedTest
    @MethodSource("learners")
    void aSeedGivesTheSameFactorsAgain(Supplier<FactorLearner.Builder> learner) {
        Model one = small(learner).build().fit(choices(), ProgressListener.NONE);
        Model two =
                small(learner)
                        .threads(2)
                        .reproducible(true)
                        .build()
                        .fit(choices(), ProgressListener.NONE);

        assertThat(two.table("").table().row(3)).isEqualTo(one.table("").table().row(3));
    }

    /// Asks to stop after some passes.
    private static final class Stop implements ProgressListener {
        private int passes;

        @Override
        public void update(Progress progress) {
            passes++;
        }

        @Override
        public boolean stopRequested() {
            return passes >= 10;
        }
    }

    @ParameterizedTest
    @MethodSource("learners")
    void whatWasStoppedGoesOn(Supplier<FactorLearner.Builder> learner) {
        FactorLearner small = small(learner).build();
        TrainingRun stopped = small.train(choices(), new Stop());
        Model resumed = small.resume(stopped.model(), choices(), ProgressListener.NONE).model();
        Model whole = small.fit(choices(), ProgressListener.NONE);

        assertThat(stopped.finished()).isFalse();
        assertThat(resumed.table("").table().row(3)).isEqualTo(whole.table("").table().row(3));
        assertThat(resumed.table("users").table().row(3))
                .isEqualTo(whole.table("users").table().row(3));
    }

    @ParameterizedTest
    @MethodSource("learners")
    void newUsersAndItemsJoin(Supplier<FactorLearner.Builder> learner) {
        FactorLearner small = small(learner).build();
        Model before = small.fit(choices(), ProgressListener.NONE);
        List<Click> later = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            later.add(new Click("new", "i" + i, i));
        }
        later.add(new Click("u0", "fresh", 9));
        Model after = small.update(before, later, 1, ProgressListener.NONE).model();

        assertThat(after.table("").contains("fresh")).isTrue();
        assertThat(Recommender.of(after).recommend("new", RecommendOptions.builder().k(2).build()))
                .extracting(Recommendation::item)
                .allMatch(item -> item.equals("fresh") || item.matches("i[0-9]"));
        assertThatThrownBy(() -> small.update(before, later, 0, ProgressListener.NONE))
                .hasMessageContaining("decay");
    }

    @Test
    void featuresGiveVectorsToItemsThatNobodyChose() {
        Map<String, List<String>> genres = new LinkedHashMap<>();
        for (int item = 0; item < 30; item++) {
            genres.put("i" + item, List.of("genre" + item / 10));
        }
        genres.put("unreleased", List.of("genre1"));
        Model model =
                small(FactorLearner::warp)
                        .itemFeatures(Features.of(genres))
                        .build()
                        .fit(choices(), ProgressListener.NONE);

        assertThat(model.table("").contains("unreleased")).isTrue();
        assertThat(model.table("").similarity("unreleased", "i15"))
                .isGreaterThan(model.table("").similarity("unreleased", "i25"));
        assertThatThrownBy(() ->
                        small(FactorLearner::warp)
                                .build()
                                .update(model, AlsTest.tastes(false), 1, ProgressListener.NONE))
                .hasMessageContaining("learned with features");
    }

    @Test
    void filesOfFeaturesAreRead() throws IOException {
        Path file = Files.writeString(folder.resolve("f.tsv"), "Солярис\tdrama, 科幻\nb\tx\ty\n");

        assertThat(Features.read(file).byKey())
                .containsEntry("Солярис", List.of("drama", "科幻"))
                .containsEntry("b", List.of("x", "y"));
        Files.writeString(file, "a\tx\nb\n");
        assertThatThrownBy(() -> Features.read(file))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("line 2");
    }

    @Test
    void ratingsAndOtherModelsAreRefused() {
        assertThatThrownBy(() ->
                        FactorLearner.bpr()
                                .build()
                                .train(
                                        Interactions.ofRatings(AlsTest.tastes(true)),
                                        ProgressListener.NONE))
                .hasMessageContaining("not from ratings");
        Model als =
                Als.builder().dimension(4).epochs(1).build().fit(choices(), ProgressListener.NONE);
        assertThatThrownBy(() ->
                        FactorLearner.bpr()
                                .build()
                                .update(als, AlsTest.tastes(false), 1, ProgressListener.NONE))
                .hasMessageContaining("learned by als, not by bpr");
    }

    @Test
    void oneUserWhoChoseEverythingTeachesNothing() {
        Model model =
                small(FactorLearner::bpr)
                        .build()
                        .fit(
                                Interactions.of(List.of(new Click("u", "i", 0))),
                                ProgressListener.NONE);

        assertThat(model.table("").vector("i")).doesNotContain(Float.NaN);
    }
}
