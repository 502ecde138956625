package dev.akin.layers;

import dev.akin.kernel.OptimizerKernels;
import dev.akin.kernel.RowBags;
import dev.akin.table.TrainableRows;
import dev.akin.table.TrainableTable;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Sums, means or maxima of the rows of a layer, one for each bag of ids: torch's `nn.EmbeddingBag`. Rows themselves are never
/// copied. The padding id counts for nothing; an empty bag is zeros.
///
/// A bag of weights, `weights[i]` times each row, is a sum. Bags are given as arrays, or as all ids one behind the other with
/// where each bag begins.
public final class EmbeddingBag {
    private static final OptimizerKernels KERNELS = OptimizerKernels.best();

    /// Look-ups that a thread takes at a time, about.
    private static final int SHARE = 4096;

    /// Rows that the memory is asked for at a time.
    private static final int AHEAD = 32;

    /// What becomes of the rows of a bag.
    public enum Mode {
        SUM,
        /// Divided by how many ids there are, but for the padding id.
        MEAN,
        /// Number by number. Of equal ones the first gets the gradient.
        MAX
    }

    private final EmbeddingLayer layer;
    private final LayerRows rows;
    private final TrainableRows table;
    private final Mode mode;
    private final boolean lastOffset;
    private final int paddingId;

    private EmbeddingBag(EmbeddingLayer layer, Mode mode, boolean lastOffset) {
        this.layer = layer;
        this.rows = layer.sharedRows();
        this.table = rows.table();
        this.mode = mode;
        this.lastOffset = lastOffset;
        this.paddingId = layer.options().paddingId();
    }

    /// Bags of the rows of a layer, which it shares: a step of the one is a step of the other.
    public static EmbeddingBag of(EmbeddingLayer layer, Mode mode) {
        if (mode == Mode.MAX && layer.options().scaleByFrequency()) {
            throw new IllegalArgumentException(
                    "a gradient that is scaled by frequency goes with sums and means, not with max");
        }
        return new EmbeddingBag(layer, mode, false);
    }

    /// The same, for offsets that end with one more: where the last bag ends (torch's `include_last_offset`).
    public EmbeddingBag includeLastOffset() {
        return new EmbeddingBag(layer, mode, true);
    }

    /// The layer whose rows these are.
    public EmbeddingLayer layer() {
        return layer;
    }

    /// One vector for each bag: [bags.length][dimension].
    ///
    /// @throws IndexOutOfBoundsException if an id is not one of a row, with its place
    public float[][] forward(int[][] bags) {
        Flat flat = Flat.of(bags);
        float[] out = new float[Math.multiplyExact(bags.length, table.dimension())];
        forward(flat.ids, flat.offsets, null, out);
        float[][] vectors = new float[bags.length][];
        for (int b = 0; b < bags.length; b++) {
            vectors[b] =
                    Arrays.copyOfRange(out, b * table.dimension(), (b + 1) * table.dimension());
        }
        return vectors;
    }

    /// As [#forward(int\[\]\[\])], the vectors one behind the other in `out`.
    ///
    /// @param offsets where each bag begins in `ids`; the last one ends with them, or where a further offset says
    /// @param weights one for each id, or null; only in sums
    public void forward(int[] ids, int[] offsets, float @Nullable [] weights, float[] out) {
        check(ids, offsets, weights);
        layer.rules().shorten(ids, 0, ids.length);
        int bags = bags(offsets);
        Objects.checkFromIndexSize(0, Math.multiplyExact(bags, table.dimension()), out.length);
        RowBags all = bags(ids, offsets, weights);
        int share = bagsAtATime(ids.length, bags);
        rows.workers()
                .each(
                        Math.ceilDiv(bags, share),
                        i -> pool(all, i * share, Math.min(bags, (i + 1) * share), out));
    }

    private void pool(RowBags bags, int from, int to, float[] out) {
        if (mode != Mode.MAX && table instanceof TrainableTable arrays) {
            KERNELS.pool(bags, arrays.rowBlocks(), from, to, out, table.dimension());
        } else {
            new Pooling(bags).pool(from, to, out);
        }
    }

    private static int bagsAtATime(int ids, int bags) {
        return Math.max(1, (int) Math.min(bags, SHARE * (long) bags / Math.max(1, ids)));
    }

