package dev.akin.networks;

import dev.akin.MalformedFileException;
import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Label;
import dev.akin.embeddings.Model;
import dev.akin.evaluate.RecommendationResult;
import dev.akin.text.Json;
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
public final class NextItemModel implements TrainedNetwork {
    /// What a file says of itself.
    public static final String KIND = "next-item";

    private static final String METADATA = "akin.network";
    private static final int TOGETHER = 64;

    private final NextItemShape shape;
    private final Vocabulary known;
    private final SequencePredictor network;
    private final @Nullable FitHistory history;

    NextItemModel(
            NextItemShape shape,
            Vocabulary known,
            SequencePredictor network,
            @Nullable FitHistory history) {
        this.shape = shape;
        this.known = known;
        this.network = network;
        this.history = history;
    }

    /// The items that can be recommended.
    public Vocabulary items() {
        return known;
    }

    /// What reads the rows.
    public Body body() {
        return shape.body();
    }

    @Override
    public FitHistory history() {
        if (history == null) {
            throw new IllegalStateException("a file keeps no history of its training");
        }
        return history;
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

    @Override
    public void save(Path path) throws IOException {
        model().save(path, ProgressListener.NONE);
    }

    /// The items' table, and the dense weights beside it.
    public Model model() {
        return Model.of(KIND, Map.of("", embeddings()))
                .withMetadata(Map.of(METADATA, shape.toJson().toString()))
                .withExtras(network.extras());
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
        try {
            return of(model);
        } catch (IllegalArgumentException e) {
            throw MalformedFileException.atByte(path, 0, String.valueOf(e.getMessage()), e);
        }
    }

    private static NextItemModel of(Model model) {
        String described = model.metadata().get(METADATA);
        if (!model.kind().equals(KIND) || described == null) {
            throw new IllegalArgumentException(
                    "it predicts no next items, but is of the kind " + model.kind());
        }
        Json json = Json.parse(described);
        FileSizes.check(json, Tables.under("network/", model.extras()));
        NextItemShape shape = NextItemShape.parse(json);
        Embeddings items = model.table("");
        return new NextItemModel(
                shape,
                items.vocabulary(),
                SequencePredictor.of(shape.body(), items, model.extras()),
                null);
    }

    @Override
    public void close() {
        network.close();
    }
}
