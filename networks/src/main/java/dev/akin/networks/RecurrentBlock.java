package dev.akin.networks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import ai.djl.nn.recurrent.GRU;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.training.ParameterStore;
import org.jspecify.annotations.Nullable;

/// LSTM and GRU. The one that reads from the end gets each sequence turned round within its own length, so that no padding comes
/// before what it reads.
final class RecurrentBlock extends SequenceBlock {
    enum Cell {
        LSTM,
        GRU
    }

    private final int units;
    private final Block forward;
    private final @Nullable Block backward;

    RecurrentBlock(boolean pooled, boolean bidirectional, int units, Cell cell) {
        super(pooled);
        this.units = units;
        this.forward = child("forward", block(cell, units));
        this.backward = bidirectional ? child("backward", block(cell, units)) : null;
    }

    private static Block block(Cell cell, int units) {
        return switch (cell) {
            case LSTM ->
                    LSTM.builder()
                            .setStateSize(units)
                            .setNumLayers(1)
                            .optBatchFirst(true)
                            .optReturnState(false)
                            .build();
            case GRU ->
                    GRU.builder()
                            .setStateSize(units)
                            .setNumLayers(1)
                            .optBatchFirst(true)
                            .optReturnState(false)
                            .build();
        };
    }

    @Override
    NDArray places(ParameterStore parameters, Input input, boolean training) {
        NDArray read = read(forward, parameters, input.rows(), training);
        if (backward == null) {
            return read;
        }
        NDArray turned = read(backward, parameters, input.reversed(input.rows()), training);
        return read.concat(input.reversed(turned), 2);
    }

    private static NDArray read(
            Block block, ParameterStore parameters, NDArray rows, boolean training) {
        return block.forward(parameters, new NDList(rows), training).head();
    }

    /// The last state, and that of the other direction, which is the one at the first place.
    @Override
    NDArray pool(NDArray places, Input input) {
        if (backward == null) {
            return input.atLast(places);
        }
        NDArray first = places.get(":, 0, " + units + ":");
        return input.atLast(places).get(":, :" + units).concat(first, 1);
    }

    @Override
    long width(long dimension) {
        return backward == null ? units : 2L * units;
    }
}