    /// Takes the gradient of what [#forward(int\[\]\[\])] gave for these bags: [bags.length][dimension].
    ///
    /// @throws IllegalArgumentException if the shapes differ, or a number is not finite
    public void backward(int[][] bags, float[][] gradient) {
        Shapes.requireLength("the gradient", gradient.length, bags.length);
        float[] flatGradient = new float[Math.multiplyExact(bags.length, table.dimension())];
        for (int b = 0; b < bags.length; b++) {
            Shapes.requireLength("the gradient of bag " + b, gradient[b].length, table.dimension());
            System.arraycopy(
                    gradient[b], 0, flatGradient, b * table.dimension(), table.dimension());
        }
        Flat flat = Flat.of(bags);
        backward(flat.ids, flat.offsets, null, flatGradient);
    }

    /// As [#backward(int\[\]\[\], float\[\]\[\])], for what [#forward(int\[\], int\[\], float\[\], float\[\])] gave.
    public void backward(int[] ids, int[] offsets, float @Nullable [] weights, float[] gradient) {
        check(ids, offsets, weights);
        Shapes.requireFinite(gradient, Math.multiplyExact(bags(offsets), table.dimension()));
        if (mode == Mode.MAX) {
            backwardMax(ids, offsets, gradient);
            return;
        }
        RowBags bags = bags(ids, offsets, weights);
        float[] shares = layer.rules().shares(ids, ids.length);
        LookUps waiting = rows.waiting();
        int first = waiting.addGradients(gradient, bags(offsets));
        boolean even = weights == null && shares.length == 0 && paddingId < 0;
        for (int b = 0; b < bags(offsets); b++) {
            int to = bags.end(b);
            float scale = bags.scale(b);
            if (even) {
                waiting.add(ids, offsets[b], to, first + b, scale);
                continue;
            }
            for (int i = offsets[b]; i < to; i++) {
                if (ids[i] != paddingId) {
                    waiting.add(
                            ids[i],
                            first + b,
                            scale
                                    * (weights == null ? 1 : weights[i])
                                    * (shares.length == 0 ? 1 : shares[i]));
                }
            }
        }
    }

    private RowBags bags(int[] ids, int[] offsets, float @Nullable [] weights) {
        return new RowBags(ids, offsets, weights, paddingId, mode == Mode.MEAN);
    }

    /// The gradient of the weights of a weighted sum: for each id the dot product of its row and its bag's gradient.
    public float[] weightGradient(int[] ids, int[] offsets, float[] gradient) {
        check(ids, offsets, null);
        Shapes.requireFinite(gradient, Math.multiplyExact(bags(offsets), table.dimension()));
        float[] into = new float[ids.length];
        RowCursor cursor = new RowCursor(table);
        for (int b = 0; b < bags(offsets); b++) {
            for (int i = offsets[b]; i < end(ids, offsets, b); i++) {
                cursor.open(ids[i]);
                float[] numbers = cursor.numbers();
                for (int d = 0; ids[i] != paddingId && d < table.dimension(); d++) {
                    into[i] += numbers[cursor.at + d] * gradient[b * table.dimension() + d];
                }
            }
        }
        return into;
    }

    /// Moves the rows that have gradients, and forgets these.
    public void step() {
        rows.step();
    }

    private void check(int[] ids, int[] offsets, float @Nullable [] weights) {
        layer.rules().check(ids, 0, ids.length);
        for (int b = 0; b < offsets.length; b++) {
            int next = end(ids, offsets, b);
            if (offsets[b] < 0 || offsets[b] > next || (b == 0 && offsets[0] != 0)) {
                throw new IllegalArgumentException(
                        "offset "
                                + b
                                + " is "
                                + offsets[b]
                                + "; offsets begin with 0 and rise, to "
                                + ids.length
                                + " at the most");
            }
        }
        if (lastOffset && (offsets.length == 0 || offsets[offsets.length - 1] != ids.length)) {
            throw new IllegalArgumentException(
                    "the last offset has to say where the last bag ends, at " + ids.length);
        }
        if (offsets.length == 0 && ids.length > 0) {
            throw new IllegalArgumentException(ids.length + " ids, and no bag");
        }
        if (weights != null) {
            Shapes.requireLength("weights", weights.length, ids.length);
            Shapes.requireFinite("the weights", weights, ids.length);
            if (mode != Mode.SUM) {
                throw new IllegalArgumentException(
                        "weights go with a sum, not with " + mode.name().toLowerCase(Locale.ROOT));
            }
        }
    }

