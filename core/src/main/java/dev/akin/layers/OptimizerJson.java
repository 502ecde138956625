package dev.akin.layers;

import dev.akin.text.Json;

/// Optimisers as files name them.
final class OptimizerJson {
    private OptimizerJson() {}

    /// What stands in the names of an optimiser's tensors, and in options.
    static String kind(Optimizer optimizer) {
        return switch (optimizer) {
            case Optimizer.Sgd _ -> "sgd";
            case Optimizer.Momentum _ -> "momentum";
            case Optimizer.Adagrad _ -> "adagrad";
            case Optimizer.RowWiseAdagrad _ -> "row-wise-adagrad";
            case Optimizer.LazyAdam _ -> "lazy-adam";
            case Optimizer.AdamW _ -> "adamw";
            case Optimizer.Ftrl _ -> "ftrl";
        };
    }

    static Json.Obj of(Optimizer optimizer) {
        String kind = kind(optimizer);
        return switch (optimizer) {
            case Optimizer.Sgd(double rate, double decay) ->
                    Json.object("kind", kind, "rate", rate, "decay", decay);
            case Optimizer.Momentum(double rate, double keep, boolean nesterov, double decay) ->
                    Json.object(
                            "kind",
                            kind,
                            "rate",
                            rate,
                            "momentum",
                            keep,
                            "nesterov",
                            nesterov,
                            "decay",
                            decay);
            case Optimizer.Adagrad(double rate, double epsilon, double initial, double decay) ->
                    Json.object(
                            "kind", kind, "rate", rate, "epsilon", epsilon, "initial", initial,
                            "decay", decay);
            case Optimizer.RowWiseAdagrad(double rate, double epsilon, double decay) ->
                    Json.object("kind", kind, "rate", rate, "epsilon", epsilon, "decay", decay);
            case Optimizer.LazyAdam(
                            double rate,
                            double beta1,
                            double beta2,
                            double epsilon,
                            double decay) ->
                    Json.object(
                            "kind", kind, "rate", rate, "beta1", beta1, "beta2", beta2, "epsilon",
                            epsilon, "decay", decay);
            case Optimizer.AdamW(
                            double rate,
                            double beta1,
                            double beta2,
                            double epsilon,
                            double decay) ->
                    Json.object(
                            "kind", kind, "rate", rate, "beta1", beta1, "beta2", beta2, "epsilon",
                            epsilon, "decay", decay);
            case Optimizer.Ftrl(double rate, double l1, double l2, double beta) ->
                    Json.object("kind", kind, "rate", rate, "l1", l1, "l2", l2, "beta", beta);
        };
    }

    /// @throws IllegalArgumentException if it is none, or lacks something
    static Optimizer read(OptionsReader options) {
        double rate = options.number("rate");
        String kind = options.text("kind");
        return switch (kind) {
            case "sgd" -> new Optimizer.Sgd(rate, options.number("decay"));
            case "momentum" ->
                    new Optimizer.Momentum(
                            rate,
                            options.number("momentum"),
                            options.truth("nesterov"),
                            options.number("decay"));
            case "adagrad" ->
                    new Optimizer.Adagrad(
                            rate,
                            options.number("epsilon"),
                            options.number("initial"),
                            options.number("decay"));
            case "row-wise-adagrad" ->
                    new Optimizer.RowWiseAdagrad(
                            rate, options.number("epsilon"), options.number("decay"));
            case "lazy-adam" ->
                    new Optimizer.LazyAdam(
                            rate,
                            options.number("beta1"),
                            options.number("beta2"),
                            options.number("epsilon"),
                            options.number("decay"));
            case "adamw" ->
                    new Optimizer.AdamW(
                            rate,
                            options.number("beta1"),
                            options.number("beta2"),
                            options.number("epsilon"),
                            options.number("decay"));
            case "ftrl" ->
                    new Optimizer.Ftrl(
                            rate,
                            options.number("l1"),
                            options.number("l2"),
                            options.number("beta"));
            default ->
                    throw new IllegalArgumentException(
                            "the optimizer \"" + kind + "\" is not one of this version of Akin");
        };
    }
}
