package dev.akin.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.embeddings.Model;
import dev.akin.embeddings.UnknownKeyException;
import dev.akin.knowledge.Composition.Rows;
import dev.akin.learn.TrainingRun;
import dev.akin.text.Fact;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KnowledgeLearnerTest {
    @TempDir Path folder;

    private static final int COUNTRIES = 12;

    /// Countries with a capital, a language and a continent.
    private static List<Fact> countries() {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < COUNTRIES; i++) {
            facts.add(new Fact("capital " + i, "capital-of", "country " + i));
            facts.add(new Fact("country " + i, "in", "continent " + i % 3));
            facts.add(new Fact("capital " + i, "in", "continent " + i % 3));
            facts.add(new Fact("country " + i, "speaks", "language " + i % 4));
        }
        return facts;
    }

    private static KnowledgeLearner.Builder small(Scoring scoring) {
        return KnowledgeLearner.builder(scoring)
                .dimension(32)
                .epochs(300)
                .negatives(0)
                .margin(4)
                .threads(1);
    }

    @ParameterizedTest
    @EnumSource(Scoring.class)
    void whatWasLearnedComesFirst(Scoring scoring) {
        Facts facts = Facts.of(countries());
        Knowledge knowledge = small(scoring).build().fit(facts);
        for (Fact fact : List.of(countries().get(0), countries().get(4), countries().get(9))) {
            assertThat(knowledge.tails(fact.head(), fact.relation(), 1, false))
                    .singleElement()
                    .satisfies(found -> {
                        assertThat(found.key()).isEqualTo(fact.tail());
                        assertThat(found.known()).isTrue();
                        assertThat(found.score())
                                .isCloseTo(
                                        knowledge.score(fact.head(), fact.relation(), fact.tail()),
                                        within(1e-3));
                    });
        }
        assertThat(knowledge.heads("capital-of", "country 3", 1, false).getFirst().key())
                .isEqualTo("capital 3");
        assertThat(knowledge.relations("capital 5", "country 5", 1, false).getFirst().key())
                .isEqualTo("capital-of");
        assertThat(knowledge.tails("capital 5", "capital-of", 5, true))
                .hasSize(5)
                .noneMatch(Completion::known);
    }

    @ParameterizedTest
    @EnumSource(Scoring.class)
    void theNumberOfThreadsChangesNothing(Scoring scoring) {
        Facts facts = FactsTest.ring(300);
        KnowledgeLearner.Builder builder =
                KnowledgeLearner.builder(scoring).dimension(20).epochs(2).negatives(16);
        for (boolean typed : new boolean[] {false, true}) {
            float[] one = rows(builder.typed(typed).threads(1).build().fit(facts));
            float[] three = rows(builder.typed(typed).threads(3).build().fit(facts));
            assertThat(three).isEqualTo(one);
        }
    }

    private static float[] rows(Knowledge knowledge) {
        float[] rows = new float[knowledge.entities().size() * knowledge.entities().dimension()];
        knowledge.entities().table().read(0, knowledge.entities().size(), rows, 0);
        return rows;
    }

    private static final class StopAfter implements ProgressListener {
        private int asked;
        private final int most;

        StopAfter(int most) {
            this.most = most;
        }

        @Override
        public void update(Progress progress) {}

        @Override
        public boolean stopRequested() {
            return asked++ >= most;
        }
    }

    @Test
    void aTrainingThatWasStoppedGoesOnToTheSameNumbers() throws Exception {
        Facts facts = FactsTest.ring(300);
        KnowledgeLearner learner =
                KnowledgeLearner.builder(Scoring.COMPLEX)
                        .dimension(20)
                        .epochs(3)
                        .negatives(16)
                        .build();
        TrainingRun stopped = learner.train(facts, Map.of("akin.note", "x"), new StopAfter(4));
        assertThat(stopped.finished()).isFalse();
        assertThat(stopped.words()).isBetween(1L, stopped.totalWords() - 1);
        Path file = folder.resolve("partial.safetensors");
        stopped.model().save(file, ProgressListener.NONE);
        TrainingRun rest =
                KnowledgeLearner.resume(Model.load(file), facts, 2, ProgressListener.NONE);
        assertThat(rest.finished()).isTrue();
        assertThat(rest.model().metadata()).containsEntry("akin.note", "x");
        assertThat(rows(Knowledge.of(rest.model()))).isEqualTo(rows(learner.fit(facts)));
        assertThatThrownBy(() ->
                        KnowledgeLearner.resume(rest.model(), facts, 1, ProgressListener.NONE))
                .hasMessageContaining("is finished");
        assertThatThrownBy(() ->
                        KnowledgeLearner.resume(
                                stopped.model(), FactsTest.ring(20), 1, ProgressListener.NONE))
                .hasMessageContaining("other facts");
        assertThat(Files.size(file)).isPositive();
    }

    @ParameterizedTest
    @EnumSource(Scoring.class)
    void newFactsJoinWhatIsKnown(Scoring scoring) {
        Model model =
                small(scoring)
                        .build()
                        .train(Facts.of(countries()), Map.of(), ProgressListener.NONE)
                        .model();
        Facts more =
                Facts.of(
                        List.of(
                                new Fact("capital X", "capital-of", "country X"),
                                new Fact("country X", "currency", "coin"),
                                new Fact("country 1", "currency", "note")));
        TrainingRun run = KnowledgeLearner.update(model, more, 60, 1, ProgressListener.NONE);
        Knowledge knowledge = Knowledge.of(run.model());
        assertThat(knowledge.entities().size()).isEqualTo(model.table("").size() + 4);
        assertThat(knowledge.entities().vocabulary().startsWith(model.table("").vocabulary()))
                .isTrue();
        assertThat(knowledge.tails("capital X", "capital-of", 1, false).getFirst().key())
                .isEqualTo("country X");
        assertThat(knowledge.tails("country 1", "currency", 1, false).getFirst().key())
                .isEqualTo("note");
        assertThat(knowledge.facts()).isNotNull();
        assertThat(knowledge.tails("country 0", "in", 1, false).getFirst().known()).isTrue();
    }

    @Test
    void whatIsNotKnownIsNamedWithNearSpellings() {
        Knowledge knowledge = small(Scoring.TRANSE).epochs(1).build().fit(Facts.of(countries()));
        assertThatThrownBy(() -> knowledge.tails("capitol 1", "in", 3, false))
                .isInstanceOf(UnknownKeyException.class)
                .hasMessageContaining("capital 1");
        assertThatThrownBy(() -> knowledge.tails("capital 1", "inn", 3, false))
                .isInstanceOf(UnknownKeyException.class)
                .hasMessageContaining("did you mean in");
        assertThatThrownBy(() -> knowledge.tails("capital 1", "in", 0, false))
                .hasMessageContaining("at least 1");
        assertThatThrownBy(() -> KnowledgeLearner.builder(Scoring.ROTATE).dimension(5).build())
                .hasMessageContaining("even with rotate, not 5");
        assertThatThrownBy(() -> KnowledgeLearner.builder(Scoring.TRANSE).norm(3).build())
                .hasMessageContaining("norm must be 1 or 2, not 3");
    }

    /// The slopes of a score, against small moves of each number.
    @ParameterizedTest
    @EnumSource(Scoring.class)
    void slopesAreThoseOfTheScore(Scoring scoring) {
        int dimension = 6;
        Random random = new Random(1);
        for (int norm = 1; norm <= 2; norm++) {
            for (boolean back : new boolean[] {false, true}) {
                Geometry geometry = scoring.geometry(norm);
                Rows rows = new Rows(dimension);
                float[] other = new float[dimension];
                for (int i = 0; i < dimension; i++) {
                    rows.known[i] = random.nextFloat() - 0.5f;
                    rows.relations[i] = random.nextFloat() - 0.5f;
                    other[i] = random.nextFloat() + 1;
                }
                score(scoring, geometry, rows, other, back);
                float[] otherSlopes = new float[dimension];
                geometry.pull(
                        1,
                        rows.queries,
                        0,
                        other,
                        0,
                        new Geometry.Slopes(rows.querySlopes, otherSlopes),
                        dimension);
                scoring.composition().spread(rows, 0, back, dimension);
                for (int i = 0; i < dimension; i++) {
                    int at = i;
                    check(
                            rows.knownSlopes[i],
                            moved(
                                    rows.known,
                                    at,
                                    () -> score(scoring, geometry, rows, other, back)));
                    check(
                            rows.relationSlopes[i],
                            moved(
                                    rows.relations,
                                    at,
                                    () -> score(scoring, geometry, rows, other, back)));
                    check(
                            otherSlopes[i],
                            moved(other, at, () -> score(scoring, geometry, rows, other, back)));
                }
            }
        }
    }

    private static float score(
            Scoring scoring, Geometry geometry, Rows rows, float[] other, boolean back) {
        scoring.composition().compose(rows, 0, back, other.length);
        return geometry.score(rows.queries, 0, other, 0, other.length);
    }

    private static double moved(float[] row, int at, java.util.function.Supplier<Float> score) {
        float before = row[at];
        row[at] = before + 1e-2f;
        double above = score.get();
        row[at] = before - 1e-2f;
        double below = score.get();
        row[at] = before;
        return (above - below) / 2e-2;
    }

    private static void check(float slope, double expected) {
        assertThat((double) slope).isCloseTo(expected, within(2e-3));
    }

    /// Products of matrices give what pair by pair gives.
    @ParameterizedTest
    @EnumSource(Geometry.class)
    void scoresOfManyAreThoseOfEach(Geometry geometry) {
        int width = 16;
        int queries = 5;
        int entities = 7;
        float[] q = numbers(queries * width, 1);
        float[] e = numbers(entities * width, 2);
        float[] factors = numbers(queries * entities, 3);
        float[] scores = new float[queries * entities];
        PairScores pairs = new PairScores(geometry, width, width);
        pairs.score(q, queries, e, entities, scores);
        Geometry.Slopes one = new Geometry.Slopes(new float[q.length], new float[e.length]);
        for (int c = 0; c < queries; c++) {
            for (int j = 0; j < entities; j++) {
                float expected = geometry.score(q, c * width, e, j * width, width);
                assertThat(scores[c * entities + j]).isCloseTo(expected, within(1e-3f));
                geometry.pull(factors[c * entities + j], q, c * width, e, j * width, one, width);
            }
        }
        Geometry.Slopes all = new Geometry.Slopes(new float[q.length], new float[e.length]);
        pairs.pull(factors, scores, q, queries, e, entities, all);
        assertThat(all.queries()).containsExactly(one.queries(), within(1e-3f));
        assertThat(all.entities()).containsExactly(one.entities(), within(1e-3f));
    }

    private static float[] numbers(int count, long seed) {
        Random random = new Random(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextFloat() - 0.5f;
        }
        return numbers;
    }

    /// The slopes of what a question costs, against small moves of each score.
    @Test
    void costsHaveTheSlopesThatTheySay() {
        for (boolean softmax : new boolean[] {false, true}) {
            KnowledgeOptions options =
                    new KnowledgeOptions(
                            Scoring.TRANSE, 4, 1, 1, 3, softmax, 2, 0, 0.1, 0, false, false, 1);
            Costs costs = new Costs(options);
            float[] scores = {-1, -2.5f, Float.NEGATIVE_INFINITY, -3};
            float[] factors = new float[4];
            costs.of(-1.5f, scores, 0, 4, 2, factors);
            float slope = costs.slope;
            float[] none = new float[4];
            double above = costs.of(-1.5f + 1e-2f, scores, 0, 4, 2, none);
            double below = costs.of(-1.5f - 1e-2f, scores, 0, 4, 2, none);
            assertThat((double) slope).isCloseTo((above - below) / 2e-2, within(1e-3));
            for (int j : new int[] {0, 1, 3}) {
                float[] up = scores.clone();
                up[j] += 1e-2f;
                float[] down = scores.clone();
                down[j] -= 1e-2f;
                double expected =
                        (costs.of(-1.5f, up, 0, 4, 2, none) - costs.of(-1.5f, down, 0, 4, 2, none))
                                / 2e-2;
                assertThat((double) factors[j]).isCloseTo(expected, within(1e-3));
            }
            assertThat(factors[2]).isZero();
            assertThat(Arrays.equals(factors, none)).isFalse();
        }
    }
}
