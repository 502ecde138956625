package dev.akin.layers;

/// The ids of sequences one behind the other, and the gradients of their rows.
final class FlatGradient {
    final int[] ids;
    final float[] gradient;

    private FlatGradient(int[] ids, float[] gradient) {
        this.ids = ids;
        this.gradient = gradient;
    }

    /// @param gradient [ids.length][ids\[b\].length][dimension]
    /// @throws IllegalArgumentException if the shapes differ
    static FlatGradient of(int[][] ids, float[][][] gradient, int dimension) {
        int count = count(ids, gradient);
        int[] flatIds = new int[count];
        float[] flat = new float[Math.multiplyExact(count, dimension)];
        int at = 0;
        for (int b = 0; b < ids.length; b++) {
            for (int i = 0; i < ids[b].length; i++) {
                Shapes.requireLength(
                        "the gradient at [" + b + "][" + i + "]", gradient[b][i].length, dimension);
                flatIds[at] = ids[b][i];
                System.arraycopy(gradient[b][i], 0, flat, at * dimension, dimension);
                at++;
            }
        }
        return new FlatGradient(flatIds, flat);
    }

    private static int count(int[][] ids, float[][][] gradient) {
        if (ids.length != gradient.length) {
            throw new IllegalArgumentException(
                    "a gradient of " + gradient.length + " sequences, for " + ids.length);
        }
        int count = 0;
        for (int b = 0; b < ids.length; b++) {
            Shapes.requireLength(
                    "the gradient of sequence " + b, gradient[b].length, ids[b].length);
            count += ids[b].length;
        }
        return count;
    }
}
