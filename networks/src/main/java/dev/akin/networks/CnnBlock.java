package dev.akin.networks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.List;

/// Convolutions over the places, as many as these; what lies beyond a sequence counts as zeros.
final class CnnBlock extends SequenceBlock {
    /// So much lower than any activation that no greatest one is behind the end.
    private static final float NOWHERE = 1e9f;

    private final boolean causal;
    private final Cnn cnn;
    private final List<Block> convolutions = new ArrayList<>();

    CnnBlock(boolean pooled, boolean causal, Cnn cnn) {
        super(pooled);
        this.causal = causal;
        this.cnn = cnn;
        for (int i = 0; i < cnn.widths().size(); i++) {
            convolutions.add(
                    child(
                            "convolution" + i,
                            Conv1d.builder()
                                    .setKernelShape(new Shape(cnn.widths().get(i)))
                                    .setFilters(cnn.filters())
                                    .build()));
        }
    }

    @Override
    NDArray places(ParameterStore parameters, Input input, boolean training) {
        NDArray rows = input.rows().transpose(0, 2, 1);
        NDList seen = new NDList();
        for (int i = 0; i < convolutions.size(); i++) {
            NDArray padded = padded(rows, cnn.widths().get(i));
            NDArray found =
                    convolutions.get(i).forward(parameters, new NDList(padded), training).head();
            seen.add(Activation.relu(found).transpose(0, 2, 1));
        }
        return NDArrays.concat(seen, 2);
    }

    private NDArray padded(NDArray rows, int width) {
        int before = causal ? width - 1 : (width - 1) / 2;
        NDArray padded = rows;
        if (before > 0) {
            padded = zeros(rows, before).concat(padded, 2);
        }
        if (width - 1 - before > 0) {
            padded = padded.concat(zeros(rows, width - 1 - before), 2);
        }
        return padded;
    }

    private static NDArray zeros(NDArray rows, int count) {
        Shape shape = rows.getShape();
        return rows.getManager().zeros(new Shape(shape.get(0), shape.get(1), count));
    }

    @Override
    NDArray pool(NDArray places, Input input) {
        return places.add(input.mask().sub(1).mul(NOWHERE).expandDims(2))
                .max(new int[] {1})
                // Of an empty sequence, as of one where no filter finds anything.
                .maximum(Tensors.number(places, 0));
    }

    @Override
    long width(long dimension) {
        return (long) cnn.filters() * cnn.widths().size();
    }

    @Override
    void initializeChildren(NDManager manager, DataType type, long dimension) {
        for (int i = 0; i < convolutions.size(); i++) {
            convolutions
                    .get(i)
                    .initialize(manager, type, new Shape(1, dimension, cnn.widths().get(i)));
        }
    }
}
