package dev.akin.counts;

import dev.akin.text.Json;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What LSA is told. Builders change it and hand out copies.
final class LsaSettings {
    int dimension = 100;
    int window = 5;
    boolean symmetric = true;
    boolean byDistance = true;
    Weighting weighting = Weighting.PPMI;
    double shift = 1;
    double smoothing = 0.75;
    double power = 0.5;
    int passes = 10;
    int minCount = 5;
    int maxWords = Integer.MAX_VALUE;
    int threads = Runtime.getRuntime().availableProcessors();
    long seed = 1;
    long memoryLimit = Runtime.getRuntime().maxMemory() / 2;
    @Nullable Path scratch;

    LsaSettings() {}

    LsaSettings(LsaSettings other) {
        dimension = other.dimension;
        window = other.window;
        symmetric = other.symmetric;
        byDistance = other.byDistance;
        weighting = other.weighting;
        shift = other.shift;
        smoothing = other.smoothing;
        power = other.power;
        passes = other.passes;
        minCount = other.minCount;
        maxWords = other.maxWords;
        threads = other.threads;
        seed = other.seed;
        memoryLimit = other.memoryLimit;
        scratch = other.scratch;
    }

    /// What goes into a file, by the names of `akin.options`.
    Json.Obj describe() {
        Map<String, Json> how = new LinkedHashMap<>();
        how.put("model", new Json.Str("lsa"));
        how.put("weighting", new Json.Str(weighting.label()));
        how.put("dimension", Json.Num.of(dimension));
        how.put("window", Json.Num.of(window));
        how.put("symmetric", new Json.Bool(symmetric));
        how.put("byDistance", new Json.Bool(byDistance));
        how.put("minCount", Json.Num.of(minCount));
        if (maxWords < Integer.MAX_VALUE) {
            how.put("maxWords", Json.Num.of(maxWords));
        }
        if (weighting == Weighting.PPMI) {
            how.put("shift", Json.Num.of(shift));
            how.put("contextSmoothing", Json.Num.of(smoothing));
        }
        how.put("eigenvaluePower", Json.Num.of(power));
        how.put("passes", Json.Num.of(passes));
        return new Json.Obj(how);
    }
}
