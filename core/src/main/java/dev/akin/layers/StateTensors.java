package dev.akin.layers;

import dev.akin.format.Tensor;
import dev.akin.format.TensorType;
import dev.akin.kernel.ElementType;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.SegmentTable;
import dev.akin.table.TrainableRows;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// What an optimiser remembers as tensors: `optimizer.KIND.steps`, `optimizer.KIND.rate`, and what its kind has, such as
/// `optimizer.adagrad.squares`. The kind in the names keeps one optimiser from going on with what another left.
final class StateTensors {
    private static final String PREFIX = RowState.PREFIX;
    private static final String STEPS = RowState.STEPS;
    private static final String RATE = RowState.RATE;
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final RowState state;
    private final String kind;

    StateTensors(RowState state) {
        this.state = state;
        this.kind = OptimizerJson.kind(state.optimizer());
    }

    private String name(String what) {
        return state.tensor(what);
    }

    /// The tables, not copied.
    Map<String, EmbeddingTable> tables() {
        Map<String, EmbeddingTable> named = new LinkedHashMap<>();
        state.tables().forEach((what, table) -> named.put(name(what), table));
        return named;
    }

    /// All but the tables, copies.
    Map<String, Tensor> others() {
        double[] rate = {state.optimizer().rate()};
        return Map.of(
                name(STEPS),
                Tensor.of(new long[] {state.steps()}),
                name(RATE),
                Tensor.of(TensorType.F64, MemorySegment.ofArray(rate), 1));
    }

    /// Everything, copies.
    Map<String, Tensor> copies() {
        Map<String, Tensor> copies = new LinkedHashMap<>();
        tables().forEach((name, table) -> copies.put(name, copy(table)));
        copies.putAll(others());
        return copies;
    }

    private static Tensor copy(EmbeddingTable table) {
        MemorySegment copied = SegmentTable.copyOf(table, ElementType.FLOAT32).segment();
        return Tensor.of(TensorType.F32, copied, table.rows(), table.dimension());
    }

    /// Puts back what was taken out; tensors with other names are passed over. Nothing changes unless all fits.
    ///
    /// @throws IllegalArgumentException if it is of another optimiser or another shape, or no state at all
    void restore(Map<String, Tensor> tensors) {
        int rows = state.tables().values().stream().mapToInt(t -> t.rows()).max().orElse(0);
        restore(tensors, IntStream.range(0, rows).toArray());
    }

    /// As [#restore(Map)], the i-th row of the tensors to row `into[i]`.
    void restore(Map<String, Tensor> tensors, int[] into) {
        check(tensors, into.length);
        state.tables()
                .forEach((what, table) ->
                        checkNumbers(what, rows(tensors, what, into.length, table.dimension())));
        state.tables()
                .forEach((what, table) ->
                        copy(rows(tensors, what, into.length, table.dimension()), table, into));
        state.rate(rate(tensors));
        state.steps(steps(tensors));
    }

    private static void copy(EmbeddingTable from, TrainableRows table, int[] into) {
        float[] row = new float[from.dimension()];
        for (int r = 0; r < into.length; r++) {
            from.read(r, 1, row, 0);
            table.set(into[r], row, 0);
        }
    }

    /// Whether tensors are those of such a state of so many rows, by all but the numbers of rows.
    ///
    /// @throws IllegalArgumentException if not
    void check(Map<String, Tensor> tensors, int rows) {
        checkKind(tensors);
        steps(tensors);
        state.optimizer().withRate(rate(tensors));
        state.tables().forEach((what, table) -> rows(tensors, what, rows, table.dimension()));
    }

    private double rate(Map<String, Tensor> tensors) {
        return tensor(tensors, RATE, TensorType.F64, List.of(1L)).data().get(DOUBLE, 0);
    }

    private void checkKind(Map<String, Tensor> tensors) {
        TreeSet<String> kinds = new TreeSet<>();
        for (String name : tensors.keySet()) {
            int dot = name.lastIndexOf('.');
            if (name.startsWith(PREFIX) && dot > PREFIX.length()) {
                kinds.add(name.substring(PREFIX.length(), dot));
            }
        }
        if (!kinds.contains(kind)) {
            throw new IllegalArgumentException(
                    kinds.isEmpty()
                            ? "there is no state of an optimizer among " + tensors.keySet()
                            : "this is the state of the optimizer "
                                    + String.join(", ", kinds)
                                    + ", and the layer's is "
                                    + kind
                                    + ": build the layer with the same, or go on without the"
                                    + " state");
        }
    }

    private long steps(Map<String, Tensor> tensors) {
        Tensor tensor = tensor(tensors, STEPS, TensorType.I64, List.of(1L));
        long steps = tensor.data().get(LONG, 0);
        if (steps < 0) {
            throw new IllegalArgumentException(name(STEPS) + ": " + steps + " steps: 0 or more");
        }
        return steps;
    }

    private EmbeddingTable rows(Map<String, Tensor> tensors, String what, int rows, int dimension) {
        List<Long> shape = List.of((long) rows, (long) dimension);
        Tensor tensor = tensor(tensors, what, TensorType.F32, shape);
        EmbeddingTable table = SegmentTable.of(tensor.data(), ElementType.FLOAT32, rows, dimension);
        return table;
    }

    private Tensor tensor(
            Map<String, Tensor> tensors, String what, TensorType type, List<Long> shape) {
        Tensor tensor = tensors.get(name(what));
        if (tensor == null) {
            throw new IllegalArgumentException("the state lacks " + name(what));
        }
        if (tensor.type() != type || !tensor.shape().equals(shape)) {
            throw new IllegalArgumentException(
                    name(what)
                            + " is "
                            + tensor.type()
                            + " "
                            + tensor.shape()
                            + ", where this layer needs "
                            + type
                            + " "
                            + shape);
        }
        return tensor;
    }

    /// Numbers that training could not have left would spoil every row they touch.
    private void checkNumbers(String what, EmbeddingTable table) {
        boolean squares = what.equals(RowState.SQUARES);
        float[] row = new float[table.dimension()];
        for (int r = 0; r < table.rows(); r++) {
            table.read(r, 1, row, 0);
            for (float number : row) {
                if (!Float.isFinite(number) || (squares && number < 0)) {
                    throw new IllegalArgumentException(
                            name(what) + ": row " + r + " has the number " + number);
                }
            }
        }
    }

    static void copy(EmbeddingTable from, TrainableRows into) {
        float[] row = new float[from.dimension()];
        for (int r = 0; r < from.rows(); r++) {
            from.read(r, 1, row, 0);
            into.set(r, row, 0);
        }
    }
}
