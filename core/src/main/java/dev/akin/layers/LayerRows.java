package dev.akin.layers;

import dev.akin.kernel.ElementType;
import dev.akin.kernel.OptimizerKernels;
import dev.akin.kernel.RowSums;
import dev.akin.table.TrainableRows;
import java.util.Arrays;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The rows of one or several layers, the gradients that wait for the next step, and the optimiser. Not thread-safe; a step
/// itself uses several threads.
final class LayerRows {
    private static final OptimizerKernels KERNELS = OptimizerKernels.best();

    /// An odd number without a pattern in its bits.
    private static final long MIX = 0x9e3779b97f4a7c15L;

    /// Rows that the memory is asked for at a time.
    private static final int AHEAD = 32;

    private final TrainableRows table;
    private final RowState state;
    private final Workers workers;
    private final float clip;
    private final boolean frozen;
    private final long seed;
    private final LookupParts parts;

    /// Ready for use by any thread.
    private final Queue<Mover> movers = new ConcurrentLinkedQueue<>();

    /// What waits: look-up i adds `scales[i]` times the row of `gradients` that `sources[i]` names to row `ids[i]`.
    private int[] ids = new int[0];

    private int[] sources = new int[0];
    private float[] scales = new float[0];
    private int lookups;
    private float[] gradients = new float[0];
    private int gradientRows;

    LayerRows(TrainableRows table, RowState state, LayerOptions options) {
        this.table = table;
        this.state = state;
        this.seed = options.seed();
        this.workers = new Workers(options.threads());
        this.clip = (float) options.clipNorm();
        this.frozen = options.frozen();
        this.parts = new LookupParts(options.threads());
    }

    /// Rows of zeros, and state that remembers nothing.
    static LayerRows of(
            Storage storage, ElementType type, int rows, int dimension, LayerOptions options) {
        return new LayerRows(
                storage.rows(Storage.EMBEDDINGS, type, rows, dimension),
                new RowState(options.optimizer(), storage, rows, dimension),
                options);
    }

    TrainableRows table() {
        return table;
    }

    RowState state() {
        return state;
    }

    Workers workers() {
        return workers;
    }

    boolean frozen() {
        return frozen;
    }

    Optimizer optimizer() {
        return state.optimizer();
    }

    void rate(double rate) {
        state.rate(rate);
    }

    /// Takes room for rows of gradients, the next of which begins where this says.
    int addGradients(float[] values, int from, int rows) {
        int width = table.stride();
        int dimension = table.dimension();
        int first = gradientRows;
        if (gradients.length < (first + rows) * (long) width) {
            gradients =
                    Arrays.copyOf(
                            gradients,
                            Math.toIntExact(
                                    Math.max(
                                            (first + rows) * (long) width, 2L * gradients.length)));
        }
        if (width == dimension) {
            System.arraycopy(values, from, gradients, first * width, rows * width);
        } else {
            for (int r = 0; r < rows; r++) {
                System.arraycopy(
                        values, from + r * dimension, gradients, (first + r) * width, dimension);
            }
        }
        gradientRows += rows;
        return first;
    }

    /// One look-up's share of a gradient.
    void addLookup(int row, int source, float scale) {
        if (lookups == ids.length) {
            int size = Math.max(1024, 2 * lookups);
            ids = Arrays.copyOf(ids, size);
            sources = Arrays.copyOf(sources, size);
            scales = Arrays.copyOf(scales, size);
        }
        ids[lookups] = row;
        sources[lookups] = source;
        scales[lookups++] = scale;
    }

    /// Whether gradients wait for a step.
    boolean waiting() {
        return lookups > 0;
    }

    /// Adds rows of zeros, and state that remembers nothing.
    void grow(int rows) {
        int before = table.rows();
        table.grow(rows);
        state.grow(rows);
        if (state.initial() != 0) {
            state.begin(before, rows);
        }
    }

    void forgetGradients() {
        lookups = 0;
        gradientRows = 0;
    }

    /// Moves the rows that have a gradient by its sum.
    void step() {
        if (frozen) {
            forgetGradients();
            return;
        }
        parts.divide(ids, lookups);
        state.beginStep();
        workers.each(
                parts.parts(),
                part -> {
                    Mover mover = Objects.requireNonNullElseGet(movers.poll(), Mover::new);
                    mover.move(part);
                    movers.add(mover);
                });
        forgetGradients();
    }

    /// What a thread needs to move the rows of a part.
    private final class Mover {
        private final SortedPart sorted = new SortedPart();
        private final RowSums gradient = new RowSums();
        private final RowSums clipped = new RowSums();
        private final float[] sum = new float[table.stride()];
        private final RowCursor cursor = new RowCursor(table);
        private final RowState.Stepper stepper = state.new Stepper();

        /// Whether rows or state are copied out of where they lie.
        private final boolean copied = cursor.direct() == null || stepper.copies();

        Mover() {
            clipped.values = sum;
            clipped.starts = new int[1];
            clipped.scales = new float[1];
            clipped.to = 1;
        }

        void move(int part) {
            parts.sort(part, table.rows(), sorted);
            int count = sorted.count();
            gather(count);
            int from = 0;
            int touched = 0;
            while (from < count) {
                if (from >= touched && copied) {
                    touched = touch(from, Math.min(count, from + AHEAD));
                }
                int row = sorted.row(from);
                int to = from + 1;
                while (to < count && sorted.row(to) == row) {
                    to++;
                }
                gradient.from = from;
                gradient.to = to;
                move(row, clip > 0 ? clipped() : gradient);
                from = to;
            }
        }

        private int touch(int from, int to) {
            for (int i = from; i < to; i++) {
                cursor.touch(sorted.row(i));
                stepper.touch(sorted.row(i));
            }
            return to;
        }

        private void gather(int count) {
            if (gradient.starts.length < count) {
                gradient.starts = new int[2 * count];
                gradient.scales = new float[2 * count];
            }
            gradient.values = gradients;
            int width = table.stride();
            for (int i = 0; i < count; i++) {
                int lookup = sorted.lookup(i);
                gradient.starts[i] = sources[lookup] * width;
                gradient.scales[i] = scales[lookup];
            }
        }

        private void move(int row, RowSums by) {
            cursor.open(row);
            stepper.move(row, by, cursor.numbers(), cursor.at, table.stride());
            cursor.close(chance(row));
        }

        /// The same for the same row and step, whoever moves it.
        private int chance(int row) {
            long mixed = (seed * MIX + state.steps()) * MIX + row;
            mixed = (mixed ^ mixed >>> 32) * MIX;
            return (int) (mixed >>> 32);
        }

        private RowSums clipped() {
            KERNELS.sum(gradient, sum, 0, sum.length);
            double squares = 0;
            for (float g : sum) {
                squares += (double) g * g;
            }
            double norm = Math.sqrt(squares);
            clipped.scales[0] = norm > clip ? (float) (clip / norm) : 1;
            return clipped;
        }
    }
}
