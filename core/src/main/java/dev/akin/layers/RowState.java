package dev.akin.layers;

import dev.akin.kernel.ElementType;
import dev.akin.kernel.OptimizerKernels;
import dev.akin.kernel.RowSums;
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
import org.jspecify.annotations.Nullable;

/// What an optimiser remembers of each row, and how it moves one. Rows may be moved by several threads at a time, each row by
/// one, and each thread with a [Stepper] of its own.
final class RowState {
    private static final OptimizerKernels KERNELS = OptimizerKernels.best();

    private static final ValueLayout.OfLong WHOLE =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble NUMBER =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

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
    private float spread = 1;
    private Adam adam = Adam.of(Optimizer.sgd(1));

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
        spread = 1;
        adam = Adam.of(optimizer);
        switch (optimizer) {
            case Optimizer.LazyAdam adam ->
                    rate =
                            (float)
                                    (adam.rate()
                                            * Math.sqrt(
                                                    1 - Math.pow(adam.beta2(), (double) steps()))
                                            / (1 - Math.pow(adam.beta1(), (double) steps())));
            case Optimizer.AdamW adam -> {
                rate = (float) (adam.rate() / (1 - Math.pow(adam.beta1(), (double) steps())));
                spread = (float) (1 / Math.sqrt(1 - Math.pow(adam.beta2(), (double) steps())));
            }
            default -> {}
        }
    }

    /// Moves rows, for one thread.
    final class Stepper {
        private final RowCursor first;
        private final RowCursor second;

        /// The same tables, where both lie in arrays.
        private final @Nullable TrainableTable a;

        private final @Nullable TrainableTable b;

        Stepper() {
            List<TrainableRows> states = List.copyOf(tables.values());
            first = states.isEmpty() ? RowCursor.NOTHING : new RowCursor(states.getFirst());
            second = states.size() < 2 ? first : new RowCursor(states.getLast());
            a = first.direct();
            b = second.direct();
        }

        /// Whether there is state that is copied out of where it lies.
        boolean copies() {
            return a == null && first != RowCursor.NOTHING;
        }

        /// Lets the memory bring the state of a row that is soon moved.
        void touch(int row) {
            first.touch(row);
            second.touch(row);
        }

        /// Moves `row`, whose numbers are at `w[at …]`.
        ///
        /// @param width numbers in a row with its padding, a multiple of 16
        void move(int row, RowSums gradient, float[] w, int at, int width) {
            if (a != null && b != null) {
                move(gradient, w, at, width, a.block(row), b.block(row), a.offset(row));
                return;
            }
            first.open(row);
            if (second != first) {
                second.open(row);
            }
            move(gradient, w, at, width, first.numbers(), second.numbers(), first.at);
            first.close(0);
            if (second != first) {
                second.close(0);
            }
        }

        private void move(
                RowSums gradient, float[] w, int at, int width, float[] a, float[] b, int stateAt) {
            switch (optimizer) {
                case Optimizer.Sgd o ->
                        KERNELS.sgd(gradient, w, at, width, rate, (float) o.decay());
                case Optimizer.Momentum o ->
                        KERNELS.momentum(
                                gradient,
                                w,
                                at,
                                width,
                                rate,
                                (float) o.decay(),
                                (float) o.momentum(),
                                o.nesterov(),
                                a,
                                stateAt);
                case Optimizer.Adagrad o ->
                        KERNELS.adagrad(
                                gradient,
                                w,
                                at,
                                width,
                                rate,
                                (float) o.decay(),
                                (float) o.epsilon(),
                                a,
                                stateAt);
                case Optimizer.RowWiseAdagrad o ->
                        a[stateAt] =
                                KERNELS.rowWiseAdagrad(
                                        gradient,
                                        w,
                                        at,
                                        width,
                                        dimension,
                                        rate,
                                        (float) o.decay(),
                                        (float) o.epsilon(),
                                        a[stateAt]);
                case Optimizer.LazyAdam _, Optimizer.AdamW _ ->
                        KERNELS.adam(
                                gradient,
                                w,
                                at,
                                width,
                                rate,
                                adam.decay,
                                adam.shrink,
                                adam.fresh,
                                adam.freshSquare,
                                adam.epsilon,
                                spread,
                                a,
                                b,
                                stateAt);
                case Optimizer.Ftrl o ->
                        KERNELS.ftrl(
                                gradient,
                                w,
                                at,
                                width,
                                rate,
                                (float) o.l1(),
                                (float) o.l2(),
                                (float) o.beta(),
                                a,
                                b,
                                stateAt);
            }
        }
    }

    /// What Adam's steps need, as the kernel takes it.
    ///
    /// @param decay what L2 adds to the gradient, times the weight
    /// @param shrink what decoupled decay leaves of a weight
    /// @param fresh how much a gradient counts in the mean, and its square in theirs
    private record Adam(float decay, float shrink, float fresh, float freshSquare, float epsilon) {
        static Adam of(Optimizer optimizer) {
            return switch (optimizer) {
                case Optimizer.LazyAdam o ->
                        new Adam(
                                (float) o.decay(),
                                1,
                                (float) (1 - o.beta1()),
                                (float) (1 - o.beta2()),
                                (float) o.epsilon());
                case Optimizer.AdamW o ->
                        new Adam(
                                0,
                                (float) (1 - o.rate() * o.decay()),
                                (float) (1 - o.beta1()),
                                (float) (1 - o.beta2()),
                                (float) o.epsilon());
                default -> new Adam(0, 1, 0, 0, 0);
            };
        }
    }
}
