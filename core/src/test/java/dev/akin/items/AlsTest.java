package dev.akin.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.algebra.Cholesky;
import dev.akin.algebra.Workers;
import dev.akin.embeddings.Model;
import dev.akin.learn.TrainingRun;
import dev.akin.table.EmbeddingTable;
import dev.akin.text.Click;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlsTest {
    /// 60 users, each of one of three tastes of ten items each.
    static List<Click> tastes(boolean ratings) {
        SplittableRandom random = new SplittableRandom(5);
        List<Click> clicks = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            int user = random.nextInt(60);
            int item = 10 * (user % 3) + random.nextInt(10);
            double value = ratings ? 1 + random.nextInt(5) : 1;
            clicks.add(new Click("u" + user, "i" + item, i, value));
        }
        return clicks;
    }

    private static Als.Builder learner() {
        return Als.builder().dimension(6).regularization(0.1).alpha(2).threads(1).seed(3);
    }

    private static Interactions choices(boolean ratings) {
        List<Click> clicks = tastes(ratings);
        return ratings ? Interactions.ofRatings(clicks) : Interactions.of(clicks);
    }

    /// The row of one item by the normal equations, from the users' rows.
    private static double[] solved(
            Interactions choices, EmbeddingTable users, int item, boolean ratings) {
        Cells cells = choices.byItem();
        double mean = mean(cells);
        int d = users.dimension();
        double[][] system = new double[d][d];
        double[][] right = new double[d][1];
        if (!ratings) {
            system = Exact.gram(users);
        }
        for (int i = 0; i < d; i++) {
            system[i][i] += ratings ? 0.1 * cells.count(item) : 0.1;
        }
        for (int at = cells.starts()[item]; at < cells.starts()[item + 1]; at++) {
            float[] row = users.row(cells.columns()[at]);
            float value = cells.values()[at];
            Exact.addOuter(system, row, ratings ? 1 : 2 * value);
            for (int i = 0; i < d; i++) {
                right[i][0] += (ratings ? value - mean : 1 + 2 * value) * row[i];
            }
        }
        Cholesky.of(system, new Workers(1)).solve(right);
        double[] row = new double[d];
        for (int i = 0; i < d; i++) {
            row[i] = right[i][0];
        }
        return row;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void enoughStepsSolveTheNormalEquations(boolean ratings) {
        Interactions choices = choices(ratings);
        Model model =
                learner()
                        .explicit(ratings)
                        .steps(30)
                        .epochs(5)
                        .build()
                        .fit(choices, ProgressListener.NONE);

        // Items were solved last, from the users as they are.
        EmbeddingTable items = model.table("").table();
        for (int item = 0; item < 30; item++) {
            double[] expected = solved(choices, model.table("users").table(), item, ratings);
            float[] found = items.row(item);
            for (int i = 0; i < expected.length; i++) {
                assertThat((double) found[i]).isCloseTo(expected[i], within(1e-4));
            }
        }
    }

    @Test
    void theLossFallsAndUsersGetItemsOfTheirTaste() {
        List<Double> losses = new ArrayList<>();
        Model model =
                learner().build().fit(choices(false), progress -> losses.add(progress.loss()));

        assertThat(losses).hasSize(15);
        assertThat(losses.getLast()).isLessThan(losses.getFirst());
        Recommender recommender = Recommender.of(model);
        for (int user = 0; user < 60; user++) {
            RecommendOptions seen = RecommendOptions.builder().k(5).seen(true).build();
            int taste = user % 3;
            assertThat(recommender.recommend("u" + user, seen))
                    .allMatch(item -> Integer.parseInt(item.item().substring(1)) / 10 == taste);
        }
    }

    /// Of all cells: that of a choice costs (1 + 2 · value) · (1 − score)², any other score², over the number of choices.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theLossIsThatOfThePaper(boolean ratings) {
        Interactions choices = choices(ratings);
        List<Double> losses = new ArrayList<>();
        Model model =
                learner()
                        .explicit(ratings)
                        .build()
                        .fit(choices, progress -> losses.add(progress.loss()));

        EmbeddingTable users = model.table("users").table();
        EmbeddingTable items = model.table("").table();
        Cells cells = choices.byUser();
        double mean = ratings ? mean(cells) : 0;
        double loss = 0;
        for (int user = 0; user < users.rows(); user++) {
            for (int item = 0; item < items.rows() && !ratings; item++) {
                loss += Math.pow(product(users.row(user), items.row(item)), 2);
            }
            for (int at = cells.starts()[user]; at < cells.starts()[user + 1]; at++) {
                double score = product(users.row(user), items.row(cells.columns()[at]));
                double value = cells.values()[at];
                loss +=
                        ratings
                                ? Math.pow(value - mean - score, 2)
                                : (1 + 2 * value) * Math.pow(1 - score, 2) - score * score;
            }
        }
        assertThat(losses.getLast()).isCloseTo(loss / cells.count(), within(1e-3));
    }

    private static double mean(Cells cells) {
        double sum = 0;
        for (float value : cells.values()) {
            sum += value;
        }
        return sum / cells.count();
    }

    private static double product(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        Model one = learner().build().fit(choices(false), ProgressListener.NONE);
        Model two = learner().threads(2).build().fit(choices(false), ProgressListener.NONE);

        for (int item = 0; item < 30; item++) {
            assertThat(two.table("").table().row(item)).isEqualTo(one.table("").table().row(item));
        }
    }

    /// Asks to stop after some turns.
    private static final class Stop implements ProgressListener {
        private int turns;

        @Override
        public void update(Progress progress) {
            turns++;
        }

        @Override
        public boolean stopRequested() {
            return turns >= 4;
        }
    }

    @Test
    void whatWasStoppedGoesOn() {
        Interactions choices = choices(false);
        Als learner = learner().build();
        TrainingRun stopped = learner.train(choices, new Stop());
        TrainingRun resumed = learner.resume(stopped.model(), choices, ProgressListener.NONE);
        Model whole = learner.fit(choices, ProgressListener.NONE);

        assertThat(stopped.finished()).isFalse();
        assertThat(resumed.finished()).isTrue();
        assertThat(resumed.model().table("").table().row(7))
                .isEqualTo(whole.table("").table().row(7));
        assertThatThrownBy(() -> learner.resume(whole, choices, ProgressListener.NONE))
                .hasMessageContaining("finished");
    }

    @Test
    void newUsersAndItemsJoinAndOthersStay() {
        Model before = learner().build().fit(choices(false), ProgressListener.NONE);
        List<Click> later = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            later.add(new Click("new", "i" + i, i));
        }
        later.add(new Click("u0", "fresh", 9));
        Model after =
                learner()
                        .epochs(3)
                        .build()
                        .update(before, later, 0.9, ProgressListener.NONE)
                        .model();

        assertThat(after.table("users").size()).isEqualTo(61);
        assertThat(after.table("").contains("fresh")).isTrue();
        assertThat(after.table("users").vector("u7")).isEqualTo(before.table("users").vector("u7"));
        Recommender recommender = Recommender.of(after);
        assertThat(recommender.history("new")).hasSize(6);
        assertThat(recommender.recommend("new", RecommendOptions.builder().k(3).build()))
                .allMatch(item ->
                        item.item().equals("fresh")
                                || Integer.parseInt(item.item().substring(1)) < 10);
    }

    @Test
    void choicesThatCountNothingAreRefused() {
        assertThatThrownBy(() -> Interactions.of(List.of(new Click("u", "i", 0, -1))))
                .hasMessageContaining("user \"u\" chose item \"i\" with the value -1.0");
        assertThatThrownBy(() -> Interactions.of(List.of())).hasMessageContaining("no choices");
        assertThatThrownBy(() -> learner().build().train(choices(true), ProgressListener.NONE))
                .hasMessageContaining("not from ratings");
        assertThatThrownBy(() -> Als.builder().regularization(0))
                .hasMessage("regularization must be above 0, not 0.0");
    }

    @Test
    void oneUserWithOneItemIsEnough() {
        Model model =
                learner()
                        .build()
                        .fit(
                                Interactions.of(List.of(new Click("u", "i", 0))),
                                ProgressListener.NONE);

        assertThat(model.table("").size()).isEqualTo(1);
        assertThat(model.table("").vector("i")).doesNotContain(Float.NaN);
    }
}
