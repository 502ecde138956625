package dev.akin.layers;

import dev.akin.text.Json;

/// What layers have in common. Immutable.
///
/// @param paddingId the row that stays as it is and gets no gradient; -1 for none
/// @param maxNorm the longest a row may be that is looked up, which is shortened in its place; 0 for any
/// @param normType the p of the norm that `maxNorm` means
/// @param scaleByFrequency whether a row's gradient is divided by how often a batch looks it up
/// @param clipNorm the longest a row's gradient may be; 0 for any
/// @param frozen whether rows never move
/// @param seed what rounding by chance begins with
/// @param threads how many threads a call uses
record LayerOptions(
        int paddingId,
        double maxNorm,
        double normType,
        boolean scaleByFrequency,
        Optimizer optimizer,
        double clipNorm,
        boolean frozen,
        long seed,
        int threads) {

    /// The same with another optimiser.
    LayerOptions with(Optimizer other) {
        return new LayerOptions(
                paddingId,
                maxNorm,
                normType,
                scaleByFrequency,
                other,
                clipNorm,
                frozen,
                seed,
                threads);
    }

    /// What stands in a file: all but the threads, which are the machine's.
    Json.Obj toJson() {
        return Json.object(
                "padding",
                paddingId,
                "maxNorm",
                maxNorm,
                "normType",
                normType,
                "scaleByFrequency",
                scaleByFrequency,
                "optimizer",
                OptimizerJson.of(optimizer),
                "clipNorm",
                clipNorm,
                "frozen",
                frozen,
                "seed",
                seed);
    }

    /// @throws IllegalArgumentException if something is missing, or not what it should be
    static LayerOptions read(OptionsReader options, int rows, int threads) {
        int padding = (int) options.whole("padding", -1, rows - 1L);
        double maxNorm = options.number("maxNorm");
        double clipNorm = options.number("clipNorm");
        double normType = options.numberOrInfinity("normType");
        Checks.notNegative("maxNorm", maxNorm);
        Checks.notNegative("clipNorm", clipNorm);
        return new LayerOptions(
                padding,
                maxNorm,
                normType,
                options.truth("scaleByFrequency"),
                OptimizerJson.read(options.object("optimizer")),
                clipNorm,
                options.truth("frozen"),
                options.whole("seed"),
                threads);
    }
}
