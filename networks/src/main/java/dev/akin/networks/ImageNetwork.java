package dev.akin.networks;

import ai.djl.ndarray.types.Shape;
import java.util.List;

/// The network of an encoder of pictures: pixels → vectors of unit length. Trained by one thread at a time; any may ask.
record ImageNetwork(ImageShape shape, DenseNetwork dense) {
    /// Pictures that go through together when nothing is learned.
    private static final int TOGETHER = 64;

    /// A loss of vectors of unit length.
    @FunctionalInterface
    interface Loss {
        /// @param gradient of the unit vectors, to be filled
        double of(UnitRows rows, float[] gradient);
    }

    /// @throws IllegalStateException if there is no PyTorch
    static ImageNetwork of(ImageShape shape, DenseNetwork.Options options) {
        int size = shape.form().size();
        Shape one = new Shape(1, shape.form().channels(), size, size);
        return new ImageNetwork(shape, new DenseNetwork(ImageBlock.of(shape), options, one));
    }

    private Rows rows(float[] pixels, long count, int side) {
        return new Rows(pixels, count, shape.form().channels(), side, side);
    }

    double train(float[] pixels, int count, Loss loss) {
        return dense.train(
                rows(pixels, count, shape.form().size()),
                (outputs, gradient) -> {
                    UnitRows rows = new UnitRows(outputs, shape.dimension());
                    double value = loss.of(rows, gradient);
                    rows.back(gradient);
                    return value;
                });
    }

    /// The vectors of some pictures, without learning.
    ///
    /// @param pixels as the network sees them, [count × channels × size × size]
    UnitRows rows(float[] pixels, int count) {
        int width = shape.form().bytes();
        float[] vectors = new float[Math.multiplyExact(count, shape.dimension())];
        for (int from = 0; from < count; from += TOGETHER) {
            int some = Math.min(TOGETHER, count - from);
            float[] part = new float[some * width];
            System.arraycopy(pixels, from * width, part, 0, part.length);
            float[] made = raw(part, some);
            System.arraycopy(made, 0, vectors, from * shape.dimension(), made.length);
        }
        return new UnitRows(vectors, shape.dimension());
    }

    /// What the network gives for some pictures at once, not of unit length.
    float[] raw(float[] pixels, int count) {
        return dense.predict(
                List.of(rows(pixels, count, shape.form().size())),
                (scope, inputs, block) -> block.apply(inputs).head());
    }
}
