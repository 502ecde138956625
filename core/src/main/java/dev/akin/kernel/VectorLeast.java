package dev.akin.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// The least numbers of columns on the Vector API: columns lie side by side in the lanes.
final class VectorLeast {
    private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> I =
            VectorSpecies.of(int.class, VectorShape.forBitSize(F.vectorBitSize()));
    private static final int LANES = F.length();

    private VectorLeast() {}

    /// As [Kernels#leastTwo] has it.
    static void leastTwo(
            float[] matrix,
            int rows,
            int width,
            float[] offsets,
            float[] least,
            int[] row,
            float[] second) {
        int j = 0;
        for (; j <= width - LANES; j += LANES) {
            column(matrix, rows, width, offsets, least, row, second, j);
        }
        ScalarKernels.leastTwo(matrix, rows, width, offsets, least, row, second, j);
    }

    private static void column(
            float[] matrix,
            int rows,
            int width,
            float[] offsets,
            float[] least,
            int[] row,
            float[] second,
            int j) {
        FloatVector best = FloatVector.broadcast(F, Float.POSITIVE_INFINITY);
        FloatVector next = best;
        IntVector which = IntVector.zero(I);
        for (int r = 0; r < rows; r++) {
            FloatVector product = FloatVector.fromArray(F, matrix, r * width + j);
            FloatVector value = FloatVector.broadcast(F, offsets[r]).sub(product.add(product));
            VectorMask<Float> nearer = value.lt(best);
            next = next.min(best.max(value));
            which = which.blend(r, nearer.cast(I));
            best = best.min(value);
        }
        best.intoArray(least, j);
        next.intoArray(second, j);
        which.intoArray(row, j);
    }
}
