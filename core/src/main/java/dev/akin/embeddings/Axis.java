package dev.akin.embeddings;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Everything in order between two ends: from `cold` to `hot`, say. Immutable and thread-safe.
///
/// The direction goes from the mean of some keys to that of others; a row's position is where it falls on it, 0 at the one end and
/// 1 at the other. Under [Similarity#COSINE] rows count by their direction alone, so that the order is that of their cosines with
/// the axis (An, Kwak, Ahn, "SemAxis", 2018).
public final class Axis {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Embeddings words;
    private final float[] direction;
    private final double start;
    private final double length;

    private Axis(Embeddings words, float[] direction, double start) {
        this.words = words;
        this.direction = direction;
        this.start = start;
        this.length = Exact.dot(direction, direction);
    }

    /// The axis between the means of keys.
    ///
    /// @throws UnknownKeyException as [Embeddings#vector(String)] does
    /// @throws IllegalArgumentException if an end has no keys, or both are the same place
    public static Axis of(Embeddings words, Collection<String> from, Collection<String> to) {
        float[] start = words.mean(from);
        float[] direction = words.mean(to);
        for (int d = 0; d < direction.length; d++) {
            direction[d] -= start[d];
        }
        double length = Exact.dot(direction, direction);
        if (!(length > 0) || Double.isInfinite(length)) {
            throw new IllegalArgumentException(
                    from + " and " + to + " are no two places: there is nothing between them");
        }
        return new Axis(words, direction, Exact.dot(start, direction));
    }

    /// Where the first rows fall: NaN for those that hold NaN or infinite numbers, and under cosine for those that are zero.
    ///
    /// @param limit how many rows; all if there are fewer
    public float[] positions(int limit) {
        int rows = Math.min(limit, words.size());
        float[] positions = new float[rows];
        words.table().dots(direction, 0, rows, positions, 0);
        boolean scaled = words.similarity() == Similarity.COSINE;
        MemorySegment norms = words.norms();
        for (int row = 0; row < rows; row++) {
            double dot =
                    scaled
                            ? positions[row] / norms.get(FLOAT, (long) Float.BYTES * row)
                            : positions[row];
            double position = (dot - start) / length;
            positions[row] = Double.isFinite(position) ? (float) position : Float.NaN;
        }
        return positions;
    }

    /// The `k` rows that lie lowest, the lowest first, with their positions for scores.
    public List<Neighbor> lowest(float[] positions, int k) {
        return ends(positions, k, Comparator.comparingDouble(row -> positions[row]));
    }

    /// The `k` rows that lie highest, the highest first, with their positions for scores.
    public List<Neighbor> highest(float[] positions, int k) {
        return ends(positions, k, Comparator.comparingDouble(row -> -positions[row]));
    }

    /// @param order stable: rows at one place stay in the order of their ids
    private List<Neighbor> ends(float[] positions, int k, Comparator<Integer> order) {
        List<Integer> rows =
                new ArrayList<>(
                        IntStream.range(0, positions.length)
                                .filter(row -> !Float.isNaN(positions[row]))
                                .boxed()
                                .toList());
        rows.sort(order);
        return rows.stream()
                .limit(k)
                .map(row -> new Neighbor(words.vocabulary().key(row), row, positions[row]))
                .toList();
    }
}
