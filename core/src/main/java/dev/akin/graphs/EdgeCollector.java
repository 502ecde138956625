package dev.akin.graphs;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.text.EdgeList;
import dev.akin.vocabulary.GrowingKeys;
import dev.akin.vocabulary.StringKeys;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// Takes edges in any order and makes a graph of them: first a list of pairs in blocks, then by counting into rows, each of which is
/// sorted.
final class EdgeCollector implements EdgeList.Sink {
    /// Edges in a block of the list.
    private static final int BLOCK = 1 << 20;

    /// Edges from one word of progress to the next.
    private static final int TOLD = 1 << 16;

    private final boolean directed;
    private final StringKeys names = GrowingKeys.builder().counted(false).strings();
    private final List<int[]> pairs = new ArrayList<>();
    private final List<float[]> weights = new ArrayList<>();
    private boolean weighted;
    private long count;
    private final ProgressListener listener;
    private long loops;
    private long seen;

    EdgeCollector(boolean directed, ProgressListener listener) {
        this.directed = directed;
        this.listener = listener;
    }

    @Override
    public void node(String name) {
        names.findOrAdd(name);
    }

    @Override
    public void edge(String source, String target, double weight) {
        if (++seen % TOLD == 0) {
            tell();
        }
        int from = names.findOrAdd(source);
        int to = names.findOrAdd(target);
        if (from == to) {
            loops++;
        } else if (weight > 0) {
            add(from, to, (float) weight);
        }
    }

    private void tell() {
        if (listener.stopRequested()) {
            throw new CancellationException("stopped while reading");
        }
        listener.update(new Progress("reading", seen, -1, "edges"));
    }

    private void add(int from, int to, float weight) {
        int within = (int) (count % BLOCK);
        if (within == 0) {
            pairs.add(new int[2 * BLOCK]);
            if (weighted) {
                weights.add(new float[BLOCK]);
            }
        }
        if (weight != 1 && !weighted) {
            weighted = true;
            pairs.forEach(_ -> weights.add(ones()));
        }
        pairs.getLast()[2 * within] = from;
        pairs.getLast()[2 * within + 1] = to;
        if (weighted) {
            weights.getLast()[within] = weight;
        }
        count++;
    }

    private static float[] ones() {
        float[] ones = new float[BLOCK];
        Arrays.fill(ones, 1);
        return ones;
    }

    /// @throws IllegalArgumentException if no edge was taken
    Graph graph() {
        if (count == 0) {
            throw new IllegalArgumentException(
                    names.size() == 0
                            ? "there are no edges"
                            : "no edge joins two of the "
                                    + names.size()
                                    + " nodes, so there is nothing to learn from");
        }
        long[] starts = starts();
        Rows rows = new Rows(starts, weighted);
        fill(rows, starts);
        pairs.clear();
        weights.clear();
        return rows.graph(keys());
    }

    private List<String> keys() {
        String[] keys = new String[names.size()];
        Arrays.setAll(keys, names::key);
        return List.of(keys);
    }

    private long[] starts() {
        long[] starts = new long[names.size() + 1];
        for (long i = 0; i < count; i++) {
            starts[end(i, 0) + 1]++;
            if (!directed) {
                starts[end(i, 1) + 1]++;
            }
        }
        Arrays.parallelPrefix(starts, Long::sum);
        return starts;
    }

    private void fill(Rows rows, long[] starts) {
        long[] next = starts.clone();
        for (long i = 0; i < count; i++) {
            float weight = weighted ? weights.get((int) (i / BLOCK))[(int) (i % BLOCK)] : 1;
            rows.put(next[end(i, 0)]++, end(i, 1), weight);
            if (!directed) {
                rows.put(next[end(i, 1)]++, end(i, 0), weight);
            }
        }
    }

    /// @param side 0 for the source, 1 for the target
    private int end(long edge, int side) {
        return pairs.get((int) (edge / BLOCK))[2 * (int) (edge % BLOCK) + side];
    }

    /// The rows of the graph that is made.
    private final class Rows {
        private final long[] starts;
        private final MemorySegment targets;
        private final @Nullable MemorySegment values;

        Rows(long[] starts, boolean weighted) {
            this.starts = starts;
            long ends = starts[starts.length - 1];
            targets = Arena.ofAuto().allocate(ends * Integer.BYTES, Long.BYTES);
            values = weighted ? Arena.ofAuto().allocate(ends * Float.BYTES, Long.BYTES) : null;
        }

        void put(long at, int target, float weight) {
            targets.setAtIndex(ValueLayout.JAVA_INT, at, target);
            if (values != null) {
                values.setAtIndex(ValueLayout.JAVA_FLOAT, at, weight);
            }
        }

        Graph graph(List<String> keys) {
            long kept = 0;
            long[] ends = new long[starts.length];
            long[] row = new long[16];
            for (int node = 0; node + 1 < starts.length; node++) {
                int degree = (int) (starts[node + 1] - starts[node]);
                row = row.length < degree ? new long[2 * degree] : row;
                kept = merge(node, degree, row, kept);
                ends[node + 1] = kept;
            }
            long merged = starts[starts.length - 1] - kept;
            long edges = directed ? kept : kept / 2;
            return new Graph(
                    keys,
                    ends,
                    targets,
                    values,
                    new Graph.Facts(directed, edges, loops, directed ? merged : merged / 2));
        }

        /// Sorts the ends of a node and puts each once, from `kept` on.
        private long merge(int node, int degree, long[] row, long kept) {
            long start = starts[node];
            for (int i = 0; i < degree; i++) {
                int target = targets.getAtIndex(ValueLayout.JAVA_INT, start + i);
                row[i] = ((long) target << Integer.SIZE) | bits(start + i);
            }
            Arrays.sort(row, 0, degree);
            long next = kept;
            for (int i = 0; i < degree; ) {
                int target = (int) (row[i] >> Integer.SIZE);
                double sum = 0;
                for (; i < degree && (int) (row[i] >> Integer.SIZE) == target; i++) {
                    sum += Float.intBitsToFloat((int) row[i]);
                }
                put(next++, target, (float) sum);
            }
            return next;
        }

        /// Weights are positive, so that their bits are too.
        private int bits(long at) {
            return Float.floatToRawIntBits(
                    values == null ? 1 : values.getAtIndex(ValueLayout.JAVA_FLOAT, at));
        }
    }
}
