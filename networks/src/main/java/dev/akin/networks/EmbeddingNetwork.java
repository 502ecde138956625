package dev.akin.networks;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.loss.Loss;
import dev.akin.layers.EmbeddingLayer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Any block of DJL's on an embedding layer. The block takes the rows of a batch, [batch, length, dimension]; its weights are moved by
/// Adam, and the rows by the optimiser of their layer, of which several networks may share one.
///
/// In blocks and losses of your own, give `mul`, `div`, `maximum` and `pow` arrays, such as `x.getManager().create(0.5f)`, in place of plain
/// numbers: DJL 0.35 frees a number before PyTorch reads it again on the way back, and gradients are then wrong now and then.
///
/// Trained by one thread at a time. It holds memory of PyTorch's until it is closed.
public final class EmbeddingNetwork implements AutoCloseable {
    private final EmbeddingLayer layer;
    private final Block block;
    private final Loss loss;
    private double rate = 1e-3;
    private @Nullable DenseNetwork dense;

    private EmbeddingNetwork(EmbeddingLayer layer, Block block, Loss loss) {
        this.layer = layer;
        this.block = block;
        this.loss = loss;
    }

    /// @param block of which weights that have none yet get them with the first batch
    /// @param loss of what the block gives and the labels, as a number for a batch
    public static EmbeddingNetwork of(EmbeddingLayer layer, Block block, Loss loss) {
        return new EmbeddingNetwork(layer, block, loss);
    }

    /// How far steps of the block's weights go from now on; 0.001 unless told.
    ///
    /// @return this
    /// @throws IllegalArgumentException if it is not above 0
    public EmbeddingNetwork rate(double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("a rate is above 0, not " + value);
        }
        rate = value;
        if (dense != null) {
            dense.rate(value);
        }
        return this;
    }

    /// The layer whose rows the block reads.
    public EmbeddingLayer layer() {
        return layer;
    }

    /// One step, with a class for each example: 0, 1, …
    ///
    /// @param ids [batch][length]
    /// @return the loss before it
    /// @throws IllegalArgumentException if the batch is empty, sequences differ in length, there are not as many labels, or the block or
    ///     the loss does not take them; nothing has moved then
    /// @throws IndexOutOfBoundsException if an id is not one of a row
    /// @throws IllegalStateException if there is no PyTorch, or the loss or its gradient is not finite
    public double train(int[][] ids, int[] labels) {
        float[] classes = new float[labels.length];
        for (int i = 0; i < labels.length; i++) {
            classes[i] = labels[i];
        }
        return train(ids, classes, new Shape(labels.length));
    }

    /// As [#train(int\[\]\[\], int\[\])], with numbers for each example: [batch][outputs].
    public double train(int[][] ids, float[][] labels) {
        int outputs = labels.length == 0 ? 0 : labels[0].length;
        float[] flat = new float[Math.multiplyExact(labels.length, outputs)];
        for (int i = 0; i < labels.length; i++) {
            requireLength("the labels of example " + i, labels[i].length, outputs);
            System.arraycopy(labels[i], 0, flat, i * outputs, outputs);
        }
        return train(ids, flat, new Shape(labels.length, outputs));
    }

    private double train(int[][] ids, float[] labels, Shape shape) {
        requireLength("the labels", Math.toIntExact(shape.get(0)), ids.length);
        int[] flat = flat(ids);
        Rows rows = rows(ids, flat);
        double value = step(rows, labels, shape);
        layer.backward(flat, flat.length, rows.gradient());
        layer.step();
        return value;
    }

    private double step(Rows rows, float[] labels, Shape shape) {
        try {
            return dense(rows.shape())
                    .train(
                            List.of(rows),
                            (scope, list, forward) ->
                                    loss.evaluate(
                                            new NDList(scope.create(labels, shape)),
                                            forward.apply(list)));
        } catch (EngineException e) {
            throw new IllegalArgumentException(
                    "the block and the loss do not take these rows and labels: " + e.getMessage(),
                    e);
        }
    }

    /// What the block gives for a batch, the numbers of an example one behind the other: [batch][…].
    ///
    /// @throws IllegalArgumentException if the batch is empty, or sequences differ in length
    public float[][] predict(int[][] ids) {
        Rows rows = rows(ids, flat(ids));
        float[] all = dense(rows.shape()).predict(List.of(rows), EmbeddingNetwork::ask);
        int outputs = all.length / ids.length;
        float[][] each = new float[ids.length][];
        for (int i = 0; i < ids.length; i++) {
            each[i] = Arrays.copyOfRange(all, i * outputs, (i + 1) * outputs);
        }
        return each;
    }

    private static NDArray ask(NDManager scope, NDList rows, DenseNetwork.Forward forward) {
        return forward.apply(rows).head();
    }

    private static int[] flat(int[][] ids) {
        if (ids.length == 0 || ids[0].length == 0) {
            throw new IllegalArgumentException("an empty batch; give one id at least");
        }
        int[] flat = new int[Math.multiplyExact(ids.length, ids[0].length)];
        for (int i = 0; i < ids.length; i++) {
            requireLength("sequence " + i, ids[i].length, ids[0].length);
            System.arraycopy(ids[i], 0, flat, i * ids[0].length, ids[i].length);
        }
        return flat;
    }

    private static void requireLength(String what, int length, int wanted) {
        if (length != wanted) {
            throw new IllegalArgumentException(what + ": " + length + " of them, not " + wanted);
        }
    }

    private Rows rows(int[][] ids, int[] flat) {
        float[] rows = new float[Math.multiplyExact(flat.length, layer.dimension())];
        layer.forward(flat, flat.length, rows);
        return new Rows(rows, ids.length, ids[0].length, layer.dimension());
    }

    private DenseNetwork dense(Shape shape) {
        DenseNetwork existing = dense;
        if (existing == null) {
            existing = new DenseNetwork(block, new DenseNetwork.Options(rate, 0, 0, 1), shape);
            dense = existing;
        }
        return existing;
    }

    @Override
    public void close() {
        if (dense != null) {
            dense.close();
        }
    }
}
