package dev.akin.items;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;
import dev.akin.format.Tensor;
import dev.akin.format.TensorType;
import dev.akin.table.TrainableTable;
import dev.akin.text.Click;
import dev.akin.text.Json;
import dev.akin.vocabulary.Vocabulary;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// A model of factors as something to learn on from.
final class FactorModel {
    static final String TRAINING = "akin.training";

    /// I32 [users + 1]: where each user's pairs begin.
    static final String PAIRS = "pairs.offsets";

    /// I32 [pairs].
    static final String PAIR_ITEMS = "pairs.items";

    /// F32 [pairs].
    static final String PAIR_VALUES = "pairs.values";

    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Model model;
    private final RecommenderModel recommender;
    private final Json.Obj options;
    private final Json.Obj training;

    private FactorModel(Model model) {
        this.model = model;
        recommender = RecommenderModel.of(model);
        options = RecommenderModel.options(model);
        training = training(model);
    }

    /// @throws IllegalArgumentException if the model was not learned so
    static FactorModel of(Model model, String method) {
        FactorModel found = new FactorModel(model);
        if (!found.recommender.method().equals(method)) {
            throw new IllegalArgumentException(
                    "this was learned by "
                            + found.recommender.method()
                            + ", not by "
                            + method
                            + ": go on with --model "
                            + found.recommender.method());
        }
        return found;
    }

    private static Json.Obj training(Model model) {
        String text = model.metadata().get(TRAINING);
        if (text != null && Json.parse(text) instanceof Json.Obj found) {
            return found;
        }
        throw new IllegalArgumentException(
                "the model does not say " + TRAINING + ", so nothing can go on from it");
    }

    static Json training(int epochs, boolean finished) {
        return Json.object("epochs", epochs, "finished", finished);
    }

    double number(String name) {
        if (options.get(name) instanceof Json.Num number) {
            return number.asDouble();
        }
        throw new IllegalArgumentException(RecommenderModel.OPTIONS + " does not say " + name);
    }

    boolean flag(String name) {
        return options.get(name) instanceof Json.Bool(boolean on) && on;
    }

    Embeddings items() {
        return recommender.items();
    }

    Embeddings users() {
        return recommender.users();
    }

    Map<String, Tensor> extras() {
        return model.extras();
    }

    int epochsDone() {
        if (training.get("epochs") instanceof Json.Num number) {
            return Math.toIntExact(number.asLong());
        }
        throw new IllegalArgumentException(TRAINING + " does not say epochs");
    }

    /// @throws IllegalArgumentException if the model is finished, or its users and items are others
    void checkResumable(Interactions choices) {
        if (training.get("finished") instanceof Json.Bool(boolean finished) && finished) {
            throw new IllegalArgumentException(
                    "the training is finished: to learn from later choices, update");
        }
        if (!same(choices.users(), users().vocabulary())
                || !same(choices.items(), items().vocabulary())) {
            throw new IllegalArgumentException(
                    "the users and items are not those that the training began with: "
                            + choices.users().size()
                            + " and "
                            + choices.items().size()
                            + ", not "
                            + users().size()
                            + " and "
                            + items().size());
        }
    }

    private static boolean same(Vocabulary one, Vocabulary other) {
        return one.size() == other.size() && one.startsWith(other);
    }

    /// The rows, to be changed.
    Factors factors() {
        return new Factors(copy(users(), users().size()), copy(items(), items().size()));
    }

    /// As [#factors()], with rows drawn for the users and items that came.
    Factors grown(Interactions all) {
        Factors grown =
                new Factors(copy(users(), all.users().size()), copy(items(), all.items().size()));
        SplittableRandom random = new SplittableRandom((long) number("seed") + all.pairs());
        Factors.draw(grown.users(), users().size(), random);
        Factors.draw(grown.items(), items().size(), random);
        return grown;
    }

    private static TrainableTable copy(Embeddings from, int rows) {
        TrainableTable copy = new TrainableTable(rows, from.dimension());
        float[] row = new float[from.dimension()];
        for (int r = 0; r < from.size(); r++) {
            from.table().read(r, 1, row, 0);
            copy.set(r, row, 0);
        }
        return copy;
    }

    /// The choices that the model was learned from and later ones.
    ///
    /// @param decay what older values are multiplied by, but those of ratings
    Interactions with(List<Click> later, boolean ratings, double decay) {
        if (!(decay > 0 && decay <= 1)) {
            throw new IllegalArgumentException("decay must be above 0 and at most 1, not " + decay);
        }
        List<Click> all = older(ratings, decay);
        all.addAll(later);
        return Interactions.of(all, ratings, users().vocabulary(), items().vocabulary());
    }

    private List<Click> older(boolean ratings, double decay) {
        Cells pairs = pairs();
        List<Click> clicks = new ArrayList<>();
        for (int user = 0; user < users().size(); user++) {
            String name = users().vocabulary().key(user);
            int[] history = recommender.seen().of(user);
            Map<Integer, Integer> times = new HashMap<>();
            for (int item : history) {
                times.merge(item, 1, Integer::sum);
            }
            Map<Integer, Double> values = new HashMap<>();
            for (int at = pairs.starts()[user]; at < pairs.starts()[user + 1]; at++) {
                values.put(pairs.columns()[at], (double) pairs.values()[at]);
            }
            for (int item : history) {
                double value = values.getOrDefault(item, 1.0);
                double each = ratings ? value : decay * value / times.getOrDefault(item, 1);
                clicks.add(new Click(name, items().vocabulary().key(item), 0, each));
            }
        }
        return clicks;
    }

    private Cells pairs() {
        int[] starts = tensor(PAIRS, TensorType.I32).data().toArray(INT);
        int[] columns = tensor(PAIR_ITEMS, TensorType.I32).data().toArray(INT);
        float[] values = tensor(PAIR_VALUES, TensorType.F32).data().toArray(FLOAT);
        boolean fits =
                starts.length == users().size() + 1
                        && starts[0] == 0
                        && starts[starts.length - 1] == columns.length
                        && values.length == columns.length;
        for (int user = 0; fits && user < users().size(); user++) {
            fits = starts[user] <= starts[user + 1];
        }
        if (!fits) {
            throw new IllegalArgumentException(
                    PAIRS + ", " + PAIR_ITEMS + " and " + PAIR_VALUES + " do not fit each other");
        }
        return new Cells(starts, columns, values);
    }

    /// Reads as many numbers as the model holds to the front of the array; none where it does not hold them.
    void numbers(String name, float[] into) {
        Tensor found = model.extras().get(name);
        if (found != null && found.type() == TensorType.F32) {
            float[] values = found.data().toArray(FLOAT);
            System.arraycopy(values, 0, into, 0, Math.min(values.length, into.length));
        }
    }

    private Tensor tensor(String name, TensorType type) {
        Tensor found = model.extras().get(name);
        if (found == null || found.type() != type) {
            throw new IllegalArgumentException(
                    "the model lacks " + name + ", so nothing can go on from it");
        }
        return found;
    }
}
