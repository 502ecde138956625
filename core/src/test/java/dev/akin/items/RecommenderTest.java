package dev.akin.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;
import dev.akin.embeddings.UnknownKeyException;
import dev.akin.evaluate.ClickSplit;
import dev.akin.evaluate.RecommendationTask;
import dev.akin.format.Tensor;
import dev.akin.table.EmbeddingTable;
import dev.akin.text.Click;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecommenderTest {
    private static final List<Click> CLICKS = Item2VecTest.clicks(200, 1, "u");

    @TempDir private static Path folder;

    private static Recommender shop;

    @BeforeAll
    static void learn() throws IOException {
        Model model =
                Item2Vec.builder()
                        .dimension(16)
                        .learningRate(0.05)
                        .threads(1)
                        .build()
                        .fit(CLICKS, ProgressListener.NONE);
        Path file = folder.resolve("shop.safetensors");
        model.save(file, ProgressListener.NONE);
        shop = Recommender.load(file);
    }

    private static String taste(String item) {
        return item.substring(0, 6);
    }

    @Test
    void usersGetWhatTheyDoNotHaveOfTheirTaste() {
        List<String> history = shop.history("u7");
        List<Recommendation> items = shop.recommend("u7", RecommendOptions.builder().k(4).build());
        assertThat(items)
                .hasSize(4)
                .allSatisfy(item -> {
                    assertThat(history).doesNotContain(item.item());
                    assertThat(taste(item.item())).isEqualTo(taste(history.getFirst()));
                    assertThat(item.reasons()).isEmpty();
                });
        assertThat(items)
                .extracting(Recommendation::score)
                .isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(shop.recommend("u7", RecommendOptions.builder().k(1000).build())).hasSize(52);
        assertThat(shop.recommend("u7", RecommendOptions.builder().k(1000).seen(true).build()))
                .hasSize(60);
        assertThat(shop.method()).isEqualTo("item2vec");
    }

    @Test
    void somebodyNewGetsWhatTheUserWithTheSameHistoryGets() {
        List<String> history = shop.history("u7");
        RecommendOptions options = RecommendOptions.builder().k(5).reasons(3).build();
        List<Recommendation> known = shop.recommend("u7", options);
        List<Recommendation> fresh = shop.recommend(history, List.of(), options);
        for (int i = 0; i < known.size(); i++) {
            assertThat(fresh.get(i).item()).isEqualTo(known.get(i).item());
            assertThat(fresh.get(i).score()).isCloseTo(known.get(i).score(), within(1e-5));
            assertThat(fresh.get(i).reasons()).isEqualTo(known.get(i).reasons());
        }
    }

    @Test
    void reasonsAreTheStrongestOfTheHistoryAndMakeOneTogether() {
        List<Recommendation> items =
                shop.recommend("u7", RecommendOptions.builder().k(1).reasons(100).build());
        List<Reason> reasons = items.getFirst().reasons();
        assertThat(reasons)
                .extracting(Reason::item)
                .containsExactlyInAnyOrderElementsOf(shop.history("u7"));
        assertThat(reasons.stream().mapToDouble(r -> Math.abs(r.share())).sum())
                .isCloseTo(1, within(1e-12));
        assertThat(reasons)
                .extracting(r -> Math.abs(r.share()))
                .isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    @Test
    void contributionsOfItem2VecSumToTheScoreAboveTheMean() {
        Taste.Maker tastes = RecommenderModel.of(model()).tastes();
        Taste taste = tastes.of(new int[] {3, 9, 3, 20}, new int[] {7});
        double mean = Exact.dot(taste.vector(), Exact.mean(shop.items().table()));
        for (int item = 0; item < 60; item++) {
            double sum = Arrays.stream(taste.contributions(item)).sum();
            assertThat(sum)
                    .isCloseTo(
                            Exact.dot(taste.vector(), shop.items().table().row(item)) - mean,
                            within(1e-5));
        }
        assertThat(taste.history()).containsExactly(3, 9, 20, 7);
    }

    private static Model model() {
        try {
            return Model.load(folder.resolve("shop.safetensors"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatIsUnlikedPushesItsLikeAway() {
        String liked = "вкус 1\t0";
        String unliked = "вкус 2\t0";
        List<Recommendation> all =
                shop.recommend(
                        List.of(liked),
                        List.of(unliked),
                        RecommendOptions.builder().k(1000).reasons(2).build());
        assertThat(taste(all.getFirst().item())).isEqualTo(taste(liked));
        assertThat(taste(all.getLast().item())).isEqualTo(taste(unliked));
        assertThat(all.getLast().reasons())
                .filteredOn(reason -> reason.item().equals(unliked))
                .allSatisfy(reason -> assertThat(reason.share()).isNegative())
                .hasSize(1);
        assertThat(all).extracting(Recommendation::item).doesNotContain(liked, unliked);
    }

    @Test
    void filtersChoose() {
        List<String> only = List.of("вкус 1\t0", "вкус 2\t3", "never heard of");
        assertThat(
                        shop.recommend(
                                "u0",
                                RecommendOptions.builder()
                                        .only(only)
                                        .without(List.of("вкус 1\t0"))
                                        .build()))
                .extracting(Recommendation::item)
                .containsExactly("вкус 2\t3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecommendOptions.builder().only(List.of()))
                .withMessageContaining("are none");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        shop.recommend(
                                "u0", RecommendOptions.builder().only(List.of("x", "y")).build()))
                .withMessage(
                        "nothing is left to recommend: none of the 2 items to choose from is known");
        List<String> own = shop.history("u0");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        shop.recommend(
                                "u0",
                                RecommendOptions.builder()
                                        .only(own)
                                        .without(own.subList(0, 2))
                                        .build()))
                .withMessageStartingWith(
                        "nothing is left to recommend: of 8 items to choose from 2 are not wanted"
                                + " and 6 were chosen before");
    }

    @Test
    void diverseListsHoldSeveralTastes() {
        List<Recommendation> alike = shop.recommend("u7", RecommendOptions.builder().k(4).build());
        List<Recommendation> diverse =
                shop.recommend("u7", RecommendOptions.builder().k(4).diversity(0.9).build());
        assertThat(diverse.getFirst().item()).isEqualTo(alike.getFirst().item());
        assertThat(alike.stream().map(r -> taste(r.item())).distinct()).hasSize(1);
        assertThat(diverse.stream().map(r -> taste(r.item())).distinct()).hasSizeGreaterThan(2);
    }

    @Test
    void whoIsNotKnown() {
        assertThatThrownBy(() -> shop.recommend("u1111", RecommendOptions.defaults()))
                .isInstanceOf(UnknownKeyException.class)
                .hasMessageContaining("did you mean u11");
        assertThatThrownBy(() ->
                        shop.recommend(
                                List.of("вкус 1\t99"), List.of(), RecommendOptions.defaults()))
                .isInstanceOf(UnknownKeyException.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shop.recommend(List.of(), List.of(), RecommendOptions.defaults()))
                .withMessageContaining("at least one");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        shop.recommend(
                                List.of("вкус 1\t0"),
                                List.of("вкус 1\t0"),
                                RecommendOptions.defaults()))
                .withMessageContaining("both liked and unliked");
    }

    @Test
    void whatHasNoMeaning() {
        assertThatIllegalArgumentException().isThrownBy(() -> RecommendOptions.builder().k(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecommendOptions.builder().diversity(1.5))
                .withMessage("diversity must be 0 … 1, not 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recommender.of(Model.of("embeddings", Map.of("", shop.items()))))
                .withMessageContaining("no recommender but a file of embeddings");
        Map<String, Embeddings> tables = Map.of("", shop.items(), "users", shop.users());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recommender.of(Model.of("recommender", tables)))
                .withMessageContaining("what its users chose");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Recommender.of(
                                Model.of("recommender", tables)
                                        .withExtras(Seen.of(List.of(new int[] {1})).tensors())))
                .withMessageContaining("what each of 200 users chose");
    }

    @Test
    void manyUsersGetWhatEachGets() {
        List<String> users = shop.users().vocabulary().keys();
        List<List<String>> lists = shop.recommendEach(users, 3, ProgressListener.NONE);
        for (int i = 0; i < users.size(); i++) {
            assertThat(lists.get(i))
                    .isEqualTo(
                            shop
                                    .recommend(
                                            users.get(i), RecommendOptions.builder().k(3).build())
                                    .stream()
                                    .map(Recommendation::item)
                                    .toList());
        }
        ProgressListener stop =
                new ProgressListener() {
                    @Override
                    public void update(Progress progress) {}

                    @Override
                    public boolean stopRequested() {
                        return true;
                    }
                };
        assertThatThrownBy(() -> shop.recommendEach(users, 3, stop))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void itForetellsLastChoicesFarBetterThanPopularity() {
        ClickSplit split = ClickSplit.lastOut(CLICKS);
        Recommender learned =
                Recommender.of(
                        Item2Vec.builder()
                                .dimension(16)
                                .learningRate(0.05)
                                .threads(1)
                                .build()
                                .fit(split.learned(), ProgressListener.NONE));
        RecommendationTask task = RecommendationTask.of(learned.histories(), split.later());
        double reached =
                task.evaluate(learned.recommendEach(task.users(), 5, ProgressListener.NONE), 5)
                        .ranking()
                        .hitRate()
                        .value();
        double popular = task.evaluate(task.popular(5), 5).ranking().hitRate().value();
        assertThat(reached).isGreaterThan(0.9).isGreaterThan(3 * popular);
    }

    private static final int ITEMS = 40;
    private static final int DIMENSION = 6;

    private static Model factors(String method, boolean biased) {
        Random random = new Random(9);
        List<String> names = new ArrayList<>();
        float[] rows = new float[ITEMS * DIMENSION];
        float[] biases = new float[ITEMS];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) random.nextGaussian();
        }
        for (int i = 0; i < ITEMS; i++) {
            names.add("item " + i);
            biases[i] = biased && i == 33 ? 100 : 0;
        }
        Map<String, Embeddings> tables = new LinkedHashMap<>();
        tables.put(
                "", Embeddings.of(Vocabulary.of(names), EmbeddingTable.of(rows, ITEMS, DIMENSION)));
        tables.put(
                "users",
                Embeddings.of(
                        Vocabulary.of(List.of("я")),
                        EmbeddingTable.of(new float[] {0, 3, 0, 4, 0, 0}, 1, DIMENSION)));
        Map<String, Tensor> extras =
                new LinkedHashMap<>(Seen.of(List.of(new int[] {1, 2, 1})).tensors());
        extras.put("items.bias", Tensor.of(biases));
        return Model.of("recommender", tables)
                .withMetadata(
                        Map.of(
                                "akin.options",
                                "{\"model\":\""
                                        + method
                                        + "\",\"alpha\":3,\"regularization\":0.5}"))
                .withExtras(extras);
    }

    /// Gaussian elimination on the whole system, in the order of the paper's equation 4.
    private static double[] solved(
            EmbeddingTable items, Map<Integer, Double> confidence, int[] liked) {
        double[][] a = new double[DIMENSION][DIMENSION + 1];
        for (int i = 0; i < ITEMS; i++) {
            float[] y = items.row(i);
            double c = confidence.getOrDefault(i, 1.0);
            int id = i;
            boolean wanted = Arrays.stream(liked).anyMatch(other -> other == id);
            for (int r = 0; r < DIMENSION; r++) {
                for (int s = 0; s < DIMENSION; s++) {
                    a[r][s] += c * y[r] * y[s];
                }
                a[r][DIMENSION] += wanted ? c * y[r] : 0;
            }
        }
        for (int r = 0; r < DIMENSION; r++) {
            a[r][r] += 0.5;
        }
        for (int p = 0; p < DIMENSION; p++) {
            for (int r = 0; r < DIMENSION; r++) {
                double factor = r == p ? 0 : a[r][p] / a[p][p];
                for (int s = p; s <= DIMENSION; s++) {
                    a[r][s] -= factor * a[p][s];
                }
            }
        }
        double[] x = new double[DIMENSION];
        for (int r = 0; r < DIMENSION; r++) {
            x[r] = a[r][DIMENSION] / a[r][r];
        }
        return x;
    }

    @Test
    void foldingInSolvesTheEquationOfThePaper() {
        RecommenderModel model = RecommenderModel.of(factors("als", false));
        Taste taste = model.tastes().of(new int[] {4, 8, 4}, new int[] {5});
        double[] expected =
                solved(model.items().table(), Map.of(4, 7.0, 8, 4.0, 5, 4.0), new int[] {4, 8});
        for (int d = 0; d < DIMENSION; d++) {
            assertThat((double) taste.vector()[d]).isCloseTo(expected[d], within(1e-6));
        }
        for (int item = 0; item < ITEMS; item++) {
            assertThat(Arrays.stream(taste.contributions(item)).sum())
                    .isCloseTo(Exact.dot(model.items().table().row(item), expected), within(1e-9));
        }
    }

    @Test
    void vectorsAmongOtherFactorsAreAsLongAsThoseOfUsers() {
        float[] vector =
                RecommenderModel.of(factors("bpr", false))
                        .tastes()
                        .of(new int[] {4, 8}, new int[0])
                        .vector();
        assertThat(Exact.dot(vector, vector)).isCloseTo(25, within(1e-4));
    }

    @Test
    void factorsOfOtherLearnersFoldInAndBiasesCount() {
        for (String method : List.of("bpr", "warp", "logistic")) {
            Recommender one = Recommender.of(factors(method, true));
            List<Recommendation> items =
                    one.recommend(
                            List.of("item 3"),
                            List.of(),
                            RecommendOptions.builder().k(2).reasons(1).seen(true).build());
            assertThat(items).extracting(Recommendation::item).containsExactly("item 33", "item 3");
            assertThat(items.getLast().reasons()).containsExactly(new Reason("item 3", 1));
        }
    }
}
