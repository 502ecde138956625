package dev.akin.graphs;

import dev.akin.text.Json;
import java.util.Locale;

/// How walks go.
///
/// @param walks how many begin at each node, 1 or more
/// @param length nodes in a walk, 2 … 10,000
/// @param p how unlikely it is to go straight back, above 0; 1 is neutral (Grover and Leskovec 2016)
/// @param q how unlikely it is to go on to what the last node has no edge to, above 0: below 1 walks run far, above 1 they stay near
/// @param extended whether an edge that is weak among those of its node counts as half missing: node2vec+ (Liu, Krishnan and Hirn 2023), which
///     says nothing in a graph without weights
/// @param gamma with `extended`, how many standard deviations above the mean of a node's edges an edge is no longer weak
public record WalkOptions(
        int walks, int length, double p, double q, boolean extended, double gamma) {
    public WalkOptions {
        if (walks < 1 || walks > 1_000_000) {
            throw new IllegalArgumentException("walks must be 1 … 1,000,000, not " + walks);
        }
        if (length < 2 || length > 10_000) {
            throw new IllegalArgumentException("walk length must be 2 … 10,000, not " + length);
        }
        requireWeight("p", p);
        requireWeight("q", q);
        if (!Double.isFinite(gamma)) {
            throw new IllegalArgumentException("gamma must be finite, not " + gamma);
        }
    }

    private static void requireWeight(String name, double value) {
        if (!(value >= 1e-6 && value <= 1e6)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT, "%s must be 0.000001 … 1,000,000, not %s", name, value));
        }
    }

    /// Ten walks of 80 nodes, p = q = 1, as PecanPy has them.
    public static WalkOptions standard() {
        return new WalkOptions(10, 80, 1, 1, false, 0);
    }

    /// Whether the node before the last says nothing of the next.
    boolean firstOrder() {
        return p == 1 && q == 1;
    }

    /// What goes into a file, by the names of `akin.walks`.
    Json describe(boolean directed) {
        return Json.object(
                "walks", walks,
                "length", length,
                "p", p,
                "q", q,
                "extended", extended,
                "gamma", gamma,
                "directed", directed);
    }

    /// What [#describe(boolean)] gave.
    ///
    /// @throws IllegalArgumentException if something is missing; the message names it
    static WalkOptions ofJson(Json.Obj walks) {
        return new WalkOptions(
                Math.toIntExact(number(walks, "walks").asLong()),
                Math.toIntExact(number(walks, "length").asLong()),
                number(walks, "p").asDouble(),
                number(walks, "q").asDouble(),
                walks.get("extended") instanceof Json.Bool(boolean on) && on,
                number(walks, "gamma").asDouble());
    }

    private static Json.Num number(Json.Obj walks, String name) {
        if (walks.get(name) instanceof Json.Num number) {
            return number;
        }
        throw new IllegalArgumentException("akin.walks does not say " + name);
    }
}
