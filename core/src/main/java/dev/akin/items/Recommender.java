package dev.akin.items;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Recommends items to the users of a model, and to anybody of whom some choices are known. Immutable and thread-safe.
///
/// The model is of kind `recommender`: items are its main table, users the table `users`, both of one dimension; the score of an item for a
/// user is the dot product of their rows, and the item's bias where the model has biases.
public final class Recommender {
    /// What a model's kind is.
    public static final String KIND = "recommender";

    private static final int LEAST_POOL = 100;
    private static final int POOL = 10;

    private final RecommenderModel model;
    private final Taste.Maker tastes;
    private final Best best;

    private Recommender(RecommenderModel model) {
        this.model = model;
        this.tastes = model.tastes();
        this.best = new Best(model.items().table(), model.biases());
    }

    /// Whether a model is a whole recommender: items and users, and what these chose.
    public static boolean recommends(Model model) {
        return model.kind().equals(KIND)
                && model.names().contains(RecommenderModel.USERS)
                && Seen.in(model);
    }

    /// Reads what a learner of items wrote.
    ///
    /// @throws IllegalArgumentException if it is no recommender, or lacks something
    public static Recommender load(Path path) throws IOException {
        return of(Model.load(path));
    }

    /// As [#load].
    public static Recommender of(Model model) {
        return new Recommender(RecommenderModel.of(model));
    }

    /// How it was learned, such as `als`.
    public String method() {
        return model.method();
    }

    /// `items × dimension`. Near each other are those that the same users choose.
    public Embeddings items() {
        return model.items();
    }

    /// `users × dimension`.
    public Embeddings users() {
        return model.users();
    }

    /// What a user chose, in the order of time.
    ///
    /// @throws dev.akin.embeddings.UnknownKeyException if the user is not known
    public List<String> history(String user) {
        return Arrays.stream(model.seen().of(users().id(user)))
                .mapToObj(items().vocabulary()::key)
                .toList();
    }

    /// What each user chose, in the order of time.
    public Map<String, List<String>> histories() {
        return model.seen().histories(users().vocabulary(), items().vocabulary()).items();
    }

    /// Items for a user whom the model knows, the best first.
    ///
    /// @return as many as were asked for, or all that there are
    /// @throws dev.akin.embeddings.UnknownKeyException if the user is not known; recommend by items instead
    /// @throws IllegalArgumentException if the options leave nothing to recommend
    public List<Recommendation> recommend(String user, RecommendOptions options) {
        int id = users().id(user);
        int[] history = model.seen().of(id);
        Candidates candidates = Candidates.of(items().vocabulary(), history, options);
        Taste taste = options.reasons() == 0 ? null : tastes.of(history, new int[0]);
        return choose(users().table().row(id), taste, candidates, options);
    }

    /// Items for somebody who chose these, in the order of time; the model need not know who it is, and learns nothing.
    ///
    /// @param unliked what is not wanted, nor anything like it
    /// @throws dev.akin.embeddings.UnknownKeyException if an item is not known
    /// @throws IllegalArgumentException if there are none, an item is both liked and unliked, or the options leave nothing to recommend
    public List<Recommendation> recommend(
            List<String> liked, Collection<String> unliked, RecommendOptions options) {
        int[] wanted = liked.stream().mapToInt(items()::id).toArray();
        int[] unwanted = unliked.stream().mapToInt(items()::id).distinct().toArray();
        checkSigns(wanted, unwanted);
        int[] all = IntStream.concat(IntStream.of(wanted), IntStream.of(unwanted)).toArray();
        Candidates candidates = Candidates.of(items().vocabulary(), all, options);
        Taste taste = tastes.of(wanted, unwanted);
        return choose(taste.vector(), options.reasons() == 0 ? null : taste, candidates, options);
    }

    private void checkSigns(int[] wanted, int[] unwanted) {
        if (wanted.length == 0) {
            throw new IllegalArgumentException("name at least one item that is liked");
        }
        for (int item : unwanted) {
            if (Arrays.stream(wanted).anyMatch(other -> other == item)) {
                throw new IllegalArgumentException(
                        "\"" + items().vocabulary().key(item) + "\" is both liked and unliked");
            }
        }
    }

    private List<Recommendation> choose(
            float[] vector,
            @Nullable Taste taste,
            Candidates candidates,
            RecommendOptions options) {
        boolean diverse = options.diversity() > 0;
        int k = Math.min(options.k(), items().size());
        int pool = diverse ? (int) Math.max(LEAST_POOL, (long) POOL * k) : k;
        Best.Found found = best.find(vector, candidates, pool);
        int[] places =
                diverse
                        ? new Diverse(
                                        items().table(),
                                        found.ids(),
                                        found.scores(),
                                        options.diversity())
                                .choose(k)
                        : IntStream.range(0, found.ids().length).toArray();
        return Arrays.stream(places)
                .mapToObj(place ->
                        new Recommendation(
                                items().vocabulary().key(found.ids()[place]),
                                found.scores()[place],
                                reasons(taste, found.ids()[place], options.reasons())))
                .toList();
    }

    private List<Reason> reasons(@Nullable Taste taste, int item, int most) {
        if (taste == null) {
            return List.of();
        }
        int[] history = taste.history();
        double[] said = taste.contributions(item);
        double all = Arrays.stream(said).map(Math::abs).sum();
        return IntStream.range(0, history.length)
                .boxed()
                .sorted((a, b) -> Double.compare(Math.abs(said[b]), Math.abs(said[a])))
                .limit(most)
                .map(i ->
                        new Reason(
                                items().vocabulary().key(history[i]), all == 0 ? 0 : said[i] / all))
                .toList();
    }

    /// The k best items for each of many users whom the model knows, none that the user chose before: what tests ask.
    ///
    /// @param listener hears of users; asked to stop, this throws
    /// @throws dev.akin.embeddings.UnknownKeyException if a user is not known
    /// @throws IllegalArgumentException if k is below 1
    /// @throws java.util.concurrent.CancellationException if the listener asked to stop
    public List<List<String>> recommendEach(List<String> users, int k, ProgressListener listener) {
        int[] ids = users.stream().mapToInt(users()::id).toArray();
        int most = RecommendOptions.builder().k(k).build().k();
        return new ManyUsers(model, best, Math.min(most, items().size())).lists(ids, listener);
    }
}
