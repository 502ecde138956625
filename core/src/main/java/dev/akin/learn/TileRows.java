package dev.akin.learn;

import dev.akin.kernel.PairTile;
import dev.akin.table.TrainableTable;

/// Puts rows of two tables into a tile and their changes back.
///
/// Where each table is one array, the tile works on the rows in place. Where a table is larger than one array can be,
/// rows are copied in and what was added to them is added to the tables afterwards.
final class TileRows {
    private final TrainableTable in;
    private final TrainableTable out;
    private final boolean inPlace;
    private final int stride;
    private final PairTile tile;
    private final float[] inCopy;
    private final float[] outCopy;
    private final float[] before;
    private final int[] inIds;
    private final int[] outIds;

    TileRows(TrainableTable in, TrainableTable out, int maxInputs, int maxOutputs) {
        this.in = in;
        this.out = out;
        inPlace = in.blocks() == 1 && out.blocks() == 1;
        stride = in.stride();
        inCopy = new float[inPlace ? 0 : (maxInputs + 1) * stride];
        outCopy = new float[inPlace ? 0 : (maxOutputs + 1) * stride];
        before = new float[inCopy.length + outCopy.length];
        inIds = new int[maxInputs];
        outIds = new int[maxOutputs];
        tile =
                inPlace
                        ? new PairTile(in.block(0), out.block(0), stride, maxInputs, maxOutputs)
                        : new PairTile(inCopy, outCopy, stride, maxInputs, maxOutputs);
    }

    private TileRows(TileRows other) {
        in = other.in;
        out = other.out;
        inPlace = other.inPlace;
        stride = other.stride;
        inCopy = other.inCopy;
        outCopy = other.outCopy;
        before = other.before;
        inIds = other.inIds.clone();
        outIds = other.outIds.clone();
        tile = other.tile.twin();
    }

    /// As [PairTile#twin()].
    TileRows twin() {
        return new TileRows(this);
    }

    PairTile tile() {
        return tile;
    }

    void input(int slot, int id) {
        inIds[slot] = id;
        tile.inputs()[slot] = inPlace ? in.offset(id) : slot * stride;
    }

    void output(int slot, int id) {
        outIds[slot] = id;
        tile.outputs()[slot] = inPlace ? out.offset(id) : slot * stride;
    }

    /// Fills outputs up to a multiple of [PairTile#STEP] with a row of zeros, and sizes the tile.
    void size(int inputs, int outputs) {
        int padded = Math.ceilDiv(outputs, PairTile.STEP) * PairTile.STEP;
        int spare = inPlace ? out.spareOffset(0) : outCopy.length - stride;
        for (int slot = outputs; slot < padded; slot++) {
            tile.outputs()[slot] = spare;
        }
        tile.size(inputs, padded);
    }

    /// As [PairTile#touch(int)]; rows that will be copied are left alone.
    void touch(int lastInputs) {
        if (inPlace) {
            tile.touch(lastInputs);
        }
    }

    /// Computes the tile's logits.
    void forward(int inputs, int outputs) {
        if (!inPlace) {
            in.gatherPadded(inIds, inputs, inCopy);
            out.gatherPadded(outIds, outputs, outCopy);
            System.arraycopy(inCopy, 0, before, 0, inCopy.length);
            System.arraycopy(outCopy, 0, before, inCopy.length, outCopy.length);
        }
        tile.forward();
    }

    void backward(int inputs, int outputs) {
        tile.backward();
        if (!inPlace) {
            addChange(in, inIds, inputs, inCopy, 0);
            addChange(out, outIds, outputs, outCopy, inCopy.length);
        }
    }

    private void addChange(TrainableTable table, int[] ids, int count, float[] after, int from) {
        for (int slot = 0; slot < count; slot++) {
            float[] block = table.block(ids[slot]);
            int at = table.offset(ids[slot]);
            for (int d = 0; d < table.dimension(); d++) {
                block[at + d] += after[slot * stride + d] - before[from + slot * stride + d];
            }
        }
    }
}
