package dev.akin.networks;

import dev.akin.MalformedFileException;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Label;
import dev.akin.embeddings.Model;
import dev.akin.evaluate.RecommendationResult;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Says which item a user chooses next, as it learned to ([NextItemPrediction]). Any number of threads may ask. Holds memory of PyTorch's
/// until it is closed.
public final class NextItemModel extends TrainedNetwork {
    /// What a file says of itself.
    public static final String KIND = "next-item";

    private static final SavedNetwork.Kind SAVED =
            new SavedNetwork.Kind(KIND, "model of next items");

    private static final int TOGETHER = 64;

    private final NextItemShape shape;
    private final Vocabulary known;
    private final SequencePredictor network;

    NextItemModel(
            NextItemShape shape,
            Vocabulary known,
            SequencePredictor network,
            @Nullable FitHistory history) {
        super(history);
        this.shape = shape;
        this.known = known;
        this.network = network;
    }

    /// The items that can be recommended.
    public Vocabulary items() {
        return known;
    }

    /// What reads the rows.
    public Body body() {
        return shape.body();
    }

    /// The learned rows, by their items: a copy. Items chosen one after the other are near each other.
    public Embeddings embeddings() {
        return Tables.embeddings(network.words(), known, WordSequences.RESERVED);
    }

    /// The k items that most probably come next, the best first, but for those that were chosen already. Probabilities are those among
    /// all items.
    ///
    /// @param chosen the user's items in their order; may be empty, and those that are not known hardly matter
    /// @throws IllegalArgumentException if k is below 1
    public List<Label> recommend(List<String> chosen, int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, not " + k);
        }
        float[] scores = scores(List.of(chosen));
        Softmax.apply(scores, WordSequences.RESERVED, known.size());
        Set<String> without = new HashSet<>(chosen);
        return IntStream.range(0, known.size())
                .filter(item -> !without.contains(known.key(item)))
                .boxed()
                .sorted(Comparator.comparingDouble(item -> -scores[WordSequences.RESERVED + item]))
                .limit(k)
                .map(item -> new Label(known.key(item), scores[WordSequences.RESERVED + item]))
                .toList();
    }

    /// Leaves the last item of each user out, and sees how high it stands among the items that the user had not chosen before.
    ///
    /// @param histories the items of users in their order, two at least; the model should not have learned from the last ones
    /// @throws IllegalArgumentException if there is no user, one has fewer than two items, or k is below 1
    public RecommendationResult evaluate(List<List<String>> histories, int k) {
        int[] ranks = new int[histories.size()];
        for (int from = 0; from < ranks.length; from += TOGETHER) {
            List<List<String>> some =
                    histories.subList(from, Math.min(ranks.length, from + TOGETHER));
            float[] scores = scores(some.stream().map(NextItemModel::withoutLast).toList());
            int rows = WordSequences.RESERVED + known.size();
            for (int i = 0; i < some.size(); i++) {
                ranks[from + i] =
                        rank(some.get(i), Arrays.copyOfRange(scores, i * rows, (i + 1) * rows));
            }
        }
        return RecommendationResult.ofRanks(ranks, k);
    }

    private static List<String> withoutLast(List<String> items) {
        if (items.size() < 2) {
            throw new IllegalArgumentException(
                    "a history of "
                            + items.size()
                            + " items cannot be tested; it takes one to read and one to predict");
        }
        return items.subList(0, items.size() - 1);
    }

    /// 0 if the last item is not known, or was chosen before.
    private int rank(List<String> items, float[] scores) {
        List<String> before = withoutLast(items);
        int wanted = known.id(items.getLast());
        if (wanted < 0 || before.contains(items.getLast())) {
            return 0;
        }
        for (String item : before) {
            if (known.contains(item)) {
                scores[WordSequences.RESERVED + known.id(item)] = Float.NEGATIVE_INFINITY;
            }
        }
        int rank = 1;
        for (int row = WordSequences.RESERVED; row < scores.length; row++) {
            rank += scores[row] > scores[WordSequences.RESERVED + wanted] ? 1 : 0;
        }
        return rank;
    }

    /// Of all rows behind each history.
    private float[] scores(List<List<String>> histories) {
        int[][] seen =
                histories.stream()
                        .map(items -> WordSequences.last(items, known, shape.maxLength()))
                        .toArray(int[][]::new);
        int[] all = new int[seen.length];
        Arrays.setAll(all, i -> i);
        return network.next(SequenceBatch.of(seen, all, 0));
    }

    /// The items' table, and the dense weights beside it.
    @Override
    public Model model() {
        return SavedNetwork.of(
                SAVED, Map.of("", embeddings()), shape.toJson(), network.savedWeights());
    }

    /// Reads what [#save(Path)] wrote.
    ///
    /// @throws MalformedFileException if the file is no such model, or something of it is missing
    /// @throws IllegalStateException if PyTorch is not on the class path
    public static NextItemModel load(Path path) throws IOException {
        return of(path, Model.load(path));
    }

    /// As [#load(Path)], of a file that was read.
    ///
    /// @param path for errors
    public static NextItemModel of(Path path, Model model) throws MalformedFileException {
        return SavedNetwork.read(path, model, SAVED, NextItemModel::of);
    }

    private static NextItemModel of(SavedNetwork saved) {
        NextItemShape shape = NextItemShape.parse(saved.shape());
        Embeddings items = saved.main();
        return new NextItemModel(
                shape,
                items.vocabulary(),
                SequencePredictor.of(shape.body(), items, saved.weights()),
                null);
    }

    @Override
    public void close() {
        network.close();
    }
}