    private int bags(int[] offsets) {
        return lastOffset ? offsets.length - 1 : offsets.length;
    }

    private static int end(int[] ids, int[] offsets, int bag) {
        return bag + 1 < offsets.length ? offsets[bag + 1] : ids.length;
    }

    /// Each number's gradient goes to the row it came from: a row of the gradient for each id that won any.
    private void backwardMax(int[] ids, int[] offsets, float[] gradient) {
        int dimension = table.dimension();
        int[] winners = new int[dimension];
        float[] share = new float[dimension];
        for (int b = 0; b < bags(offsets); b++) {
            int to = end(ids, offsets, b);
            findWinners(ids, offsets[b], to, winners);
            for (int i = offsets[b]; i < to; i++) {
                boolean any = false;
                for (int d = 0; d < dimension; d++) {
                    boolean won = winners[d] == i;
                    share[d] = won ? gradient[b * dimension + d] : 0;
                    any |= won;
                }
                if (any) {
                    rows.waiting().add(ids[i], rows.waiting().addGradients(share, 1), 1);
                }
            }
        }
    }

    private void findWinners(int[] ids, int from, int to, int[] winners) {
        Arrays.fill(winners, -1);
        float[] best = new float[winners.length];
        RowCursor cursor = new RowCursor(table);
        for (int i = from; i < to; i++) {
            cursor.open(ids[i]);
            float[] numbers = cursor.numbers();
            for (int d = 0; ids[i] != paddingId && d < winners.length; d++) {
                float value = numbers[cursor.at + d];
                if (winners[d] < 0 || value > best[d]) {
                    best[d] = value;
                    winners[d] = i;
                }
            }
        }
    }

    /// Bags one behind the other.
    private static final class Flat {
        private final int[] ids;
        private final int[] offsets;

        private Flat(int[] ids, int[] offsets) {
            this.ids = ids;
            this.offsets = offsets;
        }

        static Flat of(int[][] bags) {
            int[] offsets = new int[bags.length];
            int count = 0;
            for (int b = 0; b < bags.length; b++) {
                offsets[b] = count;
                count = Math.addExact(count, bags[b].length);
            }
            int[] ids = new int[count];
            for (int b = 0; b < bags.length; b++) {
                System.arraycopy(bags[b], 0, ids, offsets[b], bags[b].length);
            }
            return new Flat(ids, offsets);
        }
    }

    /// One thread's bags, of rows that are copied out of where they lie, or the largest numbers of rows.
    private final class Pooling {
        private final RowBags bags;
        private final float[] row = new float[table.stride()];
        private final RowCursor cursor = new RowCursor(table);

        Pooling(RowBags bags) {
            this.bags = bags;
        }

        void pool(int from, int to, float[] out) {
            int dimension = table.dimension();
            for (int b = from; b < to; b++) {
                Arrays.fill(row, 0);
                if (mode == Mode.MAX) {
                    max(bags.offsets()[b], bags.end(b));
                } else {
                    sum(bags.offsets()[b], bags.end(b), bags.scale(b));
                }
                System.arraycopy(row, 0, out, b * dimension, dimension);
            }
        }

        private void sum(int from, int to, float scale) {
            float[] weights = bags.weights();
            for (int i = from; i < to; i++) {
                if ((i - from) % AHEAD == 0) {
                    touch(i, Math.min(to, i + AHEAD));
                }
                if (bags.ids()[i] != paddingId) {
                    cursor.open(bags.ids()[i]);
                    add(weights == null ? scale : weights[i]);
                }
            }
        }

        private void touch(int from, int to) {
            for (int i = from; i < to; i++) {
                cursor.touch(bags.ids()[i]);
            }
        }

        private void add(float weight) {
            float[] numbers = cursor.numbers();
            int start = cursor.at;
            for (int d = 0; d < row.length; d++) {
                row[d] += weight * numbers[start + d];
            }
        }

        private void max(int from, int to) {
            boolean first = true;
            for (int i = from; i < to; i++) {
                if (bags.ids()[i] == paddingId) {
                    continue;
                }
                cursor.open(bags.ids()[i]);
                float[] numbers = cursor.numbers();
                for (int d = 0; d < row.length; d++) {
                    float number = numbers[cursor.at + d];
                    row[d] = first ? number : Math.max(row[d], number);
                }
                first = false;
            }
        }
    }
}
