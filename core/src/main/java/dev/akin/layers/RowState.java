package dev.akin.layers;

import dev.akin.kernel.OptimizerKernels;
import dev.akin.kernel.RowSums;
import dev.akin.table.TrainableTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an optimiser remembers of each row, and how it moves one. Rows may be moved by several threads at a time, each row by
/// one.
final class RowState {
    private static final OptimizerKernels KERNELS = OptimizerKernels.best();

    private final int rows;
    private final int dimension;
    private final List<TrainableTable> tables = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private float[] perRow = new float[0];
    private Optimizer optimizer;
    private long steps;
    private float rate;
    private float spread = 1;
    private Adam adam = Adam.of(Optimizer.sgd(1));

    RowState(Optimizer optimizer, int rows, int dimension) {
        this.optimizer = optimizer;
        this.rows = rows;
        this.dimension = dimension;
        switch (optimizer) {
            case Optimizer.Sgd _ -> {}
            case Optimizer.RowWiseAdagrad _ -> perRow = new float[rows];
            case Optimizer.Momentum _ -> addTable("momentum");
            case Optimizer.Adagrad adagrad -> fill(addTable("squares"), (float) adagrad.initial());
            case Optimizer.LazyAdam _, Optimizer.AdamW _ -> {
                addTable("mean");
                addTable("squares");
            }
            case Optimizer.Ftrl _ -> {
                addTable("z");
                addTable("squares");
            }
        }
    }

    private TrainableTable addTable(String name) {
        TrainableTable table = new TrainableTable(rows, dimension);
        tables.add(table);
        names.add(name);
        return table;
    }

    private void fill(TrainableTable table, float value) {
        if (value == 0) {
            return;
        }
        float[] row = new float[dimension];
        Arrays.fill(row, value);
        for (int r = 0; r < rows; r++) {
            table.set(r, row, 0);
        }
    }

    Optimizer optimizer() {
        return optimizer;
    }

    /// The same optimiser with another rate.
    void rate(double value) {
        optimizer = optimizer.withRate(value);
    }

    long steps() {
        return steps;
    }

    void steps(long count) {
        steps = count;
    }

    /// The rows of state, by what they are.
    Map<String, TrainableTable> tables() {
        Map<String, TrainableTable> named = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            named.put(names.get(i), tables.get(i));
        }
        return named;
    }

    /// A number of state for each row, where the optimiser has that; else nothing.
    float[] perRow() {
        return perRow;
    }

    /// Before rows are moved.
    void beginStep() {
        steps++;
        rate = (float) optimizer.rate();
        spread = 1;
        adam = Adam.of(optimizer);
        switch (optimizer) {
            case Optimizer.LazyAdam adam ->
                    rate =
                            (float)
                                    (adam.rate()
                                            * Math.sqrt(1 - Math.pow(adam.beta2(), (double) steps))
                                            / (1 - Math.pow(adam.beta1(), (double) steps)));
            case Optimizer.AdamW adam -> {
                rate = (float) (adam.rate() / (1 - Math.pow(adam.beta1(), (double) steps)));
                spread = (float) (1 / Math.sqrt(1 - Math.pow(adam.beta2(), (double) steps)));
            }
            default -> {}
        }
    }

    /// Moves `row`, whose numbers are at `w[at …]`.
    ///
    /// @param width numbers in a row with its padding, a multiple of 16
    void move(int row, RowSums gradient, float[] w, int at, int width) {
        switch (optimizer) {
            case Optimizer.Sgd o -> KERNELS.sgd(gradient, w, at, width, rate, (float) o.decay());
            case Optimizer.Momentum o -> {
                TrainableTable m = tables.getFirst();
                KERNELS.momentum(
                        gradient,
                        w,
                        at,
                        width,
                        rate,
                        (float) o.decay(),
                        (float) o.momentum(),
                        o.nesterov(),
                        m.block(row),
                        m.offset(row));
            }
            case Optimizer.Adagrad o -> {
                TrainableTable s = tables.getFirst();
                KERNELS.adagrad(
                        gradient,
                        w,
                        at,
                        width,
                        rate,
                        (float) o.decay(),
                        (float) o.epsilon(),
                        s.block(row),
                        s.offset(row));
            }
            case Optimizer.RowWiseAdagrad o ->
                    perRow[row] =
                            KERNELS.rowWiseAdagrad(
                                    gradient,
                                    w,
                                    at,
                                    width,
                                    dimension,
                                    rate,
                                    (float) o.decay(),
                                    (float) o.epsilon(),
                                    perRow[row]);
            case Optimizer.LazyAdam _, Optimizer.AdamW _ -> adam(row, gradient, w, at, width);
            case Optimizer.Ftrl o -> {
                TrainableTable z = tables.getFirst();
                TrainableTable n = tables.getLast();
                KERNELS.ftrl(
                        gradient,
                        w,
                        at,
                        width,
                        rate,
                        (float) o.l1(),
                        (float) o.l2(),
                        (float) o.beta(),
                        z.block(row),
                        n.block(row),
                        z.offset(row));
            }
        }
    }

    private void adam(int row, RowSums gradient, float[] w, int at, int width) {
        TrainableTable m = tables.getFirst();
        TrainableTable v = tables.getLast();
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
                m.block(row),
                v.block(row),
                m.offset(row));
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
