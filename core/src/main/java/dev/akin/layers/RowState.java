package dev.akin.layers;

import dev.akin.kernel.ElementType;
import dev.akin.kernel.OptimizerKernels;
import dev.akin.kernel.OptimizerKernels.AdamStep;
import dev.akin.kernel.OptimizerKernels.FtrlStep;
import dev.akin.kernel.RowBlocks;
import dev.akin.kernel.RowMoves;
import dev.akin.table.SegmentRows;
import dev.akin.table.TrainableRows;
import dev.akin.table.TrainableTable;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What an optimiser remembers of each row, and how it moves one. Rows may be moved by several threads at a time, each row by
/// one.
final class RowState {
    private static final OptimizerKernels KERNELS = OptimizerKernels.best();

    private static final ValueLayout.OfLong WHOLE =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble NUMBER =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final AdamStep NO_ADAM = new AdamStep(0, 0, 1, 0, 0, 0, 1);

    static final String PREFIX = "optimizer.";
    static final String STEPS = "steps";
    static final String RATE = "rate";

    /// Sums of squares, which are never negative.
    static final String SQUARES = "squares";

    private final Map<String, TrainableRows> tables = new LinkedHashMap<>();
    private Optimizer optimizer;
    private final int dimension;
    private final MemorySegment steps;
    private final MemorySegment latestRate;
    private float rate;
    private AdamStep adam = NO_ADAM;

    RowState(Optimizer optimizer, Storage storage, int rows, int dimension) {
        this.optimizer = optimizer;
        this.dimension = dimension;
        this.steps = storage.number(tensor(STEPS));
        this.latestRate = storage.number(tensor(RATE));
        double kept = latestRate.get(NUMBER, 0);
        rate(kept == 0 ? optimizer.rate() : kept);
        for (String name : names(optimizer)) {
            int numbers = optimizer instanceof Optimizer.RowWiseAdagrad ? 1 : dimension;
            tables.put(name, storage.rows(tensor(name), ElementType.FLOAT32, rows, numbers));
        }
    }

    /// What an optimiser remembers of each row.
    private static List<String> names(Optimizer optimizer) {
        return switch (optimizer) {
            case Optimizer.Sgd _ -> List.of();
            case Optimizer.Momentum _ -> List.of("momentum");
            case Optimizer.Adagrad _, Optimizer.RowWiseAdagrad _ -> List.of(SQUARES);
            case Optimizer.LazyAdam _, Optimizer.AdamW _ -> List.of("mean", SQUARES);
            case Optimizer.Ftrl _ -> List.of("z", SQUARES);
        };
    }

    /// What a tensor of this optimiser's state is called.
    String tensor(String what) {
        return PREFIX + OptimizerJson.kind(optimizer) + "." + what;
    }

    /// What a number of state is before its row has ever moved.
    float initial() {
        return optimizer instanceof Optimizer.Adagrad o ? (float) o.initial() : 0;
    }

    /// Lets rows remember what they do before they have ever moved.
    void begin(int from, int to) {
        for (TrainableRows table : tables.values()) {
            float[] row = new float[table.dimension()];
            Arrays.fill(row, initial());
            for (int r = from; r < to; r++) {
                table.set(r, row, 0);
            }
        }
    }

    void grow(int rows) {
        tables.values().forEach(table -> table.grow(rows));
    }

    Optimizer optimizer() {
        return optimizer;
    }

    /// The same optimiser with another rate.
    void rate(double value) {
        optimizer = optimizer.withRate(value);
        latestRate.set(NUMBER, 0, value);
    }

    long steps() {
        return steps.get(WHOLE, 0);
    }

    void steps(long count) {
        steps.set(WHOLE, 0, count);
    }

    /// The rows of state, by what they are.
    Map<String, TrainableRows> tables() {
        return Collections.unmodifiableMap(tables);
    }

    /// Before rows are moved.
    void beginStep() {
        steps(steps() + 1);
        rate = (float) optimizer.rate();
        adam = adamStep();
    }

    /// Whether a row may be moved by parts of its gradient one after the other, as by their sum.
    boolean isLinear() {
        return optimizer instanceof Optimizer.Sgd o && o.decay() == 0;
    }

    /// Where state lies, of those tables of it that lie in arrays as rows of the table do.
    List<RowBlocks> blocks() {
        return tables.values().stream().map(this::blocks).filter(Objects::nonNull).toList();
    }

    private @Nullable RowBlocks blocks(TrainableRows rows) {
        return switch (rows) {
            case TrainableTable arrays -> arrays.rowBlocks();
            case SegmentRows numbers when optimizer instanceof Optimizer.RowWiseAdagrad ->
                    numbers.rowBlocks();
            case SegmentRows _ -> null;
        };
    }

    /// Moves rows.
    ///
    /// @param w where they lie
    /// @param first where the first table of state lies; any rows if there is none
    /// @param second the same of the second
    void move(RowMoves moves, RowBlocks w, RowBlocks first, RowBlocks second) {
        switch (optimizer) {
            case Optimizer.Sgd o -> KERNELS.sgd(moves, w, rate, (float) o.decay());
            case Optimizer.Momentum o ->
                    KERNELS.momentum(
                            moves,
                            w,
                            first,
                            rate,
                            (float) o.decay(),
                            (float) o.momentum(),
                            o.nesterov());
            case Optimizer.Adagrad o ->
                    KERNELS.adagrad(moves, w, first, rate, (float) o.decay(), (float) o.epsilon());
            case Optimizer.RowWiseAdagrad o ->
                    KERNELS.rowWiseAdagrad(
                            moves,
                            w,
                            first,
                            dimension,
                            rate,
                            (float) o.decay(),
                            (float) o.epsilon());
            case Optimizer.LazyAdam _, Optimizer.AdamW _ ->
                    KERNELS.adam(moves, w, first, second, adam);
            case Optimizer.Ftrl o ->
                    KERNELS.ftrl(
                            moves,
                            w,
                            first,
                            second,
                            new FtrlStep(rate, (float) o.l1(), (float) o.l2(), (float) o.beta()));
        }
    }

    private AdamStep adamStep() {
        return switch (optimizer) {
            case Optimizer.LazyAdam o ->
                    new AdamStep(
                            (float)
                                    (o.rate()
                                            * Math.sqrt(unbiased(o.beta2()))
                                            / unbiased(o.beta1())),
                            (float) o.decay(),
                            1,
                            (float) (1 - o.beta1()),
                            (float) (1 - o.beta2()),
                            (float) o.epsilon(),
                            1);
            case Optimizer.AdamW o ->
                    new AdamStep(
                            (float) (o.rate() / unbiased(o.beta1())),
                            0,
                            (float) (1 - o.rate() * o.decay()),
                            (float) (1 - o.beta1()),
                            (float) (1 - o.beta2()),
                            (float) o.epsilon(),
                            (float) (1 / Math.sqrt(unbiased(o.beta2()))));
            default -> NO_ADAM;
        };
    }

    private double unbiased(double beta) {
        return 1 - Math.pow(beta, (double) steps());
    }
}
