package dev.akin.items;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;
import dev.akin.format.Tensor;
import dev.akin.format.TensorType;
import dev.akin.text.Json;
import dev.akin.text.JsonException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// What a file of kind `recommender` holds, checked: items as the main table, `users`, what each user chose, and, where items have biases,
/// `items.bias`.
final class RecommenderModel {
    static final String USERS = "users";
    static final String OPTIONS = "akin.options";

    /// F32 [items].
    static final String BIAS = "items.bias";

    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Model model;
    private final Json.Obj options;
    private final Seen seen;

    private RecommenderModel(Model model) {
        this.model = model;
        this.options = options(model);
        this.seen = Seen.of(model);
        seen.check(users().size(), items().size());
    }

    /// @throws IllegalArgumentException if the model is no recommender, or lacks something
    static RecommenderModel of(Model model) {
        if (!model.kind().equals(Recommender.KIND)
                || !model.names().contains("")
                || !model.names().contains(USERS)) {
            throw new IllegalArgumentException(
                    "this is no recommender but a file of "
                            + model.kind()
                            + " with the tables "
                            + model.names()
                            + "; train --model item2vec, als, bpr, warp or logistic writes one");
        }
        int items = model.table("").dimension();
        int users = model.table(USERS).dimension();
        if (items != users) {
            throw new IllegalArgumentException(
                    "items have "
                            + items
                            + " numbers and users "
                            + users
                            + ": they are not of one model");
        }
        return new RecommenderModel(model);
    }

    /// What `akin.options` says.
    ///
    /// @throws IllegalArgumentException if it is no object
    static Json.Obj options(Model model) {
        String text = model.metadata().getOrDefault(OPTIONS, "{}");
        try {
            if (Json.parse(text) instanceof Json.Obj object) {
                return object;
            }
        } catch (JsonException e) {
            throw new IllegalArgumentException(OPTIONS + ": " + e.getMessage(), e);
        }
        throw new IllegalArgumentException(OPTIONS + " is no object: " + text);
    }

    String method() {
        return options.get("model") instanceof Json.Str(String name) ? name : "unknown";
    }

    Embeddings items() {
        return model.table("");
    }

    Embeddings users() {
        return model.table(USERS);
    }

    Seen seen() {
        return seen;
    }

    /// By item; null where there are none.
    float @Nullable [] biases() {
        Tensor tensor = model.extras().get(BIAS);
        if (tensor == null) {
            return null;
        }
        if (tensor.type() != TensorType.F32 || tensor.data().byteSize() != 4L * items().size()) {
            throw new IllegalArgumentException(
                    BIAS
                            + " is "
                            + tensor.type()
                            + " "
                            + tensor.shape()
                            + ", not a number F32 for each of "
                            + items().size()
                            + " items");
        }
        return tensor.data().toArray(FLOAT);
    }

    Taste.Maker tastes() {
        String method = method();
        if (method.equals(SequenceModel.NAME)) {
            SequenceModel sequences = SequenceModel.of(model);
            return SequenceTastes.of(
                    items().table(), sequences.history().table(), sequences.tasting().decay());
        }
        return method.equals("als") && !explicit()
                ? FactorTastes.ofLeastSquares(
                        items().table(), number("alpha"), number("regularization"))
                : FactorTastes.ofOthers(items().table(), users().table());
    }

    /// Factors of ratings say what a choice is worth no more than others do.
    private boolean explicit() {
        return options.get("explicit") instanceof Json.Bool(boolean on) && on;
    }

    private double number(String name) {
        if (options.get(name) instanceof Json.Num number) {
            return number.asDouble();
        }
        throw new IllegalArgumentException(OPTIONS + " does not say " + name);
    }
}
