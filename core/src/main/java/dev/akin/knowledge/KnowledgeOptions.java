package dev.akin.knowledge;

import dev.akin.text.Json;

/// How facts are learned from; what is not said goes by the scoring.
///
/// @param norm 1 or 2: of the distance of TransE and RotatE
/// @param negatives entities drawn for a group of queries; 0 for all there are
/// @param softmax whether entities are told apart by a softmax, else each for itself by a logistic sigmoid
/// @param margin γ: what distances of facts stay below
/// @param temperature α: how much more the hard ones of drawn entities count; 0 for all alike
/// @param regularization λ: what a cube of a number costs (N3)
/// @param reciprocal whether a relation has a row of its own for the way back
/// @param typed whether entities are drawn from those that are known at this end of the relation
record KnowledgeOptions(
        Scoring scoring,
        int dimension,
        int norm,
        int epochs,
        int negatives,
        boolean softmax,
        double margin,
        double temperature,
        double learningRate,
        double regularization,
        boolean reciprocal,
        boolean typed,
        long seed) {

    KnowledgeOptions {
        check(dimension >= 1 && dimension <= 65_536, "dimension", "1 … 65536", dimension);
        if (scoring.complex() && dimension % 2 != 0) {
            throw new IllegalArgumentException(
                    "complex numbers take two places, so the dimension must be even with "
                            + scoring.label()
                            + ", not "
                            + dimension);
        }
        check(norm == 1 || norm == 2, "norm", "1 or 2", norm);
        check(epochs >= 1, "epochs", "1 or more", epochs);
        check(negatives >= 0 && negatives <= 65_536, "negatives", "0 … 65536", negatives);
        check(margin >= 0 && margin < 1e6, "margin", "0 or more", margin);
        check(temperature >= 0 && temperature < 1e6, "temperature", "0 or more", temperature);
        check(learningRate > 0 && learningRate < 1e6, "learning rate", "above 0", learningRate);
        check(
                regularization >= 0 && regularization < 1e6,
                "regularization",
                "0 or more",
                regularization);
    }

    private static void check(boolean good, String name, String range, Object value) {
        if (!good) {
            throw new IllegalArgumentException(name + " must be " + range + ", not " + value);
        }
    }

    Geometry geometry() {
        return scoring.geometry(norm);
    }

    Json.Obj describe() {
        return Json.object(
                "model", scoring.label(),
                "dimension", dimension,
                "norm", norm,
                "epochs", epochs,
                "negatives", negatives,
                "loss", softmax ? "softmax" : "ns",
                "margin", margin,
                "temperature", temperature,
                "learningRate", learningRate,
                "regularization", regularization,
                "reciprocal", reciprocal,
                "typed", typed,
                "seed", seed);
    }

    /// @throws IllegalArgumentException if it is not what [#describe] gave
    static KnowledgeOptions ofJson(Json.Obj json) {
        return new KnowledgeOptions(
                Scoring.ofLabel(text(json, "model")),
                (int) number(json, "dimension"),
                (int) number(json, "norm"),
                (int) number(json, "epochs"),
                (int) number(json, "negatives"),
                text(json, "loss").equals("softmax"),
                number(json, "margin"),
                number(json, "temperature"),
                number(json, "learningRate"),
                number(json, "regularization"),
                truth(json, "reciprocal"),
                truth(json, "typed"),
                whole(json, "seed"));
    }

    private static double number(Json.Obj json, String name) {
        if (json.get(name) instanceof Json.Num value) {
            return value.asDouble();
        }
        throw missing(name);
    }

    private static long whole(Json.Obj json, String name) {
        if (json.get(name) instanceof Json.Num value) {
            return value.asLong();
        }
        throw missing(name);
    }

    private static String text(Json.Obj json, String name) {
        if (json.get(name) instanceof Json.Str(String value)) {
            return value;
        }
        throw missing(name);
    }

    private static boolean truth(Json.Obj json, String name) {
        if (json.get(name) instanceof Json.Bool(boolean value)) {
            return value;
        }
        throw missing(name);
    }

    private static IllegalArgumentException missing(String name) {
        return new IllegalArgumentException("akin.options does not say " + name);
    }
}
