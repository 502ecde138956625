package dev.akin.encode;

import java.util.Arrays;
import java.util.List;

/// From a pooled vector to the one that is given out: the model's heads, then as many numbers as are wanted.
///
/// @param inputs numbers of a pooled vector
/// @param dimension numbers given out
/// @param normalized whether what is left of a cut vector is scaled to unit length
record Finish(List<Head> heads, int inputs, int dimension, boolean normalized) {

    /// @param wanted how many numbers are wanted, or 0 for all
    /// @throws IllegalArgumentException if more are wanted than there are
    static Finish of(ModelSpec spec, OnnxModel model, int wanted) {
        List<Head> heads = model.pools() ? poolingOnly(spec) : spec.heads();
        int inputs = model.pools() ? model.width() : spec.pooling().modes().size() * model.width();
        int outputs = inputs;
        for (Head head : heads) {
            outputs = head.outputs(outputs);
        }
        if (wanted > outputs) {
            throw new IllegalArgumentException(
                    "the vectors of "
                            + spec.name()
                            + " have "
                            + outputs
                            + " numbers and cannot be cut to "
                            + wanted);
        }
        return new Finish(heads, inputs, wanted == 0 ? outputs : wanted, spec.normalized());
    }

    /// A graph that pools has its dense layers within.
    private static List<Head> poolingOnly(ModelSpec spec) {
        return spec.normalized() ? List.of(Head.NORMALIZE) : List.of();
    }

    float[] apply(float[] pooled) {
        float[] vector = pooled;
        for (Head head : heads) {
            vector = head.apply(vector);
        }
        return cut(vector);
    }

    private float[] cut(float[] vector) {
        if (vector.length == dimension) {
            return vector;
        }
        float[] kept = Arrays.copyOf(vector, dimension);
        return normalized ? Vectors.normalize(kept) : kept;
    }

    /// The mean of a text's pieces, each as heavy as it has tokens.
    float[] mean(List<Piece> pieces, List<float[]> vectors) {
        double[] sum = new double[dimension];
        double weights = 0;
        for (int i = 0; i < vectors.size(); i++) {
            Vectors.add(pieces.get(i).weight(), vectors.get(i), sum);
            weights += pieces.get(i).weight();
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= weights;
        }
        float[] mean = Vectors.narrow(sum);
        return normalized ? Vectors.normalize(mean) : mean;
    }
}
