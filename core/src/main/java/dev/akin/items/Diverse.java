package dev.akin.items;

import dev.akin.table.EmbeddingTable;
import java.util.Arrays;

/// Chooses items that are good and unlike each other: maximal marginal relevance (Carbonell and Goldstein 1998, "The Use of MMR,
/// Diversity-Based Reranking for Reordering Documents and Producing Summaries").
final class Diverse {
    private final float[][] rows;
    private final double[] relevance;
    private final double[] nearest;
    private final double diversity;

    /// @param items candidates, the best first
    /// @param scores of each
    Diverse(EmbeddingTable table, int[] items, double[] scores, double diversity) {
        this.rows = Arrays.stream(items).mapToObj(table::row).toArray(float[][]::new);
        this.relevance = spread(scores);
        this.nearest = new double[items.length];
        this.diversity = diversity;
    }

    private static double[] spread(double[] scores) {
        double most = scores.length == 0 ? 0 : scores[0];
        double least = scores.length == 0 ? 0 : scores[scores.length - 1];
        double range = most > least ? most - least : 1;
        return Arrays.stream(scores).map(score -> (score - least) / range).toArray();
    }

    /// The places of at most k candidates, in the order in which they were chosen.
    int[] choose(int k) {
        int[] chosen = new int[Math.min(k, rows.length)];
        boolean[] taken = new boolean[rows.length];
        for (int n = 0; n < chosen.length; n++) {
            int best = best(taken, n > 0);
            taken[best] = true;
            chosen[n] = best;
            bring(best, n > 0);
        }
        return chosen;
    }

    private int best(boolean[] taken, boolean others) {
        int best = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < rows.length; i++) {
            double worth =
                    others ? (1 - diversity) * relevance[i] - diversity * nearest[i] : relevance[i];
            if (!taken[i] && worth > most) {
                best = i;
                most = worth;
            }
        }
        return best;
    }

    private void bring(int chosen, boolean others) {
        for (int i = 0; i < rows.length; i++) {
            double cosine = Exact.cosine(rows[chosen], rows[i]);
            nearest[i] = others ? Math.max(nearest[i], cosine) : cosine;
        }
    }
}
