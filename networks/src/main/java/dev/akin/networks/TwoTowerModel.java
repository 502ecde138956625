package dev.akin.networks;

import dev.akin.MalformedFileException;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Label;
import dev.akin.embeddings.Model;
import dev.akin.evaluate.RecommendationResult;
import dev.akin.format.Tensor;
import dev.akin.format.TensorType;
import dev.akin.layers.EmbeddingLayer;
import dev.akin.table.EmbeddingTable;
import dev.akin.text.Click;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Finds items for users, as two towers learned to ([TwoTowers]). Any number of threads may ask.
public final class TwoTowerModel extends TrainedNetwork {
    /// What a file says of itself.
    public static final String KIND = "two-tower";

    private static final SavedNetwork.Kind SAVED =
            new SavedNetwork.Kind(KIND, "model of two towers");

    private static final String CHOSEN = "chosen";
    private static final String OFFSETS = "chosen.offsets";

    private final Towers towers;
    private final Vocabulary users;
    private final Embeddings items;
    private final int[][] chosen;

    /// @param chosen ids of items of each user
    TwoTowerModel(
            Towers towers,
            Vocabulary users,
            Vocabulary items,
            int[][] chosen,
            @Nullable FitHistory history) {
        super(history);
        this.towers = towers;
        this.users = users;
        this.items = Tables.embeddings(towers.items(), items, 1);
        this.chosen = chosen;
    }

    /// The vectors of items, of which those are near each other that the same users choose.
    public Embeddings items() {
        return items;
    }

    /// The vectors of users with all that they chose: a copy. Their dot products with those of items say how likely these are next.
    public Embeddings users() {
        int[] all = IntStream.range(0, users.size()).toArray();
        return Embeddings.of(
                users,
                EmbeddingTable.of(towers.vectors(queries(all)), users.size(), towers.dimension()));
    }

    private Towers.Query[] queries(int[] asked) {
        Towers.Query[] queries = new Towers.Query[asked.length];
        Arrays.setAll(
                queries,
                i -> new Towers.Query(1 + asked[i], chosen[asked[i]], chosen[asked[i]].length));
        return queries;
    }

    /// The k items that a user is most likely to choose next, the best first, none that were chosen before.
    ///
    /// @return each with its share of the softmax over all items
    /// @throws IllegalArgumentException if the user is not known, or k is below 1
    public List<Label> recommend(String user, int k) {
        int id = users.id(user);
        if (id < 0) {
            throw new IllegalArgumentException(
                    "there is no user \"" + user + "\"; recommend by items instead");
        }
        return recommend(queries(new int[] {id})[0], k);
    }

    /// As [#recommend(String, int)], to somebody who chose these items. Unknown ones are passed over.
    public List<Label> recommend(List<String> before, int k) {
        int[] ids =
                before.stream().mapToInt(items.vocabulary()::id).filter(id -> id >= 0).toArray();
        return recommend(new Towers.Query(0, ids, ids.length), k);
    }

    private List<Label> recommend(Towers.Query query, int k) {
        Body.requirePositive("k", k);
        float[] scores = scores(query);
        int[] best = best(scores, query.chosen(), k);
        Softmax.apply(scores, 0, scores.length);
        return Arrays.stream(best)
                .mapToObj(item -> new Label(items.vocabulary().key(item), scores[item]))
                .toList();
    }

    /// Of all items.
    private float[] scores(Towers.Query query) {
        float[] scores = new float[items.size()];
        items.table().dots(towers.vectors(new Towers.Query[] {query}), 0, items.size(), scores, 0);
        return scores;
    }

    /// The k items with the highest scores, the best first, the first of equal ones.
    private static int[] best(float[] scores, int[] without, int k) {
        BitSet left = new BitSet(scores.length);
        left.set(0, scores.length);
        Arrays.stream(without).forEach(left::clear);
        Comparator<Integer> better =
                Comparator.<Integer>comparingDouble(item -> -scores[item])
                        .thenComparingInt(item -> item);
        PriorityQueue<Integer> worstFirst = new PriorityQueue<>(better.reversed());
        for (int item = left.nextSetBit(0); item >= 0; item = left.nextSetBit(item + 1)) {
            if (worstFirst.size() < k) {
                worstFirst.add(item);
            } else if (scores[item] > scores[worstFirst.element()]) {
                worstFirst.remove();
                worstFirst.add(item);
            }
        }
        return worstFirst.stream().sorted(better).mapToInt(Integer::intValue).toArray();
    }

    /// Whether this choice was learned from: what a user chose before is not recommended again.
    public boolean isKnown(Click click) {
        int user = users.id(click.user());
        int item = items.vocabulary().id(click.item());
        return user >= 0
                && item >= 0
                && Arrays.stream(chosen[user]).anyMatch(before -> before == item);
    }

