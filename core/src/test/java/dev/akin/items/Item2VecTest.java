package dev.akin.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;
import dev.akin.embeddings.Neighbor;
import dev.akin.learn.TrainingRun;
import dev.akin.text.Click;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Item2VecTest {
    private static final int TASTES = 5;
    private static final int ITEMS = 12;

    @TempDir private Path folder;

    /// Each user chooses items of one taste.
    static List<Click> clicks(int users, int seed, String prefix) {
        Random random = new Random(seed);
        List<Click> clicks = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            int taste = user % TASTES;
            for (int item : random.ints(0, ITEMS).distinct().limit(8).toArray()) {
                clicks.add(new Click(prefix + user, "вкус " + taste + "\t" + item, clicks.size()));
            }
        }
        return clicks;
    }

    private static Item2Vec.Builder small() {
        return Item2Vec.builder().dimension(16).learningRate(0.05).threads(1);
    }

    private static double purity(Model model) {
        Embeddings items = model.table("");
        int same = 0;
        int all = 0;
        for (String key : items.vocabulary().keys()) {
            for (Neighbor neighbor : items.neighbors(key, 3)) {
                same += neighbor.key().startsWith(key.substring(0, 6)) ? 1 : 0;
                all++;
            }
        }
        return (double) same / all;
    }

    @Test
    void itemsThatTheSameUsersChooseLieNearEachOther() {
        Model model = small().build().fit(clicks(200, 1, "u"), ProgressListener.NONE);
        assertThat(model.kind()).isEqualTo("recommender");
        assertThat(model.table("").size()).isEqualTo(TASTES * ITEMS);
        assertThat(model.table("users").size()).isEqualTo(200);
        assertThat(purity(model)).isGreaterThan(0.95);
        Model baskets =
                small().baskets(true).build().fit(clicks(200, 1, "u"), ProgressListener.NONE);
        assertThat(purity(baskets)).isGreaterThan(0.95);
        assertThat(baskets.metadata().get("akin.options"))
                .contains("\"item2vec\"", "\"window\":1000", "\"baskets\":true", "\"decay\":1.0");
    }

    @Test
    void aUserIsTheDecayedMeanOfItems() {
        Model model = small().decay(0.25).build().fit(clicks(50, 2, "u"), ProgressListener.NONE);
        List<Click> own = clicks(50, 2, "u").stream().filter(c -> c.user().equals("u3")).toList();
        double[] expected = new double[16];
        double all = 0;
        for (int i = 0; i < own.size(); i++) {
            double weight = Math.pow(0.25, own.size() - 1.0 - i);
            all += weight;
            float[] row = model.table("history").vector(own.get(i).item());
            for (int d = 0; d < expected.length; d++) {
                expected[d] += weight * row[d];
            }
        }
        float[] user = model.table("users").vector("u3");
        for (int d = 0; d < expected.length; d++) {
            assertThat((double) user[d]).isCloseTo(expected[d] / all, within(1e-6));
        }
    }

    @Test
    void oneSeedGivesTheSameBytesWithAnyNumberOfThreads() throws IOException {
        Model one =
                small().reproducible(true).build().fit(clicks(60, 1, "u"), ProgressListener.NONE);
        Model two =
                small().reproducible(true)
                        .threads(3)
                        .build()
                        .fit(clicks(60, 1, "u"), ProgressListener.NONE);
        one.save(folder.resolve("1.safetensors"), ProgressListener.NONE);
        two.save(folder.resolve("2.safetensors"), ProgressListener.NONE);
        assertThat(folder.resolve("1.safetensors"))
                .hasSameBinaryContentAs(folder.resolve("2.safetensors"));
    }

    @Test
    void laterClicksAreLearnedOnTop() throws IOException {
        Model first = small().build().fit(clicks(100, 1, "u"), ProgressListener.NONE);
        Path file = folder.resolve("shop.safetensors");
        first.save(file, ProgressListener.NONE);
        List<Click> later = new ArrayList<>(clicks(100, 3, "new"));
        later.add(new Click("u0", "совсем новое", 1e6));
        Model more =
                Item2Vec.builder()
                        .threads(1)
                        .build()
                        .update(Model.load(file), later, ProgressListener.NONE);
        assertThat(more.table("").size()).isEqualTo(TASTES * ITEMS + 1);
        assertThat(more.table("users").size()).isEqualTo(200);
        assertThat(SequenceModel.of(more).histories().items().get("u0"))
                .hasSize(9)
                .endsWith("совсем новое");
        assertThat(purity(more)).isGreaterThan(0.9);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Item2Vec.builder()
                                .build()
                                .update(
                                        Model.of("embeddings", Map.of("", first.table(""))),
                                        later,
                                        ProgressListener.NONE))
                .withMessageContaining("no model of item2vec");
    }

    @Test
    void whatWasStoppedGoesOn() throws IOException {
        Item2Vec learner = small().reproducible(true).epochs(400).build();
        List<Click> clicks = clicks(300, 1, "u");
        TrainingRun run = learner.train(clicks, new StopAfter(3));
        assertThat(run.finished()).isFalse();
        Path file = folder.resolve("partial.safetensors");
        run.model().save(file, ProgressListener.NONE);
        TrainingRun rest = learner.resume(Model.load(file), clicks, ProgressListener.NONE);
        assertThat(rest.finished()).isTrue();
        Model whole = learner.fit(clicks, ProgressListener.NONE);
        assertThat(rest.model().table("users").vector("u7"))
                .isEqualTo(whole.table("users").vector("u7"));
        assertThatThrownBy(() -> learner.fit(clicks, new StopAfter(3)))
                .isInstanceOf(CancellationException.class);
    }

    /// Asks to stop after so many times that learning said how far it has come.
    private static final class StopAfter implements ProgressListener {
        private int left;

        StopAfter(int left) {
            this.left = left;
        }

        @Override
        public synchronized void update(Progress progress) {
            if (!progress.unit().equals("bytes")) {
                left--;
            }
        }

        @Override
        public synchronized boolean stopRequested() {
            return left <= 0;
        }
    }

    @Test
    void whatHasNoMeaning() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Item2Vec.builder().decay(0))
                .withMessage("decay must be above 0 and at most 1, not 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Item2Vec.builder().negativeExponent(3))
                .withMessage("negativeExponent must be at least -2 and at most 2.0, not 3.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Item2Vec.builder().window(0))
                .withMessageContaining("window must be 1 … 1000, not 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        small().minCount(3)
                                .build()
                                .fit(List.of(new Click("u", "a", 0)), ProgressListener.NONE));
    }
}
