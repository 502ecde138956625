package dev.akin.counts;

import dev.akin.text.Json;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What GloVe is told. Builders change it and hand out copies.
final class GloveSettings {
    int dimension = 100;
    int window = 15;
    boolean symmetric = true;
    int epochs = 25;
    int minCount = 5;
    int maxWords = Integer.MAX_VALUE;
    double learningRate = 0.05;
    double most = 100;
    double power = 0.75;
    int threads = Runtime.getRuntime().availableProcessors();
    long seed = 1;
    long memoryLimit = Runtime.getRuntime().maxMemory() / 2;
    @Nullable Path scratch;

    /// Whether the training goes on from a model that was whole.
    boolean update;

    GloveSettings() {}

    GloveSettings(GloveSettings other) {
        dimension = other.dimension;
        window = other.window;
        symmetric = other.symmetric;
        epochs = other.epochs;
        minCount = other.minCount;
        maxWords = other.maxWords;
        learningRate = other.learningRate;
        most = other.most;
        power = other.power;
        threads = other.threads;
        seed = other.seed;
        memoryLimit = other.memoryLimit;
        scratch = other.scratch;
        update = other.update;
    }

    /// What goes into a file, by the names of `akin.options`.
    Json.Obj describe() {
        Map<String, Json> how = new LinkedHashMap<>();
        how.put("model", new Json.Str("glove"));
        how.put("dimension", Json.Num.of(dimension));
        how.put("window", Json.Num.of(window));
        how.put("symmetric", new Json.Bool(symmetric));
        how.put("epochs", Json.Num.of(epochs));
        how.put("minCount", Json.Num.of(minCount));
        if (maxWords < Integer.MAX_VALUE) {
            how.put("maxWords", Json.Num.of(maxWords));
        }
        how.put("learningRate", Json.Num.of(learningRate));
        how.put("xMax", Json.Num.of(most));
        how.put("alpha", Json.Num.of(power));
        if (update) {
            how.put("update", new Json.Bool(true));
        }
        return new Json.Obj(how);
    }

    /// What [#describe()] gave.
    ///
    /// @throws IllegalArgumentException if it does not describe GloVe, or an option is missing
    static GloveSettings ofJson(Json.Obj how, long seed) {
        if (!(how.get("model") instanceof Json.Str(String name)) || !name.equals("glove")) {
            throw new IllegalArgumentException(
                    "the model was learned by " + how.get("model") + ", not by glove");
        }
        GloveSettings settings = new GloveSettings();
        settings.dimension = (int) number(how, "dimension");
        settings.window = (int) number(how, "window");
        settings.symmetric =
                how.get("symmetric") instanceof Json.Bool(boolean symmetric) && symmetric;
        settings.epochs = (int) number(how, "epochs");
        settings.minCount = (int) number(how, "minCount");
        if (how.get("maxWords") != null) {
            settings.maxWords = (int) number(how, "maxWords");
        }
        settings.learningRate = number(how, "learningRate");
        settings.most = number(how, "xMax");
        settings.power = number(how, "alpha");
        settings.update = how.get("update") != null;
        settings.seed = seed;
        return settings;
    }

    private static double number(Json.Obj how, String name) {
        if (how.get(name) instanceof Json.Num number) {
            return number.asDouble();
        }
        throw new IllegalArgumentException("akin.options does not say " + name);
    }
}
