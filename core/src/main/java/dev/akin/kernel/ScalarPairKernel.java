package dev.akin.kernel;

/// The definition, pair by pair.
final class ScalarPairKernel implements PairKernel {

    @Override
    public void forward(PairTile tile) {
        for (int i = 0; i < tile.inputCount; i++) {
            for (int o = 0; o < tile.outputCount; o++) {
                tile.logits[i * tile.outputCount + o] =
                        ScalarKernels.INSTANCE.dot(
                                tile.in, tile.inputs[i], tile.out, tile.outputs[o], tile.width);
            }
        }
    }

    @Override
    public void backward(PairTile tile) {
        gradients(tile);
        for (int o = 0; o < tile.outputCount; o += PairTile.STEP) {
            float[] old = new float[PairTile.STEP * tile.width];
            for (int s = 0; s < PairTile.STEP; s++) {
                System.arraycopy(tile.out, tile.outputs[o + s], old, s * tile.width, tile.width);
            }
            for (int i = 0; i < tile.inputCount; i++) {
                update(tile, i, o, old);
            }
        }
    }

    private static void gradients(PairTile tile) {
        for (int p = 0; p < tile.inputCount * tile.outputCount; p++) {
            float weight = tile.weights[p];
            tile.logits[p] = -weight * sigmoid(Math.signum(weight) * tile.logits[p]);
        }
    }

    private static float sigmoid(float x) {
        return (float) (1 / (1 + Math.exp(-x)));
    }

    private static void update(PairTile tile, int i, int o, float[] old) {
        int at = tile.inputs[i];
        float[] input = new float[tile.width];
        System.arraycopy(tile.in, at, input, 0, tile.width);
        for (int s = 0; s < PairTile.STEP; s++) {
            float gradient = tile.logits[i * tile.outputCount + o + s];
            ScalarKernels.INSTANCE.axpy(gradient, old, s * tile.width, tile.in, at, tile.width);
            ScalarKernels.INSTANCE.axpy(
                    gradient, input, 0, tile.out, tile.outputs[o + s], tile.width);
        }
    }
}