    /// How high the items stand that users chose afterwards. Users and items that are not known count as missed.
    ///
    /// @param later choices that were not learned from
    /// @throws IllegalArgumentException if there are none, or k is below 1
    public RecommendationResult evaluate(List<Click> later, int k) {
        Map<String, Set<String>> wanted = new LinkedHashMap<>();
        later.forEach(click ->
                wanted.computeIfAbsent(click.user(), _ -> new LinkedHashSet<>()).add(click.item()));
        List<List<String>> recommended = new ArrayList<>();
        for (String user : wanted.keySet()) {
            recommended.add(
                    users.contains(user)
                            ? recommend(user, k).stream().map(Label::name).toList()
                            : List.of());
        }
        return RecommendationResult.of(List.copyOf(wanted.values()), recommended, k);
    }

    /// The tables `items`, the main one; `users`, their own rows; `before`, those of items that were chosen before.
    @Override
    public Model model() {
        int[] offsets = new int[chosen.length + 1];
        for (int u = 0; u < chosen.length; u++) {
            offsets[u + 1] = offsets[u] + chosen[u].length;
        }
        int[] flat = Arrays.stream(chosen).flatMapToInt(Arrays::stream).toArray();
        Map<String, Embeddings> tables = new LinkedHashMap<>();
        tables.put("", items);
        tables.put("users", Tables.embeddings(towers.users(), users, 1));
        tables.put("before", Tables.embeddings(towers.before(), items.vocabulary(), 1));
        Map<String, Tensor> chosenBefore =
                Map.of(CHOSEN, Tensor.of(flat), OFFSETS, Tensor.of(offsets));
        return SavedNetwork.of(SAVED, tables, towers.shape().toJson(), chosenBefore);
    }

    /// Reads what [#save(Path)] wrote.
    ///
    /// @throws MalformedFileException if the file is no such model, or something of it is missing
    public static TwoTowerModel load(Path path) throws IOException {
        return of(path, Model.load(path));
    }

    /// As [#load(Path)], of a file that was read.
    ///
    /// @param path for errors
    public static TwoTowerModel of(Path path, Model model) throws MalformedFileException {
        return SavedNetwork.read(path, model, SAVED, TwoTowerModel::of);
    }

    private static TwoTowerModel of(SavedNetwork saved) {
        Embeddings items = saved.main();
        Embeddings users = saved.model().table("users");
        Embeddings before = saved.model().table("before");
        if (before.size() != items.size()
                || before.dimension() != items.dimension()
                || users.dimension() != items.dimension()) {
            throw new IllegalArgumentException("the tables of the towers are not of one shape");
        }
        Towers towers =
                new Towers(
                        TowerShape.parse(saved.shape()), layer(users), layer(before), layer(items));
        return new TwoTowerModel(
                towers,
                users.vocabulary(),
                items.vocabulary(),
                chosen(saved.weights(), users.size(), items.size()),
                null);
    }

    private static EmbeddingLayer layer(Embeddings rows) {
        float[] nothing = new float[rows.dimension()];
        Tensor first =
                Tensor.of(TensorType.F32, MemorySegment.ofArray(nothing), 1, rows.dimension());
        return Tables.layer(rows, 1, Map.of("nothing", first), "nothing");
    }

    private static int[][] chosen(Map<String, Tensor> extras, int users, int items) {
        int[] flat = integers(extras, CHOSEN);
        int[] offsets = integers(extras, OFFSETS);
        if (offsets.length != users + 1 || offsets[0] != 0 || offsets[users] != flat.length) {
            throw new IllegalArgumentException(
                    OFFSETS + " does not say what each of " + users + " users chose");
        }
        int[][] chosen = new int[users][];
        for (int u = 0; u < users; u++) {
            if (offsets[u + 1] < offsets[u]) {
                throw new IllegalArgumentException(OFFSETS + " falls at " + u);
            }
            chosen[u] = Arrays.copyOfRange(flat, offsets[u], offsets[u + 1]);
        }
        if (Arrays.stream(flat).anyMatch(item -> item < 0 || item >= items)) {
            throw new IllegalArgumentException(CHOSEN + " names what is no item");
        }
        return chosen;
    }

    private static int[] integers(Map<String, Tensor> extras, String name) {
        Tensor tensor = extras.get(name);
        if (tensor == null || tensor.type() != TensorType.I32 || tensor.shape().size() != 1) {
            throw new IllegalArgumentException("there is no list of whole numbers " + name);
        }
        return tensor.data().toArray(ValueLayout.JAVA_INT_UNALIGNED);
    }

    /// Does nothing: it holds nothing but memory.
    @Override
    public void close() {}
}
