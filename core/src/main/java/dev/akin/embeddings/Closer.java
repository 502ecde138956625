package dev.akin.embeddings;

import dev.akin.table.EmbeddingTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Which rows are nearer to one key than another key is. Not thread-safe, and asked once.
///
/// Floats decide wherever they can, and doubles where scores are nearer to each other than rounding errs.
final class Closer {
    private static final int BLOCK = 512;

    /// Twice what one operation on floats may err by.
    private static final double ROUNDING = 0x1p-22;

    private final EmbeddingTable table;
    private final Similarity similarity;
    private final Rows rows;
    private final Scoring scoring;
    private final Scoring.Scores scores;
    private final int self;
    private final double norm;
    private final double limit;
    private final List<IntStream.Builder> found = new ArrayList<>();

    /// @param self the key that is asked about
    /// @param other the key that others are to be nearer than
    Closer(Embeddings embeddings, Norms norms, String self, String other) {
        this.table = embeddings.table();
        this.similarity = embeddings.similarity();
        this.rows = new Rows.First(table, norms, table.rows());
        float[] query = embeddings.vector(self);
        this.scoring = Scoring.of(similarity, query);
        this.scores = scoring.over(rows);
        this.self = embeddings.find(self);
        this.norm = Exact.norm(query);
        this.limit = scoring.exact(embeddings.vector(other));
    }

    /// The ids of the rows that are nearer, in rising order.
    int[] ids() {
        Parallel.blocks(Parallel.threadsFor(table, 0), rows.size(), BLOCK, this::worker);
        return found.stream().flatMapToInt(IntStream.Builder::build).sorted().toArray();
    }

    Neighbor neighbor(int id) {
        return new Neighbor("", id, scoring.exact(table.row(id)));
    }

    private Parallel.BlockAction worker() {
        IntStream.Builder nearer = IntStream.builder();
        found.add(nearer);
        float[] scored = new float[BLOCK];
        float[] norms = new float[BLOCK];
        float[] scratch = new float[2 * BLOCK];
        double edge = inFloats();
        return (first, count) -> {
            scores.read(first, count, scored, scratch);
            rows.norms(first, count, norms, 0);
            for (int i = 0; i < count; i++) {
                double above = scored[i] - edge;
                double slack = slack(norms[i]);
                if (above > slack || (above >= -slack && isNearer(first + i))) {
                    add(first + i, nearer);
                }
            }
        };
    }

    private void add(int id, IntStream.Builder nearer) {
        if (id != self) {
            nearer.add(id);
        }
    }

    private boolean isNearer(int id) {
        return scoring.exact(table.row(id)) > limit;
    }

    /// The limit as [Scoring.Scores#read] measures.
    private double inFloats() {
        return switch (similarity) {
            case COSINE -> limit * norm;
            case DOT -> limit;
            case EUCLIDEAN -> norm * norm - limit * limit;
        };
    }

    /// How far such a score may be from the true one: a sum of `dimension` products errs by at most that many
    /// roundings of the product of the norms.
    private double slack(double rowNorm) {
        double rounding = ROUNDING * (table.dimension() + 8);
        return switch (similarity) {
            case COSINE -> rounding * norm;
            case DOT -> rounding * norm * rowNorm;
            case EUCLIDEAN -> rounding * (norm + rowNorm) * (norm + rowNorm);
        };
    }
}
