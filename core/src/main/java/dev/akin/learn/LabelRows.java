package dev.akin.learn;

import dev.akin.kernel.LabelKernel;
import dev.akin.table.TrainableTable;

/// One thread's own copy of the output rows, for losses that move all of them with every text: were they shared, cores would
/// wait for each other's changes at every line of memory. Every few texts the thread adds what it changed to the table and
/// takes over what others did.
final class LabelRows {
    private static final int TEXTS = 16;

    /// Numbers before the first row: with the array's header they make one cache line.
    private static final int LEAD = 12;

    private final TrainableTable table;
    private final boolean alone;
    private final LabelKernels kernels;
    private final LabelKernel.Layer layer;

    /// The rows as they were taken over.
    private final float[] before;

    private int texts;

    /// @throws IllegalArgumentException if they are too many for one array
    LabelRows(LabelLoss.Output output) {
        this.table = output.rows();
        this.alone = output.alone();
        this.kernels = output.kernels();
        int numbers = numbers(table);
        layer = new LabelKernel.Layer(new float[numbers], LEAD, table.rows(), table.stride());
        before = new float[alone ? 0 : numbers];
        takeOver();
    }

    private static int numbers(TrainableTable table) {
        long numbers = LEAD + (long) table.rows() * table.stride();
        if (numbers > Integer.MAX_VALUE - LEAD) {
            throw new IllegalArgumentException(
                    "the loss is over all of "
                            + table.rows()
                            + " labels at once, which have "
                            + numbers
                            + " numbers, more than one array holds; learn with the loss hs or ns");
        }
        return (int) numbers;
    }

    /// How many numbers there is room for beside the rows: one for each, up to a multiple of [LabelKernel#LINE].
    int room() {
        return Math.ceilDiv(layer.count(), LabelKernel.LINE) * LabelKernel.LINE;
    }

    int count() {
        return layer.count();
    }

    void scores(float[] vector, float[] scores) {
        kernels.labels().scores(layer, vector, scores);
    }

    /// A text is learned.
    void move(float[] steps, float[] vector, float[] gradient) {
        kernels.labels().move(layer, steps, vector, gradient);
        texts++;
        if (texts == TEXTS && !alone) {
            share();
        }
    }

    /// Brings the table up to date.
    void share() {
        texts = 0;
        if (alone) {
            for (int row = 0; row < table.rows(); row++) {
                table.set(row, layer.numbers(), place(row));
            }
            return;
        }
        // The difference first: nobody is ever to see more in the table than small changes.
        int numbers = before.length;
        kernels.rows().scale(-1, before, 0, numbers);
        kernels.rows().axpy(1, layer.numbers(), 0, before, 0, numbers);
        for (int row = 0; row < table.rows(); row++) {
            kernels.rows()
                    .axpy(
                            1,
                            before,
                            place(row),
                            table.block(row),
                            table.offset(row),
                            layer.width());
        }
        takeOver();
    }

    private void takeOver() {
        float[] numbers = layer.numbers();
        for (int row = 0; row < table.rows(); row++) {
            System.arraycopy(
                    table.block(row), table.offset(row), numbers, place(row), layer.width());
        }
        System.arraycopy(numbers, 0, before, 0, before.length);
    }

    private int place(int row) {
        return LEAD + row * layer.width();
    }
}
